package constellations.verify.claim;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One kind of certificate: all that the verifier knows of it.
 *
 * @param name the name in the file
 * @param type the class of its certificates
 * @param codec reads and writes them
 * @param checker decides whether they prove what they claim
 */
public record Kind<C extends Certificate>(
    String name, Class<C> type, Codec<C> codec, Checker<C> checker) {
  /**
   * Checks a certificate of this kind.
   *
   * @param certificate a certificate of this kind
   * @param check threads, budget and a way to the parts
   * @return the verdict
   * @throws ClassCastException if it is of another kind
   */
  public Verdict check(Certificate certificate, Check check) {
    return checker.check(type.cast(certificate), check);
  }

  /**
   * Writes a certificate of this kind.
   *
   * @param certificate a certificate of this kind
   * @param claim receives the fields of the claim
   * @param evidence receives the fields of the evidence
   * @throws ClassCastException if it is of another kind
   */
  public void write(Certificate certificate, ObjectNode claim, ObjectNode evidence) {
    codec.write(type.cast(certificate), claim, evidence);
  }
}

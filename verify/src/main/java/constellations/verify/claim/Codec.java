package constellations.verify.claim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.verify.exact.BadInputException;

/**
 * Reads and writes the claim and the evidence of one kind of certificate. What is written is read
 * back as the same certificate.
 *
 * @param <C> the certificates of the kind
 */
public interface Codec<C extends Certificate> {
  /**
   * Reads a certificate.
   *
   * @param claim the fields of the claim
   * @param evidence the fields of the evidence
   * @param provenance how the evidence was found; never relied upon
   * @param beside where side files and parts are found
   * @return the certificate, not yet checked
   * @throws BadInputException if a field is missing, unknown or of another form, or the claim means
   *     nothing
   */
  C read(Fields claim, Fields evidence, Provenance provenance, Beside beside);

  /**
   * Writes claim and evidence into two empty objects.
   *
   * @param certificate a certificate of this kind
   * @param claim receives the fields of the claim
   * @param evidence receives the fields of the evidence
   */
  void write(C certificate, ObjectNode claim, ObjectNode evidence);
}

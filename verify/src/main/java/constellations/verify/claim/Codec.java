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
   * @param beside where side files and parts are found
   * @throws BadInputException if a field is missing, unknown or of another form, or the claim means
   *     nothing
   */
  C read(Fields claim, Fields evidence, Provenance provenance, Beside beside);

  /** Writes claim and evidence into two empty objects. */
  void write(C certificate, ObjectNode claim, ObjectNode evidence);
}

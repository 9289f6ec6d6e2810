package constellations.verify.lp;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.verify.claim.Beside;
import constellations.verify.claim.Codec;
import constellations.verify.claim.Fields;
import constellations.verify.claim.Provenance;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Rationals;

/** Reads and writes {@code lp-bound}. */
final class LpBoundCodec implements Codec<LpBoundCertificate> {
  @Override
  public LpBoundCertificate read(
      Fields claim, Fields evidence, Provenance provenance, Beside beside) {
    evidence.only("coefficients");
    BoundForm form = BoundForm.read(claim);
    int dimension = claim.integer("dimension");
    if (dimension < 3) {
      throw BadInputException.argument("claim.dimension", dimension, "at least 3");
    }
    int count = evidence.array("coefficients").size();
    if (count < 1 || count > LpBoundCertificate.MAX_COEFFICIENTS) {
      throw BadInputException.argument(
          "evidence.coefficients",
          count + " numbers",
          "from 1 to " + LpBoundCertificate.MAX_COEFFICIENTS);
    }
    return new LpBoundCertificate(
        dimension,
        form,
        form.points(claim),
        form.cosine(claim),
        new GegenbauerExpansion(dimension, evidence.rationals("coefficients")),
        provenance);
  }

  @Override
  public void write(LpBoundCertificate bound, ObjectNode claim, ObjectNode evidence) {
    bound.claimed().write(claim, bound.dimension(), bound.points(), bound.cosine());
    ArrayNode coefficients = evidence.putArray("coefficients");
    bound.polynomial().coefficients().forEach(f -> coefficients.add(Rationals.toString(f)));
  }
}

package constellations.verify.lp;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.verify.claim.Beside;
import constellations.verify.claim.ClaimCodec;
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
    boolean most = claim.has("pointsAtMost");
    String points = most ? "pointsAtMost" : "points";
    String cosine = most ? "cosine" : "cosineAtLeast";
    claim.only("dimension", points, cosine);
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
        most ? LpBoundCertificate.Form.POINTS_AT_MOST : LpBoundCertificate.Form.COSINE_AT_LEAST,
        claim.count(points),
        claim.number(cosine),
        new GegenbauerExpansion(dimension, evidence.rationals("coefficients")),
        provenance);
  }

  @Override
  public void write(LpBoundCertificate bound, ObjectNode claim, ObjectNode evidence) {
    claim.put("dimension", bound.dimension());
    boolean most = bound.claimed() == LpBoundCertificate.Form.POINTS_AT_MOST;
    ClaimCodec.number(claim, most ? "pointsAtMost" : "points", bound.points());
    claim.put(most ? "cosine" : "cosineAtLeast", bound.cosine().toString());
    ArrayNode coefficients = evidence.putArray("coefficients");
    bound.polynomial().coefficients().forEach(f -> coefficients.add(Rationals.toString(f)));
  }
}

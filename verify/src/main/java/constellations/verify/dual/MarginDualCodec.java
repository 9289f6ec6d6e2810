package constellations.verify.dual;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.verify.claim.Beside;
import constellations.verify.claim.Codec;
import constellations.verify.claim.Fields;
import constellations.verify.claim.Provenance;
import constellations.verify.claim.RetrievalClaim;
import constellations.verify.claim.RetrievalClaimCodec;
import constellations.verify.exact.BadInputException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Reads and writes {@code margin-dual}. */
final class MarginDualCodec implements Codec<MarginDualCertificate> {
  private static final String WEIGHTS = "weights";

  @Override
  public MarginDualCertificate read(
      Fields claim, Fields evidence, Provenance provenance, Beside beside) {
    evidence.only(WEIGHTS, "theta", "phi");
    if (!(RetrievalClaimCodec.read(claim) instanceof RetrievalClaim.MarginBound bound)) {
      throw BadInputException.argument("claim", "no marginAtMost", "a bound on the margin");
    }
    JsonNode rows = evidence.array(WEIGHTS);
    int most = MarginDualCertificate.MOST_PAIRS;
    Fields.requireFew(rows, "evidence.weights", most);
    List<List<BigInteger>> weights = new ArrayList<>();
    for (JsonNode row : rows) {
      String where = "evidence.weights[" + weights.size() + "]";
      weights.add(Fields.bigIntegers(row, where, most / rows.size()));
    }
    return new MarginDualCertificate(
        bound,
        weights,
        Fields.bigIntegers(evidence.array("theta"), "evidence.theta", most),
        Fields.bigIntegers(evidence.array("phi"), "evidence.phi", most),
        provenance);
  }

  @Override
  public void write(MarginDualCertificate dual, ObjectNode claim, ObjectNode evidence) {
    RetrievalClaimCodec.write(claim, dual.claim());
    ArrayNode weights = evidence.putArray(WEIGHTS);
    dual.weights().forEach(row -> row.forEach(weights.addArray()::add));
    dual.theta().forEach(evidence.putArray("theta")::add);
    dual.phi().forEach(evidence.putArray("phi")::add);
  }
}

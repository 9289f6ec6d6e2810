package constellations.verify.pmi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.verify.claim.Beside;
import constellations.verify.claim.Codec;
import constellations.verify.claim.Fields;
import constellations.verify.claim.Provenance;
import constellations.verify.claim.ScoreClaim;
import constellations.verify.exact.BadInputException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Reads and writes {@code pmi-score}. */
final class PmiScoreCodec implements Codec<PmiScoreCertificate> {
  private static final String ROWS = "rows";
  private static final String COLUMNS = "columns";

  @Override
  public PmiScoreCertificate read(
      Fields claim, Fields evidence, Provenance provenance, Beside beside) {
    evidence.only("kernel", "decimals", ROWS, COLUMNS);
    if (!(ScoreClaim.read(claim) instanceof ScoreClaim.Reached reached)) {
      throw BadInputException.argument("claim", "no errorAtMost", "an error that is reached");
    }
    return new PmiScoreCertificate(
        reached,
        PointKernel.named(evidence.text("kernel")),
        evidence.integer("decimals"),
        sets(evidence.array(ROWS), "evidence.rows"),
        sets(evidence.array(COLUMNS), "evidence.columns"),
        provenance);
  }

  private static List<List<List<BigInteger>>> sets(JsonNode list, String where) {
    List<List<List<BigInteger>>> sets = new ArrayList<>();
    int left = PmiScoreCertificate.MOST_NUMBERS;
    for (JsonNode set : list) {
      if (!set.isArray()) {
        throw BadInputException.argument(where, set.getNodeType(), "a list of points");
      }
      List<List<BigInteger>> points = new ArrayList<>();
      for (JsonNode point : set) {
        points.add(Fields.bigIntegers(point, where + "[" + sets.size() + "]", left));
        left -= point.size();
      }
      sets.add(points);
    }
    return sets;
  }

  @Override
  public void write(PmiScoreCertificate score, ObjectNode claim, ObjectNode evidence) {
    score.claim().write(claim);
    evidence.put("kernel", score.kernel().text()).put("decimals", score.decimals());
    write(score.rows(), evidence.putArray(ROWS));
    write(score.columns(), evidence.putArray(COLUMNS));
  }

  private static void write(List<List<List<BigInteger>>> sets, ArrayNode list) {
    for (List<List<BigInteger>> set : sets) {
      ArrayNode points = list.addArray();
      set.forEach(point -> point.forEach(points.addArray()::add));
    }
  }
}

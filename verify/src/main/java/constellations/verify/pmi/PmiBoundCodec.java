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

/** Reads and writes {@code pmi-bound}. */
final class PmiBoundCodec implements Codec<PmiBoundCertificate> {
  private static final String ROWS = "rows";
  private static final String COLUMNS = "columns";

  @Override
  public PmiBoundCertificate read(
      Fields claim, Fields evidence, Provenance provenance, Beside beside) {
    evidence.only(ROWS, COLUMNS);
    if (!(ScoreClaim.read(claim) instanceof ScoreClaim.Exceeded exceeded)) {
      throw BadInputException.argument("claim", "no errorAbove", "an error that is exceeded");
    }
    return new PmiBoundCertificate(
        exceeded,
        lists(evidence.array(ROWS), "evidence.rows"),
        lists(evidence.array(COLUMNS), "evidence.columns"),
        provenance);
  }

  private static List<List<BigInteger>> lists(JsonNode list, String where) {
    List<List<BigInteger>> lists = new ArrayList<>();
    int left = PmiBoundCertificate.MOST_NUMBERS;
    for (JsonNode numbers : list) {
      lists.add(Fields.bigIntegers(numbers, where + "[" + lists.size() + "]", left));
      left -= numbers.size();
    }
    return lists;
  }

  @Override
  public void write(PmiBoundCertificate bound, ObjectNode claim, ObjectNode evidence) {
    bound.claim().write(claim);
    write(bound.rows(), evidence.putArray(ROWS));
    write(bound.columns(), evidence.putArray(COLUMNS));
  }

  private static void write(List<List<BigInteger>> lists, ArrayNode list) {
    lists.forEach(numbers -> numbers.forEach(list.addArray()::add));
  }
}

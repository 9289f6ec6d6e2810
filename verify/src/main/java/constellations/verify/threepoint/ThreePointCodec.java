package constellations.verify.threepoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.verify.claim.Beside;
import constellations.verify.claim.Codec;
import constellations.verify.claim.Fields;
import constellations.verify.claim.Provenance;
import constellations.verify.exact.BadInputException;
import constellations.verify.lp.BoundForm;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Reads and writes {@code three-point-bound}. */
final class ThreePointCodec implements Codec<ThreePointCertificate> {
  @Override
  public ThreePointCertificate read(
      Fields claim, Fields evidence, Provenance provenance, Beside beside) {
    evidence.only("bits", "alpha", "beta", "linear", "factors");
    BoundForm form = BoundForm.read(claim);
    List<List<List<BigInteger>>> factors = new ArrayList<>();
    for (JsonNode factor : evidence.array("factors")) {
      String where = "evidence.factors[" + factors.size() + "]";
      if (factors.size() > TripleFunction.MAX_HALF_DEGREE || !factor.isArray()) {
        throw BadInputException.argument(
            where,
            factor.getNodeType(),
            "at most " + (TripleFunction.MAX_HALF_DEGREE + 1) + " arrays");
      }
      requireFew(factor, where);
      List<List<BigInteger>> rows = new ArrayList<>();
      for (JsonNode row : factor) {
        String at = where + "[" + rows.size() + "]";
        requireFew(row, at);
        rows.add(integers(row, at));
      }
      factors.add(rows);
    }
    if (evidence.array("linear").size() > TripleFunction.MAX_LINEAR) {
      throw BadInputException.argument(
          "evidence.linear",
          evidence.array("linear").size() + " numbers",
          "at most " + TripleFunction.MAX_LINEAR);
    }
    TripleFunction function =
        new TripleFunction(
            claim.integer("dimension"),
            evidence.integer("bits"),
            integers(evidence.array("linear"), "evidence.linear"),
            factors);
    return new ThreePointCertificate(
        form,
        form.points(claim),
        form.cosine(claim),
        function,
        evidence.count("alpha"),
        evidence.count("beta"),
        provenance);
  }

  /** Refuses long arrays before their numbers are made. */
  private static void requireFew(JsonNode array, String where) {
    if (array.size() > TripleFunction.MAX_HALF_DEGREE + 1) {
      throw BadInputException.argument(
          where, array.size() + " entries", "at most " + (TripleFunction.MAX_HALF_DEGREE + 1));
    }
  }

  private static List<BigInteger> integers(JsonNode array, String where) {
    if (!array.isArray()) {
      throw BadInputException.argument(where, array.getNodeType(), "a list of integers");
    }
    List<BigInteger> numbers = new ArrayList<>();
    for (JsonNode number : array) {
      if (!number.isIntegralNumber()) {
        throw BadInputException.argument(where, number, "a list of integers");
      }
      numbers.add(number.bigIntegerValue());
    }
    return numbers;
  }

  @Override
  public void write(ThreePointCertificate bound, ObjectNode claim, ObjectNode evidence) {
    bound.claimed().write(claim, bound.dimension(), bound.points(), bound.cosine());
    TripleFunction function = bound.function();
    evidence.put("bits", function.bits());
    evidence.put("alpha", bound.alpha()).put("beta", bound.beta());
    ArrayNode linear = evidence.putArray("linear");
    function.linear().forEach(linear::add);
    ArrayNode factors = evidence.putArray("factors");
    for (List<List<BigInteger>> factor : function.factors()) {
      ArrayNode rows = factors.addArray();
      for (List<BigInteger> row : factor) {
        ArrayNode numbers = rows.addArray();
        row.forEach(numbers::add);
      }
    }
  }
}

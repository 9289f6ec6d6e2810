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
  /** Factors, their rows and the numbers of a row: at most so many. */
  private static final int MOST = TripleFunction.MAX_HALF_DEGREE + 1;

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
            where, factor.getNodeType(), "at most " + MOST + " arrays");
      }
      Fields.requireFew(factor, where, MOST);
      List<List<BigInteger>> rows = new ArrayList<>();
      for (JsonNode row : factor) {
        rows.add(Fields.bigIntegers(row, where + "[" + rows.size() + "]", MOST));
      }
      factors.add(rows);
    }
    TripleFunction function =
        new TripleFunction(
            claim.integer("dimension"),
            evidence.integer("bits"),
            Fields.bigIntegers(
                evidence.array("linear"), "evidence.linear", TripleFunction.MAX_LINEAR),
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

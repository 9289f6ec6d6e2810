package constellations.solver.report;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.results.Entry;
import constellations.verify.claim.Claim;
import constellations.verify.claim.ConstellationClaim;
import constellations.verify.claim.Demand;
import constellations.verify.exact.Quadratic;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * The entries as the form of the start page needs them: whole numbers, and decimals of 40 places as
 * whole numbers, rounded so that what follows from them is true.
 */
final class SiteData {
  private static final int PLACES = 40;
  private static final int SHOWN = 9;

  private SiteData() {}

  /** A script that defines DATA. */
  static String script(List<Entry> entries) {
    ObjectNode data = new JsonMapper().createObjectNode();
    ArrayNode constellations = data.putArray("constellations");
    ArrayNode constellationBounds = data.putArray("constellationBounds");
    ArrayNode codes = data.putArray("codes");
    ArrayNode codeBounds = data.putArray("codeBounds");
    for (Entry entry : entries) {
      if (entry.claim() instanceof Claim.CodeExists code) {
        row(codes, entry)
            .insert(0, down(code.cosine(), RoundingMode.CEILING))
            .insert(0, code.points().toString())
            .insert(0, Long.toString(code.dimension()));
      } else if (entry.claim() instanceof Claim.CodeBound bound) {
        row(codeBounds, entry)
            .insert(0, down(bound.cosine(), RoundingMode.FLOOR))
            .insert(0, bound.points().toString())
            .insert(0, Long.toString(bound.dimension()));
      } else if (entry.claim() instanceof ConstellationClaim.Exists exists) {
        demand(row(constellations, entry), exists.demand(), exists.dimension(), true);
      } else if (entry.claim() instanceof ConstellationClaim.Needs needs
          && needs.demand().modalities() == 2) {
        demand(row(constellationBounds, entry), needs.demand(), needs.dimension(), false);
      }
    }
    return "'use strict';\nconst DATA = " + data + ";\n";
  }

  /** A script that defines ENTRIES: claim, dimension, points, text, value, method, date, id. */
  static String entries(List<Entry> entries) {
    ArrayNode rows = new JsonMapper().createArrayNode();
    for (Entry entry : entries) {
      long dimension = 0;
      String points = "";
      String value = "";
      if (entry.claim() instanceof Claim.CodeExists code) {
        dimension = code.dimension();
        points = code.points().toString();
        value = shown(code.cosine(), RoundingMode.CEILING);
      } else if (entry.claim() instanceof Claim.CodeBound bound) {
        dimension = bound.dimension();
        points = bound.points().toString();
        value = shown(bound.cosine(), RoundingMode.FLOOR);
      } else if (entry.claim() instanceof ConstellationClaim.Exists exists) {
        dimension = exists.dimension();
        points = exists.demand().pairs().toString();
        value = shown(exists.demand().margin(), RoundingMode.FLOOR);
      } else if (entry.claim() instanceof ConstellationClaim.MarginBound bound) {
        dimension = bound.dimension();
        points = bound.demand().pairs().toString();
        value = shown(bound.demand().margin(), RoundingMode.CEILING);
      } else if (entry.claim() instanceof ConstellationClaim.Needs needs) {
        dimension = needs.dimension();
        points = needs.demand().pairs().toString();
        value = shown(needs.demand().margin(), RoundingMode.FLOOR);
      }
      rows.addArray()
          .add(entry.type())
          .add(Long.toString(dimension))
          .add(points)
          .add(entry.text())
          .add(value)
          .add(entry.provenance().method())
          .add(entry.provenance().date())
          .add(entry.id());
    }
    return "'use strict';\nconst ENTRIES = " + rows + ";\n";
  }

  private static String shown(Quadratic x, RoundingMode rounding) {
    var enclosure = x.enclosure(SHOWN + 20);
    BigDecimal side = rounding == RoundingMode.FLOOR ? enclosure.lower() : enclosure.upper();
    return side.setScale(SHOWN, rounding).toPlainString();
  }

  private static ArrayNode row(ArrayNode rows, Entry entry) {
    return rows.addArray().add(entry.id()).add(entry.text());
  }

  /** What exists has at least this s and at most this beta; what is excluded the other way. */
  private static void demand(ArrayNode row, Demand demand, long dimension, boolean exists) {
    Quadratic s = demand.bias().add(demand.margin());
    Quadratic beta = demand.bias().subtract(demand.margin());
    row.insert(0, down(beta, exists ? RoundingMode.CEILING : RoundingMode.FLOOR))
        .insert(0, down(s, exists ? RoundingMode.FLOOR : RoundingMode.CEILING))
        .insert(0, Long.toString(dimension))
        .insert(0, demand.pairs().toString());
  }

  private static String down(Quadratic x, RoundingMode rounding) {
    if (x.isRational()) {
      return new BigDecimal(x.rational().getNumerator())
          .movePointRight(PLACES)
          .divide(new BigDecimal(x.rational().getDenominator()), 0, rounding)
          .toPlainString();
    }
    var enclosure = x.enclosure(PLACES + 20);
    BigDecimal side = rounding == RoundingMode.FLOOR ? enclosure.lower() : enclosure.upper();
    return side.movePointRight(PLACES).setScale(0, rounding).toPlainString();
  }
}

package constellations.solver.report;

import constellations.solver.results.CodeCell;
import constellations.solver.results.Entry;
import constellations.solver.results.PublishedCodes;
import constellations.solver.results.ResultIndex;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Ours beside the best that others have published. */
final class PublishedPage {
  private static final int DECIMALS = 12;
  private static final int COMPARED = 20;

  /** A difference below this is one of printed digits. */
  private static final double SAME = 1e-11;

  private PublishedPage() {}

  /** The values of the template. */
  static Map<String, Object> values(ResultIndex index, PublishedCodes published) {
    List<Map<String, Object>> rows = new ArrayList<>();
    published
        .all()
        .forEach(
            (place, best) -> {
              CodeCell cell = CodeCell.of(index, place.dimension(), place.points());
              Map<String, Object> row = new HashMap<>();
              row.put("dimension", place.dimension());
              row.put("points", place.points());
              row.put("published", best.cosine().setScale(DECIMALS, RoundingMode.HALF_EVEN));
              row.put("optimal", best.optimal());
              row.put("source", SourceText.links(best.source()));
              row.put(
                  "ours", cell.cosineCeiling(DECIMALS).map(BigDecimal::toPlainString).orElse(""));
              row.put("id", cell.upper().map(Entry::id).orElse(null));
              row.put("difference", difference(cell, best.cosine()));
              rows.add(row);
            });
    return Map.of("title", "Ours beside published", "rows", rows);
  }

  private static String difference(CodeCell cell, BigDecimal other) {
    if (cell.cosine().isEmpty()) {
      return "";
    }
    double more = cell.cosineCeiling(COMPARED).orElseThrow().subtract(other).doubleValue();
    return Math.abs(more) < SAME ? "equal" : String.format(Locale.ROOT, "%+.2g", more);
  }
}

package constellations.solver.describe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.bound.PointBounds;
import constellations.solver.format.Exact;
import constellations.solver.format.Stated;
import constellations.solver.results.CodeCell;
import constellations.solver.results.PublishedCodes;
import constellations.solver.results.PublishedCodes.Published;
import constellations.solver.results.ResultIndex;
import constellations.verify.claim.Tier;
import constellations.verify.exact.Quadratic;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a cosine stands among all that is known of N points in R^d.
 *
 * @param cosine of the code
 * @param bound no code has a smaller one; rounded down
 * @param ours the best in the results, if they have one
 * @param published the best that others have published, if it is known here
 */
public record Standing(
    Quadratic cosine,
    Quadratic bound,
    String boundMethod,
    Tier boundTier,
    Optional<Quadratic> ours,
    Optional<Published> published) {
  private static final int DIGITS = 40;

  /** The last digit of the cosines of our certificates. */
  private static final double LAST_DIGIT = 1e-15;

  /**
   * The standing of a code.
   *
   * @param results if they are used
   */
  public static Standing of(
      int dimension,
      int points,
      Quadratic cosine,
      Optional<ResultIndex> results,
      PublishedCodes published) {
    Optional<Published> best = published.at(dimension, points);
    if (results.isPresent()) {
      CodeCell cell = CodeCell.of(results.get(), dimension, points);
      return new Standing(
          cosine, cell.lower(), cell.lowerMethod(), cell.lowerTier(), cell.cosine(), best);
    }
    PointBounds.CosineBound theorem = PointBounds.cosine(dimension, BigInteger.valueOf(points));
    return new Standing(
        cosine,
        Quadratic.of(theorem.value()),
        theorem.method(),
        Tier.THEOREM,
        Optional.empty(),
        best);
  }

  /** For people, a line each. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        Stated.of("no code below     " + Exact.down(bound) + " (" + boundMethod + ")", boundTier)
            .line());
    lines.add(String.format(Locale.ROOT, "gap to the bound  %.3g", gap()));
    ours.ifPresent(
        best ->
            lines.add(
                "best in results   "
                    + Exact.up(best)
                    + compared(best.enclosure(DIGITS).upper(), LAST_DIGIT)));
    published.ifPresent(
        best -> {
          String text =
              "best published    "
                  + Exact.plain(best.cosine().setScale(18, RoundingMode.CEILING))
                  + compared(
                      best.cosine(), Math.max(LAST_DIGIT, Math.pow(10, -best.cosine().scale())))
                  + (best.optimal() ? ", optimal" : "");
          lines.add(Stated.of(text, Tier.CITED).line());
          lines.add("                  " + best.source());
        });
    return lines;
  }

  /** Outward by 1e-40, so that what is not equal is not 0. */
  private double gap() {
    return cosine.enclosure(DIGITS).upper().subtract(bound.enclosure(DIGITS).lower()).doubleValue();
  }

  /** Values that differ by less than their last printed digit are equal. */
  private String compared(BigDecimal other, double digit) {
    double more = cosine.enclosure(DIGITS).upper().subtract(other).doubleValue();
    return Math.abs(more) < digit
        ? ", equal"
        : String.format(
            Locale.ROOT, ", this one is %.3g %s", Math.abs(more), more > 0 ? "above" : "below");
  }

  /** Writes it into an object. */
  public void put(ObjectNode json) {
    json.put("cosineLower", Exact.down(bound));
    json.put("lowerMethod", boundMethod).put("lowerTier", boundTier.toString());
    json.put("gap", Exact.plain(gap()));
    ours.ifPresent(best -> json.put("bestInResults", Exact.up(best)));
    published.ifPresent(
        best ->
            json.putObject("published")
                .put("cosine", best.cosine().toPlainString())
                .put("optimal", best.optimal())
                .put("source", best.source())
                .put("tier", Tier.CITED.toString()));
  }
}

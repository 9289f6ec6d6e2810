package constellations.verify.points;

import constellations.verify.exact.Cosine;
import constellations.verify.exact.Interval;
import constellations.verify.exact.Quadratic;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Cosines for a reader; no verdict rests on them. */
final class Shown {
  private static final int DECIMALS = 15;

  private Shown() {}

  /** A cosine to 15 decimals. */
  static String cosine(Cosine cosine, boolean roundUp) {
    BigDecimal value = roundUp ? cosine.ceiling(DECIMALS) : cosine.floor(DECIMALS);
    return value.stripTrailingZeros().toPlainString();
  }

  /** The distance between a cosine and a claimed bound, to three digits. */
  static String distance(Cosine cosine, Quadratic bound) {
    for (int digits = 50; digits < 5000; digits *= 4) {
      Interval difference = cosine.enclosure(digits).subtract(bound.enclosure(digits));
      if (difference.lower().signum() * difference.upper().signum() > 0) {
        return difference.lower().abs().round(new MathContext(3, RoundingMode.DOWN)).toString();
      }
    }
    return "less than 1e-1000";
  }
}

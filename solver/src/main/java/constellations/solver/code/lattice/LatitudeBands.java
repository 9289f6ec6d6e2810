package constellations.solver.code.lattice;

import constellations.verify.exact.Rationals;
import constellations.verify.lattice.LatitudeBand;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The bands of latitudes that a lattice fills best (docs/theory.md T16): the sum of outer^n -
 * inner^n over their rings is made large by dynamic programming over a grid of latitudes.
 */
final class LatitudeBands {
  private static final int STEPS = 300;
  private static final int DECIMALS = 9;

  /** Beyond rounding, so that neighbours are for certain far enough apart. */
  private static final double ROOM = 1e-8;

  private static final Map<List<Object>, List<LatitudeBand>> KNOWN = new ConcurrentHashMap<>();

  private LatitudeBands() {}

  /**
   * The bands for a lattice of dimension n.
   *
   * @param cosine of the code, less than 1
   */
  static List<LatitudeBand> best(int n, BigFraction cosine) {
    return KNOWN.computeIfAbsent(List.of(n, cosine), key -> compute(n, cosine.doubleValue()));
  }

  private static List<LatitudeBand> compute(int n, double cosine) {
    double gap = Math.acos(cosine) + ROOM;
    double from = gap / 2;
    double step = (Math.PI / 2 - from) / STEPS;
    double[] value = new double[STEPS + 2];
    int[] end = new int[STEPS + 1];
    for (int i = STEPS; i >= 0; i--) {
      value[i] = value[i + 1];
      double x = from + i * step;
      double outer = Math.cos(x);
      for (int j = i + 1; j <= STEPS; j++) {
        double inner = outer - 2 * Math.sin((j - i) * step / 2);
        if (inner <= 0) {
          break;
        }
        int next = Math.min(STEPS + 1, (int) Math.ceil(j + gap / step));
        double sum = Math.pow(outer, n) - Math.pow(inner, n) + value[next];
        if (sum > value[i]) {
          value[i] = sum;
          end[i] = j;
        }
      }
    }
    List<LatitudeBand> bands = new ArrayList<>();
    for (int i = 0; i <= STEPS; ) {
      if (end[i] == 0) {
        i++;
        continue;
      }
      double x = from + i * step;
      double y = from + end[i] * step;
      bands.add(new LatitudeBand(decimal(x, RoundingMode.CEILING), decimal(y, RoundingMode.FLOOR)));
      i = (int) Math.ceil(end[i] + gap / step);
    }
    return bands;
  }

  private static BigFraction decimal(double x, RoundingMode rounding) {
    return Rationals.of(BigDecimal.valueOf(x).setScale(DECIMALS, rounding));
  }
}

package constellations.solver.bound;

import constellations.solver.theory.AsymptoticRate;
import constellations.verify.exact.Interval;
import constellations.verify.exact.Rationals;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.numbers.fraction.BigFraction;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.SimpleValueChecker;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.hipparchus.optim.nonlinear.scalar.noderiv.SimplexOptimizer;

/**
 * Bounds on the asymptotic rate of spherical codes with the best parameters that a numerical search
 * finds; the parameters are rounded to decimals and the bound is evaluated for those, rigorously.
 */
public final class RateBounds {
  /** The highest level of the hierarchy that is evaluated. */
  public static final int MAX_LEVEL = 3;

  private static final int DECIMALS = 18;
  private static final int PARAMETER_DECIMALS = 15;
  private static final int ITERATIONS = 1000;

  /** Above this cosine localisation is always better, so only that is searched. */
  private static final double LOCAL_ONLY = 0.97;

  private static final double MAX_PARAMETER = 1e15;
  private static final int RESTARTS = 8;

  /** First guesses of b and a, as parts of the next larger number. */
  private static final double[][] PAIRS = {{0.07, 0.004}, {0.5, 0.3}};

  private final BigFraction alpha;
  private final double target;

  private RateBounds(BigFraction alpha) {
    this.alpha = alpha;
    this.target = alpha.doubleValue();
  }

  /**
   * A bound on the rate.
   *
   * @param value bits per dimension, rounded in the safe direction
   * @param method who proved it
   * @param parameters what it was evaluated at: the cosine t of a localisation, then a_0, b_1, a_1,
   *     ... of the hierarchy; empty when there are none
   */
  public record RateBound(BigDecimal value, String method, List<BigFraction> parameters) {}

  /**
   * The lower bound of Shannon and Wyner.
   *
   * @param alpha in [-1, 1); for alpha <= 0 the rate is 0
   */
  public static RateBound lower(BigFraction alpha) {
    if (alpha.signum() <= 0) {
      return new RateBound(BigDecimal.ZERO, "Rankin: at most 2d points", List.of());
    }
    BigDecimal value =
        AsymptoticRate.shannonWyner(alpha).lower().setScale(DECIMALS, RoundingMode.FLOOR);
    return new RateBound(value, "Shannon-Wyner", List.of());
  }

  /**
   * The upper bounds: Theorem 3.5 of the paper, Kabatiansky-Levenshtein and the levels of the
   * hierarchy, each also localised.
   *
   * @param alpha in [-1, 1)
   */
  public static List<RateBound> uppers(BigFraction alpha) {
    if (alpha.signum() <= 0) {
      return List.of(new RateBound(BigDecimal.ZERO, "Rankin: at most 2d points", List.of()));
    }
    RateBounds rates = new RateBounds(alpha);
    List<RateBound> bounds = new ArrayList<>();
    bounds.add(bound(AsymptoticRate.theorem35(alpha), "Theorem 3.5", List.of()));
    bounds.add(
        bound(AsymptoticRate.kabatianskyLevenshtein(alpha), "Kabatiansky-Levenshtein", List.of()));
    double[] direct = {0};
    double[] local = {0};
    for (int level = 0; level <= MAX_LEVEL; level++) {
      local = best(level, local, RateBounds::localisedRate);
      RateBound known = bounds.get(bounds.size() - 1);
      if (level > 0 && rates.target < LOCAL_ONLY) {
        direct = rates.bestDirect(level, direct, local);
        Optional<RateBound> member = rates.direct(level, direct);
        member.ifPresent(bounds::add);
        known = member.orElse(known);
      }
      bounds.add(rates.localised(level, local, known));
    }
    return bounds;
  }

  private double[] bestDirect(int level, double[] below, double[] local) {
    double[] fromLocal = best(level, local, this::scaledRate);
    double[] fromBelow = best(level, below, this::scaledRate);
    return scaledRate(fromLocal) < scaledRate(fromBelow) ? fromLocal : fromBelow;
  }

  private static RateBound bound(Interval rate, String method, List<BigFraction> parameters) {
    return new RateBound(rate.upper().setScale(DECIMALS, RoundingMode.CEILING), method, parameters);
  }

  // Rigorous evaluation.

  /** Nothing where the parameters cannot be told apart, or do not reach the cosine. */
  private Optional<RateBound> direct(int level, double[] x) {
    double[] u = parameters(x);
    double scale = scale(u);
    // A larger scale reaches larger cosines; rounding may have cost a few units.
    for (double more = 0; more < 1; more = more == 0 ? 1e-15 : 2 * more) {
      Optional<List<BigFraction>> rounded = rounded(u, scale * (1 + more));
      if (rounded.isEmpty()) {
        return Optional.empty();
      }
      AsymptoticRate.Member member = AsymptoticRate.hierarchy(rounded.get());
      if (Rationals.of(member.cosine().lower()).compareTo(alpha) >= 0) {
        return Optional.of(bound(member.rate(), "hierarchy, level " + level, rounded.get()));
      }
    }
    return Optional.empty();
  }

  private RateBound localised(int level, double[] x, RateBound direct) {
    String name =
        level == 0
            ? "Kabatiansky-Levenshtein, localised"
            : "hierarchy, level " + level + ", localised";
    double[] u = parameters(x);
    RateBound otherwise = new RateBound(direct.value(), name, direct.parameters());
    Optional<List<BigFraction>> rounded = rounded(u, 1);
    if (rounded.isEmpty()) {
      return otherwise;
    }
    AsymptoticRate.Member member = AsymptoticRate.hierarchy(rounded.get());
    BigFraction t =
        Rationals.of(member.cosine().lower().setScale(PARAMETER_DECIMALS, RoundingMode.FLOOR));
    List<BigFraction> all = new ArrayList<>(List.of(t));
    all.addAll(rounded.get());
    if (t.compareTo(alpha) >= 0 || t.signum() < 0) {
      return otherwise;
    }
    RateBound local = bound(AsymptoticRate.localised(member.rate(), t, alpha), name, all);
    // The best t may be alpha itself.
    return local.value().compareTo(direct.value()) <= 0 ? local : otherwise;
  }

  /** The parameters with 17 digits, if they still decrease. */
  private static Optional<List<BigFraction>> rounded(double[] u, double scale) {
    List<BigFraction> rounded = new ArrayList<>();
    for (double x : u) {
      double value = x * scale;
      if (!(value > 0 && value < MAX_PARAMETER)) {
        return Optional.empty();
      }
      BigFraction next = Rationals.of(new BigDecimal(value, MathContext.DECIMAL64));
      if (!rounded.isEmpty() && next.compareTo(rounded.get(rounded.size() - 1)) >= 0) {
        return Optional.empty();
      }
      rounded.add(next);
    }
    return Optional.of(rounded);
  }

  // Search, in floating point.

  /** Decreasing numbers: the last is exp(x_0), each before it larger by exp of the next x. */
  private static double[] parameters(double[] x) {
    double[] u = new double[x.length];
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += Math.exp(x[i]);
      u[x.length - 1 - i] = sum;
    }
    return u;
  }

  /** 2 Gamma. */
  private static double cosine(double[] u) {
    double gamma = 0;
    for (int l = 0; l < u.length; l += 2) {
      double weight = Math.sqrt(q(u[l])) / (1 + 2 * u[l]);
      for (int m = 0; m < u.length; m++) {
        if (m != l) {
          double difference = q(u[l]) - q(u[m]);
          weight = m % 2 == 1 ? weight * difference : weight / difference;
        }
      }
      gamma += weight;
    }
    return 2 * gamma;
  }

  private static double q(double u) {
    return u * (1 + u);
  }

  /** Phi, in bits. */
  private static double rate(double[] u) {
    double sum = 0;
    for (int i = 0; i < u.length; i++) {
      double h = (1 + u[i]) * Math.log1p(u[i]) - u[i] * Math.log(u[i]);
      sum += i % 2 == 0 ? h : -h;
    }
    return sum / Math.log(2);
  }

  /** The factor that brings 2 Gamma to alpha, by bisection. */
  private double scale(double[] u) {
    double low = 0;
    double high = 1;
    while (cosine(scaled(u, high)) < target && high < 1e12) {
      high *= 2;
    }
    for (int step = 0; step < 80; step++) {
      double middle = (low + high) / 2;
      if (cosine(scaled(u, middle)) < target) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  private static double[] scaled(double[] u, double scale) {
    return Arrays.stream(u).map(x -> x * scale).toArray();
  }

  private double scaledRate(double[] x) {
    double[] u = parameters(x);
    return rate(scaled(u, scale(u)));
  }

  /** The localised bound apart from what depends on alpha alone. */
  private static double localisedRate(double[] x) {
    double[] u = parameters(x);
    double cosine = cosine(u);
    return cosine < 1 ? rate(u) + Math.log1p(-cosine) / (2 * Math.log(2)) : Double.MAX_VALUE;
  }

  /** The best parameters of a level, started from those of the level below or of the same level. */
  private static double[] best(int level, double[] start, ToDoubleFunction<double[]> rate) {
    if (start.length == 2 * level + 1) {
      return improved(start, rate);
    }
    double[] best = null;
    for (double[] pair : PAIRS) {
      // A pair b > a beneath the least number so far.
      double[] x = new double[start.length + 2];
      System.arraycopy(start, 0, x, 2, start.length);
      x[0] = start[0] + Math.log(pair[1]);
      x[1] = start[0] + Math.log(pair[0] - pair[1]);
      x[2] = start[0] + Math.log(1 - pair[0]);
      double[] found = improved(x, rate);
      if (best == null || rate.applyAsDouble(found) < rate.applyAsDouble(best)) {
        best = found;
      }
    }
    return best;
  }

  private static double[] improved(double[] start, ToDoubleFunction<double[]> rate) {
    double[] x = start;
    int size = x.length;
    SimplexOptimizer optimizer =
        new SimplexOptimizer(new SimpleValueChecker(1e-14, 1e-15, ITERATIONS));
    double value = rate.applyAsDouble(x);
    for (int restart = 0; restart < RESTARTS; restart++) {
      double edge = restart % 2 == 0 ? 0.5 : -0.2;
      double[] edges = IntStream.range(0, size).mapToDouble(i -> edge).toArray();
      double[] found =
          optimizer
              .optimize(
                  MaxEval.unlimited(),
                  new ObjectiveFunction(y -> bounded(rate, y)),
                  GoalType.MINIMIZE,
                  new InitialGuess(x),
                  new NelderMeadSimplex(edges))
              .getPoint();
      double better = rate.applyAsDouble(found);
      if (better < value) {
        x = found;
      }
      if (value - better < 1e-12 * Math.max(1, Math.abs(value)) && restart > 2) {
        break;
      }
      value = Math.min(value, better);
    }
    return x;
  }

  /** Keeps gaps where differences are not lost in rounding. */
  private static double bounded(ToDoubleFunction<double[]> rate, double[] y) {
    for (double gap : y) {
      if (Math.abs(gap) > 18) {
        return 1e6 + Math.abs(gap);
      }
    }
    double value = rate.applyAsDouble(y);
    return Double.isFinite(value) ? value : Double.MAX_VALUE;
  }
}

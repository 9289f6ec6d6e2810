package constellations.solver.loss;

import constellations.verify.exact.Exponential;
import constellations.verify.exact.Interval;
import constellations.verify.exact.Parallel;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What a {@link ContrastiveProblem} says, rounded outwards: of its numbers as doubles, each
 * distribution divided exactly by its sum.
 *
 * @param success E(s)
 * @param bestSuccess E*
 * @param divergences KL(P || R) of each anchor
 * @param divergence their mean
 * @param excess L(s) - L*, tau times that
 * @param envelope the largest deficit that these divergences allow
 */
public record ContrastiveEnclosure(
    Interval success,
    Interval bestSuccess,
    List<Interval> divergences,
    Interval divergence,
    Interval excess,
    Interval envelope) {
  private static final int DIGITS = 40;

  /** Below this a divergence d allows a deficit between 0 and sqrt(2d/3). */
  private static final double SMALL = 1e-9;

  /** The parameter of the envelope is moved by this share, and more until that is enough. */
  private static final double MOVE = 1e-12;

  private static final int MOVES = 30;

  /** What one anchor says. */
  private record Row(Interval success, Interval best, Interval divergence, Interval envelope) {}

  /**
   * Encloses; the result does not depend on the number of threads.
   *
   * @param done is told of each anchor that is done, from several threads
   * @return nothing if it was cancelled
   */
  public static Optional<ContrastiveEnclosure> of(
      ContrastiveProblem problem, int threads, Runnable done, BooleanSupplier cancelled) {
    Interval temperature = exactly(problem.temperature());
    List<Row> rows =
        Parallel.map(
                problem.anchors(),
                threads,
                i -> {
                  if (cancelled.getAsBoolean()) {
                    return Optional.<Row>empty();
                  }
                  Row row = row(problem, i, temperature);
                  done.run();
                  return Optional.of(row);
                })
            .stream()
            .flatMap(Optional::stream)
            .toList();
    if (rows.size() < problem.anchors()) {
      return Optional.empty();
    }
    Interval kl = mean(rows, Row::divergence);
    return Optional.of(
        new ContrastiveEnclosure(
            mean(rows, Row::success),
            mean(rows, Row::best),
            rows.stream().map(Row::divergence).toList(),
            kl,
            kl.multiply(temperature),
            mean(rows, Row::envelope)));
  }

  private static Row row(ContrastiveProblem problem, int i, Interval temperature) {
    Anchor anchor =
        new Anchor(
            decimals(problem.positive()[i]),
            decimals(problem.negative()[i]),
            decimals(problem.scores()[i]));
    Interval divergence = anchor.divergence(temperature);
    return new Row(
        anchor.success(anchor.byScore()),
        anchor.success(anchor.byRatio()),
        divergence,
        largestDeficit(divergence));
  }

  private static BigDecimal[] decimals(double[] row) {
    BigDecimal[] exact = new BigDecimal[row.length];
    for (int j = 0; j < row.length; j++) {
      exact[j] = new BigDecimal(row[j]);
    }
    return exact;
  }

  private static Interval exactly(double x) {
    BigDecimal exact = new BigDecimal(x);
    return Interval.of(exact, exact, DIGITS);
  }

  private static Interval number(long n) {
    return Interval.of(n, DIGITS);
  }

  private static Interval mean(List<Row> rows, Function<Row, Interval> of) {
    Interval sum = number(0);
    for (Row row : rows) {
      sum = sum.add(of.apply(row));
    }
    return sum.divide(number(rows.size()));
  }

  /** E* - E(s). */
  public Interval deficit() {
    return notNegative(bestSuccess.subtract(success));
  }

  /** Sqrt(f KL), a bound on the deficit: f = 2 is the paper's, f = 2/3 the best. */
  public Interval bound(int numerator, int denominator) {
    return divergence.multiply(number(numerator)).divide(number(denominator)).sqrt();
  }

  /** The bound of N pairs with the best constant, (1 - 1/N) sqrt(KL / log N). */
  public Interval pairBound(int pairs) {
    Interval n = number(pairs);
    return number(1).subtract(number(1).divide(n)).multiply(divergence.divide(n.log()).sqrt());
  }

  /** What is known not to be negative. */
  private static Interval notNegative(Interval x) {
    return Interval.of(x.lower().max(BigDecimal.ZERO), x.upper().max(BigDecimal.ZERO), DIGITS);
  }

  /** One anchor: weights of items that are not yet divided by their sums, and scores. */
  private record Anchor(BigDecimal[] p, BigDecimal[] q, BigDecimal[] scores) {
    private static BigDecimal sum(BigDecimal[] row) {
      BigDecimal sum = BigDecimal.ZERO;
      for (BigDecimal x : row) {
        sum = sum.add(x);
      }
      return sum;
    }

    Comparator<Integer> byScore() {
      return Comparator.comparing(j -> scores[j]);
    }

    /** Items of Q = 0 have P = 0, and are left out. */
    Comparator<Integer> byRatio() {
      return (j, k) -> p[j].multiply(q[k]).compareTo(p[k].multiply(q[j]));
    }

    /** The chance that a match comes after another item, ties counted half. */
    Interval success(Comparator<Integer> order) {
      List<Integer> items =
          IntStream.range(0, p.length)
              .filter(j -> q[j].signum() > 0)
              .boxed()
              .sorted(order)
              .toList();
      BigDecimal twice = BigDecimal.ZERO;
      BigDecimal below = BigDecimal.ZERO;
      for (int from = 0; from < items.size(); ) {
        int to = from;
        BigDecimal matches = BigDecimal.ZERO;
        BigDecimal others = BigDecimal.ZERO;
        while (to < items.size() && order.compare(items.get(from), items.get(to)) == 0) {
          matches = matches.add(p[items.get(to)]);
          others = others.add(q[items.get(to)]);
          to++;
        }
        twice = twice.add(matches.multiply(below.add(below).add(others)));
        below = below.add(others);
        from = to;
      }
      BigDecimal all = sum(p).multiply(sum(q));
      return Interval.of(twice, twice, DIGITS)
          .divide(Interval.of(all.add(all), all.add(all), DIGITS));
    }

    /** KL(P || R), R proportional to Q exp(s/tau). */
    Interval divergence(Interval temperature) {
      BigDecimal highest =
          IntStream.range(0, p.length)
              .filter(j -> q[j].signum() > 0)
              .mapToObj(j -> scores[j])
              .max(Comparator.naturalOrder())
              .orElseThrow();
      Function<BigDecimal, Interval> exact = x -> Interval.of(x, x, DIGITS);
      Interval weights = number(0);
      Interval mean = number(0);
      for (int j = 0; j < p.length; j++) {
        if (q[j].signum() == 0) {
          continue;
        }
        Interval exponent = exact.apply(scores[j].subtract(highest)).divide(temperature);
        weights = weights.add(exact.apply(q[j]).multiply(Exponential.of(exponent, DIGITS)));
        if (p[j].signum() > 0) {
          Interval ratio = exact.apply(p[j]).divide(exact.apply(q[j])).log();
          mean = mean.add(exact.apply(p[j]).multiply(ratio.subtract(exponent)));
        }
      }
      Interval sumP = exact.apply(sum(p));
      // The sums of P and Q: log(p/sumP) - log(q/sumQ) and log(weights/sumQ).
      return notNegative(mean.divide(sumP).subtract(sumP.log()).add(weights.log()));
    }
  }

  /** The deficits of the ends: I(x) at a moved parameter is beyond the divergence, for certain. */
  private static Interval largestDeficit(Interval divergence) {
    BigDecimal high = divergence.upper();
    if (high.doubleValue() < SMALL) {
      Interval root = Interval.of(high, high, DIGITS).multiply(number(2)).divide(number(3)).sqrt();
      return Interval.of(BigDecimal.ZERO, root.upper(), DIGITS);
    }
    double parameter = ContrastiveProblem.parameter(high.doubleValue());
    BigDecimal upper = BigDecimal.ONE;
    double moved = parameter;
    for (int move = 0; move < MOVES; move++) {
      moved = parameter * (1 + Math.scalb(MOVE, move));
      Interval x = slope(moved);
      if (transform(moved, x).lower().compareTo(high) >= 0) {
        upper = x.upper().min(BigDecimal.ONE);
        break;
      }
    }
    BigDecimal lower = BigDecimal.ZERO;
    for (int move = 0; move < MOVES; move++) {
      moved = parameter * (1 - Math.min(1, Math.scalb(MOVE, move)));
      if (moved <= 0) {
        break;
      }
      Interval x = slope(moved);
      if (transform(moved, x).upper().compareTo(divergence.lower()) <= 0) {
        lower = x.lower().max(BigDecimal.ZERO);
        break;
      }
    }
    return Interval.of(lower.min(upper), upper, DIGITS);
  }

  /** The exponential of -2l. */
  private static Interval decay(Interval l) {
    return Exponential.of(l.multiply(number(-2)), DIGITS);
  }

  /** Coth l - 1/l. */
  private static Interval slope(double parameter) {
    Interval l = exactly(parameter);
    Interval e = decay(l);
    return number(1).add(e).divide(number(1).subtract(e)).subtract(number(1).divide(l));
  }

  /** L x - log(sinh l / l). */
  private static Interval transform(double parameter, Interval x) {
    Interval l = exactly(parameter);
    Interval logarithm =
        l.add(number(1).subtract(decay(l)).log()).subtract(l.multiply(number(2)).log());
    return l.multiply(x).subtract(logarithm);
  }
}

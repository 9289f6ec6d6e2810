package constellations.solver.pmi;

import constellations.verify.claim.JointCounts;
import constellations.verify.exact.Elimination;
import constellations.verify.exact.Interval;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A finite joint distribution of x and y and what is exact of it (docs/theory.md S14).
 *
 * @param counts p(x,y) as counts
 * @param latent from which they were made, if that is known
 */
public record JointDistribution(JointCounts counts, Optional<Latent> latent) {
  private static final int DIGITS = 40;

  /** 2^31 - 1. */
  private static final long PRIME = Integer.MAX_VALUE;

  /** Of given counts. */
  public static JointDistribution of(JointCounts counts) {
    return new JointDistribution(counts, Optional.empty());
  }

  /** Of a latent factorisation. */
  public static JointDistribution of(Latent latent) {
    return new JointDistribution(latent.counts(), Optional.of(latent));
  }

  /** R in double precision. */
  public double[][] ratios() {
    BigFraction[][] exact = counts.ratios();
    double[][] ratios = new double[exact.length][exact[0].length];
    for (int x = 0; x < ratios.length; x++) {
      for (int y = 0; y < ratios[x].length; y++) {
        ratios[x][y] = exact[x][y].doubleValue();
      }
    }
    return ratios;
  }

  /** The shares of integers in their sum. */
  static double[] shares(List<BigInteger> sums) {
    BigInteger all = sums.stream().reduce(BigInteger.ZERO, BigInteger::add);
    return sums.stream().mapToDouble(s -> BigFraction.of(s, all).doubleValue()).toArray();
  }

  /** p(x). */
  public double[] rowShares() {
    return shares(counts.rowSums());
  }

  /** p(y). */
  public double[] columnShares() {
    return shares(counts.columnSums());
  }

  /** I(x;y) = sum p(x,y) log R_xy in nats, enclosed. */
  public Interval mutualInformation() {
    BigFraction[][] ratios = counts.ratios();
    BigInteger all = counts.rowSums().stream().reduce(BigInteger.ZERO, BigInteger::add);
    Interval sum = Interval.of(0, DIGITS);
    for (int x = 0; x < ratios.length; x++) {
      for (int y = 0; y < ratios[x].length; y++) {
        BigInteger count = counts.rows().get(x).get(y);
        if (count.signum() > 0) {
          Interval share = Interval.of(BigFraction.of(count, all), DIGITS);
          sum = sum.add(share.multiply(Interval.of(ratios[x][y], DIGITS).log()));
        }
      }
    }
    return sum;
  }

  /**
   * What is known exactly of R.
   *
   * @param rank if there was time to find it
   * @param nonnegative a bracket of the nonnegative rank
   */
  public record Ranks(OptionalInt rank, NonnegativeRank nonnegative) {}

  /**
   * What is known of the nonnegative rank, the least number of latents.
   *
   * @param least the rank, or a set of positive counts of which no two have both other corners of
   *     their rectangle positive
   * @param most the number of different conditional distributions, the latents that are known, or
   *     the rank if that is at most two
   */
  public record NonnegativeRank(int least, int most) {}

  /** The ranks; when it is cancelled the rank is missing and the bracket wider. */
  public Ranks exactly(BooleanSupplier cancelled) {
    int lower = rankModulo();
    OptionalInt rank =
        lower == Math.min(counts.rows().size(), counts.columns())
            ? OptionalInt.of(lower)
            : eliminated(cancelled);
    int least = Math.max(rank.orElse(lower), foolingSet(cancelled));
    int most =
        rank.isPresent() && rank.getAsInt() <= 2
            ? rank.getAsInt()
            : Math.min(different(false), different(true));
    most = Math.min(most, latent.map(z -> z.prior().size()).orElse(Integer.MAX_VALUE));
    return new Ranks(rank, new NonnegativeRank(least, most));
  }

  /** The rank of the counts modulo a prime, which the rank is not below. */
  private int rankModulo() {
    int rows = counts.rows().size();
    int columns = counts.columns();
    long[][] a = new long[rows][columns];
    for (int x = 0; x < rows; x++) {
      for (int y = 0; y < columns; y++) {
        a[x][y] = counts.rows().get(x).get(y).mod(BigInteger.valueOf(PRIME)).longValue();
      }
    }
    int rank = 0;
    for (int column = 0; column < columns && rank < rows; column++) {
      int pivot = rank;
      while (pivot < rows && a[pivot][column] == 0) {
        pivot++;
      }
      if (pivot == rows) {
        continue;
      }
      long[] row = a[pivot];
      a[pivot] = a[rank];
      a[rank] = row;
      long inverse =
          BigInteger.valueOf(row[column]).modInverse(BigInteger.valueOf(PRIME)).longValue();
      for (int i = rank + 1; i < rows; i++) {
        long factor = a[i][column] * inverse % PRIME;
        for (int j = column; factor != 0 && j < columns; j++) {
          a[i][j] = Math.floorMod(a[i][j] - factor * row[j], PRIME);
        }
      }
      rank++;
    }
    return rank;
  }

  /** The rank; nothing if that was cancelled. */
  private OptionalInt eliminated(BooleanSupplier cancelled) {
    BigInteger[][] matrix =
        counts.rows().stream().map(r -> r.toArray(BigInteger[]::new)).toArray(BigInteger[][]::new);
    try {
      return OptionalInt.of(
          Elimination.rank(
              matrix,
              () -> {
                if (cancelled.getAsBoolean()) {
                  throw new CancellationException();
                }
              }));
    } catch (CancellationException e) {
      return OptionalInt.empty();
    }
  }

  /** How many rows, or columns, are no multiples of each other. */
  private int different(boolean columns) {
    BigFraction[][] ratios = counts.ratios();
    List<BigInteger> sums = columns ? counts.columnSums() : counts.rowSums();
    Set<List<BigFraction>> seen = new HashSet<>();
    for (int i = 0; i < sums.size(); i++) {
      List<BigFraction> line = new ArrayList<>();
      int length = columns ? ratios.length : ratios[0].length;
      for (int j = 0; j < length; j++) {
        line.add(columns ? ratios[j][i] : ratios[i][j]);
      }
      seen.add(line);
    }
    return seen.size();
  }

  /** Greedily, from each positive count on. */
  private int foolingSet(BooleanSupplier cancelled) {
    List<int[]> positive = new ArrayList<>();
    List<List<BigInteger>> rows = counts.rows();
    for (int x = 0; x < rows.size(); x++) {
      for (int y = 0; y < counts.columns(); y++) {
        if (rows.get(x).get(y).signum() > 0) {
          positive.add(new int[] {x, y});
        }
      }
    }
    if (positive.size() == rows.size() * counts.columns()) {
      return 1;
    }
    int best = 0;
    int starts = Math.min(positive.size(), 500);
    for (int start = 0; start < starts && (start == 0 || !cancelled.getAsBoolean()); start++) {
      List<int[]> chosen = new ArrayList<>();
      for (int i = 0; i < positive.size() && !cancelled.getAsBoolean(); i++) {
        int[] next = positive.get((start + i) % positive.size());
        boolean fits =
            chosen.stream()
                .allMatch(
                    c ->
                        rows.get(c[0]).get(next[1]).signum() == 0
                            || rows.get(next[0]).get(c[1]).signum() == 0);
        if (fits) {
          chosen.add(next);
        }
      }
      best = Math.max(best, chosen.size());
    }
    return best;
  }
}

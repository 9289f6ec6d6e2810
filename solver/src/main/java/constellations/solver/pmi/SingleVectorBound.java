package constellations.solver.pmi;

import constellations.verify.Verifier;
import constellations.verify.claim.Provenance;
import constellations.verify.claim.ScoreClaim;
import constellations.verify.exact.Parallel;
import constellations.verify.exact.Rationals;
import constellations.verify.pmi.PmiBoundCertificate;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.DecompositionSolver;
import org.hipparchus.linear.LUDecomposition;

/**
 * How near scores of single vectors in R^d do not come to pointwise mutual information: some rows
 * and columns of the logarithms, less the first of them so that constants drop out, have an inverse
 * that keeps all matrices within the error regular (docs/theory.md T42). Rows and columns are
 * exchanged as long as the error grows. Deterministic for any number of threads.
 */
public final class SingleVectorBound {
  private static final int STARTS = 40;
  private static final int FRESH = 60;
  private static final int PATIENCE = 300;
  private static final int BISECTIONS = 30;

  /** By so much of itself the error has to grow. */
  private static final double GAIN = 1e-4;

  private static final int POWER_STEPS = 60;

  /** Combinations are rounded to integers of so many bits. */
  private static final int BITS = 60;

  private static final int ERROR_DIGITS = 8;
  private static final int TRIES = 12;
  private static final long SEEDS_APART = 1_000_003L;

  private final double[][] ratios;
  private final int dimension;
  private final boolean rowsVanish;
  private final boolean columnsVanish;

  private SingleVectorBound(
      double[][] ratios, int dimension, boolean rowsVanish, boolean columnsVanish) {
    this.ratios = ratios;
    this.dimension = dimension;
    this.rowsVanish = rowsVanish;
    this.columnsVanish = columnsVanish;
  }

  /** Rows and columns, the first of them for differences, and the error that they exclude. */
  private record Chosen(int[] rows, int[] columns, double error) {}

  /** The inverse and a vector that the errors, combined, make smaller. */
  private record Regular(double[][] inverse, double[] vector) {}

  /**
   * Searches.
   *
   * @return an accepted certificate, or nothing where none is found
   */
  public static Optional<PmiBoundCertificate> of(
      JointDistribution joint,
      int dimension,
      ScoreClaim.Form form,
      long seed,
      int threads,
      Provenance provenance,
      BooleanSupplier cancelled) {
    double[][] ratios = joint.ratios();
    boolean weighted = form == ScoreClaim.Form.WEIGHTED;
    List<SingleVectorBound> ways = new ArrayList<>();
    ways.add(new SingleVectorBound(ratios, dimension, true, weighted));
    if (!weighted) {
      ways.add(new SingleVectorBound(ratios, dimension, false, true));
    }
    Optional<PmiBoundCertificate> best = Optional.empty();
    for (SingleVectorBound way : ways) {
      if (way.rowCount() > ratios.length || way.columnCount() > ratios[0].length) {
        continue;
      }
      Optional<PmiBoundCertificate> found =
          Parallel.map(STARTS, threads, start -> way.search(seed * SEEDS_APART + start, cancelled))
              .stream()
              .filter(chosen -> chosen.error() > 0)
              .max(Comparator.comparingDouble(Chosen::error))
              .flatMap(chosen -> way.certificate(chosen, joint, form, threads, provenance));
      boolean better =
          found.isPresent()
              && (best.isEmpty()
                  || found.get().claim().error().compareTo(best.get().claim().error()) > 0);
      best = better ? found : best;
    }
    return best;
  }

  private int rowCount() {
    return dimension + (rowsVanish ? 2 : 1);
  }

  private int columnCount() {
    return dimension + (columnsVanish ? 2 : 1);
  }

  private Chosen search(long seed, BooleanSupplier cancelled) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    Chosen best = new Chosen(new int[0], new int[0], 0);
    for (int fresh = 0; fresh < FRESH && !cancelled.getAsBoolean(); fresh++) {
      int[] rows = some(random, ratios.length, rowCount());
      int[] columns = some(random, ratios[0].length, columnCount());
      best = improved(best, rows, columns);
    }
    int failures = 0;
    while (best.error() > 0 && failures < PATIENCE && !cancelled.getAsBoolean()) {
      int[] rows = best.rows().clone();
      int[] columns = best.columns().clone();
      boolean ofRows = random.nextBoolean();
      int[] changed = ofRows ? rows : columns;
      int other = random.nextInt(ofRows ? ratios.length : ratios[0].length);
      if (IntStream.of(changed).anyMatch(i -> i == other)) {
        failures++;
        continue;
      }
      changed[random.nextInt(changed.length)] = other;
      Chosen next = improved(best, rows, columns);
      failures = next.error() > best.error() ? 0 : failures + 1;
      best = next;
    }
    return best;
  }

  private static int[] some(UniformRandomProvider random, int from, int count) {
    return Arrays.copyOf(new PermutationSampler(random, from, count).sample(), count);
  }

  /** These rows and columns, if they exclude a larger error. */
  private Chosen improved(Chosen best, int[] rows, int[] columns) {
    double low = best.error() * (1 + GAIN);
    double high = Double.POSITIVE_INFINITY;
    for (int x : rows) {
      for (int y : columns) {
        high = Math.min(high, ratios[x][y]);
      }
    }
    if (!(low < high) || (low > 0 && regular(rows, columns, low).isEmpty())) {
      return best;
    }
    for (int step = 0; step < BISECTIONS; step++) {
      double middle = (low + high) / 2;
      if (regular(rows, columns, middle).isPresent()) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low > best.error() ? new Chosen(rows, columns, low) : best;
  }

  /** Differences of rows and columns of a matrix; of sizes, which only add, their sums. */
  private double[][] reduced(double[][] matrix, double sign) {
    int size = dimension + 1;
    int i0 = rowsVanish ? 1 : 0;
    int j0 = columnsVanish ? 1 : 0;
    double[][] reduced = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        double sum = matrix[i + i0][j + j0];
        sum += rowsVanish ? sign * matrix[0][j + j0] : 0;
        sum += columnsVanish ? sign * matrix[i + i0][0] : 0;
        sum += rowsVanish && columnsVanish ? matrix[0][0] : 0;
        reduced[i][j] = sum;
      }
    }
    return reduced;
  }

  /** Whether all matrices within an error are regular, by the inverse of the middle. */
  private Optional<Regular> regular(int[] rows, int[] columns, double error) {
    double[][] middle = new double[rows.length][columns.length];
    double[][] radius = new double[rows.length][columns.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < columns.length; j++) {
        double ratio = ratios[rows[i]][columns[j]];
        double low = Math.log(ratio - error);
        double high = Math.log(ratio + error);
        middle[i][j] = (low + high) / 2;
        radius[i][j] = (high - low) / 2;
      }
    }
    Optional<double[][]> inverse = inverse(reduced(middle, -1));
    if (inverse.isEmpty()) {
      return Optional.empty();
    }
    double[][] errors = reduced(radius, 1);
    int size = errors.length;
    double[][] combined = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int k = 0; k < size; k++) {
        double factor = Math.abs(inverse.get()[i][k]);
        for (int j = 0; j < size; j++) {
          combined[i][j] += factor * errors[k][j];
        }
      }
    }
    double[] vector = new double[size];
    Arrays.fill(vector, 1);
    for (int step = 0; step < POWER_STEPS; step++) {
      double largest = 0;
      double[] next = new double[size];
      double ratio = 0;
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          next[i] += combined[i][j] * vector[j];
        }
        ratio = Math.max(ratio, next[i] / vector[i]);
        largest = Math.max(largest, next[i]);
      }
      if (ratio < 1) {
        return Optional.of(new Regular(inverse.get(), vector));
      }
      for (int i = 0; i < size; i++) {
        vector[i] = Math.max(next[i] / largest, 1e-12);
      }
    }
    return Optional.empty();
  }

  private static Optional<double[][]> inverse(double[][] matrix) {
    DecompositionSolver solver =
        new LUDecomposition(new Array2DRowRealMatrix(matrix, false), 0).getSolver();
    return solver.isNonSingular() ? Optional.of(solver.getInverse().getData()) : Optional.empty();
  }

  /** Lowers the error until the verifier accepts it. */
  private Optional<PmiBoundCertificate> certificate(
      Chosen chosen,
      JointDistribution joint,
      ScoreClaim.Form form,
      int threads,
      Provenance provenance) {
    double slack = 1e-9;
    for (int attempt = 0; attempt < TRIES; attempt++) {
      double error = chosen.error() * (1 - slack);
      slack *= 10;
      BigDecimal claimed =
          new BigDecimal(error).round(new MathContext(ERROR_DIGITS, RoundingMode.FLOOR));
      Optional<Regular> regular = regular(chosen.rows(), chosen.columns(), claimed.doubleValue());
      if (regular.isEmpty() || claimed.signum() <= 0) {
        continue;
      }
      PmiBoundCertificate certificate =
          new PmiBoundCertificate(
              new ScoreClaim.Exceeded(joint.counts(), dimension, form, Rationals.of(claimed)),
              left(regular.get(), chosen.rows()),
              right(regular.get(), chosen.columns()),
              provenance);
      if (Verifier.verify(certificate, threads).accepted()) {
        return Optional.of(certificate);
      }
    }
    return Optional.empty();
  }

  /** Rows of the inverse, each divided by its coordinate of the vector, of differences of rows. */
  private List<List<BigInteger>> left(Regular regular, int[] rows) {
    List<List<BigInteger>> lists = new ArrayList<>();
    for (int i = 0; i <= dimension; i++) {
      double largest = 0;
      for (double x : regular.inverse()[i]) {
        largest = Math.max(largest, Math.abs(x));
      }
      BigInteger[] list = new BigInteger[ratios.length];
      Arrays.fill(list, BigInteger.ZERO);
      BigInteger sum = BigInteger.ZERO;
      for (int k = 0; k <= dimension; k++) {
        BigInteger number = whole(regular.inverse()[i][k] / largest);
        list[rows[k + (rowsVanish ? 1 : 0)]] = number;
        sum = sum.add(number);
      }
      if (rowsVanish) {
        list[rows[0]] = sum.negate();
      }
      lists.add(List.of(list));
    }
    return lists;
  }

  private List<List<BigInteger>> right(Regular regular, int[] columns) {
    List<List<BigInteger>> lists = new ArrayList<>();
    for (int j = 0; j <= dimension; j++) {
      List<BigInteger> list =
          new ArrayList<>(Collections.nCopies(ratios[0].length, BigInteger.ZERO));
      BigInteger number = whole(regular.vector()[j]);
      list.set(columns[j + (columnsVanish ? 1 : 0)], number);
      if (columnsVanish) {
        list.set(columns[0], number.negate());
      }
      lists.add(list);
    }
    return lists;
  }

  private static BigInteger whole(double x) {
    return new BigDecimal(Math.scalb(x, BITS))
        .setScale(0, RoundingMode.HALF_EVEN)
        .toBigIntegerExact();
  }
}

package constellations.verify.pmi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.verify.CertificateReader;
import constellations.verify.CertificateWriter;
import constellations.verify.Verifier;
import constellations.verify.claim.Certificate;
import constellations.verify.claim.JointCounts;
import constellations.verify.claim.Provenance;
import constellations.verify.claim.ScoreClaim;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Rationals;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;

class PmiKindsTest {
  private static final Provenance BY = new Provenance("test", 1L, "none", "test", "2026-11-28");
  private static final int DECIMALS = 12;

  private static boolean holds(Certificate certificate) {
    return Verifier.verify(certificate, 1).accepted();
  }

  private static BigFraction number(String text) {
    return Rationals.parse(text, "number");
  }

  private static List<List<BigInteger>> whole(long[][] rows) {
    return Arrays.stream(rows)
        .map(row -> Arrays.stream(row).mapToObj(BigInteger::valueOf).toList())
        .toList();
  }

  private static JointCounts counts(long[][] rows) {
    return new JointCounts(whole(rows));
  }

  @Test
  void ratiosAreExact() {
    BigFraction[][] r = counts(new long[][] {{1, 2}, {3, 6}, {4, 4}}).ratios();
    // 20 in all; row sums 3, 9, 8, column sums 8, 12.
    assertEquals(number("20/24"), r[0][0]);
    assertEquals(number("40/36"), r[0][1]);
    assertEquals(number("60/72"), r[1][0]);
    assertEquals(number("80/64"), r[2][0]);
    assertEquals(number("80/96"), r[2][1]);
  }

  @Test
  void countsAreChecked() {
    assertThrows(BadInputException.class, () -> counts(new long[][] {{1, 2}}));
    assertThrows(BadInputException.class, () -> counts(new long[][] {{1}, {2}}));
    assertThrows(BadInputException.class, () -> counts(new long[][] {{1, 2}, {3}}));
    assertThrows(BadInputException.class, () -> counts(new long[][] {{1, 2}, {0, 0}}));
    assertThrows(BadInputException.class, () -> counts(new long[][] {{1, 0}, {2, 0}}));
    assertThrows(BadInputException.class, () -> counts(new long[][] {{1, -1}, {2, 3}}));
  }

  /** A weight and d coordinates for each point, in double precision. */
  private record Sets(PointKernel kernel, double[][][] rows, double[][][] columns) {
    double score(int x, int y) {
      double sum = 0;
      for (double[] u : rows[x]) {
        for (double[] v : columns[y]) {
          double r = 0;
          for (int k = 1; k < u.length; k++) {
            r += (u[k] - v[k]) * (u[k] - v[k]);
          }
          sum +=
              u[0]
                  * v[0]
                  * (kernel == PointKernel.GAUSSIAN ? Math.exp(-r / 2) : 1 / Math.sqrt(1 + r));
        }
      }
      return sum;
    }

    double error(JointCounts counts) {
      BigFraction[][] r = counts.ratios();
      double error = 0;
      for (int x = 0; x < r.length; x++) {
        for (int y = 0; y < r[x].length; y++) {
          error = Math.max(error, Math.abs(score(x, y) - r[x][y].doubleValue()));
        }
      }
      return error;
    }

    PmiScoreCertificate certificate(JointCounts counts, double error) {
      return new PmiScoreCertificate(
          new ScoreClaim.Reached(
              counts, rows[0][0].length - 1, rows[0].length, Rationals.of(new BigDecimal(error))),
          kernel,
          DECIMALS,
          whole(rows),
          whole(columns),
          BY);
    }

    private static List<List<List<BigInteger>>> whole(double[][][] sets) {
      List<List<List<BigInteger>>> all = new ArrayList<>();
      for (double[][] set : sets) {
        List<List<BigInteger>> points = new ArrayList<>();
        for (double[] point : set) {
          points.add(
              Arrays.stream(point)
                  .mapToObj(z -> BigInteger.valueOf(Math.round(z * Math.pow(10, DECIMALS))))
                  .toList());
        }
        all.add(points);
      }
      return all;
    }

    static Sets random(Random random, int m, int n, int a, int d) {
      PointKernel kernel =
          random.nextBoolean() ? PointKernel.GAUSSIAN : PointKernel.INVERSE_MULTIQUADRIC;
      return new Sets(kernel, points(random, m, a, d), points(random, n, a, d));
    }

    private static double[][][] points(Random random, int n, int a, int d) {
      double[][][] sets = new double[n][a][d + 1];
      for (double[][] set : sets) {
        for (double[] point : set) {
          for (int k = 0; k <= d; k++) {
            // Exact at so many decimals, so that rounding changes nothing.
            long decimals =
                Math.round((k == 0 ? random.nextDouble() : random.nextGaussian()) * 1e6);
            point[k] = decimals / 1e6;
          }
        }
        set[0][0] += 0.001;
      }
      return sets;
    }
  }

  private static JointCounts random(Random random, int m, int n) {
    long[][] rows = new long[m][n];
    for (long[] row : rows) {
      for (int y = 0; y < n; y++) {
        row[y] = 1L + random.nextInt(20);
      }
    }
    return counts(rows);
  }

  /** The error in double precision, a little more and a little less. */
  @Property(tries = 60, seed = "1")
  void errorsAreEnclosed(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 3) int points,
      @ForAll @IntRange(min = 1, max = 3) int d) {
    Random random = new Random(seed);
    JointCounts counts = random(random, 3, 4);
    Sets sets = Sets.random(random, 3, 4, points, d);
    double error = sets.error(counts);
    assertTrue(holds(sets.certificate(counts, error + 1e-9)));
    assertFalse(holds(sets.certificate(counts, error - 1e-9)));
    Certificate written = sets.certificate(counts, error + 1e-9);
    Certificate back = CertificateReader.parse(CertificateWriter.bytes(written), Path.of("."));
    assertEquals(written, back);
  }

  /** Points moved or weights changed: whatever is off by more than is claimed is rejected. */
  @Property(tries = 125, seed = "1")
  void mutantsAreRejected(@ForAll long seed) {
    Random random = new Random(seed);
    JointCounts counts = random(random, 3, 3);
    Sets sets = Sets.random(random, 3, 3, 2, 2);
    double claimed = sets.error(counts) + 1e-9;
    for (int mutant = 0; mutant < 8; mutant++) {
      double[][][] rows = copy(sets.rows());
      double[][][] columns = copy(sets.columns());
      double[][][] side = random.nextBoolean() ? rows : columns;
      double[] point = side[random.nextInt(3)][random.nextInt(2)];
      int k = random.nextInt(3);
      point[k] = k == 0 ? point[0] * 2 * random.nextDouble() : point[k] + random.nextGaussian();
      point[k] = Math.round(point[k] * 1e6) / 1e6;
      Sets moved = new Sets(sets.kernel(), rows, columns);
      double error = moved.error(counts);
      boolean accepted = holds(moved.certificate(counts, claimed));
      if (Math.abs(error - claimed) > 1e-8) {
        assertEquals(error < claimed, accepted);
      }
    }
  }

  private static double[][][] copy(double[][][] sets) {
    return Arrays.stream(sets)
        .map(set -> Arrays.stream(set).map(double[]::clone).toArray(double[][]::new))
        .toArray(double[][][]::new);
  }

  /** Independent x and y: R = 1, which points at the origin of weight 1 meet. */
  @Test
  void independence() {
    JointCounts counts = counts(new long[][] {{2, 4}, {3, 6}});
    Sets sets =
        new Sets(
            PointKernel.GAUSSIAN,
            new double[][][] {{{1, 0}}, {{1, 0}}},
            new double[][][] {{{1, 0}}, {{1, 0}}});
    assertTrue(holds(sets.certificate(counts, 1e-30)));
    // exp(-1/2) = .606530659712633...
    Sets apart = new Sets(PointKernel.GAUSSIAN, sets.rows(), new double[][][] {{{1, 1}}, {{1, 1}}});
    assertTrue(holds(apart.certificate(counts, 0.393469340287367)));
    assertFalse(holds(apart.certificate(counts, 0.393469340287366)));
    Sets imq = new Sets(PointKernel.INVERSE_MULTIQUADRIC, apart.rows(), apart.columns());
    // 1 - 1/sqrt 2 = .292893218813452...
    assertTrue(holds(imq.certificate(counts, 0.292893218813453)));
    assertFalse(holds(imq.certificate(counts, 0.292893218813452)));
  }

  @Test
  void weightsAreNotNegative() {
    JointCounts counts = counts(new long[][] {{2, 4}, {3, 6}});
    double[][][] ones = {{{1, 0}}, {{1, 0}}};
    for (double[][][] rows : new double[][][][] {{{{-1, 0}}, {{1, 0}}}, {{{0, 0}}, {{1, 0}}}}) {
      assertFalse(holds(new Sets(PointKernel.GAUSSIAN, rows, ones).certificate(counts, 5)));
      assertFalse(holds(new Sets(PointKernel.GAUSSIAN, ones, rows).certificate(counts, 5)));
    }
  }

  /** R = 1 + a b for a = (2i-19)/20: three rows and two columns, and the inverse by hand. */
  private static PmiBoundCertificate example(String error, ScoreClaim.Form form) {
    long[][] rows = new long[20][20];
    for (int x = 0; x < 20; x++) {
      for (int y = 0; y < 20; y++) {
        rows[x][y] = 400 + (2L * x - 19) * (2L * y - 19);
      }
    }
    // Log R on rows 19, 10, 0 and columns 19, 0: differences (10) - (19) and (0) - (19).
    double[][] log = new double[3][2];
    int[] xs = {19, 10, 0};
    int[] ys = {19, 0};
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 2; j++) {
        log[i][j] = Math.log(rows[xs[i]][ys[j]] / 400.0);
      }
    }
    double a = log[1][0] - log[0][0];
    double b = log[1][1] - log[0][1];
    double c = log[2][0] - log[0][0];
    double d = log[2][1] - log[0][1];
    double det = a * d - b * c;
    long[][] left = new long[2][20];
    double[][] inverse = {{d / det, -b / det}, {-c / det, a / det}};
    for (int i = 0; i < 2; i++) {
      left[i][10] = Math.round(1e6 * inverse[i][0]);
      left[i][0] = Math.round(1e6 * inverse[i][1]);
      left[i][19] = -left[i][10] - left[i][0];
    }
    long[][] right = new long[2][20];
    right[0][19] = 1;
    right[1][0] = 1;
    return new PmiBoundCertificate(
        new ScoreClaim.Exceeded(counts(rows), 1, form, number(error)),
        whole(left),
        whole(right),
        BY);
  }

  @Test
  void clipInOneDimension() {
    assertTrue(holds(example("0.05", ScoreClaim.Form.CLIP)));
    // R is 0.0975 in the corners, and the matrix is no longer dominant long before.
    assertFalse(holds(example("0.0974", ScoreClaim.Form.CLIP)));
    assertFalse(holds(example("0.0975", ScoreClaim.Form.CLIP)));
    assertFalse(holds(example("2", ScoreClaim.Form.CLIP)));
    assertFalse(holds(example("0.05", ScoreClaim.Form.WEIGHTED)), "columns have no sum 0");
    PmiBoundCertificate good = example("0.05", ScoreClaim.Form.CLIP);
    assertEquals(good, CertificateReader.parse(CertificateWriter.bytes(good), Path.of(".")));
    // A number in a combination changed so that constants do not drop out.
    for (int i = 0; i < 2; i++) {
      List<List<BigInteger>> rows = new ArrayList<>();
      good.rows().forEach(row -> rows.add(new ArrayList<>(row)));
      rows.get(i).set(5, BigInteger.ONE);
      assertFalse(holds(new PmiBoundCertificate(good.claim(), rows, good.columns(), BY)));
    }
    // A combination used twice has rank 1.
    assertFalse(
        holds(
            new PmiBoundCertificate(
                good.claim(), Collections.nCopies(2, good.rows().get(0)), good.columns(), BY)));
    assertFalse(
        holds(
            new PmiBoundCertificate(
                good.claim(), good.rows(), Collections.nCopies(2, good.columns().get(0)), BY)));
  }

  /** Of counts that come from such scores nothing is proved, whatever the combinations. */
  @Property(tries = 400, seed = "1")
  void whatIsReachedIsNotExcluded(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int d, @ForAll boolean weighted) {
    Random random = new Random(seed);
    int n = d + 2;
    double[][] u = new double[n][d];
    double[][] v = new double[n][d];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < d; k++) {
        u[i][k] = random.nextGaussian();
        v[i][k] = random.nextGaussian();
      }
    }
    long[][] rows = new long[n][n];
    for (int x = 0; x < n; x++) {
      for (int y = 0; y < n; y++) {
        double product = weighted ? random.nextDouble() : 0;
        for (int k = 0; k < d; k++) {
          product += u[x][k] * v[y][k];
        }
        rows[x][y] = 1 + Math.round(1e5 * Math.exp(product));
      }
    }
    JointCounts counts = counts(rows);
    // The scores c_x c'_y exp(<u,v>), weights by x and y as the marginals ask.
    BigFraction[][] r = counts.ratios();
    double error = 0;
    double[][] score = new double[n][n];
    for (int x = 0; x < n; x++) {
      for (int y = 0; y < n; y++) {
        double product = 0;
        for (int k = 0; k < d; k++) {
          product += u[x][k] * v[y][k];
        }
        score[x][y] = r[x][y].doubleValue() / rows[x][y] * (1e5 * Math.exp(product));
        error = Math.max(error, Math.abs(score[x][y] - r[x][y].doubleValue()));
      }
    }
    double least = Double.POSITIVE_INFINITY;
    for (BigFraction[] row : r) {
      for (BigFraction ratio : row) {
        least = Math.min(least, ratio.doubleValue());
      }
    }
    if (error * 1.0001 >= least) {
      return;
    }
    ScoreClaim.Exceeded claim =
        new ScoreClaim.Exceeded(
            counts,
            d,
            ScoreClaim.Form.WEIGHTED,
            Rationals.of(new BigDecimal(error * 1.0001 + 1e-12)));
    long[][] left = new long[d + 1][n];
    long[][] right = new long[d + 1][n];
    double[][] log = new double[d + 1][d + 1];
    for (int i = 0; i <= d; i++) {
      for (int j = 0; j <= d; j++) {
        log[i][j] =
            Math.log(r[i + 1][j + 1].doubleValue())
                - Math.log(r[0][j + 1].doubleValue())
                - Math.log(r[i + 1][0].doubleValue())
                + Math.log(r[0][0].doubleValue());
      }
    }
    // The inverse of this matrix, which the counts make regular by their rounding.
    double[][] inverse = inverse(log);
    for (int i = 0; i <= d; i++) {
      double largest = Arrays.stream(inverse[i]).map(Math::abs).max().orElseThrow();
      for (int j = 0; j <= d; j++) {
        left[i][j + 1] = Math.round(1e15 * inverse[i][j] / largest);
        left[i][0] -= left[i][j + 1];
      }
      right[i][i + 1] = 1;
      right[i][0] = -1;
    }
    assertFalse(holds(new PmiBoundCertificate(claim, whole(left), whole(right), BY)));
    for (int i = 0; i <= d; i++) {
      for (int j = 1; j < n; j++) {
        left[i][0] += left[i][j];
        left[i][j] = random.nextInt(2001) - 1000L;
        left[i][0] -= left[i][j];
      }
    }
    assertFalse(holds(new PmiBoundCertificate(claim, whole(left), whole(right), BY)));
  }

  private static double[][] inverse(double[][] matrix) {
    int n = matrix.length;
    double[][] a = new double[n][2 * n];
    for (int i = 0; i < n; i++) {
      System.arraycopy(matrix[i], 0, a[i], 0, n);
      a[i][n + i] = 1;
    }
    for (int k = 0; k < n; k++) {
      for (int i = k + 1; i < n; i++) {
        if (Math.abs(a[i][k]) > Math.abs(a[k][k])) {
          double[] row = a[i];
          a[i] = a[k];
          a[k] = row;
        }
      }
      for (int i = 0; i < n; i++) {
        double factor = i == k ? 0 : a[i][k] / a[k][k];
        for (int j = 0; j < 2 * n; j++) {
          a[i][j] -= factor * a[k][j];
        }
      }
    }
    double[][] inverse = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        inverse[i][j] = a[i][n + j] / a[i][i];
      }
    }
    return inverse;
  }

  @Test
  void shapesAreChecked() {
    PmiBoundCertificate good = example("0.05", ScoreClaim.Form.CLIP);
    assertThrows(
        BadInputException.class,
        () -> new PmiBoundCertificate(good.claim(), good.rows().subList(0, 1), good.columns(), BY));
    assertThrows(
        BadInputException.class,
        () -> new PmiBoundCertificate(good.claim(), good.rows(), whole(new long[2][19]), BY));
    Sets sets = Sets.random(new Random(1), 3, 3, 2, 2);
    JointCounts counts = random(new Random(1), 3, 3);
    PmiScoreCertificate score = sets.certificate(counts, 9);
    assertThrows(
        BadInputException.class,
        () ->
            new PmiScoreCertificate(
                score.claim(), score.kernel(), 61, score.rows(), score.columns(), BY));
    assertThrows(
        BadInputException.class,
        () ->
            new PmiScoreCertificate(
                score.claim(),
                score.kernel(),
                12,
                score.rows().subList(0, 2),
                score.columns(),
                BY));
    assertThrows(
        BadInputException.class, () -> new ScoreClaim.Reached(counts, 1, 0, number("1/2")));
    assertThrows(BadInputException.class, () -> new ScoreClaim.Reached(counts, 1, 1, number("0")));
    assertThrows(
        BadInputException.class,
        () -> new ScoreClaim.Exceeded(counts, 0, ScoreClaim.Form.CLIP, number("1/2")));
  }
}

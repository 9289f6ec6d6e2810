package constellations.solver.pmi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.verify.Verifier;
import constellations.verify.claim.JointCounts;
import constellations.verify.claim.Provenance;
import constellations.verify.claim.ScoreClaim;
import constellations.verify.exact.Interval;
import constellations.verify.pmi.PmiBoundCertificate;
import constellations.verify.pmi.PmiScoreCertificate;
import constellations.verify.pmi.PointKernel;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;

class PmiTest {
  private static final Provenance BY = new Provenance("test", 1L, "none", "test", "2026-11-28");

  private static List<BigFraction> distribution(Random random, int n, boolean zeros) {
    long[] weights = new long[n];
    for (int i = 0; i < n; i++) {
      weights[i] = zeros && random.nextInt(3) == 0 ? 0 : 1L + random.nextInt(50);
    }
    weights[random.nextInt(n)] += 1;
    long sum = Arrays.stream(weights).sum();
    return Arrays.stream(weights).mapToObj(w -> BigFraction.of(w, sum)).toList();
  }

  /** Latents at random; of each x and y all have a chance of the first. */
  private static Latent latent(Random random, int k, int m, int n) {
    List<List<BigFraction>> rows = new ArrayList<>();
    List<List<BigFraction>> columns = new ArrayList<>();
    for (int z = 0; z < k; z++) {
      rows.add(distribution(random, m, z > 0));
      columns.add(distribution(random, n, z > 0));
    }
    return new Latent(distribution(random, k, false), rows, columns);
  }

  /** R = sum_z p(z|x) p(z|y) / p(z), exactly, of 1000 latent models. */
  @Property(tries = 1000, seed = "1")
  void latentsFactorise(@ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int k) {
    Random random = new Random(seed);
    Latent latent = latent(random, k, 3, 4);
    BigFraction[][] ratios = latent.counts().ratios();
    for (int x = 0; x < 3; x++) {
      for (int y = 0; y < 4; y++) {
        BigFraction sum = BigFraction.ZERO;
        for (int z = 0; z < k; z++) {
          sum =
              sum.add(
                  posterior(latent, latent.rows(), x, z)
                      .multiply(posterior(latent, latent.columns(), y, z))
                      .divide(latent.prior().get(z)));
        }
        assertEquals(ratios[x][y], sum);
      }
    }
    JointDistribution joint = JointDistribution.of(latent);
    int exact = rank(joint);
    assertTrue(exact <= k);
    JointDistribution.NonnegativeRank rank = nonnegative(joint);
    assertTrue(rank.least() >= exact && rank.least() <= rank.most() && rank.most() <= k);
    double[][] u = latent.rowFactors();
    double[][] v = latent.columnFactors();
    for (int x = 0; x < 3; x++) {
      for (int y = 0; y < 4; y++) {
        double sum = 0;
        for (int z = 0; z < k; z++) {
          sum += u[x][z] * v[y][z];
        }
        assertEquals(ratios[x][y].doubleValue(), sum, 1e-12 * (1 + sum));
      }
    }
  }

  private static int rank(JointDistribution joint) {
    return joint.exactly(() -> false).rank().orElseThrow();
  }

  private static JointDistribution.NonnegativeRank nonnegative(JointDistribution joint) {
    return joint.exactly(() -> false).nonnegative();
  }

  /** p(z|x). */
  private static BigFraction posterior(Latent latent, List<List<BigFraction>> given, int x, int z) {
    BigFraction all = BigFraction.ZERO;
    for (int i = 0; i < latent.prior().size(); i++) {
      all = all.add(latent.prior().get(i).multiply(given.get(i).get(x)));
    }
    return latent.prior().get(z).multiply(given.get(z).get(x)).divide(all);
  }

  private static JointDistribution counts(long[][] rows) {
    return JointDistribution.of(
        new JointCounts(
            Arrays.stream(rows)
                .map(row -> Arrays.stream(row).mapToObj(BigInteger::valueOf).toList())
                .toList()));
  }

  @Test
  void ranksAndInformation() {
    JointDistribution independent = counts(new long[][] {{1, 2}, {2, 4}, {3, 6}});
    assertEquals(1, rank(independent));
    assertEquals(new JointDistribution.NonnegativeRank(1, 1), nonnegative(independent));
    assertEquals(0, independent.mutualInformation().upper().signum());
    JointDistribution same = counts(new long[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}});
    assertEquals(3, rank(same));
    Interval log3 = same.mutualInformation();
    assertEquals(Math.log(3), log3.lower().doubleValue(), 1e-15);
    assertTrue(log3.width().doubleValue() < 1e-30 && log3.width().signum() > 0);
    // The slack matrix of a square: rank 3, nonnegative rank 4.
    JointDistribution square =
        counts(new long[][] {{1, 1, 0, 0}, {0, 1, 1, 0}, {0, 0, 1, 1}, {1, 0, 0, 1}});
    assertEquals(3, rank(square));
    assertEquals(new JointDistribution.NonnegativeRank(4, 4), nonnegative(square));
  }

  /** One point of each on a sphere: exp(score) is that of CLIP up to a constant. */
  @Property(tries = 100, seed = "1")
  void onePointIsClip(@ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int d) {
    Random random = new Random(seed);
    ScoreModel model = new ScoreModel(PointKernel.GAUSSIAN, true, d, 1, 3, 4);
    double[] z = random.doubles(model.length(), 0.2, 1).toArray();
    double radius = Math.exp(z[z.length - 2]);
    double weight = Math.exp(z[z.length - 1]);
    double[][] scores = model.at(z).scores(3, 4);
    for (int x = 0; x < 3; x++) {
      for (int y = 0; y < 4; y++) {
        double product = 0;
        double left = 0;
        double right = 0;
        for (int k = 0; k < d; k++) {
          product += z[x * d + k] * z[(3 + y) * d + k];
          left += z[x * d + k] * z[x * d + k];
          right += z[(3 + y) * d + k] * z[(3 + y) * d + k];
        }
        double cosine = product / Math.sqrt(left * right);
        double clip = weight * weight * Math.exp(radius * radius * (cosine - 1));
        assertEquals(1, scores[x][y] / clip, 1e-12);
      }
    }
  }

  /** Slopes are those of differences, for both kernels and for CLIP. */
  @Property(tries = 60, seed = "1")
  void slopes(@ForAll long seed, @ForAll boolean clip, @ForAll boolean gaussian) {
    Random random = new Random(seed);
    int a = clip ? 1 : 2;
    ScoreModel model =
        new ScoreModel(
            gaussian || clip ? PointKernel.GAUSSIAN : PointKernel.INVERSE_MULTIQUADRIC,
            clip,
            2,
            a,
            2,
            3);
    double[] z = random.doubles(model.length(), 0.2, 1).toArray();
    double[][] slopes = new double[2][3];
    for (double[] row : slopes) {
      for (int y = 0; y < 3; y++) {
        row[y] = random.nextGaussian();
      }
    }
    double[] out = new double[z.length];
    model.slopes(z, model.at(z), slopes, out);
    for (int i = 0; i < z.length; i++) {
      double step = 1e-5;
      double[] more = z.clone();
      double[] less = z.clone();
      more[i] += step;
      less[i] -= step;
      double difference = (value(model, more, slopes) - value(model, less, slopes)) / (2 * step);
      assertEquals(difference, out[i], 1e-6 * (1 + Math.abs(out[i])));
    }
  }

  private static double value(ScoreModel model, double[] z, double[][] slopes) {
    double[][] scores = model.at(z).scores(2, 3);
    double sum = 0;
    for (int x = 0; x < 2; x++) {
      for (int y = 0; y < 3; y++) {
        sum += slopes[x][y] * scores[x][y];
      }
    }
    return sum;
  }

  /** Two latents on a grid of 20 x 20, R from 0.0975 to 1.9025. */
  private static JointDistribution grid() {
    List<BigFraction> up = new ArrayList<>();
    List<BigFraction> down = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      up.add(BigFraction.of(2 * i + 1, 400));
      down.add(BigFraction.of(39 - 2 * i, 400));
    }
    BigFraction half = BigFraction.of(1, 2);
    return JointDistribution.of(
        new Latent(List.of(half, half), List.of(up, down), List.of(up, down)));
  }

  private static ScoreFit.Task task(JointDistribution joint, boolean clip, int d, int a) {
    return new ScoreFit.Task(joint, PointKernel.GAUSSIAN, clip, d, a, ScoreFit.Loss.ERROR);
  }

  /** CLIP cannot, point sets can. */
  @Test
  void certifiedFromBothSides() {
    JointDistribution joint = grid();
    ScoreFit.Task two = task(joint, false, 2, 2);
    ScoreFit sets = ScoreFit.of(two, 2, 1, 1, error -> {}, () -> false).orElseThrow();
    PmiScoreCertificate reached = sets.certificate(two, 1, BY);
    assertTrue(Verifier.verify(reached, 1).accepted());
    assertTrue(reached.claim().error().doubleValue() < 1e-12);
    for (ScoreClaim.Form form : ScoreClaim.Form.values()) {
      PmiBoundCertificate bound =
          SingleVectorBound.of(joint, 2, form, 1, 2, BY, () -> false).orElseThrow();
      assertTrue(Verifier.verify(bound, 1).accepted());
      boolean clip = form == ScoreClaim.Form.CLIP;
      double above = bound.claim().error().doubleValue();
      assertTrue(above > (clip ? 0.024 : 0.0199), form + ": " + above);
      // What is reached is not excluded.
      ScoreFit.Task one = task(joint, clip, 2, 1);
      ScoreFit single = ScoreFit.of(one, 4, 1, 2, error -> {}, () -> false).orElseThrow();
      assertTrue(single.error() > above, single.error() + " and " + above);
      assertTrue(single.error() < (clip ? 0.36 : 0.03), form + ": " + single.error());
      assertTrue(Verifier.verify(single.certificate(one, 1, BY), 1).accepted());
    }
  }

  /** R of 10^4: rounding in double precision is relative to it. */
  @Test
  void largeRatios() {
    BigFraction rare = BigFraction.of(1, 10007);
    Latent latent =
        new Latent(
            List.of(rare, BigFraction.ONE.subtract(rare)),
            List.of(
                List.of(BigFraction.ONE, BigFraction.ZERO, BigFraction.ZERO),
                List.of(BigFraction.ZERO, BigFraction.of(3, 7), BigFraction.of(4, 7))),
            List.of(
                List.of(BigFraction.ONE, BigFraction.ZERO, BigFraction.ZERO),
                List.of(BigFraction.ZERO, BigFraction.of(2, 7), BigFraction.of(5, 7))));
    ScoreFit.Task task = task(JointDistribution.of(latent), false, 1, 2);
    ScoreFit fit = ScoreFit.of(task, 2, 1, 1, error -> {}, () -> false).orElseThrow();
    PmiScoreCertificate certificate = fit.certificate(task, 1, BY);
    assertTrue(Verifier.verify(certificate, 1).accepted());
    assertTrue(certificate.claim().error().doubleValue() < 1e-9);
  }

  /** Full rank is seen at once; when there is no time the bracket is wider and true. */
  @Test
  void ranksWithoutTime() {
    JointDistribution.Ranks full =
        counts(new long[][] {{1, 2, 3}, {4, 5, 6}, {7, 8, 10}}).exactly(() -> true);
    assertEquals(3, full.rank().orElseThrow());
    JointDistribution.Ranks less =
        counts(new long[][] {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}).exactly(() -> true);
    assertTrue(less.rank().isEmpty());
    assertEquals(new JointDistribution.NonnegativeRank(2, 3), less.nonnegative());
  }

  /** Without latents points are found from random starts. */
  @Test
  void pointsAreFound() {
    JointDistribution joint = JointDistribution.of(grid().counts());
    ScoreFit.Task two = task(joint, false, 1, 2);
    ScoreFit fit = ScoreFit.of(two, 4, 1, 2, error -> {}, () -> false).orElseThrow();
    assertTrue(fit.error() < 1e-3, "error " + fit.error());
    PmiRetrieval retrieval = PmiRetrieval.of(joint, fit.scores(joint));
    assertTrue(retrieval.success() <= retrieval.bestSuccess() + 1e-15);
    assertTrue(retrieval.success() > retrieval.bestSuccess() - 1e-3);
    ScoreFit again = ScoreFit.of(two, 4, 1, 1, error -> {}, () -> false).orElseThrow();
    assertEquals(fit.error(), again.error(), "the number of threads");
  }

  /** The contrastive loss of point sets comes to its least, and then exp(score) is R. */
  @Test
  void theContrastiveLossLeadsToR() {
    JointDistribution joint = counts(new long[][] {{5, 2, 1}, {1, 6, 2}, {3, 1, 4}});
    ScoreFit.Task task =
        new ScoreFit.Task(
            joint, PointKernel.INVERSE_MULTIQUADRIC, false, 2, 3, ScoreFit.Loss.CONTRASTIVE);
    ScoreFit fit = ScoreFit.of(task, 4, 1, 2, error -> {}, () -> false).orElseThrow();
    assertEquals(0, fit.excess(), 1e-7);
    assertTrue(fit.error() < 1e-2, "error " + fit.error());
    assertTrue(fit.excess() > -1e-15);
  }

  /** A rank that single vectors reach: nothing is excluded. */
  @Property(tries = 4, seed = "1")
  void nothingIsExcludedThatIsReached(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 2) int d) {
    Random random = new Random(seed);
    int n = d + 3;
    double[][] u = new double[n][d];
    double[][] v = new double[n][d];
    long[][] rows = new long[n][n];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < d; k++) {
        u[i][k] = random.nextGaussian();
        v[i][k] = random.nextGaussian();
      }
    }
    for (int x = 0; x < n; x++) {
      for (int y = 0; y < n; y++) {
        double product = 0;
        for (int k = 0; k < d; k++) {
          product += u[x][k] * v[y][k];
        }
        rows[x][y] = Math.round(1e9 * Math.exp(product));
      }
    }
    // Weighted vectors reach these counts but for their rounding, a relative 1e-9 / min.
    double error =
        SingleVectorBound.of(counts(rows), d, ScoreClaim.Form.WEIGHTED, 1, 1, BY, () -> false)
            .map(bound -> bound.claim().error().doubleValue())
            .orElse(0.0);
    assertTrue(error < 1e-6, "excluded: " + error);
    assertFalse(error < 0);
  }
}

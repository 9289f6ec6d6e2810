package constellations.solver.pmi;

import constellations.verify.Verifier;
import constellations.verify.claim.Provenance;
import constellations.verify.claim.ScoreClaim;
import constellations.verify.exact.Parallel;
import constellations.verify.exact.Rationals;
import constellations.verify.pmi.PmiScoreCertificate;
import constellations.verify.pmi.PointKernel;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Scores fitted to pointwise mutual information from random starts, by L-BFGS on the p-norm of the
 * errors of exp(score), p rising, or on the contrastive loss. Deterministic for any number of
 * threads. Numeric, until a certificate is made of it.
 *
 * @param sets the point sets
 * @param error the largest |exp(score) - R|
 * @param excess the contrastive loss of both sides above its least, nats
 */
public record ScoreFit(PointSets sets, double error, double excess) {
  private static final double SPREAD = 0.7;

  /** Points of different latents are so far apart that a Gaussian of them is below 1e-17. */
  private static final double APART = 9;

  private static final int DECIMALS = 24;

  /** Points with larger coordinates or weights, and sets of smaller ones, are not written. */
  private static final double MOST = 1e30;

  private static final double LEAST_WEIGHT = 1e-15;
  private static final int ERROR_DIGITS = 6;
  private static final long SEEDS_APART = 1_000_003L;

  /** What is fitted, and how. */
  public enum Loss {
    /** The largest error of exp(score). */
    ERROR,
    /** The contrastive loss of both sides; then exp(score) is scaled to the least error. */
    CONTRASTIVE
  }

  /**
   * What to fit.
   *
   * @param clip unit vectors, one temperature and one constant, in place of point sets
   * @param points how many each x and y has
   */
  public record Task(
      JointDistribution joint,
      PointKernel kernel,
      boolean clip,
      int dimension,
      int points,
      Loss loss) {}

  /**
   * Fits.
   *
   * @param starts how many random starts
   * @param progress is told the error of each start; from several threads
   * @return the best, or nothing if no start came to its end
   */
  public static Optional<ScoreFit> of(
      Task task,
      int starts,
      long seed,
      int threads,
      DoubleConsumer progress,
      BooleanSupplier cancelled) {
    double[][] ratios = task.joint().ratios();
    ScoreModel model =
        new ScoreModel(
            task.kernel(),
            task.clip(),
            task.dimension(),
            task.points(),
            ratios.length,
            ratios[0].length);
    double[] rowShares = task.joint().rowShares();
    double[] columnShares = task.joint().columnShares();
    return Parallel.map(
            starts,
            threads,
            start -> {
              if (start > 0 && cancelled.getAsBoolean()) {
                return Optional.<ScoreFit>empty();
              }
              double[] z = start(task, model, start, seed);
              ScoreObjective objective =
                  new ScoreObjective(model, ratios, rowShares, columnShares, cancelled);
              objective.fit(z, task.loss(), start % 2 == 1);
              PointSets sets = model.at(z).balanced(model.rows());
              double[][] scores = sets.scores(model.rows(), model.columns());
              double error = largestError(scores, ratios);
              progress.accept(error);
              return Optional.of(new ScoreFit(sets, error, objective.excess(scores)));
            })
        .stream()
        .flatMap(Optional::stream)
        .filter(fit -> Double.isFinite(fit.error()) && fit.sets().within(LEAST_WEIGHT, MOST))
        .min(
            Comparator.comparingDouble(
                task.loss() == Loss.ERROR ? ScoreFit::error : ScoreFit::excess));
  }

  /** Exp(score). */
  public double[][] scores(JointDistribution joint) {
    return sets.scores(joint.counts().rows().size(), joint.counts().columns());
  }

  private static double[] start(Task task, ScoreModel model, int start, long seed) {
    double[] z = new double[model.length()];
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed * SEEDS_APART + start);
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    int a = task.points();
    int d = task.dimension();
    int items = model.rows() + model.columns();
    int rest = items * a * d;
    Optional<Latent> latent = task.joint().latent().filter(l -> l.prior().size() <= a);
    if (!task.clip() && start == 0 && latent.isPresent()) {
      latentStart(z, latent.get(), model);
      return z;
    }
    for (int i = 0; i < rest; i++) {
      z[i] = SPREAD * normal.sample();
    }
    if (!task.clip() && a > 1 && start % 2 == 1) {
      // The points of all items in a places apart, as those of a latents are.
      for (int i = 0; i < items * a; i++) {
        z[i * d] += (i % a) * APART / 2;
      }
    }
    for (int i = rest; i < z.length; i++) {
      z[i] = task.clip() ? 0 : 0.3 * normal.sample() - Math.log(a) / 2;
    }
    return z;
  }

  /** Weights are the factors of the latents, each of which has a place of its own. */
  private static void latentStart(double[] z, Latent latent, ScoreModel model) {
    double[][] rows = latent.rowFactors();
    double[][] columns = latent.columnFactors();
    int a = model.points();
    int rest = (model.rows() + model.columns()) * a * model.dimension();
    for (int item = 0; item < model.rows() + model.columns(); item++) {
      double[] factors = item < model.rows() ? rows[item] : columns[item - model.rows()];
      for (int i = 0; i < a; i++) {
        z[(item * a + i) * model.dimension()] = i * APART;
        double factor = i < factors.length ? factors[i] : 0;
        z[rest + item * a + i] = Math.log(Math.max(factor, 1e-30));
      }
    }
  }

  static double largestError(double[][] scores, double[][] ratios) {
    double largest = 0;
    for (int x = 0; x < ratios.length; x++) {
      for (int y = 0; y < ratios[x].length; y++) {
        double error = Math.abs(scores[x][y] - ratios[x][y]);
        largest = error <= largest ? largest : error;
      }
    }
    return largest;
  }

  /**
   * An accepted certificate of the error, which is rounded up: the verifier encloses what was
   * computed in double precision here, so that a little is added until it accepts.
   *
   * @throws IllegalStateException if it never does, which means an error of the program
   */
  public PmiScoreCertificate certificate(Task task, int threads, Provenance provenance) {
    int m = task.joint().counts().rows().size();
    int n = task.joint().counts().columns();
    double largest = error;
    for (double[] row : task.joint().ratios()) {
      for (double ratio : row) {
        largest = Math.max(largest, ratio);
      }
    }
    List<List<List<BigInteger>>> rows = whole(0, m);
    List<List<List<BigInteger>>> columns = whole(m, n);
    for (double slack = 4 * Math.ulp(largest); slack <= largest; slack *= 4) {
      BigDecimal claimed =
          new BigDecimal(error + slack).round(new MathContext(ERROR_DIGITS, RoundingMode.CEILING));
      PmiScoreCertificate certificate =
          new PmiScoreCertificate(
              new ScoreClaim.Reached(
                  task.joint().counts(), task.dimension(), task.points(), Rationals.of(claimed)),
              task.kernel(),
              DECIMALS,
              rows,
              columns,
              provenance);
      if (Verifier.verify(certificate, threads).accepted()) {
        return certificate;
      }
    }
    throw new IllegalStateException("no error is accepted for scores that were found: " + error);
  }

  private List<List<List<BigInteger>>> whole(int from, int count) {
    List<List<List<BigInteger>>> all = new ArrayList<>();
    int a = sets.points();
    int d = sets.dimension();
    for (int item = from; item < from + count; item++) {
      List<List<BigInteger>> set = new ArrayList<>();
      for (int i = 0; i < a; i++) {
        int u = item * a + i;
        List<BigInteger> point = new ArrayList<>();
        point.add(decimal(Math.exp(sets.logWeights()[u])));
        for (int k = 0; k < d; k++) {
          point.add(decimal(sets.coordinates()[u * d + k]));
        }
        set.add(point);
      }
      all.add(set);
    }
    return all;
  }

  private static BigInteger decimal(double x) {
    return new BigDecimal(x).setScale(DECIMALS, RoundingMode.HALF_EVEN).unscaledValue();
  }
}

package constellations.solver.bound;

import constellations.solver.threepoint.ThreePointProgram;
import constellations.solver.threepoint.TripleCandidate;
import constellations.verify.Accepted;
import constellations.verify.claim.Provenance;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import constellations.verify.lp.BoundForm;
import constellations.verify.theorem.Levenshtein;
import constellations.verify.threepoint.ThreePointCertificate;
import constellations.verify.threepoint.TripleFunction;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The bound of Bachoc and Vallentin for spherical codes, with proof: the numerical optimum of
 * {@link ThreePointProgram} is rounded to integers over a power of two, and accepted by the
 * verifier before it is returned.
 */
public final class ThreePointBound implements CertifiedBounds {
  /** Higher dimensions are left to the other bounds. */
  public static final int MAX_DIMENSION = 200;

  /** Larger codes are left to the other bounds. */
  private static final BigInteger MAX_POINTS = BigInteger.TEN.pow(9);

  private static final int VALUE_DECIMALS = 15;
  private static final int COSINE_DECIMALS = 15;

  /** Of the slack of a function, what goes to pairs and to triples; the rest pays for rounding. */
  private static final double PAIR_SHARE = 0.05;

  private static final double TRIPLE_SHARE = 0.85;

  /** How near to N a value is brought that is to exclude N points, in units of the precision. */
  private static final double NEAR = 5;

  /** While a secant is far from its end its values need not be precise. */
  private static final double ROUGH = 1e-3;

  /** A more precise value of the program moves a cosine by less than 1e-6. */
  private static final double COSINE_PRECISION = 1e-6;

  private static final int SECANT_STEPS = 14;

  private final Provenance provenance;
  private final HalfDegrees degrees;
  private final int threads;
  private final BooleanSupplier interrupted;
  private final Consumer<String> progress;

  /**
   * Prepares bounds.
   *
   * @param provenance of the certificates, apart from the method
   * @param degrees which half degrees to try
   * @param threads how many threads to use; no bound depends on it
   * @param interrupted asked now and then; when true the best so far is returned
   * @param progress is told of each round
   */
  public ThreePointBound(
      Provenance provenance,
      HalfDegrees degrees,
      int threads,
      BooleanSupplier interrupted,
      Consumer<String> progress) {
    this.provenance = provenance;
    this.degrees = degrees;
    this.threads = threads;
    this.interrupted = interrupted;
    this.progress = progress;
  }

  @Override
  public Optional<PointBound> bound(int dimension, Quadratic cosine, BigInteger enough) {
    return pointsAtMost(dimension, cosine, enough)
        .map(
            proof ->
                new PointBound(
                    proof.certificate().points(),
                    proof.certificate().value(VALUE_DECIMALS),
                    BoundMethod.THREE_POINT,
                    proof.certificate().provenance().method(),
                    Optional.of(proof),
                    Optional.empty()));
  }

  /**
   * The least certified upper bound on the number of points.
   *
   * @param enough stop early once the bound is below this; the least bound for null
   * @return nothing if the question is out of range, or when interrupted
   */
  public Optional<Accepted<ThreePointCertificate>> pointsAtMost(
      int dimension, Quadratic cosine, BigInteger enough) {
    BigFraction a = DelsarteBound.rationalAbove(cosine);
    double size = size(dimension, a);
    if (Double.isNaN(size)) {
      return Optional.empty();
    }
    Optional<Accepted<ThreePointCertificate>> best = Optional.empty();
    double end = DelsarteBound.above(a);
    HalfDegrees.Run run = degrees.begin();
    while (run.hasNext() && !interrupted.getAsBoolean()) {
      int degree = run.next();
      ThreePointProgram program = new ThreePointProgram(dimension, end, degree, size, threads);
      Optional<Accepted<ThreePointCertificate>> proof =
          solve(program, degrees.precision()).flatMap(found -> most(cosine, found));
      if (proof.isPresent() && (best.isEmpty() || isBetter(proof.get(), best.get()))) {
        best = proof;
      }
      if (enough != null
          && best.isPresent()
          && best.get().certificate().points().compareTo(enough) < 0) {
        break;
      }
    }
    return best;
  }

  private static boolean isBetter(
      Accepted<ThreePointCertificate> proof, Accepted<ThreePointCertificate> other) {
    int points = proof.certificate().points().compareTo(other.certificate().points());
    return points < 0
        || (points == 0
            && proof
                    .certificate()
                    .value(VALUE_DECIMALS)
                    .compareTo(other.certificate().value(VALUE_DECIMALS))
                < 0);
  }

  /** A rough number of points, by Levenshtein's bound; NaN where there is nothing to do here. */
  private static double size(int dimension, BigFraction cosine) {
    if (dimension < 3 || dimension > MAX_DIMENSION || cosine.signum() <= 0) {
      return Double.NaN;
    }
    return Levenshtein.below(dimension, cosine, MAX_POINTS)
        .map(bound -> bound.value().doubleValue())
        .orElse(Double.NaN);
  }

  private Optional<TripleCandidate> solve(ThreePointProgram program, double precision) {
    String where = program.text();
    progress.accept(where);
    return Optional.ofNullable(
        program
            .solve(
                precision,
                interrupted,
                round ->
                    progress.accept(
                        where
                            + ", round "
                            + round.round()
                            + ": "
                            + (float) round.relaxed()
                            + " to "
                            + (float) round.value()))
            .function());
  }

  private Optional<Accepted<ThreePointCertificate>> most(
      Quadratic cosine, TripleCandidate candidate) {
    double value = candidate.value();
    if (!(value < MAX_POINTS.doubleValue())) {
      return Optional.empty();
    }
    // As near to the value as the verifier can still see; then as far from it as the claim allows.
    Optional<Accepted<ThreePointCertificate>> proof = Optional.empty();
    for (double loss = degrees.precision(); loss < 1 && proof.isEmpty(); loss *= 30) {
      double most = Math.min(value * (1 + loss), Math.nextDown(Math.floor(value) + 1));
      proof = most(cosine, candidate, most);
    }
    return proof.or(() -> most(cosine, candidate, Math.nextDown(Math.floor(value) + 2)));
  }

  /** What a candidate proves if a value is given to it that is larger than its own. */
  private Optional<Accepted<ThreePointCertificate>> most(
      Quadratic cosine, TripleCandidate candidate, double value) {
    BigInteger points = BigInteger.valueOf((long) Math.max(2, Math.floor(value)));
    return certified(BoundForm.POINTS_AT_MOST, points, cosine, candidate, value);
  }

  /**
   * The certificate of a candidate, if the verifier accepts it.
   *
   * @param value a number of points, at which the evidence comes to 0; what that leaves over pays
   *     for rounding and is shared by pairs and triples
   */
  private Optional<Accepted<ThreePointCertificate>> certified(
      BoundForm form,
      BigInteger points,
      Quadratic cosine,
      TripleCandidate candidate,
      double value) {
    double k = value - 1;
    // T is of size 1/K, and counts K^2 times.
    int bits = 44 + Math.max(0, Math.getExponent(k));
    TripleFunction function = candidate.rounded(bits);
    double a = Math.scalb(function.atOne().doubleValue(), -2 * bits);
    double slack = k * candidate.alpha() + k * (k - 1) * candidate.beta() - a;
    if (!(slack > 0)) {
      return Optional.empty();
    }
    double alpha = candidate.alpha() - PAIR_SHARE * slack / k;
    double beta = candidate.beta() - TRIPLE_SHARE * slack / (k * (k - 1));
    return Accepted.of(
        new ThreePointCertificate(
            form,
            points,
            cosine,
            function,
            floor(alpha, bits),
            floor(beta, bits),
            provenance.by("three-point, half degree " + candidate.halfDegree())),
        threads);
  }

  private static BigInteger floor(double x, int bits) {
    return new BigDecimal(x)
        .multiply(new BigDecimal(BigInteger.ONE.shiftLeft(bits)))
        .setScale(0, RoundingMode.FLOOR)
        .toBigIntegerExact();
  }

  @Override
  public Optional<PointBounds.CosineBound> cosineBound(int dimension, BigInteger points) {
    return cosineAtLeast(dimension, points)
        .map(
            proof ->
                new PointBounds.CosineBound(
                    proof.certificate().cosine().rational(),
                    BoundMethod.THREE_POINT,
                    proof.certificate().provenance().method(),
                    false,
                    Optional.of(proof)));
  }

  /**
   * A certified lower bound on the best cosine of N points: nearly the largest at which the program
   * excludes N points.
   *
   * @return nothing if the question is out of range, or when interrupted
   */
  public Optional<Accepted<ThreePointCertificate>> cosineAtLeast(int dimension, BigInteger points) {
    if (points.compareTo(BigInteger.valueOf(2L * dimension)) <= 0
        || points.compareTo(MAX_POINTS) >= 0) {
      return Optional.empty();
    }
    BigFraction from = PointBounds.cosine(dimension, points).value();
    if (Double.isNaN(size(dimension, from))) {
      return Optional.empty();
    }
    double slope = DelsarteBound.levenshteinSlope(dimension, from);
    double start = from.doubleValue();
    Optional<Accepted<ThreePointCertificate>> best = Optional.empty();
    HalfDegrees.Run run = degrees.begin();
    while (run.hasNext() && !interrupted.getAsBoolean()) {
      Optional<Accepted<ThreePointCertificate>> proof =
          root(dimension, points, run.next(), start, slope);
      if (proof.isPresent()) {
        double reached = proof.get().certificate().cosine().rational().doubleValue();
        if (best.isEmpty() || reached > start) {
          best = proof;
          start = reached;
        }
      }
    }
    return best;
  }

  /** Secant steps for the cosine at which the value is just below N. */
  private Optional<Accepted<ThreePointCertificate>> root(
      int dimension, BigInteger points, int degree, double start, double firstSlope) {
    double n = points.doubleValue();
    double low = 0;
    double high = 1;
    double c = start;
    double lastCosine = c;
    double lastExcess = Double.NaN;
    double slope = firstSlope;
    double near = NEAR * Math.max(degrees.precision(), COSINE_PRECISION);
    double precision = ROUGH;
    TripleCandidate best = null;
    List<double[]> samples = List.of();
    for (int step = 0; step < SECANT_STEPS && !interrupted.getAsBoolean(); step++) {
      ThreePointProgram program = new ThreePointProgram(dimension, c, degree, n, threads);
      program.begin(samples);
      Optional<TripleCandidate> candidate = solve(program, precision);
      samples = program.samples();
      if (candidate.isEmpty()) {
        break;
      }
      double above = Math.log(candidate.get().value() / n);
      double excess = above + near;
      if (above < 0 && c > low) {
        low = c;
        best = candidate.get();
      } else if (above >= 0 && precision <= near) {
        high = Math.min(high, c);
      }
      if (Math.abs(excess) < 0.8 * near && precision <= near) {
        break;
      }
      double secant = (excess - lastExcess) / (c - lastCosine);
      slope = secant > 0 && Double.isFinite(secant) ? secant : slope;
      lastExcess = excess;
      lastCosine = c;
      precision = Math.min(ROUGH, Math.max(near / NEAR, Math.abs(excess) / 100));
      double next = Double.isFinite(excess) ? c - excess / slope : (low + c) / 2;
      c = next > low && next < high ? next : (low + high) / 2;
    }
    if (best == null) {
      return Optional.empty();
    }
    Quadratic cosine =
        Quadratic.of(
            Rationals.of(new BigDecimal(low).setScale(COSINE_DECIMALS, RoundingMode.FLOOR)));
    return certified(
        BoundForm.COSINE_AT_LEAST, points, cosine, best, Math.nextDown(points.doubleValue()));
  }
}

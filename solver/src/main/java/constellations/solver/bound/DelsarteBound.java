package constellations.solver.bound;

import constellations.solver.numeric.DoubleDoubles;
import constellations.verify.Accepted;
import constellations.verify.claim.Provenance;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import constellations.verify.lp.BoundForm;
import constellations.verify.lp.GegenbauerExpansion;
import constellations.verify.lp.LpBoundCertificate;
import constellations.verify.theorem.Levenshtein;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Delsarte's bound for spherical codes, with proof: the numerical optimum of {@link
 * DelsarteProgram} is rounded to decimals, lowered until it is strictly negative on the interval,
 * and accepted by the verifier before it is returned.
 *
 * <p>The degree begins at one and a half times that of Levenshtein's polynomial and is raised until
 * no polynomial of up to twice the degree does better, or {@value #MAX_DEGREE} is reached.
 */
public final class DelsarteBound implements CertifiedBounds {

  /** The highest degree that is tried. */
  public static final int MAX_DEGREE = 200;

  /** Higher dimensions are left to the other bounds. */
  public static final int MAX_DIMENSION = 10_000;

  /** Larger codes are beyond the precision of the program; Levenshtein's bound remains. */
  private static final BigInteger MAX_POINTS = BigInteger.TEN.pow(22);

  private static final double TOLERANCE = 1e-11;
  private static final int DECIMALS = 20;
  private static final int ATTEMPTS = 8;

  /** Exact polynomials of Levenshtein serve as certificates up to this degree. */
  private static final int MAX_EXACT_DEGREE = 24;

  /** Longer integers are not written into certificates. */
  private static final int MAX_EXACT_BITS = 6000;

  private static final int COSINE_DECIMALS = 15;
  private static final int SECANT_STEPS = 20;

  private final Provenance provenance;
  private final BooleanSupplier interrupted;
  private final Consumer<String> progress;

  /**
   * Prepares bounds.
   *
   * @param provenance of the certificates, apart from the method
   * @param interrupted asked now and then; when true the best so far is returned
   * @param progress is told of each program before it is solved
   */
  public DelsarteBound(
      Provenance provenance, BooleanSupplier interrupted, Consumer<String> progress) {
    this.provenance = provenance;
    this.interrupted = interrupted;
    this.progress = progress;
  }

  /**
   * The least certified upper bound on the number of points.
   *
   * @param dimension at least 3
   * @param cosine in (-1, 1); for an irrational number the bound is for a decimal just above it
   * @param enough stop early once the bound is below this; the least bound for null
   * @return nothing if Levenshtein's bound has too high a degree or value, or when interrupted
   */
  public Optional<LpBoundCertificate> pointsAtMost(
      int dimension, Quadratic cosine, BigInteger enough) {
    return most(dimension, cosine, enough).map(Proof::certificate);
  }

  /** An accepted certificate and whose polynomial it has. */
  private record Proof(BoundMethod method, Accepted<LpBoundCertificate> accepted) {
    LpBoundCertificate certificate() {
      return accepted.certificate();
    }
  }

  private Optional<Proof> most(int dimension, Quadratic cosine, BigInteger enough) {
    BigFraction a = rationalAbove(cosine);
    Optional<Levenshtein.Bound> start = Levenshtein.below(dimension, a, MAX_POINTS);
    if (start.isEmpty()
        || start.get().degree() > MAX_DEGREE
        || dimension > MAX_DIMENSION
        || a.add(1).signum() <= 0) {
      return Optional.empty();
    }
    Levenshtein.Bound levenshtein = start.get();
    Optional<Proof> best = Optional.empty();
    if (cosine.isRational() && levenshtein.degree() <= MAX_EXACT_DEGREE) {
      best =
          exact(dimension, cosine, levenshtein, null)
              .map(accepted -> new Proof(BoundMethod.LEVENSHTEIN, accepted));
    }
    Optional<Solution> solution = solve(dimension, above(a), firstDegree(levenshtein), enough);
    Optional<Proof> program =
        solution
            .flatMap(s -> certify(dimension, cosine, s, null))
            .map(accepted -> new Proof(BoundMethod.DELSARTE, accepted));
    if (program.isPresent()
        && (best.isEmpty()
            || program.get().certificate().value().compareTo(best.get().certificate().value())
                < 0)) {
      best = program;
    }
    return best;
  }

  @Override
  public Optional<PointBound> bound(int dimension, Quadratic cosine, BigInteger enough) {
    return most(dimension, cosine, enough)
        .map(
            proof ->
                new PointBound(
                    proof.certificate().points(),
                    Rationals.ceiling(proof.certificate().value(), COSINE_DECIMALS),
                    proof.method(),
                    proof.certificate().provenance().method(),
                    Optional.of(proof.accepted()),
                    Optional.empty()));
  }

  /**
   * A certified lower bound on the best cosine of N points: the largest decimal with {@value
   * #COSINE_DECIMALS} places, or nearly so, at which the program excludes N points.
   *
   * @param dimension at least 3
   * @param points N, more than 2d
   * @return nothing if Levenshtein's bound is out of range, or when interrupted
   */
  public Optional<LpBoundCertificate> cosineAtLeast(int dimension, BigInteger points) {
    return least(dimension, points).map(Proof::certificate);
  }

  private Optional<Proof> least(int dimension, BigInteger points) {
    BigFraction from = PointBounds.cosine(dimension, points).value();
    Optional<Levenshtein.Bound> start = Levenshtein.below(dimension, from, MAX_POINTS);
    if (start.isEmpty() || start.get().degree() > MAX_DEGREE || dimension > MAX_DIMENSION) {
      return Optional.empty();
    }
    int degree = start.get().degree();
    Optional<Proof> program =
        programCosine(dimension, points, from, firstDegree(start.get()))
            .map(accepted -> new Proof(BoundMethod.DELSARTE, accepted));
    Optional<Proof> exact =
        degree <= MAX_EXACT_DEGREE
            ? exactCosine(dimension, points, from)
                .map(accepted -> new Proof(BoundMethod.LEVENSHTEIN, accepted))
            : Optional.empty();
    boolean better =
        program.isPresent()
            && (exact.isEmpty()
                || program
                        .get()
                        .certificate()
                        .cosine()
                        .compareTo(exact.get().certificate().cosine())
                    > 0);
    return better ? program : exact;
  }

  /** Levenshtein's polynomial at his own cosine, or just below it where it gives N exactly. */
  private Optional<Accepted<LpBoundCertificate>> exactCosine(
      int dimension, BigInteger points, BigFraction from) {
    BigFraction c = from;
    if (Levenshtein.below(dimension, c, points).isEmpty()) {
      c = c.subtract(BigFraction.of(BigInteger.ONE, BigInteger.TEN.pow(18)));
    }
    BigFraction cosine = c;
    return Levenshtein.below(dimension, c, points)
        .flatMap(levenshtein -> exact(dimension, Quadratic.of(cosine), levenshtein, points));
  }

  private Optional<Accepted<LpBoundCertificate>> programCosine(
      int dimension, BigInteger points, BigFraction from, int firstDegree) {
    int degree = firstDegree;
    double goal = Math.log(points.doubleValue());
    // Secant steps for log f(1)/f_0 = log N from Levenshtein's cosine, where the program gives
    // less.
    double c = from.doubleValue();
    double low = c;
    double slope = levenshteinSlope(dimension, from);
    double lastCosine = c;
    double lastExcess = Double.NaN;
    for (int step = 0; step < SECANT_STEPS; step++) {
      Optional<Solution> solution = solve(dimension, c, degree, null);
      if (solution.isEmpty()) {
        return Optional.empty();
      }
      degree = solution.get().degree();
      double excess = Math.log(solution.get().value()) - goal;
      low = excess <= 0 ? Math.max(low, c) : low;
      if (Math.abs(excess) < 2 * TOLERANCE) {
        break;
      }
      double secant = (excess - lastExcess) / (c - lastCosine);
      slope = secant > 0 ? secant : slope;
      lastExcess = excess;
      lastCosine = c;
      c = Math.min(Math.max(c - excess / slope, low), (1 + c) / 2);
    }
    return certifyCosine(dimension, points, low, degree, TOLERANCE / slope);
  }

  @Override
  public Optional<PointBounds.CosineBound> cosineBound(int dimension, BigInteger points) {
    return least(dimension, points)
        .map(
            proof ->
                new PointBounds.CosineBound(
                    proof.certificate().cosine().rational(),
                    proof.method(),
                    proof.certificate().provenance().method(),
                    false,
                    Optional.of(proof.accepted())));
  }

  /** The derivative of the logarithm of Levenshtein's bound, roughly. */
  static double levenshteinSlope(int dimension, BigFraction at) {
    BigFraction step = BigFraction.ONE.subtract(at).divide(1000);
    BigFraction next = at.add(step);
    double low = value(Levenshtein.below(dimension, at, MAX_POINTS));
    double high = value(Levenshtein.below(dimension, next, MAX_POINTS.multiply(MAX_POINTS)));
    return (Math.log(high) - Math.log(low)) / step.doubleValue();
  }

  private static double value(Optional<Levenshtein.Bound> bound) {
    return bound.map(b -> b.value().doubleValue()).orElse(Double.POSITIVE_INFINITY);
  }

  private Optional<Accepted<LpBoundCertificate>> certifyCosine(
      int dimension, BigInteger points, double cosine, int degree, double margin) {
    // What lowering the polynomial costs is paid for by a smaller cosine.
    double back = 2 * margin + 1e-15;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++, back *= 2) {
      BigDecimal c = new BigDecimal(cosine - back).setScale(COSINE_DECIMALS, RoundingMode.FLOOR);
      Quadratic claimed = Quadratic.of(Rationals.of(c));
      Optional<Accepted<LpBoundCertificate>> certificate =
          solve(dimension, above(claimed.rational()), degree, null)
              .flatMap(s -> certify(dimension, claimed, s, points));
      if (certificate.isPresent()) {
        return certificate;
      }
    }
    return Optional.empty();
  }

  /** A polynomial that is nearly feasible, and the bound it would give. */
  private record Solution(DoubleDoubles coefficients, double violation, double value, int degree) {}

  /** The degree to begin with. */
  private static int firstDegree(Levenshtein.Bound levenshtein) {
    return Math.min(MAX_DEGREE, Math.max(16, levenshtein.degree() * 3 / 2 + 8));
  }

  private Optional<Solution> solve(int dimension, double end, int firstDegree, BigInteger enough) {
    Solution best = null;
    double last = Double.POSITIVE_INFINITY;
    int degree = firstDegree;
    while (true) {
      progress.accept("dimension " + dimension + ", degree " + degree);
      DelsarteProgram program = new DelsarteProgram(dimension, end, degree);
      try {
        program.solve(TOLERANCE, 2000 + 40 * degree, interrupted);
      } catch (ArithmeticException e) {
        return Optional.ofNullable(best);
      }
      if (interrupted.getAsBoolean()) {
        return Optional.ofNullable(best);
      }
      double violation = program.largestViolation();
      double value = program.bound() / (1 - violation);
      if (violation < 0.5 && (best == null || value < best.value())) {
        best = new Solution(program.coefficients(), violation, value, degree);
      }
      int violated = program.violatedDegree(dimension, Math.min(MAX_DEGREE, 2 * degree));
      boolean done = enough != null && isDecided(value, last, enough.doubleValue());
      last = value;
      if (violated == 0 || done) {
        return Optional.ofNullable(best);
      }
      degree = Math.min(MAX_DEGREE, Math.max(violated, degree * 4 / 3));
    }
  }

  /** Whether the bound is below the goal, or comes down too slowly to get there. */
  private static boolean isDecided(double value, double last, double goal) {
    return value < goal * (1 - 1e-9) || last - value < (value - goal) / 3;
  }

  /** Rounds, lowers and verifies; for the claim on cosines when points are given. */
  private Optional<Accepted<LpBoundCertificate>> certify(
      int dimension, Quadratic cosine, Solution solution, BigInteger points) {
    List<BigDecimal> rounded = new ArrayList<>();
    for (int k = 0; k < solution.coefficients().size(); k++) {
      BigDecimal f =
          new BigDecimal(solution.coefficients().high[k])
              .add(new BigDecimal(solution.coefficients().low[k]))
              .setScale(DECIMALS, RoundingMode.CEILING);
      rounded.add(f);
    }
    while (!rounded.isEmpty() && rounded.get(rounded.size() - 1).signum() == 0) {
      rounded.remove(rounded.size() - 1);
    }
    // Rounding moves the polynomial by less than the sum of all roundings.
    double lower = 1.5 * Math.max(solution.violation(), 0) + 1e-14;
    for (int attempt = 0; attempt < ATTEMPTS && lower < 0.5; attempt++, lower *= 4) {
      BigDecimal constant =
          BigDecimal.ONE.subtract(new BigDecimal(lower)).setScale(DECIMALS, RoundingMode.FLOOR);
      List<BigFraction> coefficients = new ArrayList<>(List.of(Rationals.of(constant)));
      rounded.forEach(f -> coefficients.add(Rationals.of(f)));
      Optional<Accepted<LpBoundCertificate>> certificate =
          accepted(
              dimension,
              cosine,
              points,
              new GegenbauerExpansion(dimension, coefficients),
              "Delsarte linear program, degree " + rounded.size());
      if (certificate.isPresent()) {
        return certificate;
      }
    }
    return Optional.empty();
  }

  /** Levenshtein's polynomial as a certificate; for the claim on cosines when points are given. */
  private Optional<Accepted<LpBoundCertificate>> exact(
      int dimension, Quadratic cosine, Levenshtein.Bound levenshtein, BigInteger points) {
    GegenbauerExpansion f =
        LevenshteinPolynomial.of(dimension, cosine.rational(), levenshtein.degree());
    boolean writable =
        f.coefficients().stream().allMatch(x -> x.getNumerator().bitLength() <= MAX_EXACT_BITS);
    return writable
        ? accepted(dimension, cosine, points, f, "Levenshtein, degree " + levenshtein.degree())
        : Optional.empty();
  }

  /** The certificate with this polynomial, if the verifier accepts it. */
  private Optional<Accepted<LpBoundCertificate>> accepted(
      int dimension,
      Quadratic cosine,
      BigInteger points,
      GegenbauerExpansion polynomial,
      String method) {
    boolean most = points == null;
    BigFraction value = polynomial.atOne().divide(polynomial.coefficients().get(0));
    LpBoundCertificate certificate =
        new LpBoundCertificate(
            dimension,
            most ? BoundForm.POINTS_AT_MOST : BoundForm.COSINE_AT_LEAST,
            most ? Rationals.floor(value) : points,
            cosine,
            polynomial,
            provenance.by(method));
    return Accepted.of(certificate, 1);
  }

  /** The number itself if it is rational, else a decimal just above it. */
  public static BigFraction rationalAbove(Quadratic cosine) {
    return cosine.isRational()
        ? cosine.rational()
        : Rationals.of(cosine.enclosure(60).upper().setScale(40, RoundingMode.CEILING));
  }

  /** The least double that is at least a. */
  static double above(BigFraction a) {
    double x = a.doubleValue();
    return Rationals.of(new BigDecimal(x)).compareTo(a) >= 0 ? x : Math.nextUp(x);
  }
}

package constellations.solver.bound;

import constellations.solver.code.ExistingCode;
import constellations.solver.code.find.CodeFinder;
import constellations.verify.Accepted;
import constellations.verify.claim.Certificate;
import constellations.verify.claim.Claim;
import constellations.verify.claim.Provenance;
import constellations.verify.claim.Tier;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import constellations.verify.theorem.CapPacking;
import constellations.verify.theorem.Levenshtein;
import constellations.verify.theorem.Rankin;
import constellations.verify.theorem.RegularPolygon;
import constellations.verify.theorem.TheoremCertificate;
import constellations.verify.theorem.TheoremCertificate.Theorem;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Bounds on N_SC(d, alpha), the largest number of points of R^d with cosines at most alpha. All are
 * theorems evaluated in exact or outward-rounded arithmetic.
 */
public final class PointBounds {
  private static final BigInteger NO_LIMIT = BigInteger.TEN.pow(400);
  private static final int SHOWN_DECIMALS = 15;
  private static final BigFraction PROVED_BELOW =
      BigFraction.of(BigInteger.ONE, BigInteger.TEN.pow(17));

  /** Above this the volume bound exceeds 2^(d/2) and bounds nothing that can be asked. */
  private static final long MAX_VOLUME_DIMENSION = 1_000_000;

  private static final Map<Asked, CosineBound> FOUND = new ConcurrentHashMap<>();
  private static final int MOST_FOUND = 20_000;

  private PointBounds() {}

  /**
   * The best upper bound known here.
   *
   * @param d at least 1
   * @param cosine alpha in [-1, 1)
   * @throws BadInputException if d or alpha is out of range
   */
  public static PointBound upper(long d, BigFraction cosine) {
    return uppers(d, cosine, NO_LIMIT).stream()
        .min(Comparator.comparing(PointBound::points))
        .orElseThrow();
  }

  /** Whether some upper bound proves that a code in R^d has fewer points than asked for. */
  public static Optional<PointBound> excluding(long d, BigFraction cosine, BigInteger points) {
    return uppers(d, cosine, points).stream()
        .filter(bound -> bound.points().compareTo(points) < 0)
        .min(Comparator.comparing(PointBound::points));
  }

  /**
   * All upper bounds that apply.
   *
   * @param limit bounds that are at least this may be left out
   */
  public static List<PointBound> uppers(long d, BigFraction cosine, BigInteger limit) {
    require(d, cosine);
    if (d == 1) {
      return List.of(
          PointBound.theorem(BigInteger.TWO, "the line has two directions", Theorem.RANKIN));
    }
    Optional<PointBound> rankin =
        Rankin.points(d, cosine).map(n -> PointBound.theorem(n, "Rankin", Theorem.RANKIN));
    if (rankin.isPresent() && (cosine.signum() == 0 || d == 2)) {
      return List.of(rankin.get());
    }
    if (d == 2) {
      return List.of(
          PointBound.theorem(
              RegularPolygon.points(Quadratic.of(cosine)),
              "regular polygon",
              Theorem.REGULAR_POLYGON));
    }
    Optional<PointBound> levenshtein =
        Levenshtein.below(d, cosine, limit)
            .map(
                bound ->
                    PointBound.theorem(
                        Rationals.floor(bound.value()),
                        Rationals.ceiling(bound.value(), SHOWN_DECIMALS),
                        "Levenshtein, degree " + bound.degree(),
                        Theorem.LEVENSHTEIN));
    // Levenshtein's bound of degree 1 is Rankin's; where it exists it is better than volume.
    Optional<PointBound> volume =
        levenshtein.isPresent() || rankin.isPresent() || d > MAX_VOLUME_DIMENSION
            ? Optional.empty()
            : CapPacking.bound(d, cosine)
                .map(n -> PointBound.theorem(n, "cap packing", Theorem.CAP_PACKING));
    return Stream.of(rankin, levenshtein, volume).flatMap(Optional::stream).toList();
  }

  /**
   * A number of points that codes have for certain: simplex, cross-polytope, polygon, a named code
   * or existence (Gilbert-Varshamov).
   */
  public static PointBound lower(long d, Quadratic exactCosine) {
    if (d < 1) {
      throw BadInputException.argument("dimension", d, "at least 1");
    }
    ExistingCode code = CodeFinder.largest(d, exactCosine);
    return PointBound.theorem(code.points(), BoundMethod.CONSTRUCTION, code.description());
  }

  /** The same beside codes that are known, which come with certificates. */
  public static PointBound lower(
      long d, Quadratic exactCosine, List<ExistingCode> known, Provenance provenance) {
    return larger(lower(d, exactCosine), d, exactCosine, known, provenance);
  }

  /**
   * The larger of a code and those that are known.
   *
   * @param found a number of points that codes have
   * @param provenance of what is written
   */
  public static PointBound larger(
      PointBound found,
      long d,
      Quadratic exactCosine,
      List<ExistingCode> known,
      Provenance provenance) {
    return known.stream()
        .filter(c -> c.dimension() <= d && c.cosine().compareTo(exactCosine) <= 0)
        .filter(c -> c.points().compareTo(found.points()) > 0)
        .max(Comparator.comparing(ExistingCode::points))
        .flatMap(
            c ->
                Accepted.of(c.certificate(provenance), 1)
                    .map(
                        accepted ->
                            new PointBound(
                                c.points(),
                                new java.math.BigDecimal(c.points()),
                                BoundMethod.CONSTRUCTION,
                                c.description(),
                                Optional.of(accepted),
                                Optional.empty())))
        .orElse(found);
  }

  /**
   * A lower bound on the best cosine of N points in R^d.
   *
   * @param value the bound, exact
   * @param kind the method
   * @param method the method in words
   * @param exact whether N points with exactly this cosine exist for certain
   * @param accepted a proof that the verifier has accepted, if there is one
   */
  public record CosineBound(
      BigFraction value,
      BoundMethod kind,
      String method,
      boolean exact,
      Optional<? extends Accepted<?>> accepted) {
    private static CosineBound theorem(
        BigFraction value, BoundMethod kind, String method, boolean exact) {
      return new CosineBound(value, kind, method, exact, Optional.empty());
    }

    /** The certificate, if there is one. */
    public Optional<Certificate> certificate() {
      return accepted.map(a -> a.certificate());
    }

    /** What stands behind the bound. */
    public Tier tier() {
      return accepted.flatMap(a -> a.verdict().tier()).orElse(Tier.THEOREM);
    }

    /**
     * A proof that N points have a larger cosine: the certificate, or the theorem. Where N points
     * may have just this cosine, it is of a cosine that is smaller in the 17th decimal.
     *
     * @param dimension of the codes
     * @param points N
     */
    public Optional<? extends Accepted<?>> proof(
        long dimension, BigInteger points, Provenance provenance) {
      if (accepted.isPresent()) {
        return accepted;
      }
      return proof(value, dimension, points, provenance)
          .or(() -> proof(value.subtract(PROVED_BELOW), dimension, points, provenance));
    }

    private Optional<Accepted<TheoremCertificate>> proof(
        BigFraction cosine, long dimension, BigInteger points, Provenance provenance) {
      Optional<Theorem> theorem = kind.theorem().filter(t -> cosine.add(1).signum() >= 0);
      return theorem
          .map(
              t ->
                  new TheoremCertificate(
                      new Claim.CodeBound(
                          dimension, points.subtract(BigInteger.ONE), Quadratic.of(cosine)),
                      t,
                      provenance.by(method)))
          .flatMap(proof -> Accepted.of(proof, 1));
    }
  }

  /**
   * The best lower bound on alpha_d(N) known here, rounded down at the 18th decimal where it is no
   * simple fraction.
   *
   * @param d at least 1
   * @param points N >= 2
   * @throws BadInputException if d = 1 and N > 2
   */
  public static CosineBound cosine(long d, BigInteger points) {
    if (points.compareTo(BigInteger.TWO) < 0) {
      throw BadInputException.argument("points", points, "at least 2");
    }
    if (d < 1 || (d == 1 && points.compareTo(BigInteger.TWO) > 0)) {
      throw BadInputException.argument(
          "dimension", d, "at least 1, and at least 2 for more than two points");
    }
    Optional<BigFraction> rankin = Rankin.cosine(d, points);
    if (rankin.isPresent()) {
      return CosineBound.theorem(rankin.get(), BoundMethod.RANKIN, "Rankin", true);
    }
    if (d == 2) {
      return CosineBound.theorem(
          RegularPolygon.cosineFloor(points), BoundMethod.POLYGON, "regular polygon", false);
    }
    // Tables and pages ask the same again and again.
    if (FOUND.size() > MOST_FOUND) {
      FOUND.clear();
    }
    return FOUND.computeIfAbsent(new Asked(d, points), asked -> bisect(d, points));
  }

  private record Asked(long dimension, BigInteger points) {}

  /** The largest cosine that the upper bounds exclude, by bisection over decimals. */
  private static CosineBound bisect(long d, BigInteger points) {
    int decimals = 18;
    BigInteger unit = BigInteger.TEN.pow(decimals);
    BigInteger low = BigInteger.ZERO;
    BigInteger high = unit;
    BoundMethod kind = BoundMethod.RANKIN;
    String method = "Rankin";
    while (high.subtract(low).compareTo(BigInteger.ONE) > 0) {
      BigInteger middle = low.add(high).shiftRight(1);
      Optional<PointBound> bound = excluding(d, BigFraction.of(middle, unit), points);
      if (bound.isPresent()) {
        low = middle;
        kind = bound.get().kind();
        method = bound.get().method();
      } else {
        high = middle;
      }
    }
    BigFraction value = BigFraction.of(low, unit);
    // Levenshtein's bound is continuous and increases, so where it equals N nothing below is
    // reached.
    for (int denominator = 2; denominator <= 100; denominator++) {
      BigInteger numerator = Rationals.floor(value.multiply(denominator).add(BigFraction.of(1, 2)));
      BigFraction simple = BigFraction.of(numerator, BigInteger.valueOf(denominator));
      if (simple.compareTo(BigFraction.ONE) >= 0) {
        continue;
      }
      boolean near =
          simple.subtract(value).abs().compareTo(BigFraction.of(BigInteger.TWO, unit)) <= 0;
      if (near
          && Levenshtein.below(d, simple, NO_LIMIT)
              .filter(b -> b.value().equals(BigFraction.of(points)))
              .isPresent()) {
        return CosineBound.theorem(simple, kind, method, false);
      }
    }
    return CosineBound.theorem(value, kind, method, false);
  }

  private static void require(long d, BigFraction cosine) {
    if (d < 1) {
      throw BadInputException.argument("dimension", d, "at least 1");
    }
    if (cosine.compareTo(BigFraction.ONE) >= 0 || cosine.add(1).signum() < 0) {
      throw BadInputException.argument(
          "cosine", Rationals.toString(cosine), "at least -1 and less than 1");
    }
  }
}

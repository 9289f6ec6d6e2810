package constellations.solver.code.find;

import constellations.solver.code.ExistingCode;
import constellations.solver.code.binary.BinaryCodes;
import constellations.solver.code.lattice.LatticeCodes;
import constellations.solver.code.lattice.LeechLifts;
import constellations.verify.CertificateWriter;
import constellations.verify.claim.Claim;
import constellations.verify.composition.CompositionCertificate;
import constellations.verify.composition.CompositionCertificate.Rule;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import constellations.verify.theorem.GilbertVarshamov;
import constellations.verify.theorem.Levenshtein;
import constellations.verify.theorem.Rankin;
import constellations.verify.theorem.RegularPolygon;
import constellations.verify.theorem.TheoremCertificate.Theorem;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/** Finds codes that exist for a number of points and a cosine, in few dimensions. */
public final class CodeFinder {
  /** The highest dimension of {@link #largest}. */
  public static final int MAX_DIMENSION = LatticeCodes.MAX_DIMENSION + 1;

  /** Dimensions whose codes may be larger than those of the next ones. */
  private static final int[] EXCEPTIONAL = {8, 16, 17, 24, 25, 32, 33, 40, 41};

  /** More than the cosines of polygons are rounded down by. */
  private static final BigFraction POLYGON_ROUNDING =
      BigFraction.of(BigInteger.ONE, BigInteger.TEN.pow(17));

  /** No lift of the Leech lattice has more points. */
  private static final BigInteger MOST_LIFTED = BigInteger.valueOf(240_000);

  private CodeFinder() {}

  /**
   * Codes of N points with cosines at most alpha: of each family the one of least dimension.
   *
   * @param points N >= 2, below 2^63
   * @param cosine alpha &lt; 1; below -1 nothing exists
   */
  public static List<ExistingCode> reaching(BigInteger points, BigFraction cosine) {
    List<ExistingCode> codes = new ArrayList<>();
    if (cosine.add(1).signum() < 0) {
      return codes;
    }
    long n = points.longValueExact();
    BigFraction simplex = BigFraction.of(BigInteger.ONE.negate(), BigInteger.valueOf(n - 1));
    if (cosine.compareTo(simplex) >= 0) {
      codes.add(
          ExistingCode.by(Theorem.REGULAR_SIMPLEX, n - 1, points, simplex, "the regular simplex")
              .with(() -> Families.simplex(Math.toIntExact(n - 1)).vectors().get()));
    }
    if (cosine.signum() >= 0) {
      long d = (n + 1) / 2;
      codes.add(
          ExistingCode.by(Theorem.CROSS_POLYTOPE, d, points, BigFraction.ZERO, "the cross-polytope")
              .with(() -> Families.crossPolytope(Math.toIntExact(d)).vectors().get()));
    }
    if (cosine.signum() > 0) {
      codes.addAll(positive(points, cosine));
    }
    return codes;
  }

  /**
   * Codes of at least N points in R^d by families that are known for every d and N: simplex,
   * cross-polytope, polygon.
   *
   * @param dimension d, at least 1
   * @param points N, at least 2
   */
  public static List<ExistingCode> families(long dimension, BigInteger points) {
    BigInteger d = BigInteger.valueOf(dimension);
    BigInteger others = points.subtract(BigInteger.ONE);
    if (others.compareTo(d) <= 0) {
      BigFraction cosine = BigFraction.of(BigInteger.ONE.negate(), others);
      return List.of(
          ExistingCode.by(
              Theorem.REGULAR_SIMPLEX, dimension, points, cosine, "the regular simplex"));
    }
    if (points.compareTo(d.shiftLeft(1)) <= 0) {
      return List.of(
          ExistingCode.by(
              Theorem.CROSS_POLYTOPE, dimension, points, BigFraction.ZERO, "the cross-polytope"));
    }
    if (dimension != 2) {
      return List.of();
    }
    BigFraction floor = RegularPolygon.cosineFloor(points);
    BigFraction cosine =
        RegularPolygon.fits(points, Quadratic.of(floor)).orElse(false)
            ? floor
            : floor.add(POLYGON_ROUNDING);
    return List.of(
        ExistingCode.by(Theorem.REGULAR_POLYGON, 2, points, cosine, "the regular polygon"));
  }

  private static List<ExistingCode> positive(BigInteger points, BigFraction cosine) {
    List<ExistingCode> codes = new ArrayList<>();
    if (RegularPolygon.points(Quadratic.of(cosine)).compareTo(points) >= 0) {
      codes.add(ExistingCode.by(Theorem.REGULAR_POLYGON, 2, points, cosine, "a regular polygon"));
    }
    Families.fixed(points.longValueExact(), Long.MAX_VALUE, Quadratic.of(cosine))
        .forEach(codes::add);
    List<ExistingCode> lattices = LatticeCodes.reaching(points, cosine);
    codes.addAll(lattices);
    leechLifts(points.compareTo(MOST_LIFTED) > 0 ? 0 : LeechLifts.MAX_DIMENSION, cosine)
        .filter(code -> code.points().compareTo(points) >= 0)
        .findFirst()
        .ifPresent(codes::add);
    layers(points, cosine, lattices).ifPresent(codes::add);
    BinaryCodes.reaching(points, cosine).ifPresent(codes::add);
    // Beyond the cross-polytope existence has nothing to add.
    firstTrue(d -> d >= 2 && GilbertVarshamov.reaches(d, cosine, points), points.longValueExact())
        .ifPresent(
            d ->
                codes.add(
                    ExistingCode.by(
                        Theorem.GILBERT_VARSHAMOV,
                        d,
                        points,
                        cosine,
                        "a code that exists by Gilbert-Varshamov")));
    return codes;
  }

  /** Layers in fewer dimensions than lattices need. */
  private static Optional<ExistingCode> layers(
      BigInteger points, BigFraction cosine, List<ExistingCode> lattices) {
    int most = lattices.isEmpty() ? MAX_DIMENSION : (int) lattices.get(0).dimension() - 1;
    // No layer has more points than the equator, of the code's own cosine.
    BigInteger layers = BigInteger.valueOf((long) (Math.PI / Math.acos(cosine.doubleValue())) + 2);
    for (int d = 3; d <= most; d++) {
      if (Layers.layer(d - 1, cosine).points().multiply(layers).compareTo(points) >= 0) {
        Optional<ExistingCode> code =
            Layers.of(d, cosine).filter(found -> found.points().compareTo(points) >= 0);
        if (code.isPresent()) {
          return code;
        }
      }
    }
    return Optional.empty();
  }

  /**
   * The largest code in a dimension that we have.
   *
   * @param dimension at least 1
   * @param exactCosine alpha in [-1, 1)
   */
  public static ExistingCode largest(long dimension, Quadratic exactCosine) {
    // A decimal below serves where the number is irrational.
    BigFraction cosine =
        exactCosine.isRational()
            ? exactCosine.rational()
            : Rationals.of(exactCosine.enclosure(60).lower().setScale(40, RoundingMode.FLOOR));
    BigInteger d = BigInteger.valueOf(dimension);
    if (cosine.signum() < 0) {
      BigInteger points = Rankin.anyDimension(cosine).min(d.add(BigInteger.ONE));
      return ExistingCode.by(Theorem.REGULAR_SIMPLEX, dimension, points, cosine, "regular simplex");
    }
    ExistingCode cross =
        ExistingCode.by(
            Theorem.CROSS_POLYTOPE, dimension, d.shiftLeft(1), cosine, "cross-polytope");
    if (dimension == 1 || cosine.signum() == 0) {
      return cross;
    }
    if (dimension == 2) {
      return ExistingCode.by(
          Theorem.REGULAR_POLYGON,
          2,
          RegularPolygon.points(Quadratic.of(cosine)),
          cosine,
          "regular polygon");
    }
    Optional<ExistingCode> sharp = sharp(dimension, exactCosine, cosine);
    if (sharp.isPresent()) {
      return sharp.get();
    }
    ExistingCode existence =
        ExistingCode.by(
            Theorem.GILBERT_VARSHAMOV,
            dimension,
            GilbertVarshamov.points(dimension, cosine),
            cosine,
            "Gilbert-Varshamov existence");
    Stream<ExistingCode> lattices =
        IntStream.concat(
                IntStream.of(EXCEPTIONAL), IntStream.of((int) Math.min(dimension, MAX_DIMENSION)))
            .filter(e -> e <= dimension)
            .distinct()
            .boxed()
            .flatMap(e -> latticesAndLayers(e, cosine));
    return Stream.of(
            Families.fixed(1, dimension, exactCosine),
            lattices,
            BinaryCodes.largest(dimension, cosine).stream(),
            withLeech(dimension, cosine).stream(),
            leechLifts(dimension, cosine),
            Stream.of(cross, existence))
        .flatMap(codes -> codes)
        .max(Comparator.comparing(ExistingCode::points))
        .orElseThrow();
  }

  /** A named code that meets Levenshtein's bound: then there is no larger one to look for. */
  private static Optional<ExistingCode> sharp(
      long dimension, Quadratic exactCosine, BigFraction cosine) {
    return exactCosine.isRational()
        ? Families.fixed(1, dimension, exactCosine)
            .max(Comparator.comparing(ExistingCode::points))
            .filter(
                code ->
                    Levenshtein.below(dimension, cosine, code.points().add(BigInteger.ONE))
                        .isPresent())
        : Optional.empty();
  }

  private static Stream<ExistingCode> latticesAndLayers(int dimension, BigFraction cosine) {
    Stream<ExistingCode> lattice =
        dimension > LatticeCodes.MAX_DIMENSION
            ? Stream.empty()
            : Stream.of(LatticeCodes.best(dimension, cosine));
    return Stream.concat(lattice, Layers.of(dimension, cosine).stream());
  }

  /**
   * Above dimension 24 and at cosine 1/2 and a little above: the Leech lattice and a code besides.
   */
  private static Optional<ExistingCode> withLeech(long dimension, BigFraction cosine) {
    int leech = 24;
    boolean useful =
        dimension > leech + 1
            && dimension <= 2L * leech
            && cosine.compareTo(BigFraction.of(1, 2)) >= 0
            && cosine.compareTo(BigFraction.of(2, 3)) < 0;
    if (!useful) {
      return Optional.empty();
    }
    ExistingCode first = LatticeCodes.vectors(leech, 4).orElseThrow();
    ExistingCode second = largest(dimension - leech, Quadratic.of(cosine));
    BigInteger points = first.points().add(second.points());
    Claim claim = new Claim.CodeExists(dimension, points, Quadratic.of(cosine));
    return Optional.of(
        new ExistingCode(
            dimension,
            points,
            Quadratic.of(cosine),
            "the direct sum of " + first.description() + " and " + second.description(),
            provenance ->
                new CompositionCertificate(
                    claim,
                    Rule.DIRECT_SUM,
                    List.of(
                        CertificateWriter.part(first.certificate(provenance)),
                        CertificateWriter.part(second.certificate(provenance))),
                    provenance),
            Optional.empty(),
            Optional.empty()));
  }

  /** The codes from 25 to a dimension, in their order. */
  private static Stream<ExistingCode> leechLifts(long dimension, BigFraction cosine) {
    return cosine.compareTo(BigFraction.of(1, 2)) < 0
        ? Stream.empty()
        : IntStream.rangeClosed(25, (int) Math.min(dimension, LeechLifts.MAX_DIMENSION))
            .mapToObj(LeechLifts::of);
  }

  /**
   * The least d >= 1 at which a test that is false before and true after holds, by doubling and
   * bisection. For a test that is not monotone, a d at which it holds while it fails at d - 1, or d
   * = 1. Nothing when doubling passes {@code most}.
   */
  public static OptionalLong firstTrue(LongPredicate test, long most) {
    long high = 1;
    while (!test.test(high)) {
      if (high > most / 2) {
        return OptionalLong.empty();
      }
      high *= 2;
    }
    long low = high / 2;
    while (high - low > 1) {
      long middle = low + (high - low) / 2;
      if (test.test(middle)) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return OptionalLong.of(high);
  }
}

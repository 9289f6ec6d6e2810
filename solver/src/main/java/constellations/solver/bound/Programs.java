package constellations.solver.bound;

import constellations.solver.bound.PointBounds.CosineBound;
import constellations.verify.exact.Quadratic;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The programs whose bounds come with certificates: the linear one, and the semidefinite one of
 * three points where it pays.
 *
 * <p>It pays in dimensions up to {@value #MAX_DIMENSION} for codes of up to {@value #MAX_POINTS}
 * points, where the linear program leaves a gap to the codes that are known; and where so many
 * points are to be excluded, if the linear program comes within a factor of {@value #NEAR} of
 * excluding them.
 *
 * @param linear the linear program, or nothing to do without
 * @param threePoint the semidefinite program, or nothing to do without
 * @param always whether the semidefinite one is solved where it does not pay as well
 * @param known bounds that were proved before, which are used where they are better
 */
public record Programs(
    Optional<DelsarteBound> linear,
    Optional<ThreePointBound> threePoint,
    boolean always,
    Supplier<KnownBounds> known)
    implements CertifiedBounds {
  private static final int MAX_DIMENSION = 24;
  private static final long MAX_POINTS = 20_000;
  private static final double NEAR = 1.25;

  /** The linear program, and the other one where it pays. */
  public static Programs of(DelsarteBound linear, ThreePointBound threePoint) {
    return new Programs(
        Optional.of(linear), Optional.of(threePoint), false, () -> KnownBounds.NONE);
  }

  /** The same beside bounds that were proved before. */
  public Programs with(Supplier<KnownBounds> others) {
    return new Programs(linear, threePoint, always, others);
  }

  /** The bound of each program. */
  public List<PointBound> bounds(int dimension, Quadratic cosine, BigInteger enough) {
    if (dimension < 3) {
      return List.of();
    }
    return enough == null ? least(dimension, cosine) : excluding(dimension, cosine, enough);
  }

  /** Whether fewer points than some number are possible: the first bound that says so. */
  private List<PointBound> excluding(int dimension, Quadratic cosine, BigInteger enough) {
    // What excludes so many points already needs no program.
    Optional<PointBound> before = known.get().bound(dimension, cosine, enough);
    if (before.isPresent()) {
      return List.of(before.get());
    }
    Optional<PointBound> first = linear.flatMap(p -> p.bound(dimension, cosine, enough));
    boolean pays =
        first
            .filter(b -> isSmall(dimension, b) && isNear(b.points().doubleValue(), enough))
            .isPresent();
    return both(first, always || pays, dimension, cosine, enough);
  }

  private static boolean isNear(double points, BigInteger enough) {
    double wanted = enough.doubleValue();
    return points >= wanted && points <= NEAR * wanted && points <= NEAR * MAX_POINTS;
  }

  /** The least bounds; where a code meets the linear program, nothing else is asked. */
  private List<PointBound> least(int dimension, Quadratic cosine) {
    Optional<PointBound> first = linear.flatMap(p -> p.bound(dimension, cosine, null));
    Optional<PointBound> small = first.filter(b -> isSmall(dimension, b));
    boolean open =
        small
            .filter(b -> PointBounds.lower(dimension, cosine).points().compareTo(b.points()) < 0)
            .isPresent();
    if (small.isPresent() && !open && !always) {
      return first.stream().toList();
    }
    boolean pays =
        open && first.orElseThrow().points().compareTo(BigInteger.valueOf(MAX_POINTS)) <= 0;
    List<PointBound> solved = both(first, always || pays, dimension, cosine, null);
    BigInteger limit =
        solved.stream().map(PointBound::points).min(Comparator.naturalOrder()).orElse(null);
    return Stream.concat(solved.stream(), known.get().bound(dimension, cosine, limit).stream())
        .toList();
  }

  private static boolean isSmall(int dimension, PointBound bound) {
    return dimension <= MAX_DIMENSION && bound.points().bitLength() <= 62;
  }

  private List<PointBound> both(
      Optional<PointBound> first,
      boolean second,
      int dimension,
      Quadratic cosine,
      BigInteger enough) {
    return Stream.concat(
            first.stream(),
            threePoint
                .filter(p -> second)
                .flatMap(p -> p.bound(dimension, cosine, enough))
                .stream())
        .toList();
  }

  /** The bound of each program on the best cosine. */
  public List<CosineBound> cosineBounds(int dimension, BigInteger points) {
    if (dimension < 3) {
      return List.of();
    }
    boolean pays =
        dimension <= MAX_DIMENSION && points.compareTo(BigInteger.valueOf(MAX_POINTS)) <= 0;
    List<CosineBound> solved =
        Stream.of(
                linear.flatMap(p -> p.cosineBound(dimension, points)),
                threePoint
                    .filter(p -> always || pays)
                    .flatMap(p -> p.cosineBound(dimension, points)))
            .flatMap(Optional::stream)
            .toList();
    boolean better =
        known
            .get()
            .cosine(dimension, points)
            .filter(c -> solved.stream().allMatch(b -> c.compareTo(Quadratic.of(b.value())) > 0))
            .isPresent();
    return better
        ? Stream.concat(solved.stream(), known.get().cosineBound(dimension, points).stream())
            .toList()
        : solved;
  }

  @Override
  public Optional<PointBound> bound(int dimension, Quadratic cosine, BigInteger enough) {
    return bounds(dimension, cosine, enough).stream().min(Comparator.comparing(PointBound::points));
  }

  @Override
  public Optional<CosineBound> cosineBound(int dimension, BigInteger points) {
    return cosineBounds(dimension, points).stream().max(Comparator.comparing(CosineBound::value));
  }
}

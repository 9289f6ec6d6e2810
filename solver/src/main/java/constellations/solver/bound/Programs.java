package constellations.solver.bound;

import constellations.solver.bound.PointBounds.CosineBound;
import constellations.verify.exact.Quadratic;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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
 */
public record Programs(
    Optional<DelsarteBound> linear, Optional<ThreePointBound> threePoint, boolean always)
    implements CertifiedBounds {
  private static final int MAX_DIMENSION = 24;
  private static final long MAX_POINTS = 20_000;
  private static final double NEAR = 1.25;

  /** The linear program, and the other one where it pays. */
  public static Programs of(DelsarteBound linear, ThreePointBound threePoint) {
    return new Programs(Optional.of(linear), Optional.of(threePoint), false);
  }

  /** The bound of each program. */
  public List<PointBound> bounds(int dimension, Quadratic cosine, BigInteger enough) {
    if (dimension < 3) {
      return List.of();
    }
    Optional<PointBound> first = linear.flatMap(p -> p.bound(dimension, cosine, enough));
    Optional<PointBound> second =
        threePoint
            .filter(
                p -> always || first.filter(b -> pays(dimension, cosine, b, enough)).isPresent())
            .flatMap(p -> p.bound(dimension, cosine, enough));
    return Stream.of(first, second).flatMap(Optional::stream).toList();
  }

  private static boolean pays(
      int dimension, Quadratic cosine, PointBound first, BigInteger enough) {
    if (dimension > MAX_DIMENSION || first.points().bitLength() > 62) {
      return false;
    }
    long points = first.points().longValueExact();
    if (enough != null) {
      double wanted = enough.doubleValue();
      return points >= wanted && points <= NEAR * wanted && points <= NEAR * MAX_POINTS;
    }
    return points <= MAX_POINTS
        && PointBounds.lower(dimension, cosine).points().compareTo(first.points()) < 0;
  }

  /** The bound of each program on the best cosine. */
  public List<CosineBound> cosineBounds(int dimension, BigInteger points) {
    if (dimension < 3) {
      return List.of();
    }
    boolean pays =
        dimension <= MAX_DIMENSION && points.compareTo(BigInteger.valueOf(MAX_POINTS)) <= 0;
    return Stream.of(
            linear.flatMap(p -> p.cosineBound(dimension, points)),
            threePoint.filter(p -> always || pays).flatMap(p -> p.cosineBound(dimension, points)))
        .flatMap(Optional::stream)
        .toList();
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

package constellations.verify.lattice;

import constellations.verify.exact.Interval;
import constellations.verify.exact.Rationals;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Existence of spherical codes by averaging over the translates of a lattice (docs/theory.md T13 to
 * T16): of a lattice with covolume v some translate has at least vol(K)/v points in K.
 *
 * <p>All numbers of points are rounded down from enclosures, then up to an integer.
 *
 * <p>The argument: docs/theory.md T13, T14, T15, T16.
 */
public final class LatticeExistence {
  private static final int DIGITS = 50;

  private LatticeExistence() {}

  /**
   * Points of a translate in a ball of R^n, lifted to both hemispheres of S^n: 2 ceil(V_n rho^n /
   * v'), rho^2 = (1 + alpha)/2, v' the covolume after scaling to least distance sqrt(2 - 2 alpha).
   *
   * @param lattice the lattice, of dimension n
   * @param leastNorm mu, a proved lower bound on the squared norms of the lattice
   * @param alpha in (-1, 1)
   * @return a number of points that a code in R^(n+1) with cosines at most alpha has for certain
   */
  public static BigInteger hemispheres(Lattice lattice, long leastNorm, BigFraction alpha) {
    int n = lattice.dimension();
    // (rho / delta)^2 mu = mu (1 + alpha) / (4 (1 - alpha))
    BigFraction square =
        alpha.add(1).multiply(leastNorm).divide(BigFraction.ONE.subtract(alpha).multiply(4));
    Interval radius = Interval.of(square, DIGITS).sqrt();
    return points(ballVolume(n).multiply(radius.pow(n)), lattice).shiftLeft(1);
  }

  /**
   * Points of a translate with norms in [R, R + w], projected to the sphere of R^n: V_n ((R+w)^n -
   * R^n) / v with (R + w)^2 = (mu - w^2) / (2 - 2 alpha).
   *
   * @param lattice the lattice, of dimension n
   * @param leastNorm the least squared norm of its vectors but zero; relied upon
   * @param alpha the largest cosine, in (-1, 1)
   * @param width w, with 0 &lt; w^2 &lt; mu
   * @return a number of points that a code in R^n with cosines at most alpha has for certain
   * @throws IllegalArgumentException if the width is out of range
   */
  public static BigInteger shell(
      Lattice lattice, long leastNorm, BigFraction alpha, BigFraction width) {
    int n = lattice.dimension();
    BigFraction rest = BigFraction.of(leastNorm).subtract(width.multiply(width));
    if (width.signum() <= 0 || rest.signum() <= 0) {
      throw new IllegalArgumentException("width " + width);
    }
    BigFraction square = rest.divide(BigFraction.ONE.subtract(alpha).multiply(2));
    // A radius below the true one serves as well: its points are farther apart.
    BigDecimal outer = Interval.of(square, DIGITS).sqrt().lower();
    Interval outside = Interval.of(outer, outer, DIGITS);
    Interval inside = outside.subtract(Interval.of(width, DIGITS));
    Interval hole =
        inside.lower().signum() <= 0
            ? Interval.of(BigDecimal.ZERO, inside.upper().max(BigDecimal.ZERO), DIGITS).pow(n)
            : inside.pow(n);
    return points(ballVolume(n).multiply(outside.pow(n).subtract(hole)), lattice);
  }

  /**
   * Points of translates in flat rings, wrapped around bands of latitudes of both hemispheres: a
   * band [x, y] is sent to the ring of radii cos x and cos x - 2 sin((y-x)/2), which never
   * increases a distance. Each band has ceil(V_n (outer^n - inner^n) / v') points per hemisphere,
   * v' the covolume after scaling to least distance sqrt(2 - 2 alpha).
   *
   * @param lattice the lattice, of dimension n
   * @param leastNorm the least squared norm of its vectors but zero; relied upon
   * @param alpha the largest cosine, in (-1, 1)
   * @param bands in rising order, for certain at least the angle of alpha apart from each other and
   *     from those of the other hemisphere
   * @return a number of points that a code in R^(n+1) with cosines at most alpha has for certain,
   *     or nothing if the bands are not for certain far enough apart, or a ring has no inner radius
   */
  public static Optional<BigInteger> bands(
      Lattice lattice, long leastNorm, BigFraction alpha, List<LatitudeBand> bands) {
    int n = lattice.dimension();
    // 1/delta^n times mu^(n/2), by which volumes are scaled up.
    BigFraction square =
        BigFraction.of(leastNorm).divide(BigFraction.ONE.subtract(alpha).multiply(2));
    Interval scale = Interval.of(square, DIGITS).sqrt().pow(n);
    BigInteger total = BigInteger.ZERO;
    BigFraction gapFrom = bands.get(0).from().negate();
    for (LatitudeBand band : bands) {
      if (cosine(band.from().subtract(gapFrom)).upper().compareTo(floor(alpha)) > 0) {
        return Optional.empty();
      }
      Interval outer = cosine(band.from());
      Interval two = Interval.of(2, DIGITS);
      Interval chordSquare = two.subtract(two.multiply(cosine(band.to().subtract(band.from()))));
      if (chordSquare.lower().signum() <= 0) {
        return Optional.empty();
      }
      Interval inner = outer.subtract(chordSquare.sqrt());
      if (inner.lower().signum() < 0) {
        return Optional.empty();
      }
      Interval ring = ballVolume(n).multiply(outer.pow(n).subtract(inner.pow(n)));
      total = total.add(points(ring.multiply(scale), lattice));
      gapFrom = band.to();
    }
    return Optional.of(total.shiftLeft(1));
  }

  private static Interval cosine(BigFraction angle) {
    return Interval.of(angle, DIGITS).cos();
  }

  private static BigDecimal floor(BigFraction alpha) {
    return Rationals.floor(alpha, DIGITS);
  }

  /**
   * About how many vectors of the lattice have at most a squared norm: a volume, no bound.
   *
   * @param lattice the lattice, of dimension n
   * @param norm the squared norm
   * @return about how many vectors
   */
  public static double ball(Lattice lattice, double norm) {
    int n = lattice.dimension();
    double covolume = Math.sqrt(lattice.determinant().doubleValue());
    return ballVolume(n).lower().doubleValue() * Math.pow(norm, n / 2.0) / covolume;
  }

  /** ceil(volume / covolume), from below. */
  private static BigInteger points(Interval volume, Lattice lattice) {
    Interval covolume = Interval.of(BigFraction.of(lattice.determinant()), DIGITS).sqrt();
    BigDecimal low = volume.divide(covolume).lower().max(BigDecimal.ZERO);
    return Rationals.ceiling(Rationals.of(low));
  }

  /** V_n = pi^(n/2) / Gamma(n/2 + 1), by V_n = V_(n-2) 2 pi / n. */
  static Interval ballVolume(int n) {
    Interval volume = Interval.of(n % 2 == 0 ? 1 : 2, DIGITS);
    Interval twicePi = Interval.pi(DIGITS).multiply(Interval.of(2, DIGITS));
    for (int k = n % 2 == 0 ? 2 : 3; k <= n; k += 2) {
      volume = volume.multiply(twicePi).divide(Interval.of(k, DIGITS));
    }
    return volume;
  }
}

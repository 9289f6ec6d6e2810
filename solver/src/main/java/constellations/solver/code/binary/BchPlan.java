package constellations.solver.code.binary;

import constellations.verify.exact.Rationals;
import constellations.verify.words.BinaryCode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Numbers that make a BCH code.
 *
 * @param length odd
 * @param bits information bits of the code itself
 * @param designed the designed distance
 * @param extended whether a parity bit is added
 * @param shortened places that are dropped with the words that have more ones there than radius
 * @param radius the most ones in these places
 * @param punctured places that are dropped
 */
record BchPlan(
    int length,
    int bits,
    int designed,
    boolean extended,
    int shortened,
    int radius,
    int punctured) {
  private static final int MAX_ODD_LENGTH = 511;

  /** Lengths of BCH codes that are tried for a number of points and a cosine. */
  private static final int PRIMITIVE_DEGREE = 16;

  /** Radii in a row that do not fit, after which larger ones are not tried. */
  private static final int MISSES = 3;

  /** The number of coordinates. */
  int dimension() {
    return length + (extended ? 1 : 0) - shortened - punctured;
  }

  /** The number of words. */
  BigInteger points() {
    return BinaryCode.ball(shortened, radius).shiftLeft(bits - shortened);
  }

  /** Lengths that are tried, in rising order. */
  static List<Integer> lengths() {
    List<Integer> lengths = new ArrayList<>();
    for (int n = 7; n <= MAX_ODD_LENGTH; n += 2) {
      lengths.add(n);
    }
    for (int m = 10; m <= PRIMITIVE_DEGREE; m++) {
      lengths.add((1 << m) - 1);
    }
    return lengths;
  }

  /** The codes of a length by their largest designed distances, with at least so many bits. */
  private static List<BchPlan> codes(int length, int bits) {
    List<BchPlan> plans = new ArrayList<>();
    boolean[] zero = new boolean[length];
    int zeros = 0;
    for (int z = 1; z < length && length - zeros >= bits; z++) {
      if (zero[z]) {
        continue;
      }
      // All exponents below z are zeros: the designed distance is z.
      if (z >= 3) {
        plans.add(new BchPlan(length, length - zeros, z, false, 0, 0, 0));
        plans.add(new BchPlan(length, length - zeros, z, true, 0, 0, 0));
      }
      for (int at = z; !zero[at]; at = 2 * at % length) {
        zero[at] = true;
        zeros++;
      }
    }
    return plans;
  }

  private int distance() {
    return designed + (extended ? designed % 2 : 0);
  }

  private BchPlan with(int places, int most, int dropped) {
    return new BchPlan(length, bits, designed, extended, places, most, dropped);
  }

  /** For each BCH code of a length with enough points, the same in as few places as possible. */
  static List<BchPlan> plans(int length, BigInteger points, BigFraction cosine) {
    return codes(length, points.subtract(BigInteger.ONE).bitLength()).stream()
        .flatMap(code -> code.shortest(points, cosine).stream())
        .toList();
  }

  /** The same without shortening, so that the word of ones stays. */
  static List<BchPlan> whole(int length, int bits, BigFraction cosine) {
    return codes(length, bits).stream().flatMap(code -> code.punctured(cosine).stream()).toList();
  }

  /** The code, punctured as often as the cosine allows, if it allows the code. */
  private Optional<BchPlan> punctured(BigFraction cosine) {
    // (1 - a) (n - p) <= 2 (distance - p), so p (1 + a) <= 2 distance - (1 - a) n.
    int rest = distance() - 2 * radius;
    BigFraction room =
        BigFraction.of(2 * rest)
            .subtract(BigFraction.ONE.subtract(cosine).multiply(dimension()))
            .divide(cosine.add(1));
    return rest < 1 || room.signum() < 0
        ? Optional.empty()
        : Optional.of(
            with(
                shortened,
                radius,
                Rationals.floor(room).min(BigInteger.valueOf(rest - 1L)).intValue()));
  }

  /**
   * The fewest places with at least so many points, over all radii. A larger radius lets some three
   * or four more places go and takes two from the distance, where half of a place is what it needs
   * at most: so but for rounding the first radius that is too large ends it.
   */
  private Optional<BchPlan> shortest(BigInteger points, BigFraction cosine) {
    Optional<BchPlan> best = Optional.empty();
    int places = 0;
    int misses = 0;
    for (int r = 0; r <= mostRadius() && misses < MISSES; r++) {
      places =
          r == 0
              ? bits - points.subtract(BigInteger.ONE).bitLength()
              : mostPlaces(points, Math.max(places, r + 1), r);
      Optional<BchPlan> plan =
          places < bits && (r == 0 || r < places)
              ? with(places, r, 0).punctured(cosine).filter(p -> p.points().compareTo(points) >= 0)
              : Optional.empty();
      misses = plan.isEmpty() ? misses + 1 : 0;
      boolean better =
          plan.isPresent() && (best.isEmpty() || plan.get().dimension() < best.get().dimension());
      best = better ? plan : best;
    }
    return best;
  }

  /** Of long codes, of which there are many, only shortened ones are looked at. */
  private int mostRadius() {
    return length > MAX_ODD_LENGTH ? 0 : distance() / 2 - 1;
  }

  /** How many places can go; at least {@code least}, with which there are enough points. */
  private int mostPlaces(BigInteger points, int least, int r) {
    int places = least;
    BigInteger ball = BinaryCode.ball(places, r);
    BigInteger layer = ball.subtract(BinaryCode.ball(places, r - 1));
    while (places + 1 < bits) {
      // B(s + 1, r) = 2 B(s, r) - C(s, r)
      BigInteger next = ball.shiftLeft(1).subtract(layer);
      if (next.shiftLeft(bits - places - 1).compareTo(points) < 0) {
        break;
      }
      ball = next;
      places++;
      layer =
          layer.multiply(BigInteger.valueOf(places)).divide(BigInteger.valueOf((long) places - r));
    }
    return places;
  }

  /** The plan of most points in at most a dimension, over all codes of a length. */
  static Optional<BchPlan> largest(
      int length, BigInteger moreThan, long dimension, BigFraction cosine) {
    if (length / 2 > dimension && length > MAX_ODD_LENGTH) {
      return Optional.empty();
    }
    BchPlan best = null;
    BigInteger most = moreThan;
    for (BchPlan code : codes(length, moreThan.bitLength())) {
      for (BchPlan plan : code.fitting(dimension, cosine).toList()) {
        if (plan.points().compareTo(most) > 0) {
          best = plan;
          most = plan.points();
        }
      }
    }
    return Optional.ofNullable(best);
  }

  /** For each radius as few places near a pattern as bring the code into a dimension. */
  private Stream<BchPlan> fitting(long dimension, BigFraction cosine) {
    Stream.Builder<BchPlan> plans = Stream.builder();
    int misses = 0;
    for (int r = 0; r <= mostRadius() && misses < MISSES; r++) {
      // With more places gone more can be punctured, so that bisection finds the fewest.
      int low = r == 0 ? 0 : r + 1;
      int high = bits;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (with(middle, r, 0).punctured(cosine, dimension).isPresent()) {
          high = middle;
        } else {
          low = middle + 1;
        }
      }
      Optional<BchPlan> plan =
          low < bits ? with(low, r, 0).punctured(cosine, dimension) : Optional.empty();
      misses = plan.isEmpty() ? misses + 1 : 0;
      plan.ifPresent(plans);
    }
    return plans.build();
  }

  private Optional<BchPlan> punctured(BigFraction cosine, long dimension) {
    return punctured(cosine).filter(plan -> plan.dimension() <= dimension);
  }
}

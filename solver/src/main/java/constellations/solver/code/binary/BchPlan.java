package constellations.solver.code.binary;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Numbers that make a BCH code.
 *
 * @param length odd
 * @param designed the designed distance
 * @param extended whether a parity bit is added
 * @param shortened places that are dropped with the words that do not vanish there
 * @param punctured places that are dropped
 */
record BchPlan(int length, int designed, boolean extended, int shortened, int punctured) {
  private static final int MAX_ODD_LENGTH = 511;

  /** Lengths of BCH codes that are tried for a number of points and a cosine. */
  private static final int PRIMITIVE_DEGREE = 16;

  /** The number of coordinates. */
  int dimension() {
    return length + (extended ? 1 : 0) - shortened - punctured;
  }

  /** Plans of so many bits that fit into a dimension. */
  static List<BchPlan> fitting(int length, int bits, long dimension, BigFraction cosine) {
    return length / 2 > dimension
        ? List.of()
        : plans(length, bits, cosine).stream()
            .filter(plan -> plan.dimension() <= dimension)
            .toList();
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

  /** For each dimension of BCH codes of a length the largest designed distance, shortened to N. */
  static List<BchPlan> plans(int length, int bits, BigFraction cosine) {
    return plans(length, bits, cosine, true);
  }

  /** The same without shortening, so that the word of ones stays. */
  static List<BchPlan> whole(int length, int bits, BigFraction cosine) {
    return plans(length, bits, cosine, false);
  }

  private static List<BchPlan> plans(int length, int bits, BigFraction cosine, boolean shorten) {
    List<BchPlan> plans = new ArrayList<>();
    boolean[] zero = new boolean[length];
    int zeros = 0;
    for (int z = 1; z < length; z++) {
      if (zero[z]) {
        continue;
      }
      // All exponents below z are zeros: the designed distance is z.
      if (z >= 3 && length - zeros >= bits) {
        for (int extended = 0; extended <= 1; extended++) {
          int distance = z + (extended == 1 ? z % 2 : 0);
          int shortened = shorten ? length - zeros - bits : 0;
          int n = length + extended - shortened;
          // (1 - a) (n - p) <= 2 (distance - p), so p (1 + a) <= 2 distance - (1 - a) n.
          BigFraction room =
              BigFraction.of(2 * distance)
                  .subtract(BigFraction.ONE.subtract(cosine).multiply(n))
                  .divide(cosine.add(1));
          if (room.signum() >= 0) {
            int punctured = Math.min((int) room.doubleValue(), distance - 1);
            while (BigFraction.of(punctured).compareTo(room) > 0) {
              punctured--;
            }
            plans.add(new BchPlan(length, z, extended == 1, shortened, punctured));
          }
        }
      }
      for (int at = z; !zero[at]; at = 2 * at % length) {
        zero[at] = true;
        zeros++;
      }
      if (length - zeros < bits) {
        break;
      }
    }
    return plans;
  }
}

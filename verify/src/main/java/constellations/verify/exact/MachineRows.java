package constellations.verify.exact;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rows x_k + y_k sqrt(D) of a point set in machine integers, so short that inner products do not
 * overflow. Immutable.
 *
 * <p>Many pairs of a code have its largest cosine. Their inner products p + q sqrt(D), with the
 * squared norms of their rows, are the same few numbers again and again, and equal numbers have
 * equal cosines.
 *
 * <p>The argument: docs/theory.md T2.
 */
final class MachineRows {
  private final PointSet points;
  private final int dimension;

  /** The rational parts and the coefficients of the root; null where the set has integers. */
  private final long[] plain;

  private final long[] surd;

  /** The place of each row's squared norm among the different ones. */
  private final int[] norm;

  private MachineRows(PointSet points, long[] plain, long[] surd, int[] norm) {
    this.points = points;
    this.dimension = points.dimension();
    this.plain = plain;
    this.surd = surd;
    this.norm = norm;
  }

  /**
   * The rows of a point set, if their products fit.
   *
   * @param points N x d, as held
   */
  static Optional<MachineRows> of(PointSet points) {
    int d = points.dimension();
    boolean integers = points.isSmall();
    int bits = 1;
    for (int i = 0; i < points.size(); i++) {
      bits = Math.max(bits, integers ? integerBits(points, i) : bits(points.row(i)));
    }
    // At most 2 d products of two coordinates and the radicand.
    int sum = 2 * bits + points.radicand().bitLength() + 2 + BigInteger.valueOf(d).bitLength();
    if (sum > 62) {
      return Optional.empty();
    }
    long[] plain = integers ? null : new long[points.size() * d];
    long[] surd = integers ? null : new long[points.size() * d];
    int[] norm = new int[points.size()];
    Map<Quadratic, Integer> norms = new HashMap<>();
    for (int i = 0; i < norm.length; i++) {
      if (!integers) {
        List<Quadratic> row = points.row(i);
        for (int k = 0; k < d; k++) {
          plain[i * d + k] = row.get(k).rational().getNumerator().longValue();
          surd[i * d + k] = row.get(k).coefficient().getNumerator().longValue();
        }
      }
      norm[i] = norms.computeIfAbsent(points.squaredNorm(i), n -> norms.size());
    }
    return Optional.of(new MachineRows(points, plain, surd, norm));
  }

  private static int integerBits(PointSet points, int i) {
    int bits = 1;
    for (int k = 0; k < points.dimension(); k++) {
      bits = Math.max(bits, 64 - Long.numberOfLeadingZeros(Math.abs(points.integer(i, k))));
    }
    return bits;
  }

  private static int bits(List<Quadratic> row) {
    int bits = 1;
    for (Quadratic x : row) {
      bits = Math.max(bits, x.rational().getNumerator().bitLength());
      bits = Math.max(bits, x.coefficient().getNumerator().bitLength());
    }
    return bits;
  }

  /** An inner product p + q sqrt(D) and the places of the two squared norms. */
  record Product(long p, long q, int rowNorm, int columnNorm) {}

  /** The product of row i with row j of another set, of the same space and field. */
  Product product(int i, MachineRows other, int j) {
    long p = 0;
    long mixed = 0;
    long roots = 0;
    if (plain == null) {
      for (int k = 0; k < dimension; k++) {
        p += points.integer(i, k) * other.points.integer(j, k);
      }
    } else {
      int left = i * dimension;
      int right = j * dimension;
      for (int k = 0; k < dimension; k++) {
        p += plain[left + k] * other.plain[right + k];
        roots += surd[left + k] * other.surd[right + k];
        mixed += plain[left + k] * other.surd[right + k] + surd[left + k] * other.plain[right + k];
      }
    }
    return new Product(p + points.radicand().longValue() * roots, mixed, norm[i], other.norm[j]);
  }

  /** Whether rows of both are of one field, and held alike. */
  boolean fits(MachineRows other) {
    return points.radicand().equals(other.points.radicand())
        && (plain == null) == (other.plain == null);
  }

  /** Operations on machine words for one product. */
  double work() {
    return (plain == null ? 1 : 4) * dimension + 16.0;
  }
}

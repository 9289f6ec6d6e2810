package constellations.verify.exact;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Rows x_k + y_k sqrt(D) of a point set in machine integers, so short that inner products do not
 * overflow. Immutable.
 *
 * <p>Many pairs of a code have its largest cosine. Their inner products p + q sqrt(D), with the
 * squared norms of their rows, are the same few numbers again and again, and equal numbers have
 * equal cosines.
 */
final class MachineRows {
  private final int dimension;
  private final long radicand;
  private final long[] plain;

  /** The coefficients of the root, or null where all are 0. */
  private final long[] surd;

  /** The place of each row's squared norm among the different ones. */
  private final int[] norm;

  private MachineRows(int dimension, long radicand, long[] plain, long[] surd, int[] norm) {
    this.dimension = dimension;
    this.radicand = radicand;
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
    BigInteger root = points.radicand();
    int bits = 1;
    List<List<Quadratic>> rows = new ArrayList<>(points.size());
    for (int i = 0; i < points.size(); i++) {
      List<Quadratic> row = points.row(i);
      rows.add(row);
      for (Quadratic x : row) {
        bits = Math.max(bits, bits(x.rational()));
        bits = Math.max(bits, bits(x.coefficient()));
      }
    }
    // At most 2 d products of two coordinates and the radicand.
    int sum = 2 * bits + root.bitLength() + 2 + BigInteger.valueOf(d).bitLength();
    if (sum > 62) {
      return Optional.empty();
    }
    boolean rational = root.equals(BigInteger.ONE);
    long[] plain = new long[points.size() * d];
    long[] surd = rational ? null : new long[points.size() * d];
    int[] norm = new int[points.size()];
    Map<Quadratic, Integer> norms = new HashMap<>();
    for (int i = 0; i < norm.length; i++) {
      for (int k = 0; k < d; k++) {
        Quadratic x = rows.get(i).get(k);
        plain[i * d + k] = x.rational().getNumerator().longValue();
        if (surd != null) {
          surd[i * d + k] = x.coefficient().getNumerator().longValue();
        }
      }
      norm[i] = norms.computeIfAbsent(points.squaredNorm(i), n -> norms.size());
    }
    return Optional.of(new MachineRows(d, root.longValue(), plain, surd, norm));
  }

  private static int bits(BigFraction x) {
    return x.getNumerator().bitLength();
  }

  /** An inner product p + q sqrt(D) and the places of the two squared norms. */
  record Product(long p, long q, int rowNorm, int columnNorm) {}

  /** The product of row i with row j of another set, of the same space and field. */
  Product product(int i, MachineRows other, int j) {
    long p = 0;
    long mixed = 0;
    long roots = 0;
    int left = i * dimension;
    int right = j * dimension;
    for (int k = 0; k < dimension; k++) {
      p += plain[left + k] * other.plain[right + k];
    }
    if (surd != null && other.surd != null) {
      for (int k = 0; k < dimension; k++) {
        roots += surd[left + k] * other.surd[right + k];
        mixed += plain[left + k] * other.surd[right + k] + surd[left + k] * other.plain[right + k];
      }
    }
    return new Product(p + radicand * roots, mixed, norm[i], other.norm[j]);
  }

  /** Whether rows of both are of one field. */
  boolean fits(MachineRows other) {
    return radicand == other.radicand;
  }

  /** Operations on machine words for one product. */
  double work() {
    return (surd == null ? 1 : 4) * dimension + 16.0;
  }
}

package constellations.solver.code.find;

import constellations.solver.code.lattice.LeechLattice;
import constellations.verify.exact.PointSet;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The vectors of a configuration with given inner products to some fixed vectors, projected
 * orthogonally to these: sections of the roots of E8 and of the minimal vectors of the Leech
 * lattice, among them the sharp codes of Cohn and Kumar (Universally optimal distribution of points
 * on spheres, 2007, table 1). Coordinates are integers in the space around.
 */
final class DerivedCodes {
  private DerivedCodes() {}

  /** An inner product with a fixed vector. */
  private record Condition(long[] vector, long product) {}

  private static final List<Condition> ROOTS =
      List.of(
          new Condition(sparse(8, 0, 2, 1, 2), 4),
          new Condition(sparse(8, 0, 2, 2, 2), 4),
          new Condition(sparse(8, 0, 2, 3, 2), 4),
          new Condition(sparse(8, 0, 2, 4, 2), 4));

  private static final long[] U = sparse(24, 0, 4, 1, 4);
  private static final long[] V = sparse(24, 0, 4, 2, 4);
  private static final long[] W = sparse(24, 0, 4, 3, 4);
  private static final long[] ORTHOGONAL = sparse(24, 1, 4, 2, -4);
  private static final long[] CLOSE = sparse(24, 0, 4, 1, -4);

  /** A vector of squared norm 6 of the Leech lattice, times sqrt(8). */
  private static final long[] TYPE_THREE = typeThree();

  private static long[] typeThree() {
    long[] vector = new long[24];
    java.util.Arrays.fill(vector, 1);
    vector[0] = 5;
    return vector;
  }

  private static long[] sparse(int n, int i, long x, int j, long y) {
    long[] vector = new long[n];
    vector[i] = x;
    vector[j] = y;
    return vector;
  }

  /** All of them. */
  static List<Families.Code> all() {
    List<Families.Code> codes = new ArrayList<>();
    codes.add(e8("e8-56", 7, 56, BigFraction.of(1, 3), ROOTS.subList(0, 1)));
    codes.add(e8("e8-27", 6, 27, BigFraction.of(1, 4), ROOTS.subList(0, 2)));
    codes.add(e8("e8-16", 5, 16, BigFraction.of(1, 5), ROOTS.subList(0, 3)));
    codes.add(e8("e8-10", 4, 10, BigFraction.of(1, 6), ROOTS));
    codes.add(leech("leech-4600", 23, 4600, BigFraction.of(1, 3), at(U, 16)));
    codes.add(leech("leech-891", 22, 891, BigFraction.of(1, 4), at(U, 16), at(V, 16)));
    codes.add(leech("leech-336", 21, 336, BigFraction.of(1, 5), at(U, 16), at(V, 16), at(W, 16)));
    codes.add(leech("leech-552", 23, 552, BigFraction.of(1, 5), at(TYPE_THREE, 24)));
    codes.add(leech("leech-275", 22, 275, BigFraction.of(1, 6), at(TYPE_THREE, 24), at(U, 16)));
    codes.add(
        leech("leech-162", 21, 162, BigFraction.of(1, 7), at(TYPE_THREE, 16), at(ORTHOGONAL, 16)));
    codes.add(
        leech("leech-112", 21, 112, BigFraction.of(1, 9), at(TYPE_THREE, 24), at(ORTHOGONAL, 8)));
    codes.add(leech("leech-100", 22, 100, BigFraction.of(1, 11), at(TYPE_THREE, 24), at(CLOSE, 0)));
    codes.add(leech("leech-47104", 23, 47104, BigFraction.of(7, 15), at(U, 8)));
    codes.add(leech("leech-93150", 23, 93150, BigFraction.of(1, 2), at(U, 0)));
    return codes;
  }

  private static Condition at(long[] vector, long product) {
    return new Condition(vector, product);
  }

  private static Families.Code e8(
      String name, int dimension, int size, BigFraction cosine, List<Condition> conditions) {
    return code(name, dimension, size, cosine, Families::e8Roots, conditions);
  }

  private static Families.Code leech(
      String name, int dimension, int size, BigFraction cosine, Condition... conditions) {
    return code(name, dimension, size, cosine, LeechLattice::minimalVectors, List.of(conditions));
  }

  private static Families.Code code(
      String name,
      int dimension,
      int size,
      BigFraction cosine,
      Supplier<long[]> from,
      List<Condition> conditions) {
    String base = name.startsWith("e8") ? "the roots of E8" : "the Leech lattice's minimal vectors";
    return new Families.Code(
        name,
        size + " points derived from " + base,
        dimension,
        size,
        constellations.verify.exact.Quadratic.of(cosine),
        () -> derive(from.get(), conditions));
  }

  private static PointSet derive(long[] data, List<Condition> conditions) {
    int n = conditions.get(0).vector().length;
    long[] shift = new long[n];
    long scale = shift(conditions, shift);
    List<long[]> rows = new ArrayList<>();
    for (int from = 0; from < data.length; from += n) {
      int start = from;
      boolean fits =
          conditions.stream()
              .allMatch(
                  condition -> {
                    long sum = 0;
                    for (int i = 0; i < n; i++) {
                      sum += data[start + i] * condition.vector()[i];
                    }
                    return sum == condition.product();
                  });
      if (fits) {
        long[] row = new long[n];
        for (int i = 0; i < n; i++) {
          row[i] = scale * data[start + i] - shift[i];
        }
        rows.add(row);
      }
    }
    return PointSet.ofIntegers(n, rows.stream().flatMapToLong(java.util.Arrays::stream).toArray());
  }

  /**
   * The part of the vectors in the span of the fixed ones, which the conditions determine, times
   * the number that is returned.
   */
  private static long shift(List<Condition> conditions, long[] shift) {
    int k = conditions.size();
    // Gauss-Jordan elimination of (Gram matrix | products).
    BigFraction[][] m = new BigFraction[k][k + 1];
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        long sum = 0;
        for (int t = 0; t < shift.length; t++) {
          sum += conditions.get(i).vector()[t] * conditions.get(j).vector()[t];
        }
        m[i][j] = BigFraction.of(sum);
      }
      m[i][k] = BigFraction.of(conditions.get(i).product());
    }
    for (int i = 0; i < k; i++) {
      BigFraction pivot = m[i][i];
      for (int j = i; j <= k; j++) {
        m[i][j] = m[i][j].divide(pivot);
      }
      for (int other = 0; other < k; other++) {
        BigFraction factor = m[other][i];
        for (int j = i; other != i && j <= k; j++) {
          m[other][j] = m[other][j].subtract(factor.multiply(m[i][j]));
        }
      }
    }
    BigInteger scale = BigInteger.ONE;
    for (int i = 0; i < k; i++) {
      BigInteger denominator = m[i][k].getDenominator();
      scale = scale.multiply(denominator).divide(scale.gcd(denominator));
    }
    for (int i = 0; i < k; i++) {
      long factor = m[i][k].multiply(BigFraction.of(scale)).longValue();
      for (int t = 0; t < shift.length; t++) {
        shift[t] += factor * conditions.get(i).vector()[t];
      }
    }
    return scale.longValueExact();
  }
}

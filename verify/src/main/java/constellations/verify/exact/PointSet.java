package constellations.verify.exact;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * N non-zero vectors of R^d with coordinates in one quadratic field (often the rationals), standing
 * for the points of the sphere in their directions.
 *
 * <p>Each row is held as integers x_k + y_k sqrt(D) after multiplication with the common
 * denominator of its coordinates; a positive factor does not change a direction. Rows of machine
 * integers are held as such. Immutable.
 *
 * <p>The argument: docs/theory.md T2, T3.
 */
public final class PointSet {
  /** A row is held over its common denominator; rows that would grow beyond this are refused. */
  private static final long MAX_ROW_BITS = 1L << 26;

  /** Products of words of 64 bits for the norms of all rows; more are refused. */
  private static final double MAX_WORK = 2e9;

  private final int size;
  private final int dimension;
  private final BigInteger radicand;

  /** Row-major N x d, or null when some coordinate is irrational or does not fit in a long. */
  private final long[] small;

  /** N x d rational parts and coefficients, or null when {@link #small} is set. */
  private final BigInteger[] rational;

  private final BigInteger[] coefficient;

  /** The squared norm of each row when it is an integer that fits in a long, else 0. */
  private final long[] smallNorms;

  private PointSet(
      int size,
      int dimension,
      BigInteger radicand,
      long[] small,
      BigInteger[] rational,
      BigInteger[] coefficient) {
    this.size = size;
    this.dimension = dimension;
    this.radicand = radicand;
    this.small = small;
    this.rational = rational;
    this.coefficient = coefficient;
    this.smallNorms = new long[size];
    for (int i = 0; i < size; i++) {
      Quadratic norm = squaredNorm(i);
      if (norm.signum() == 0) {
        throw BadInputException.argument(
            "row " + i, "the zero vector", "a vector with a direction");
      }
      if (norm.isRational() && norm.rational().getNumerator().bitLength() < 64) {
        smallNorms[i] = norm.rational().getNumerator().longValue();
      }
    }
  }

  /**
   * Vectors of machine integers.
   *
   * @param dimension the number d of coordinates, at least 1
   * @param data N x d, row by row
   * @return the N vectors, held as they are
   * @throws BadInputException if a row is zero or the shape does not fit
   */
  public static PointSet ofIntegers(int dimension, long[] data) {
    if (dimension < 1 || data.length == 0 || data.length % dimension != 0) {
      throw BadInputException.argument(
          "shape", data.length + " numbers", "a positive multiple of the dimension " + dimension);
    }
    return new PointSet(
        data.length / dimension, dimension, BigInteger.ONE, data.clone(), null, null);
  }

  /**
   * Vectors of exact numbers.
   *
   * @param rows N rows of d numbers of one quadratic field
   * @return the N vectors, each held as a positive multiple with integer coefficients
   * @throws BadInputException if there is no row, rows differ in length, a row is zero, or the
   *     numbers lie in several fields
   */
  public static PointSet of(List<List<Quadratic>> rows) {
    if (rows.isEmpty() || rows.get(0).isEmpty()) {
      throw BadInputException.argument("vectors", "none", "at least one row of numbers");
    }
    int d = rows.get(0).size();
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).size() != d) {
        throw BadInputException.argument(
            "row " + i, rows.get(i).size() + " numbers", d + " numbers");
      }
    }
    BigInteger field = field(rows);
    BigInteger[] a = new BigInteger[Math.multiplyExact(rows.size(), d)];
    BigInteger[] b = new BigInteger[a.length];
    boolean fits = true;
    double work = 0;
    for (int i = 0; i < rows.size(); i++) {
      List<Quadratic> row = rows.get(i);
      BigInteger denominator = BigInteger.ONE;
      List<Quadratic> inField = new ArrayList<>(d);
      for (Quadratic x : row) {
        Quadratic y = x.inField(field);
        inField.add(y);
        denominator = lcm(denominator, y.rational().getDenominator());
        denominator = lcm(denominator, y.coefficient().getDenominator());
        if ((long) denominator.bitLength() * d > MAX_ROW_BITS) {
          throw BadInputException.argument(
              "row " + i, "a common denominator of " + denominator.bitLength() + " bits", "less");
        }
      }
      double words = 1 + denominator.bitLength() / 64.0;
      work += d * words * words;
      if (work > MAX_WORK) {
        throw BadInputException.argument(
            "row " + i,
            "a common denominator of " + denominator.bitLength() + " bits",
            "numbers that are multiplied with less work");
      }
      for (int k = 0; k < d; k++) {
        Quadratic y = inField.get(k).multiply(BigFraction.of(denominator));
        a[i * d + k] = y.rational().getNumerator();
        b[i * d + k] = y.coefficient().getNumerator();
        fits &= b[i * d + k].signum() == 0 && a[i * d + k].bitLength() < 64;
      }
    }
    if (fits) {
      long[] data = new long[a.length];
      for (int i = 0; i < data.length; i++) {
        data[i] = a[i].longValue();
      }
      return new PointSet(rows.size(), d, BigInteger.ONE, data, null, null);
    }
    return new PointSet(rows.size(), d, field, null, a, b);
  }

  private static BigInteger field(List<List<Quadratic>> rows) {
    for (List<Quadratic> row : rows) {
      for (Quadratic x : row) {
        if (!x.isRational()) {
          return x.radicand();
        }
      }
    }
    return BigInteger.ONE;
  }

  private static BigInteger lcm(BigInteger x, BigInteger y) {
    return y.equals(BigInteger.ONE) ? x : x.divide(x.gcd(y)).multiply(y);
  }

  /** {@return the number N of vectors} */
  public int size() {
    return size;
  }

  /** {@return the number d of coordinates} */
  public int dimension() {
    return dimension;
  }

  /** {@return D, the radicand of the field of the coordinates; 1 when they are rational} */
  public BigInteger radicand() {
    return radicand;
  }

  /**
   * {@return row i as held: a positive multiple of the row that was given}
   *
   * @param i the index of a row, from 0
   */
  public List<Quadratic> row(int i) {
    List<Quadratic> row = new ArrayList<>(dimension);
    for (int k = 0; k < dimension; k++) {
      int at = i * dimension + k;
      row.add(
          small != null
              ? Quadratic.of(small[at])
              : Quadratic.of(
                  BigFraction.of(rational[at]), BigFraction.of(coefficient[at]), radicand));
    }
    return row;
  }

  /**
   * {@return row i divided by its norm}
   *
   * @param i the index of a row, from 0
   * @throws BadInputException if the norm is not rational
   */
  public List<Quadratic> unitRow(int i) {
    Quadratic norm = squaredNorm(i);
    Quadratic root = norm.isRational() ? Quadratic.sqrt(norm.rational()) : null;
    if (root == null || !root.isRational()) {
      throw BadInputException.argument(
          "row " + i, "squared norm " + norm, "the square of a rational number");
    }
    BigFraction inverse = root.rational().reciprocal();
    return row(i).stream().map(x -> x.multiply(inverse)).toList();
  }

  /** {@return all rows divided by their norms; see {@link #unitRow}} */
  public List<List<Quadratic>> unitRows() {
    List<List<Quadratic>> rows = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      rows.add(unitRow(i));
    }
    return rows;
  }

  /**
   * {@return the exact inner product of row i as held with row j of another set as held}
   *
   * @param i the index of a row, from 0
   * @param other another set of vectors of the same space
   * @param j the index of a row of the other set, from 0
   */
  public Quadratic inner(int i, PointSet other, int j) {
    if (other.dimension != dimension) {
      throw new IllegalArgumentException(
          "dimensions " + dimension + " and " + other.dimension + " differ");
    }
    if (small != null && other.small != null) {
      BigInteger sum = smallInner(i, other, j);
      return Quadratic.of(sum);
    }
    if (radicand.equals(other.radicand) && small == null && other.small == null) {
      BigInteger plain = BigInteger.ZERO;
      BigInteger surd = BigInteger.ZERO;
      BigInteger mixed = BigInteger.ZERO;
      for (int k = 0; k < dimension; k++) {
        BigInteger a = rational[i * dimension + k];
        BigInteger b = coefficient[i * dimension + k];
        BigInteger c = other.rational[j * dimension + k];
        BigInteger e = other.coefficient[j * dimension + k];
        plain = plain.add(a.multiply(c));
        surd = surd.add(b.multiply(e));
        mixed = mixed.add(a.multiply(e)).add(b.multiply(c));
      }
      return Quadratic.of(
          BigFraction.of(plain.add(surd.multiply(radicand))), BigFraction.of(mixed), radicand);
    }
    List<Quadratic> x = row(i);
    List<Quadratic> y = other.row(j);
    Quadratic sum = Quadratic.ZERO;
    for (int k = 0; k < dimension; k++) {
      sum = sum.add(x.get(k).multiply(y.get(k)));
    }
    return sum;
  }

  /** In machine integers while no sum overflows, else in big integers. */
  private BigInteger smallInner(int i, PointSet other, int j) {
    long sum = 0;
    int left = i * dimension;
    int right = j * dimension;
    try {
      for (int k = 0; k < dimension; k++) {
        sum = Math.addExact(sum, Math.multiplyExact(small[left + k], other.small[right + k]));
      }
      return BigInteger.valueOf(sum);
    } catch (ArithmeticException overflow) {
      BigInteger exact = BigInteger.ZERO;
      for (int k = 0; k < dimension; k++) {
        exact =
            exact.add(
                BigInteger.valueOf(small[left + k])
                    .multiply(BigInteger.valueOf(other.small[right + k])));
      }
      return exact;
    }
  }

  /**
   * {@return the exact squared norm of row i as held}
   *
   * @param i the index of a row, from 0
   */
  public Quadratic squaredNorm(int i) {
    return inner(i, this, i);
  }

  /**
   * {@return the exact cosine of the angle between row i and row j of another set}
   *
   * @param i the index of a row, from 0
   * @param other another set of vectors of the same space
   * @param j the index of a row of the other set, from 0
   */
  public Cosine cosine(int i, PointSet other, int j) {
    return Cosine.of(inner(i, other, j), squaredNorm(i).multiply(other.squaredNorm(j)));
  }

  /** {@return whether all coordinates, as held, are integers of at most 31 bits} */
  public boolean isSmall() {
    return small != null
        && java.util.Arrays.stream(small).allMatch(x -> x == (int) x && x != Integer.MIN_VALUE);
  }

  /**
   * {@return the dimension of the space that the rows span, exact: the rank of the d x d matrix of
   * the inner products of the columns, by fraction-free elimination}
   *
   * @throws IllegalStateException unless {@link #isSmall}
   */
  public int rank() {
    if (!isSmall()) {
      throw new IllegalStateException("the rank of large or irrational coordinates");
    }
    BigInteger[][] m = new BigInteger[dimension][dimension];
    for (int k = 0; k < dimension; k++) {
      for (int l = 0; l <= k; l++) {
        m[k][l] = columnInner(k, l);
        m[l][k] = m[k][l];
      }
    }
    return Elimination.rank(m, () -> {});
  }

  private BigInteger columnInner(int k, int l) {
    BigInteger total = BigInteger.ZERO;
    for (int i = 0; i < size; ) {
      // Each product is below 2^62 in size; few enough large ones are added in a long.
      long sum = 0;
      for (; i < size && Math.abs(sum) < 1L << 61; i++) {
        long product = small[i * dimension + k] * small[i * dimension + l];
        if (Math.abs(product) >= 1L << 61) {
          total = total.add(BigInteger.valueOf(product));
        } else {
          sum += product;
        }
      }
      total = total.add(BigInteger.valueOf(sum));
    }
    return total;
  }

  /** {@return the length of the longest coordinate, in words of 64 bits} */
  public double words() {
    int bits = 64;
    for (int i = 0; small == null && i < rational.length; i++) {
      bits = Math.max(bits, Math.max(rational[i].bitLength(), coefficient[i].bitLength()));
    }
    return bits / 64.0;
  }

  /** {@return the squared norm that all rows as held share, if they are machine integers and do} */
  public OptionalLong commonNorm() {
    boolean common =
        small != null
            && smallNorms[0] != 0
            && java.util.Arrays.stream(smallNorms).allMatch(norm -> norm == smallNorms[0]);
    return common ? OptionalLong.of(smallNorms[0]) : OptionalLong.empty();
  }

  /** Coordinate k of row i; only for sets of machine integers. */
  long integer(int i, int k) {
    return small[i * dimension + k];
  }

  /**
   * {@return the unit vector of row i in double precision: each coordinate is within 2^-51 of the
   * exact one}
   *
   * @param i the index of a row, from 0
   */
  public double[] approximateUnit(int i) {
    double[] unit = new double[dimension];
    if (small != null && smallNorms[i] != 0) {
      // |x| < 2^32 is exact in double; the norm and its root and the quotient are each within
      // relative 2^-53, the root halving the error of the norm: below 2.5 * 2^-53 together.
      double norm = Math.sqrt((double) smallNorms[i]);
      for (int k = 0; k < dimension; k++) {
        unit[k] = small[i * dimension + k] / norm;
      }
      return unit;
    }
    // Relative width below 10^-36 (docs/theory.md T2), and the conversion errs by an ulp at most.
    int digits = 40;
    Interval norm = squaredNorm(i).enclosure(digits).sqrt();
    List<Quadratic> row = row(i);
    for (int k = 0; k < dimension; k++) {
      BigDecimal coordinate = row.get(k).enclosure(digits).divide(norm).lower();
      unit[k] = coordinate.doubleValue();
    }
    return unit;
  }
}

package constellations.verify.threepoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.verify.exact.WorkBudget;
import constellations.verify.lp.IntegerPolynomial;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.fraction.BigFraction;

/** The polynomials of a three-point bound against their definitions, in exact arithmetic. */
class TriplePolynomialsTest {
  private static final WorkBudget MUCH = WorkBudget.of(1e13);

  private static BigFraction rational(Random random, int denominator) {
    return BigFraction.of(random.nextInt(2 * denominator + 1) - denominator, denominator);
  }

  /** P_0, ..., P_n of dimension m at u, by the recursion of T4. */
  private static BigFraction[] gegenbauer(int m, int n, BigFraction u) {
    BigFraction[] p = new BigFraction[n + 2];
    p[0] = BigFraction.ONE;
    p[1] = u;
    for (int k = 1; k <= n; k++) {
      p[k + 1] =
          u.multiply(p[k]).multiply(2 * k + m - 2).subtract(p[k - 1].multiply(k)).divide(k + m - 2);
    }
    return p;
  }

  private static BigFraction kernel(int n, int k, BigFraction u, BigFraction v, BigFraction t) {
    BigFraction[] q = new BigFraction[k + 2];
    BigFraction x = t.subtract(u.multiply(v));
    BigFraction w =
        BigFraction.ONE.subtract(u.multiply(u)).multiply(BigFraction.ONE.subtract(v.multiply(v)));
    q[0] = BigFraction.ONE;
    q[1] = x;
    for (int j = 2; j <= k; j++) {
      q[j] =
          x.multiply(q[j - 1])
              .multiply(2 * j + n - 5)
              .subtract(w.multiply(q[j - 2]).multiply(j - 1))
              .divide(j + n - 4);
    }
    return q[k];
  }

  private static BigFraction matrix(TripleFunction f, int k, int i, int j) {
    BigFraction sum = BigFraction.ZERO;
    List<List<BigInteger>> l = f.factors().get(k);
    for (int r = 0; r <= Math.min(i, j); r++) {
      sum = sum.add(BigFraction.of(l.get(i).get(r).multiply(l.get(j).get(r))));
    }
    return sum.divide(BigInteger.ONE.shiftLeft(2 * f.bits()));
  }

  private static BigFraction y(
      TripleFunction f, int k, BigFraction u, BigFraction v, BigFraction t) {
    int d = f.halfDegree() - k;
    BigFraction[] pu = gegenbauer(f.dimension() + 2 * k, d, u);
    BigFraction[] pv = gegenbauer(f.dimension() + 2 * k, d, v);
    BigFraction sum = BigFraction.ZERO;
    for (int i = 0; i <= d; i++) {
      for (int j = 0; j <= d; j++) {
        sum = sum.add(matrix(f, k, i, j).multiply(pu[i]).multiply(pv[j]));
      }
    }
    return sum.multiply(kernel(f.dimension(), k, u, v, t));
  }

  /** T by its definition: the mean over all six orders. */
  private static BigFraction triple(TripleFunction f, BigFraction u, BigFraction v, BigFraction t) {
    BigFraction sum = BigFraction.ZERO;
    BigFraction[][] orders = {{u, v, t}, {u, t, v}, {v, u, t}, {v, t, u}, {t, u, v}, {t, v, u}};
    for (BigFraction[] o : orders) {
      for (int k = 0; k <= f.halfDegree(); k++) {
        sum = sum.add(y(f, k, o[0], o[1], o[2]));
      }
    }
    return sum.divide(6);
  }

  private static BigFraction at(
      TrivariatePolynomial p, BigFraction u, BigFraction v, BigFraction t) {
    int n = p.degree() + 1;
    BigFraction sum = BigFraction.ZERO;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int l = 0; l < n; l++) {
          BigInteger c = p.cube()[(i * n + j) * n + l];
          sum = sum.add(u.pow(i).multiply(v.pow(j)).multiply(t.pow(l)).multiply(c));
        }
      }
    }
    return sum;
  }

  private static TripleFunction random(int dimension, int d, Random random) {
    List<BigInteger> linear = new ArrayList<>();
    for (int k = 0; k <= d; k++) {
      linear.add(BigInteger.valueOf(random.nextInt(200)));
    }
    List<List<List<BigInteger>>> factors = new ArrayList<>();
    for (int k = 0; k <= d; k++) {
      List<List<BigInteger>> rows = new ArrayList<>();
      for (int i = 0; i <= d - k; i++) {
        List<BigInteger> row = new ArrayList<>();
        for (int j = 0; j <= i; j++) {
          row.add(BigInteger.valueOf(random.nextInt(200) - 100L));
        }
        rows.add(row);
      }
      factors.add(rows);
    }
    return new TripleFunction(dimension, 6, linear, factors);
  }

  @Property(tries = 60)
  void expansionIsTheDefinition(
      @ForAll @IntRange(min = 3, max = 9) int dimension,
      @ForAll @IntRange(min = 2, max = 5) int d,
      @ForAll long seed) {
    Random random = new Random(seed);
    TripleFunction f = random(dimension, d, random);
    TrivariatePolynomial p = f.triples(MUCH);
    BigFraction u = rational(random, 7);
    BigFraction v = rational(random, 5);
    BigFraction t = rational(random, 9);
    assertEquals(triple(f, u, v, t).multiply(f.scale()), at(p, u, v, t));
    BigFraction one = BigFraction.ONE;
    BigFraction a = triple(f, one, one, one);
    for (BigInteger x : f.linear()) {
      a = a.add(BigFraction.of(x, BigInteger.ONE.shiftLeft(f.bits())));
    }
    assertEquals(a.multiply(BigInteger.ONE.shiftLeft(2 * f.bits())), BigFraction.of(f.atOne()));
    // h + alpha, up to a positive factor that does not depend on u.
    BigInteger alpha = BigInteger.valueOf(random.nextInt(100) - 50L);
    IntegerPolynomial h = f.pairs(p, alpha, MUCH);
    BigFraction factor =
        pairs(f, u, alpha).signum() == 0 ? null : h.valueAt(u).divide(pairs(f, u, alpha));
    BigFraction other =
        pairs(f, v, alpha).signum() == 0 ? null : h.valueAt(v).divide(pairs(f, v, alpha));
    if (factor != null && other != null) {
      assertEquals(factor, other);
      assertTrue(factor.signum() > 0);
    }
  }

  private static BigFraction pairs(TripleFunction f, BigFraction u, BigInteger alpha) {
    BigFraction[] p = gegenbauer(f.dimension(), f.linear().size(), u);
    BigFraction sum = BigFraction.of(alpha);
    for (int k = 1; k <= f.linear().size(); k++) {
      sum = sum.add(p[k].multiply(f.linear().get(k - 1)));
    }
    return sum.divide(BigInteger.ONE.shiftLeft(f.bits()))
        .add(triple(f, u, u, BigFraction.ONE).multiply(3));
  }

  /** Sums over the triples of random codes are at least 0, whatever the factors are (T25). */
  @Property(tries = 60)
  void sumsOverTriplesAreNotNegative(
      @ForAll @IntRange(min = 3, max = 5) int dimension,
      @ForAll @IntRange(min = 2, max = 4) int d,
      @ForAll long seed) {
    Random random = new Random(seed);
    TripleFunction f = random(dimension, d, random);
    List<BigFraction[]> code = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      code.add(point(dimension, random));
    }
    BigFraction sum = BigFraction.ZERO;
    for (BigFraction[] x : code) {
      for (BigFraction[] y : code) {
        for (BigFraction[] z : code) {
          sum = sum.add(triple(f, product(x, y), product(x, z), product(y, z)));
        }
      }
    }
    assertTrue(sum.signum() >= 0, () -> "a negative sum");
  }

  /** A rational point of the unit sphere, by stereographic projection. */
  private static BigFraction[] point(int dimension, Random random) {
    BigFraction[] x = new BigFraction[dimension];
    BigFraction squares = BigFraction.ZERO;
    for (int i = 0; i < dimension - 1; i++) {
      x[i] = BigFraction.of(random.nextInt(7) - 3, 2);
      squares = squares.add(x[i].multiply(x[i]));
    }
    BigFraction below = squares.add(1);
    for (int i = 0; i < dimension - 1; i++) {
      x[i] = x[i].multiply(2).divide(below);
    }
    x[dimension - 1] = squares.subtract(1).divide(below);
    return x;
  }

  private static BigFraction product(BigFraction[] x, BigFraction[] y) {
    BigFraction sum = BigFraction.ZERO;
    for (int i = 0; i < x.length; i++) {
      sum = sum.add(x[i].multiply(y[i]));
    }
    return sum;
  }

  /** Bernstein coefficients on a dyadic part give the polynomial's values there, times a factor. */
  @Property(tries = 40)
  void partsHaveTheSameValues(@ForAll @IntRange(min = 2, max = 4) int d, @ForAll long seed) {
    Random random = new Random(seed);
    TrivariatePolynomial p = random(4, d, random).triples(MUCH);
    BigFraction s = BigFraction.of(1 + random.nextInt(6), 7);
    int[] levels = {random.nextInt(4), random.nextInt(4), random.nextInt(4)};
    long[] indices = {
      random.nextInt(1 << levels[0]), random.nextInt(1 << levels[1]), random.nextInt(1 << levels[2])
    };
    TrivariatePolynomial b = p.bernstein(s, MUCH).part(levels, indices, MUCH);
    BigFraction factor = null;
    for (int i = 0; i < 3; i++) {
      BigFraction[] x = new BigFraction[3];
      BigFraction[] u = new BigFraction[3];
      for (int axis = 0; axis < 3; axis++) {
        x[axis] = BigFraction.of(random.nextInt(9), 8);
        BigFraction cube =
            x[axis]
                .add(BigFraction.of(BigInteger.valueOf(indices[axis])))
                .divide(1 << levels[axis]);
        u[axis] = cube.multiply(s.add(1)).subtract(1);
      }
      BigFraction value = at(p, u[0], u[1], u[2]);
      BigFraction bernstein = bernstein(b, x);
      if (value.signum() == 0) {
        assertEquals(0, bernstein.signum());
      } else if (factor == null) {
        factor = bernstein.divide(value);
        assertTrue(factor.signum() > 0);
      } else {
        assertEquals(factor, bernstein.divide(value));
      }
    }
  }

  private static BigFraction bernstein(TrivariatePolynomial b, BigFraction[] x) {
    int d = b.degree();
    int n = d + 1;
    BigFraction sum = BigFraction.ZERO;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int l = 0; l < n; l++) {
          sum =
              sum.add(
                  basis(d, i, x[0])
                      .multiply(basis(d, j, x[1]))
                      .multiply(basis(d, l, x[2]))
                      .multiply(b.cube()[(i * n + j) * n + l]));
        }
      }
    }
    return sum;
  }

  private static BigFraction basis(int d, int i, BigFraction x) {
    BigInteger binomial = BigInteger.ONE;
    for (int k = 0; k < i; k++) {
      binomial = binomial.multiply(BigInteger.valueOf(d - k)).divide(BigInteger.valueOf(k + 1L));
    }
    return x.pow(i).multiply(BigFraction.ONE.subtract(x).pow(d - i)).multiply(binomial);
  }

  /** What is said to hold holds at points of the region, and a level above all values is found. */
  @Property(tries = 40)
  void decisionsAgreeWithValues(@ForAll @IntRange(min = 2, max = 4) int d, @ForAll long seed) {
    Random random = new Random(seed);
    TrivariatePolynomial t = random(4, d, random).triples(MUCH);
    BigFraction s = BigFraction.of(1 + random.nextInt(6), 7);
    TrivariatePolynomial g = TrivariatePolynomial.determinant();
    List<BigFraction> values = new ArrayList<>();
    while (values.size() < 60) {
      BigFraction u = rational(random, 14);
      BigFraction v = rational(random, 14);
      BigFraction w = rational(random, 14);
      boolean inside = u.compareTo(s) <= 0 && v.compareTo(s) <= 0 && w.compareTo(s) <= 0;
      if (inside && at(g, u, v, w).signum() >= 0) {
        values.add(at(t, u, v, w));
      }
    }
    BigInteger most =
        values.stream()
            .max(BigFraction::compareTo)
            .orElseThrow()
            .getNumerator()
            .abs()
            .add(BigInteger.ONE);
    boolean small = holds(t, most.shiftRight(3).negate(), s);
    BigFraction level = BigFraction.of(most.shiftRight(3));
    if (values.stream().anyMatch(x -> x.compareTo(level) > 0)) {
      assertTrue(!small, "a larger value is there");
    }
    assertTrue(holds(t, most.shiftLeft(20).negate(), s), "far above all values");
  }

  /** Whether t + b <= 0 on the region. */
  private static boolean holds(TrivariatePolynomial t, BigInteger b, BigFraction s) {
    TrivariatePolynomial f = t.plus(b).times(BigInteger.ONE.negate()).bernstein(s, MUCH);
    TrivariatePolynomial g = TrivariatePolynomial.determinant().bernstein(s, MUCH);
    return new TripleRegion(f, g, WorkBudget.of(1e9)).decide(1).holds();
  }
}

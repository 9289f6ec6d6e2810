package constellations.solver.recognise;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Short vectors of integer lattices by the reduction of Lenstra, Lenstra and Lovasz, all in
 * integers (H. Cohen, A Course in Computational Algebraic Number Theory, 1993, algorithm 2.6.7).
 */
final class IntegerRelation {
  private final BigInteger[][] basis;

  /** d_i of the text, at i + 1; and lambda_(i,j). */
  private final BigInteger[] d;

  private final BigInteger[][] lambda;

  private IntegerRelation(BigInteger[][] basis) {
    int n = basis.length;
    this.basis = new BigInteger[n][];
    Arrays.setAll(this.basis, i -> basis[i].clone());
    this.d = new BigInteger[n + 1];
    this.lambda = new BigInteger[n][n];
    d[0] = BigInteger.ONE;
  }

  /**
   * A reduced basis of the same lattice, whose first vector is short.
   *
   * @param basis independent rows
   */
  static BigInteger[][] reduced(BigInteger[][] basis) {
    IntegerRelation reduction = new IntegerRelation(basis);
    reduction.run();
    return reduction.basis;
  }

  private void run() {
    int n = basis.length;
    int k = 1;
    int most = 0;
    d[1] = dot(basis[0], basis[0]);
    while (k < n) {
      if (k > most) {
        most = k;
        orthogonalise(k);
      }
      reduce(k, k - 1);
      // Lovasz: 4 d_k d_(k-2) < 3 d_(k-1)^2 - 4 lambda^2, with the numbers of the text.
      BigInteger left = d[k + 1].multiply(d[k - 1]).shiftLeft(2);
      BigInteger square = lambda[k][k - 1].multiply(lambda[k][k - 1]).shiftLeft(2);
      BigInteger right = d[k].multiply(d[k]).multiply(BigInteger.valueOf(3)).subtract(square);
      if (left.compareTo(right) < 0) {
        swap(k, most);
        k = Math.max(1, k - 1);
      } else {
        for (int l = k - 2; l >= 0; l--) {
          reduce(k, l);
        }
        k++;
      }
    }
  }

  private void orthogonalise(int k) {
    for (int j = 0; j <= k; j++) {
      BigInteger u = dot(basis[k], basis[j]);
      for (int i = 0; i < j; i++) {
        u =
            d[i + 1]
                .multiply(u)
                .subtract(lambda[k][i].multiply(j == k ? lambda[k][i] : lambda[j][i]))
                .divide(d[i]);
      }
      if (j < k) {
        lambda[k][j] = u;
      } else {
        d[k + 1] = u;
      }
    }
  }

  private void reduce(int k, int l) {
    BigInteger twice = lambda[k][l].shiftLeft(1);
    if (twice.abs().compareTo(d[l + 1]) <= 0) {
      return;
    }
    BigInteger[] parts = twice.add(d[l + 1]).divideAndRemainder(d[l + 1].shiftLeft(1));
    BigInteger q = parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
    for (int i = 0; i < basis[k].length; i++) {
      basis[k][i] = basis[k][i].subtract(q.multiply(basis[l][i]));
    }
    lambda[k][l] = lambda[k][l].subtract(q.multiply(d[l + 1]));
    for (int i = 0; i < l; i++) {
      lambda[k][i] = lambda[k][i].subtract(q.multiply(lambda[l][i]));
    }
  }

  private void swap(int k, int most) {
    BigInteger[] row = basis[k];
    basis[k] = basis[k - 1];
    basis[k - 1] = row;
    for (int j = 0; j < k - 1; j++) {
      BigInteger value = lambda[k][j];
      lambda[k][j] = lambda[k - 1][j];
      lambda[k - 1][j] = value;
    }
    BigInteger old = lambda[k][k - 1];
    BigInteger next = d[k - 1].multiply(d[k + 1]).add(old.multiply(old)).divide(d[k]);
    for (int i = k + 1; i <= most; i++) {
      BigInteger t = lambda[i][k];
      lambda[i][k] = d[k + 1].multiply(lambda[i][k - 1]).subtract(old.multiply(t)).divide(d[k]);
      lambda[i][k - 1] = next.multiply(t).add(old.multiply(lambda[i][k])).divide(d[k + 1]);
    }
    d[k] = next;
  }

  private static BigInteger dot(BigInteger[] x, BigInteger[] y) {
    BigInteger sum = BigInteger.ZERO;
    for (int i = 0; i < x.length; i++) {
      sum = sum.add(x[i].multiply(y[i]));
    }
    return sum;
  }
}

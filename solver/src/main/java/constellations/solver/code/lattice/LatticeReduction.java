package constellations.solver.code.lattice;

import java.util.Arrays;

/**
 * Lenstra-Lenstra-Lovasz reduction of Gram matrices in floating point: the result is a Gram matrix
 * of the same lattice whatever rounding does, since only integer steps are applied to it.
 */
final class LatticeReduction {
  private static final double LOVASZ = 0.99;
  private static final int MAX_STEPS = 200_000;

  private LatticeReduction() {}

  /** A reduced Gram matrix of the same lattice. */
  static long[][] reduce(long[][] gram) {
    return reduce(gram, new long[gram.length][0]);
  }

  /** The same; the vectors of the basis, in any coordinates, become those of the reduced one. */
  static long[][] reduce(long[][] gram, long[][] vectors) {
    int n = gram.length;
    long[][] g = new long[n][];
    Arrays.setAll(g, i -> gram[i].clone());
    double[][] mu = new double[n][n];
    double[] norm = new double[n];
    int k = 0;
    for (int step = 0; k < n && step < MAX_STEPS; step++) {
      orthogonalise(g, mu, norm, k);
      for (int j = k - 1; j >= 0; j--) {
        long q = Math.round(mu[k][j]);
        if (q != 0) {
          subtract(g, k, j, q);
          for (int i = 0; i < vectors[k].length; i++) {
            vectors[k][i] -= q * vectors[j][i];
          }
          orthogonalise(g, mu, norm, k);
        }
      }
      if (k > 0 && norm[k] < (LOVASZ - mu[k][k - 1] * mu[k][k - 1]) * norm[k - 1]) {
        swap(g, k, k - 1);
        long[] vector = vectors[k];
        vectors[k] = vectors[k - 1];
        vectors[k - 1] = vector;
        k--;
      } else {
        k++;
      }
    }
    return g;
  }

  /** The row k of the Gram-Schmidt coefficients, and the squared norm of its orthogonal part. */
  private static void orthogonalise(long[][] g, double[][] mu, double[] norm, int k) {
    double rest = g[k][k];
    double[] inner = new double[k + 1];
    for (int j = 0; j < k; j++) {
      inner[j] = g[k][j];
      for (int i = 0; i < j; i++) {
        inner[j] -= mu[j][i] * inner[i];
      }
      mu[k][j] = inner[j] / norm[j];
      rest -= mu[k][j] * inner[j];
    }
    norm[k] = rest;
  }

  /** b_k -= q b_j. */
  private static void subtract(long[][] g, int k, int j, long q) {
    g[k][k] += q * q * g[j][j] - 2 * q * g[k][j];
    for (int i = 0; i < g.length; i++) {
      if (i != k) {
        g[k][i] -= q * g[j][i];
        g[i][k] = g[k][i];
      }
    }
  }

  private static void swap(long[][] g, int k, int j) {
    long[] row = g[k];
    g[k] = g[j];
    g[j] = row;
    for (long[] r : g) {
      long entry = r[k];
      r[k] = r[j];
      r[j] = entry;
    }
  }
}

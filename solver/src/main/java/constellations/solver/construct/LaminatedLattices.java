package constellations.solver.construct;

import constellations.verify.exact.Lattice;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The laminated lattices of dimension 1 to 24 with squared norms of at least 4, as sections of the
 * Leech lattice: each is the part of the next one that is orthogonal to a shortest vector of its
 * dual, whose determinant is the least that such a section can have. Their least norm is proved by
 * the verifier, not here.
 */
final class LaminatedLattices {
  private static final int D = 24;
  private static final long NODES = 50_000_000;

  private LaminatedLattices() {}

  /** Reduced Gram matrices of dimension 24, 23, ..., 1. */
  static List<long[][]> all() {
    List<long[][]> lattices = new ArrayList<>();
    long[][] gram = leech();
    lattices.add(gram);
    while (gram.length > 1) {
      gram = LatticeReduction.reduce(section(gram, shortestFunctional(gram)));
      lattices.add(gram);
    }
    return lattices;
  }

  /** A reduced Gram matrix of the Leech lattice. */
  static long[][] leech() {
    List<long[]> generators = new ArrayList<>();
    int[] words = LeechLattice.golayCode();
    for (int bit = 0; bit < 12; bit++) {
      int word = words[1 << bit];
      generators.add(row(j -> 2L * (word >> j & 1)));
    }
    for (int i = 0; i + 1 < D; i++) {
      int at = i;
      generators.add(row(j -> j == at || j == at + 1 ? 4 : 0));
    }
    generators.add(row(j -> j == 0 ? 8 : 0));
    generators.add(row(j -> j == 0 ? -3 : 1));
    long[][] basis = basis(generators);
    long[][] gram = new long[D][D];
    for (int i = 0; i < D; i++) {
      for (int j = 0; j < D; j++) {
        long sum = 0;
        for (int k = 0; k < D; k++) {
          sum += basis[i][k] * basis[j][k];
        }
        gram[i][j] = sum / 8;
      }
    }
    return LatticeReduction.reduce(gram);
  }

  private static long[] row(java.util.function.IntToLongFunction entry) {
    long[] row = new long[D];
    Arrays.setAll(row, entry);
    return row;
  }

  /** A basis of the lattice that vectors generate, in echelon form, by Euclid's algorithm. */
  private static long[][] basis(List<long[]> generators) {
    List<long[]> rest = new ArrayList<>(generators);
    List<long[]> basis = new ArrayList<>();
    for (int column = 0; column < D; column++) {
      int at = column;
      while (true) {
        List<long[]> active = rest.stream().filter(r -> r[at] != 0).toList();
        if (active.isEmpty()) {
          break;
        }
        long[] least =
            active.stream()
                .min(java.util.Comparator.comparingLong(r -> Math.abs(r[at])))
                .orElseThrow();
        if (active.size() == 1) {
          basis.add(least);
          rest.remove(least);
          break;
        }
        for (long[] r : active) {
          if (r != least) {
            long q = r[at] / least[at];
            for (int j = 0; j < D; j++) {
              r[j] -= q * least[j];
            }
          }
        }
      }
    }
    return basis.toArray(long[][]::new);
  }

  /** The values on the basis of a shortest vector of the dual lattice. */
  private static long[] shortestFunctional(long[][] gram) {
    long[][] dual = adjugate(gram);
    Lattice lattice = Lattice.of(dual);
    long[] best = new long[gram.length];
    int least = 0;
    for (int i = 1; i < dual.length; i++) {
      least = dual[i][i] < dual[least][least] ? i : least;
    }
    best[least] = 1;
    long bound = dual[least][least];
    while (true) {
      Optional<long[]> shorter = lattice.shorterThan(bound, NODES).vector();
      if (shorter.isEmpty()) {
        return best;
      }
      best = shorter.get();
      bound = lattice.norm(best).longValueExact();
    }
  }

  /** The primitive integral multiple of the inverse. */
  private static long[][] adjugate(long[][] gram) {
    int n = gram.length;
    // Fraction-free Gauss-Jordan elimination of (G | I).
    BigInteger[][] m = new BigInteger[n][2 * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < 2 * n; j++) {
        m[i][j] = BigInteger.valueOf(j < n ? gram[i][j] : j - n == i ? 1 : 0);
      }
    }
    BigInteger previous = BigInteger.ONE;
    for (int k = 0; k < n; k++) {
      BigInteger pivot = m[k][k];
      for (int i = 0; i < n; i++) {
        if (i == k) {
          continue;
        }
        BigInteger factor = m[i][k];
        for (int j = 0; j < 2 * n; j++) {
          m[i][j] = m[i][j].multiply(pivot).subtract(factor.multiply(m[k][j])).divide(previous);
        }
      }
      previous = pivot;
    }
    BigInteger content = BigInteger.ZERO;
    for (int i = 0; i < n; i++) {
      for (int j = n; j < 2 * n; j++) {
        content = content.gcd(m[i][j]);
      }
    }
    long[][] inverse = new long[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        inverse[i][j] = m[i][n + j].divide(content).longValueExact();
      }
    }
    return inverse;
  }

  /** The Gram matrix of the vectors on which a functional vanishes. */
  private static long[][] section(long[][] gram, long[] functional) {
    int n = gram.length;
    long[] values = functional.clone();
    long[][] rows = new long[n][n];
    for (int i = 0; i < n; i++) {
      rows[i][i] = 1;
    }
    while (true) {
      int least = -1;
      int count = 0;
      for (int i = 0; i < n; i++) {
        if (values[i] != 0) {
          count++;
          least = least < 0 || Math.abs(values[i]) < Math.abs(values[least]) ? i : least;
        }
      }
      if (count == 1) {
        return gramOf(gram, rows, least);
      }
      for (int i = 0; i < n; i++) {
        if (i != least && values[i] != 0) {
          long q = values[i] / values[least];
          values[i] -= q * values[least];
          for (int j = 0; j < n; j++) {
            rows[i][j] -= q * rows[least][j];
          }
        }
      }
    }
  }

  private static long[][] gramOf(long[][] gram, long[][] rows, int without) {
    int n = gram.length;
    long[][] result = new long[n - 1][n - 1];
    for (int i = 0, a = 0; i < n; i++) {
      if (i == without) {
        continue;
      }
      for (int j = 0, b = 0; j < n; j++) {
        if (j == without) {
          continue;
        }
        long sum = 0;
        for (int k = 0; k < n; k++) {
          for (int l = 0; l < n; l++) {
            sum += rows[i][k] * gram[k][l] * rows[j][l];
          }
        }
        result[a][b++] = sum;
      }
      a++;
    }
    return result;
  }
}

package constellations.solver.code.lattice;

import constellations.verify.lattice.Lattice;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToLongFunction;

/**
 * Lattices with squared norms of at least 4: even unimodular lattices of dimension 24, 32 and 40
 * from doubly-even self-dual codes of least weight 8, and sections of them. Each section is the
 * part of the lattice above it that is orthogonal to a shortest vector of its dual, whose
 * determinant is the least that such a section can have; below the Leech lattice these are the
 * laminated lattices. The least norms are proved by the verifier, not here.
 */
public final class SectionLattices {
  private static final long NODES = 50_000_000;

  private SectionLattices() {}

  /** Reduced Gram matrices of a lattice and its sections, down to a dimension. */
  static List<long[][]> down(long[][] top, int dimension) {
    List<long[][]> lattices = new ArrayList<>();
    lattices.add(top);
    long[][] gram = top;
    while (gram.length > dimension) {
      gram = LatticeReduction.reduce(section(gram, shortestFunctional(gram)));
      lattices.add(gram);
    }
    return lattices;
  }

  /** The same where shortest functionals are known: places and signs of their entries, from 1. */
  static List<long[][]> down(long[][] top, int[][] functionals) {
    List<long[][]> lattices = new ArrayList<>();
    lattices.add(top);
    long[][] gram = top;
    for (int[] places : functionals) {
      long[] functional = new long[gram.length];
      for (int place : places) {
        functional[Math.abs(place) - 1] = Integer.signum(place);
      }
      gram = LatticeReduction.reduce(section(gram, functional));
      lattices.add(gram);
    }
    return lattices;
  }

  /** The Leech lattice, from the Golay code. */
  static long[][] leech() {
    return fromCode(quadraticDoubleCirculant(11), 24);
  }

  /** An extremal lattice of dimension 32, from the Reed-Muller code of order 2 and length 32. */
  static long[][] dimension32() {
    return fromCode(secondOrder32(), 32);
  }

  /** The Reed-Muller code of order 2 and length 32. */
  static List<Long> secondOrder32() {
    List<Long> words = new ArrayList<>();
    for (int monomial = 0; monomial < 32; monomial++) {
      if (Integer.bitCount(monomial) <= 2) {
        long word = 0;
        for (int point = 0; point < 32; point++) {
          word |= (point & monomial) == monomial ? 1L << point : 0;
        }
        words.add(word);
      }
    }
    return words;
  }

  /** An extremal lattice of dimension 40. */
  static long[][] dimension40() {
    return fromCode(quadraticDoubleCirculant(19), 40);
  }

  /**
   * The Coxeter-Todd lattice K12: x in E^6, E the Eisenstein integers, with all x_i congruent
   * modulo sqrt(-3) and their sum divisible by 3, scaled (Conway and Sloane, chapter 4, section 9).
   */
  static long[][] coxeterTodd() {
    int n = 12;
    // Coordinates (a, b) of a + b w, w^2 + w + 1 = 0; sqrt(-3) = 1 + 2 w, and w sqrt(-3) = -2 - w.
    List<long[]> generators = new ArrayList<>();
    generators.add(row(n, j -> 1 - j % 2));
    generators.add(row(n, j -> j % 2));
    generators.add(row(n, j -> j == 0 ? 3 : 0));
    generators.add(row(n, j -> j == 1 ? 3 : 0));
    for (int i = 1; i < 6; i++) {
      long[] first = new long[n];
      long[] second = new long[n];
      for (int sign = -1; sign <= 1; sign += 2) {
        int at = sign < 0 ? 0 : 2 * i;
        first[at] = sign;
        first[at + 1] = 2L * sign;
        second[at] = -2L * sign;
        second[at + 1] = -sign;
      }
      generators.add(first);
      generators.add(second);
    }
    long[][] basis = basis(generators, n);
    long[][] gram = new long[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        long sum = 0;
        for (int k = 0; k < n; k += 2) {
          long[] x = basis[i];
          long[] y = basis[j];
          sum += 2 * (x[k] * y[k] + x[k + 1] * y[k + 1]) - x[k] * y[k + 1] - x[k + 1] * y[k];
        }
        gram[i][j] = sum / 3;
      }
    }
    return LatticeReduction.reduce(gram);
  }

  /**
   * The bordered double circulant code of length 2p + 2 from the quadratic residues of a prime p =
   * 3 mod 8, doubly even and self-dual (Karlin 1969; MacWilliams and Sloane, chapter 16, section
   * 7).
   */
  public static List<Long> quadraticDoubleCirculant(int p) {
    boolean[] residue = new boolean[p];
    for (int i = 1; i < p; i++) {
      residue[i * i % p] = true;
    }
    int half = p + 1;
    List<Long> words = new ArrayList<>();
    // The border, then row i of the circulant: ones at i and at i plus the residues.
    words.add(1L << p | ((1L << p) - 1) << half);
    for (int i = 0; i < p; i++) {
      long word = 1L << i | 1L << (half + p);
      for (int j = 0; j < p; j++) {
        int difference = (j - i + p) % p;
        word |= difference == 0 || residue[difference] ? 1L << (half + j) : 0;
      }
      words.add(word);
    }
    return words;
  }

  /**
   * The lattice (2c + 4z) / sqrt(8), c in the code, z integral with even sum, together with its
   * translate by (1, ..., 1) / sqrt(8), or (-3, 1, ..., 1) / sqrt(8) when n/8 is odd (Conway and
   * Sloane, chapter 7, section 6). A reduced Gram matrix.
   */
  private static long[][] fromCode(List<Long> words, int n) {
    return gram(reducedBasis(words, n));
  }

  /** A reduced basis of the same lattice, times sqrt(8). */
  static long[][] reducedBasis(List<Long> words, int n) {
    List<long[]> generators = new ArrayList<>();
    for (long word : words) {
      generators.add(row(n, j -> 2 * (word >> j & 1)));
    }
    for (int i = 0; i + 1 < n; i++) {
      int at = i;
      generators.add(row(n, j -> j == at || j == at + 1 ? 4 : 0));
    }
    generators.add(row(n, j -> j == 0 ? 8 : 0));
    generators.add(row(n, j -> j == 0 && n / 8 % 2 == 1 ? -3 : 1));
    long[][] basis = basis(generators, n);
    LatticeReduction.reduce(gram(basis), basis);
    return basis;
  }

  /** The inner products of vectors that are sqrt(8) times as long. */
  static long[][] gram(long[][] vectors) {
    long[][] gram = new long[vectors.length][vectors.length];
    for (int i = 0; i < gram.length; i++) {
      for (int j = 0; j < gram.length; j++) {
        for (int k = 0; k < vectors[i].length; k++) {
          gram[i][j] += vectors[i][k] * vectors[j][k];
        }
        gram[i][j] /= 8;
      }
    }
    return gram;
  }

  private static long[] row(int n, IntToLongFunction entry) {
    long[] row = new long[n];
    Arrays.setAll(row, entry);
    return row;
  }

  /** A basis of the lattice that vectors generate, in echelon form, by Euclid's algorithm. */
  static long[][] basis(List<long[]> generators, int n) {
    List<long[]> rest = new ArrayList<>(generators);
    List<long[]> basis = new ArrayList<>();
    for (int column = 0; column < n; column++) {
      int at = column;
      while (true) {
        List<long[]> active = rest.stream().filter(r -> r[at] != 0).toList();
        if (active.isEmpty()) {
          break;
        }
        long[] least =
            active.stream().min(Comparator.comparingLong(r -> Math.abs(r[at]))).orElseThrow();
        if (active.size() == 1) {
          basis.add(least);
          rest.remove(least);
          break;
        }
        for (long[] r : active) {
          if (r != least) {
            long q = r[at] / least[at];
            for (int j = 0; j < n; j++) {
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
    long[][] dual = primitiveDual(gram);
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
  private static long[][] primitiveDual(long[][] gram) {
    int n = gram.length;
    BigInteger[][] adjugate = Lattice.of(gram).adjugate();
    BigInteger content = BigInteger.ZERO;
    for (BigInteger[] row : adjugate) {
      for (BigInteger entry : row) {
        content = content.gcd(entry);
      }
    }
    long[][] dual = new long[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        dual[i][j] = adjugate[i][j].divide(content).longValueExact();
      }
    }
    return dual;
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

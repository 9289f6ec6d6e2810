package constellations.solver.code.lattice;

import java.util.ArrayList;
import java.util.List;

/**
 * Lattices over the Eisenstein integers a + b w from codes over the field of four elements: vectors
 * that are words modulo 2 and whose sum is divisible by sqrt(-3) (F. Kschischang and S. Pasupathy,
 * Some ternary and quaternary codes and associated sphere packings, 1992). A vector 2u at one place
 * has a sum that is not; so with words of weight 8 squared norms are at least 8.
 */
final class QuaternaryLattices {
  /**
   * A polynomial of degree 8 over the field {0, 1, w, w^2}, as 0, 1, 2, 3, that generates a cyclic
   * code of length 17; with a parity symbol it is S18, which has 4^9 words of weights 0, 8, 10, ...
   */
  private static final int[] GENERATOR = {1, 2, 0, 2, 2, 2, 0, 2, 1};

  private static final int LENGTH = 18;

  private QuaternaryLattices() {}

  /** A reduced Gram matrix of dimension 36, least norm 8, determinant 3^20. */
  static long[][] dimension36() {
    List<long[]> generators = new ArrayList<>();
    for (int shift = 0; shift + GENERATOR.length < LENGTH; shift++) {
      for (int factor = 1; factor <= 2; factor++) {
        long[] word = new long[2 * LENGTH];
        int parity = 0;
        for (int i = 0; i < GENERATOR.length; i++) {
          int symbol = times(factor, GENERATOR[i]);
          put(word, shift + i, symbol);
          parity ^= symbol;
        }
        put(word, LENGTH - 1, parity);
        generators.add(word);
      }
    }
    for (int i = 0; i < 2 * LENGTH; i++) {
      long[] twice = new long[2 * LENGTH];
      twice[i] = 2;
      generators.add(twice);
    }
    // w is 1 modulo sqrt(-3): the sum of all coordinates has to be divisible by 3.
    for (long[] generator : generators) {
      long sum = 0;
      for (long x : generator) {
        sum += x;
      }
      generator[0] += 2 * Math.floorMod(sum, 3L);
    }
    long[] six = new long[2 * LENGTH];
    six[0] = 6;
    generators.add(six);
    long[][] basis = SectionLattices.basis(generators, 2 * LENGTH);
    return LatticeReduction.reduce(gram(basis));
  }

  /** The product of two elements of the field of four. */
  private static int times(int x, int y) {
    return x == 0 || y == 0 ? 0 : (x - 1 + y - 1) % 3 + 1;
  }

  private static void put(long[] vector, int place, int symbol) {
    // w^2 = -1 - w
    vector[2 * place] = symbol == 1 ? 1 : symbol == 3 ? -1 : 0;
    vector[2 * place + 1] = symbol == 2 ? 1 : symbol == 3 ? -1 : 0;
  }

  /** Real parts of Hermitian products; whole numbers, since the code is self-dual. */
  private static long[][] gram(long[][] basis) {
    long[][] gram = new long[basis.length][basis.length];
    for (int i = 0; i < gram.length; i++) {
      for (int j = 0; j < gram.length; j++) {
        long twice = 0;
        for (int k = 0; k < basis[i].length; k += 2) {
          long[] x = basis[i];
          long[] y = basis[j];
          twice += 2 * (x[k] * y[k] + x[k + 1] * y[k + 1]) - x[k] * y[k + 1] - x[k + 1] * y[k];
        }
        gram[i][j] = twice / 2;
      }
    }
    return gram;
  }
}

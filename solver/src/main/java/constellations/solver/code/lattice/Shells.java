package constellations.solver.code.lattice;

import constellations.solver.code.IndexedCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Coordinates for lattices of the catalogue, scaled to integers: D4, E8 and the Barnes-Wall lattice
 * of dimension 16 from Reed-Muller codes (construction A, with a condition on the sum), the Leech
 * lattice and the extremal lattices of dimension 32 and 40 from their self-dual codes.
 */
public final class Shells {
  private Shells() {}

  /** The vectors of a squared norm by their index; norms as in the catalogue, least norm 4. */
  public static Optional<Supplier<IndexedCode>> of(int dimension, int norm) {
    return switch (dimension) {
      case 4 ->
          Optional.of(
              () -> new ShellCode(construction(4, 2, evenWords(4), 1, new int[] {0}), norm / 2));
      case 8 ->
          Optional.of(
              () -> new ShellCode(construction(8, 2, firstOrder(3), 1, new int[] {0}), norm));
      case 16 ->
          Optional.of(
              () -> new ShellCode(construction(16, 2, firstOrder(4), 4, new int[] {0}), 2 * norm));
      case 24 -> unimodular(24, SectionLattices.quadraticDoubleCirculant(11), norm);
      case 32 -> unimodular(32, SectionLattices.secondOrder32(), norm);
      case 40 -> unimodular(40, SectionLattices.quadraticDoubleCirculant(19), norm);
      default -> Optional.empty();
    };
  }

  private static ShellCode.Description construction(
      int n, int modulus, List<Long> generators, int sumModulus, int[] sums) {
    return new ShellCode.Description(n, modulus, generators, sumModulus, sums);
  }

  /** As in {@link SectionLattices}, times sqrt(8). */
  private static Optional<Supplier<IndexedCode>> unimodular(
      int n, List<Long> generators, int norm) {
    int odd = n / 8 % 2 == 1 ? n - 4 : n;
    return Optional.of(
        () -> new ShellCode(construction(n, 4, generators, 8, new int[] {0, odd % 8}), 8 * norm));
  }

  private static List<Long> evenWords(int n) {
    return IntStream.range(1, n).mapToObj(i -> 1L << i | 1L).toList();
  }

  /** The first-order Reed-Muller code of length 2^m. */
  private static List<Long> firstOrder(int m) {
    int n = 1 << m;
    List<Long> words = new ArrayList<>();
    words.add((1L << n) - 1);
    for (int i = 0; i < m; i++) {
      long word = 0;
      for (int point = 0; point < n; point++) {
        word |= (long) (point >> i & 1) << point;
      }
      words.add(word);
    }
    return words;
  }
}

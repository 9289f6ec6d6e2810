package constellations.solver.code.find;

import constellations.verify.exact.PointSet;
import constellations.verify.exact.Quadratic;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Codes of cosine 1/2 in dimensions 17 to 21 from the Barnes-Wall lattice with odd signs (H. Cohn
 * and A. Li, Improved kissing numbers in seventeen through twenty-one dimensions, arXiv
 * 2411.04916).
 *
 * <p>Sixteen coordinates are the points of F_2^4. A quadratic form f is taken modulo affine
 * functions; the words f + a of its class, a affine, are those of Reed-Muller codes. Of squared
 * norm 32 are
 *
 * <ul>
 *   <li>+-4 at two places;
 *   <li>+-2 at the places of a word of weight 8 of class 0, with an odd number of minus signs;
 *   <li>+-2 at the places of a word of weight 6 of a class f of rank 4, with a tail u of squared
 *       norm 8 in further coordinates and one parity of signs; tails at 60 degrees have classes
 *       whose difference has rank 4;
 *   <li>2u.
 * </ul>
 *
 * <p>So far this has as many points as the laminated lattice. The odd signs leave room for words
 * +-a (a &lt;= 4/3) at all sixteen places with tails w: the signs are a word of Reed-Muller's code
 * of order 2 whose class has with f, for each tail u with &lt;u,w> > 0, the parity that forbids to
 * agree with all six signs there. Words with one tail differ at six places, which is so if
 * differences of their classes have rank 4; words with tails at 60 degrees or more, at four.
 */
final class OddSigns {
  private static final int PLACES = 16;

  private OddSigns() {}

  static List<Families.Code> all() {
    List<Families.Code> codes = new ArrayList<>();
    codes.add(code(17, 5730, "Cohn and Li 2024", true));
    codes.add(code(18, 8358, "found here, and by A. Kravatskiy 2026", false));
    codes.add(code(19, 11948, "Cohn and Li 2024, Ho 2026", true));
    codes.add(code(20, 19448, "Cohn and Li 2024", true));
    codes.add(code(21, 29768, "Cohn and Li 2024", true));
    return codes;
  }

  private static Families.Code code(int dimension, int size, String source, boolean integral) {
    return new Families.Code(
        "odd-signs-" + dimension,
        size + " points of the Barnes-Wall lattice with odd signs (" + source + ")",
        dimension,
        size,
        Quadratic.of(BigFraction.of(1, 2)),
        () ->
            switch (dimension) {
              case 17 -> line();
              case 18 -> plane();
              default -> coordinates(dimension - PLACES);
            },
        integral);
  }

  // Quadratic forms of four variables modulo affine functions: a bit for each product x_i x_j.

  /** The 16 values of sum x_i x_j over the pairs of a set, a bit for each. */
  private static int values(int form) {
    int word = 0;
    for (int x = 0; x < PLACES; x++) {
      int value = 0;
      int pair = 0;
      for (int i = 0; i < 4; i++) {
        for (int j = i + 1; j < 4; j++) {
          value ^= form >> pair++ & x >> i & x >> j & 1;
        }
      }
      word |= value << x;
    }
    return word;
  }

  /** The 32 words of the class of a form. */
  private static List<Integer> words(int form) {
    List<Integer> words = new ArrayList<>();
    for (int affine = 0; affine < 32; affine++) {
      int word = values(form);
      for (int x = 0; x < PLACES; x++) {
        word ^= (Integer.bitCount(affine & (x << 1 | 1)) & 1) << x;
      }
      words.add(word);
    }
    return words;
  }

  private static List<Integer> forms() {
    return java.util.stream.IntStream.range(0, 64).boxed().toList();
  }

  private static List<Integer> words(int form, int weight) {
    return words(form).stream().filter(word -> Integer.bitCount(word) == weight).toList();
  }

  /** Whether the rank is 4: all words of the class have weight 6 or 10. */
  private static boolean isBent(int form) {
    return words(form, 6).size() == PLACES;
  }

  /** The parity of the places that a word of one class shares with one of the other. */
  private static int parity(int form, int other) {
    return Integer.bitCount(values(form) & values(other)) & 1;
  }

  /** The largest set of the forms whose differences all have rank 4. */
  private static List<Integer> clique(List<Integer> forms) {
    List<Integer> best = new ArrayList<>();
    grow(new ArrayList<>(), forms, best);
    return best;
  }

  private static void grow(List<Integer> chosen, List<Integer> left, List<Integer> best) {
    if (chosen.size() > best.size()) {
      best.clear();
      best.addAll(chosen);
    }
    for (int i = 0; chosen.size() + left.size() - i > best.size(); i++) {
      int form = left.get(i);
      chosen.add(form);
      grow(
          chosen,
          left.subList(i + 1, left.size()).stream().filter(f -> isBent(f ^ form)).toList(),
          best);
      chosen.remove(chosen.size() - 1);
    }
  }

  /** A largest clique among forms that no other tail has, with the condition of a tail. */
  private static List<Integer> next(Set<Integer> used, java.util.function.IntPredicate condition) {
    List<Integer> free = new ArrayList<>();
    for (int form = 0; form < 64; form++) {
      if (!used.contains(form) && condition.test(form)) {
        free.add(form);
      }
    }
    List<Integer> clique = clique(free);
    used.addAll(clique);
    return clique;
  }

  // Rows: sixteen integers and a tail.

  /** Rows of a factor times the sixteen integers, then the coordinates of a tail. */
  private static final class Rows {
    private final List<List<Quadratic>> rows = new ArrayList<>();
    private final int factor;

    Rows(int factor) {
      this.factor = factor;
    }

    void add(int[] head, List<Quadratic> tail) {
      List<Quadratic> row = new ArrayList<>();
      for (int x : head) {
        row.add(Quadratic.of((long) factor * x));
      }
      row.addAll(tail);
      rows.add(row);
    }

    /** Value at the places of a word, minus where the signs have a bit. */
    void add(int places, int value, int signs, List<Quadratic> tail) {
      int[] head = new int[PLACES];
      for (int x = 0; x < PLACES; x++) {
        head[x] = (places >> x & 1) == 0 ? 0 : (signs >> x & 1) == 0 ? value : -value;
      }
      add(head, tail);
    }

    /** All signs of one parity at the places of a word. */
    void signed(int places, int parity, List<Quadratic> tail) {
      // The subsets of the places, from the whole down.
      for (int signs = places; ; signs = signs - 1 & places) {
        if ((Integer.bitCount(signs) & 1) == parity) {
          add(places, 2, signs, tail);
        }
        if (signs == 0) {
          return;
        }
      }
    }

    /** The vectors without tail: pairs, and words of weight 8 with odd signs. */
    void barnesWall(List<Quadratic> zero) {
      for (int i = 0; i < PLACES; i++) {
        for (int j = 0; j < i; j++) {
          for (int signs = 0; signs < 4; signs++) {
            add(1 << i | 1 << j, 4, (signs & 1) << i | (signs >> 1) << j, zero);
          }
        }
      }
      words(0, 8).forEach(word -> signed(word, 1, zero));
    }

    /** The words of classes, as signs at all places, with one tail. */
    void full(List<Integer> forms, List<Quadratic> tail) {
      for (int form : forms) {
        words(form).forEach(word -> add((1 << PLACES) - 1, 1, word, tail));
      }
    }
  }

  /** Value at the places of a set of k, minus where the signs have a bit. */
  private static List<Quadratic> tail(int k, int set, int signs, int value) {
    List<Quadratic> tail = new ArrayList<>();
    for (int i = 0; i < k; i++) {
      tail.add(Quadratic.of((set >> i & 1) == 0 ? 0L : (signs >> i & 1) == 0 ? value : -value));
    }
    return tail;
  }

  private static List<Quadratic> integers(long... x) {
    return java.util.Arrays.stream(x).mapToObj(Quadratic::of).toList();
  }

  private static List<Quadratic> times(Quadratic factor, List<Quadratic> vector) {
    return vector.stream().map(x -> x.multiply(factor)).toList();
  }

  /** Dimension 17, three times as large: the tails +-u have one class; in 18 coordinates. */
  private static PointSet line() {
    int form = clique(forms()).get(1);
    Rows rows = new Rows(3);
    rows.barnesWall(integers(0, 0));
    Rows words = new Rows(4);
    Set<Integer> used = new LinkedHashSet<>();
    for (long sign = -1; sign <= 1; sign += 2) {
      List<Quadratic> tail = integers(6 * sign, -6 * sign);
      words(form, 6).forEach(word -> rows.signed(word, 1, tail));
      rows.add(new int[PLACES], integers(12 * sign, -12 * sign));
      words.full(next(used, g -> parity(g, form) == 0), integers(4 * sign, -4 * sign));
    }
    rows.rows.addAll(words.rows);
    return PointSet.of(rows.rows);
  }

  /**
   * Dimension 18, three times as large: six tails u at multiples of 60 degrees with three classes
   * that add to 0, and opposite parities at opposite tails; words with six tails between them.
   * There two classes decide, since the third is at right angles.
   */
  private static PointSet plane() {
    List<Integer> bent = clique(forms());
    int[] classes = {bent.get(1), bent.get(2), bent.get(1) ^ bent.get(2)};
    Quadratic root = Quadratic.sqrt(BigFraction.of(3));
    Rows rows = new Rows(3);
    rows.barnesWall(integers(0, 0));
    Rows words = new Rows(4);
    List<Quadratic> tail = integers(6, 6);
    List<Quadratic> between = turned(integers(4, 4), root, Quadratic.ONE);
    Set<Integer> used = new LinkedHashSet<>();
    for (int k = 0; k < 6; k++) {
      int parity = k < 3 ? 1 : 0;
      List<Quadratic> here = tail;
      words(classes[k % 3], 6).forEach(word -> rows.signed(word, parity, here));
      rows.add(new int[PLACES], times(Quadratic.of(2), tail));
      int from = k;
      words.full(
          next(used, g -> isFree(g, classes, from) && isFree(g, classes, from + 1)), between);
      tail = turned(tail, Quadratic.ONE, root);
      between = turned(between, Quadratic.ONE, root);
    }
    rows.rows.addAll(words.rows);
    return PointSet.of(rows.rows);
  }

  /** Whether words of a class cannot agree with all signs of the tail k of {@link #plane}. */
  private static boolean isFree(int form, int[] classes, int k) {
    return parity(form, classes[k % 3]) == (k % 6 < 3 ? 0 : 1);
  }

  /** A vector of the plane turned by the angle of cosine c / 2 and sine s / 2. */
  private static List<Quadratic> turned(List<Quadratic> v, Quadratic c, Quadratic s) {
    BigFraction half = BigFraction.of(1, 2);
    return List.of(
        v.get(0).multiply(c).subtract(v.get(1).multiply(s)).multiply(half),
        v.get(0).multiply(s).add(v.get(1).multiply(c)).multiply(half));
  }

  /**
   * Dimensions 19 to 21: the coordinates of the Golay code's words at sixteen places and k of eight
   * others. Two of the others go with six places, four with four; pairs (i, j) have classes f_i +
   * f_j. All words are +-1, at the others too.
   */
  private static PointSet coordinates(int k) {
    List<Integer> f = chain(k);
    Rows rows = new Rows(1);
    rows.barnesWall(java.util.Collections.nCopies(k, Quadratic.ZERO));
    for (int i = 0; i < k; i++) {
      for (int signs = 0; signs < 4; signs++) {
        for (int x = 0; x < PLACES; x++) {
          rows.add(1 << x, 4, (signs & 1) << x, tail(k, 1 << i, signs >> 1 << i, 4));
        }
        for (int j = 0; j < i; j++) {
          rows.add(
              new int[PLACES], tail(k, 1 << i | 1 << j, (signs & 1) << i | signs >> 1 << j, 4));
        }
      }
    }
    for (int set = 1; set < 1 << k; set++) {
      int size = Integer.bitCount(set);
      if (size == 2 || size == 4) {
        int form = 0;
        for (int i = 0; i < k; i++) {
          form ^= (set >> i & 1) * f.get(i);
        }
        for (int signs = 0; signs < 1 << k; signs++) {
          if ((signs & ~set) == 0) {
            List<Quadratic> tail = tail(k, set, signs, 2);
            int parity = 1 ^ (Integer.bitCount(signs) & 1);
            words(form, 8 - size).forEach(word -> rows.signed(word, parity, tail));
          }
        }
      }
    }
    Set<Integer> used = new LinkedHashSet<>();
    for (int signs = 0; signs < 1 << k; signs++) {
      // With five others, words of different tails differ at two of them.
      if (k < 5 || Integer.bitCount(signs) % 2 == 0) {
        int s = signs;
        rows.full(next(used, g -> agrees(g, f, s)), tail(k, (1 << k) - 1, signs, 1));
      }
    }
    return PointSet.of(rows.rows);
  }

  /** Classes f_0 = 0, f_1, ... whose differences have rank 4, and sums of four rank 2. */
  private static List<Integer> chain(int k) {
    List<Integer> chain = new ArrayList<>(List.of(0));
    for (int form = 1; chain.size() < k; form++) {
      int next = form;
      boolean pairs = chain.stream().allMatch(f -> isBent(f ^ next));
      boolean fours = true;
      for (int a = 0; a < chain.size(); a++) {
        for (int b = 0; b < a; b++) {
          for (int c = 0; c < b; c++) {
            fours &= words(chain.get(a) ^ chain.get(b) ^ chain.get(c) ^ next, 4).size() == 4;
          }
        }
      }
      if (pairs && fours) {
        chain.add(form);
      }
    }
    return chain;
  }

  private static boolean agrees(int form, List<Integer> f, int signs) {
    for (int i = 1; i < f.size(); i++) {
      if (parity(form, f.get(0) ^ f.get(i)) != ((signs ^ signs >> i) & 1)) {
        return false;
      }
    }
    return true;
  }
}

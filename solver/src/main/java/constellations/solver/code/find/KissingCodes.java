package constellations.solver.code.find;

import constellations.solver.code.Blocks;
import constellations.verify.exact.PointSet;
import constellations.verify.exact.Quadratic;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.numbers.fraction.BigFraction;

/** Codes of cosine 1/2 with the best known number of points that are no shells of lattices. */
final class KissingCodes {
  /** Coordinates of K12 over the Eisenstein integers. */
  private static final int LENGTH = 6;

  private KissingCodes() {}

  static List<Families.Code> all() {
    Quadratic half = Quadratic.of(BigFraction.of(1, 2));
    return List.of(
        new Families.Code(
            "ganzhinov-510",
            "510 points from the Coxeter-Todd lattice (Ganzhinov 2022)",
            10,
            510,
            half,
            KissingCodes::ganzhinov),
        new Families.Code(
            "zinoviev-ericson-1154",
            "1154 points from quadruples and Julin's code (Zinoviev and Ericson 1999)",
            13,
            1154,
            half,
            KissingCodes::zinovievEricson,
            false),
        new Families.Code(
            "leech-sloane-2564",
            "2564 points from quadruples and words of fourteen signs (Leech and Sloane 1971)",
            15,
            2564,
            half,
            KissingCodes::leechSloane,
            false));
  }

  /**
   * With r and v minimal vectors of the Coxeter-Todd lattice over the Eisenstein integers, of
   * squared norm 6: (2 + w) v for those with Hermitian product &lt;v,r> = 0, and the multiples by
   * 1, w, w^2 of 2 v - r for &lt;v,r> = 3; all have squared norm 18 and are orthogonal to r and w r
   * (M. Ganzhinov, Highly symmetric lines, arXiv 2207.08266). The Eisenstein integer a + b w has
   * the coordinates a, b - a, -b, whose squared norm is twice its own.
   */
  private static PointSet ganzhinov() {
    List<long[]> minimal = coxeterTodd();
    long[] r = minimal.get(0);
    List<long[]> points = new ArrayList<>();
    for (long[] v : minimal) {
      long[] product = hermitian(v, r);
      if (product[0] == 0 && product[1] == 0) {
        points.add(times(2, 1, v));
      } else if (product[0] == 3 && product[1] == 0) {
        long[] point = new long[2 * LENGTH];
        Arrays.setAll(point, i -> 2 * v[i] - r[i]);
        points.add(point);
        points.add(times(0, 1, point));
        points.add(times(-1, -1, point));
      }
    }
    long[] data = new long[points.size() * 3 * LENGTH];
    int at = 0;
    for (long[] point : points) {
      for (int i = 0; i < LENGTH; i++) {
        data[at++] = point[2 * i];
        data[at++] = point[2 * i + 1] - point[2 * i];
        data[at++] = -point[2 * i + 1];
      }
    }
    return PointSet.ofIntegers(3 * LENGTH, data);
  }

  /**
   * The 756 minimal vectors: theta w^a at one place and -theta w^b at another, theta = w - w^2 = 1
   * + 2 w, and +-(w^a1, ..., w^a6) with a1 + ... + a6 divisible by 3 (Conway and Sloane, Sphere
   * Packings, Lattices and Groups, chapter 4, section 9). Coordinates a, b of a + b w in turn.
   */
  private static List<long[]> coxeterTodd() {
    List<long[]> vectors = new ArrayList<>();
    for (int i = 0; i < LENGTH; i++) {
      for (int j = 0; j < LENGTH; j++) {
        for (int powers = 0; i != j && powers < 9; powers++) {
          long[] vector = new long[2 * LENGTH];
          put(vector, i, times(1, 2, unit(powers % 3)));
          put(vector, j, times(-1, -2, unit(powers / 3)));
          vectors.add(vector);
        }
      }
    }
    for (int powers = 0; powers < 729; powers++) {
      long[] vector = new long[2 * LENGTH];
      int sum = 0;
      int rest = powers;
      for (int i = 0; i < LENGTH; i++) {
        put(vector, i, unit(rest % 3));
        sum += rest % 3;
        rest /= 3;
      }
      if (sum % 3 == 0) {
        vectors.add(vector);
        vectors.add(times(-1, 0, vector));
      }
    }
    return vectors;
  }

  private static void put(long[] vector, int place, long[] number) {
    vector[2 * place] = number[0];
    vector[2 * place + 1] = number[1];
  }

  /** w^power, for power 0, 1 or 2. */
  private static long[] unit(int power) {
    return switch (power) {
      case 0 -> new long[] {1, 0};
      case 1 -> new long[] {0, 1};
      default -> new long[] {-1, -1};
    };
  }

  /** The multiple by a + b w of Eisenstein integers: w^2 = -1 - w. */
  private static long[] times(long a, long b, long[] vector) {
    long[] product = new long[vector.length];
    for (int i = 0; i < vector.length; i += 2) {
      product[i] = a * vector[i] - b * vector[i + 1];
      product[i + 1] = a * vector[i + 1] + b * vector[i] - b * vector[i + 1];
    }
    return product;
  }

  /** The sum of v_i times the conjugate of r_i; the conjugate of w is -1 - w. */
  private static long[] hermitian(long[] v, long[] r) {
    long[] sum = new long[2];
    for (int i = 0; i < v.length; i += 2) {
      long[] term = times(r[i] - r[i + 1], -r[i + 1], new long[] {v[i], v[i + 1]});
      sum[0] += term[0];
      sum[1] += term[1];
    }
    return sum;
  }

  /**
   * Of squared norm 16, where e is the last coordinate vector: +-2 at the places of 51 quadruples,
   * +-1 at twelve places by the words of Julin's code with 2e or -2e, 2 sqrt(3) or its negative at
   * one place with 2e or -2e, and 4e or -4e (V. Zinoviev and T. Ericson, New lower bounds for
   * contact numbers in small dimensions, 1999).
   */
  private static PointSet zinovievEricson() {
    Quadratic root = Quadratic.sqrt(BigFraction.of(12));
    List<List<Quadratic>> rows = new ArrayList<>();
    for (int block : Blocks.quadruples(12)) {
      for (int signs = 0; signs < 16; signs++) {
        List<Quadratic> row = zeros(13);
        int place = 0;
        for (int i = 0; i < 12; i++) {
          if ((block >> i & 1) == 1) {
            row.set(i, Quadratic.of((signs >> place++ & 1) == 0 ? 2 : -2));
          }
        }
        rows.add(row);
      }
    }
    for (int sign = -1; sign <= 1; sign += 2) {
      Quadratic last = Quadratic.of(2L * sign);
      for (int word : julin()) {
        List<Quadratic> row = zeros(13);
        for (int i = 0; i < 12; i++) {
          row.set(i, Quadratic.of((word >> i & 1) == 0 ? 1 : -1));
        }
        row.set(12, last);
        rows.add(row);
      }
      for (int i = 0; i < 12; i++) {
        for (Quadratic value : List.of(root, root.negate())) {
          List<Quadratic> row = zeros(13);
          row.set(i, value);
          row.set(12, last);
          rows.add(row);
        }
      }
      List<Quadratic> row = zeros(13);
      row.set(12, Quadratic.of(4L * sign));
      rows.add(row);
    }
    return PointSet.of(rows);
  }

  /**
   * Of squared norm 16, with a last coordinate: +-2 at the places of 91 quadruples of 14; +-4 at
   * one place; +-2 at the places 2i and 2i + 1 and last +-2 sqrt(2), for seven pairs; +-1 at
   * fourteen places by words of even weight that differ at four places, and last sqrt(2), and by
   * others and last -sqrt(2). (The vectors of the laminated lattice have 77 quadruples, those of a
   * linear code; J. Leech and N. J. A. Sloane, Sphere packing and error-correcting codes, 1971,
   * have as many points.)
   */
  private static PointSet leechSloane() {
    int n = 14;
    Quadratic root = Quadratic.sqrt(BigFraction.of(2));
    Quadratic twice = Quadratic.sqrt(BigFraction.of(8));
    List<List<Quadratic>> rows = new ArrayList<>();
    long[] vectors = Blocks.vectors(n);
    for (int at = 0; at < vectors.length; at += n) {
      List<Quadratic> row = zeros(n + 1);
      for (int i = 0; i < n; i++) {
        row.set(i, Quadratic.of(2 * vectors[at + i]));
      }
      rows.add(row);
    }
    for (int pair = 0; pair < n; pair += 2) {
      for (int signs = 0; signs < 8; signs++) {
        List<Quadratic> row = zeros(n + 1);
        row.set(pair, Quadratic.of((signs & 1) == 0 ? 2 : -2));
        row.set(pair + 1, Quadratic.of((signs & 2) == 0 ? 2 : -2));
        row.set(n, (signs & 4) == 0 ? twice : twice.negate());
        rows.add(row);
      }
    }
    for (int word = 0; word < 1 << n; word++) {
      // Syndromes of the extended Hamming code of length 16, shortened by the places 0 and 1.
      int syndrome = 0;
      for (int i = 0; i < n; i++) {
        syndrome ^= (word >> i & 1) * (i + 2);
      }
      boolean even = Integer.bitCount(word) % 2 == 0;
      if (even && (syndrome == 0 || syndrome == 1)) {
        List<Quadratic> row = zeros(n + 1);
        for (int i = 0; i < n; i++) {
          row.set(i, Quadratic.of((word >> i & 1) == 0 ? 1 : -1));
        }
        row.set(n, syndrome == 0 ? root : root.negate());
        rows.add(row);
      }
    }
    return PointSet.of(rows);
  }

  private static List<Quadratic> zeros(int length) {
    return new ArrayList<>(Collections.nCopies(length, Quadratic.ZERO));
  }

  /**
   * Julin's code of 144 words of length 12 and distance 4: the 132 hexads of the Steiner system
   * S(5, 6, 12), six disjoint pairs and their complements.
   */
  private static Set<Integer> julin() {
    int infinity = 11;
    // The squares modulo 11 and infinity, moved by x + 1 and -1 / x, which generate L2(11).
    int base = 1 << infinity;
    for (int x = 1; x < 11; x++) {
      base |= 1 << x * x % 11;
    }
    int[] shift = new int[12];
    int[] invert = new int[12];
    for (int x = 0; x < 11; x++) {
      shift[x] = (x + 1) % 11;
      int inverse =
          BigInteger.valueOf(x).modPow(BigInteger.valueOf(9), BigInteger.valueOf(11)).intValue();
      invert[x] = x == 0 ? infinity : (11 - inverse) % 11;
    }
    shift[infinity] = infinity;
    invert[infinity] = 0;
    Set<Integer> words = new LinkedHashSet<>(Blocks.orbits(List.of(shift, invert), List.of(base)));
    for (int i = 0; i < 12; i += 2) {
      words.add(3 << i);
      words.add(0xFFF & ~(3 << i));
    }
    return words;
  }
}

package constellations.solver.code.lattice;

import constellations.solver.code.ExistingCode;
import constellations.verify.claim.Provenance;
import constellations.verify.exact.PointSet;
import constellations.verify.exact.Quadratic;
import constellations.verify.lattice.Lattice;
import constellations.verify.lattice.LiftedShellCertificate;
import constellations.verify.lattice.LiftedShellCertificate.Lifted;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Codes of cosine 1/2 in dimensions 25 to 31: the minimal vectors of the Leech lattice, of which
 * some sets are lifted into the further dimensions, each into the directions of a triangle
 * (docs/theory.md T43; H. Cohn, Y. Jiao, A. Kumar and S. Torquato, Rigidity of spherical codes,
 * 2011; with sets of 496 vectors C. Ma and others, Finding kissing numbers with game-theoretic
 * reinforcement learning, arXiv 2511.13391, 2025).
 *
 * <p>The triangles are made of roots: as many different ones as there are, at most 42. A set of 496
 * vectors of cosines at most 1/4 was found by a tabu search among the vectors on two of the three
 * octads of a trio, invariant under signs at the octads; 42 sets without a common vector are its
 * images under the powers of an automorphism.
 */
public final class LeechLifts {
  /** The highest dimension. */
  public static final int MAX_DIMENSION = 31;

  private static final int LEECH = 24;
  private static final int SETS = 42;
  private static final int SET = 496;
  private static final String DATA = "leech-lift.txt";

  /** The octads of a trio, a bit for each coordinate. */
  private static final int[] TRIO = {14096384, 2672272, 8559};

  private static final Map<Integer, ExistingCode> CODES = new ConcurrentHashMap<>();

  private LeechLifts() {}

  /** The directions, those of each set, and by how much its vectors are lifted. */
  private record Tails(PointSet directions, List<List<Integer>> sets, BigFraction lift) {}

  /**
   * The code of a dimension.
   *
   * @param dimension from 25 to {@value #MAX_DIMENSION}
   */
  public static ExistingCode of(int dimension) {
    return CODES.computeIfAbsent(dimension, LeechLifts::make);
  }

  private static ExistingCode make(int dimension) {
    Tails tails = tails(dimension - LEECH);
    long named = tails.sets().stream().mapToLong(List::size).sum();
    long points = 196_560 + tails.directions().size() - named;
    for (List<Integer> set : tails.sets()) {
      points += (long) SET * (set.size() - 1);
    }
    BigInteger size = BigInteger.valueOf(points);
    Quadratic half = Quadratic.of(BigFraction.of(1, 2));
    return new ExistingCode(
        dimension,
        size,
        half,
        size
            + " points: minimal vectors of the Leech lattice, "
            + tails.sets().size()
            + " times 496 of them lifted",
        provenance -> certificate(dimension, size, tails, provenance),
        Optional.empty(),
        Optional.empty());
  }

  private static LiftedShellCertificate certificate(
      int dimension, BigInteger points, Tails tails, Provenance provenance) {
    long[][] basis =
        SectionLattices.reducedBasis(
            Arrays.stream(LeechLattice.golayCode()).mapToObj(w -> (long) w).toList(), LEECH);
    Lattice lattice = Lattice.of(SectionLattices.gram(basis));
    long[][] inverse = longs(lattice.adjugate());
    List<Lifted> classes = new ArrayList<>();
    List<long[]> set = Data.SET_0;
    for (List<Integer> directions : tails.sets()) {
      classes.add(
          new Lifted(
              set.stream().map(v -> coefficients(v, basis, inverse)).toArray(long[][]::new),
              directions));
      set = set.stream().map(LeechLifts::image).toList();
    }
    return new LiftedShellCertificate(
        dimension,
        points,
        Quadratic.of(BigFraction.of(1, 2)),
        lattice,
        4,
        4,
        tails.lift(),
        tails.directions(),
        classes,
        provenance);
  }

  private static long[][] longs(BigInteger[][] matrix) {
    return Arrays.stream(matrix)
        .map(row -> Arrays.stream(row).mapToLong(BigInteger::longValueExact).toArray())
        .toArray(long[][]::new);
  }

  /** The coefficients in a basis of determinant 1, from the inner products with it. */
  private static long[] coefficients(long[] vector, long[][] basis, long[][] inverse) {
    long[] products = new long[LEECH];
    for (int i = 0; i < LEECH; i++) {
      for (int k = 0; k < LEECH; k++) {
        products[i] += vector[k] * basis[i][k];
      }
    }
    long[] coefficients = new long[LEECH];
    for (int i = 0; i < LEECH; i++) {
      for (int j = 0; j < LEECH; j++) {
        coefficients[i] += inverse[i][j] * products[j] / 8;
      }
    }
    return coefficients;
  }

  private static long[] image(long[] vector) {
    long[] image = new long[LEECH];
    for (int i = 0; i < LEECH; i++) {
      for (int j = 0; j < LEECH; j++) {
        image[i] += Data.AUTOMORPHISM[i][j] * vector[j];
      }
      image[i] /= 4;
    }
    return image;
  }

  /** The numbers of the resource, read when first asked for. */
  private static final class Data {
    private static final long[][] AUTOMORPHISM;
    private static final List<long[]> SET_0;

    static {
      List<long[]> rows = rows();
      AUTOMORPHISM = rows.subList(0, LEECH).toArray(new long[0][]);
      List<long[]> set = new ArrayList<>();
      for (long[] row : rows.subList(LEECH, rows.size())) {
        long[] turned = row.clone();
        // A vector lies on two octads of the trio; signs at one of them and at both.
        int octad = Arrays.stream(TRIO).filter(o -> meets(row, o)).findFirst().orElseThrow();
        for (int i = 0; i < LEECH; i++) {
          turned[i] *= (octad >> i & 1) == 0 ? 1 : -1;
        }
        set.addAll(List.of(row, negated(row), turned, negated(turned)));
      }
      SET_0 = List.copyOf(set);
    }

    private static boolean meets(long[] row, int octad) {
      return IntStream.range(0, LEECH).anyMatch(i -> row[i] != 0 && (octad >> i & 1) == 1);
    }

    private static List<long[]> rows() {
      try (InputStream in = LeechLifts.class.getResourceAsStream(DATA)) {
        if (in == null) {
          throw new IllegalStateException(DATA + " is not in the program");
        }
        return new String(in.readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.startsWith("#"))
            .map(line -> Arrays.stream(line.split(" ")).mapToLong(Long::parseLong).toArray())
            .toList();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static long[] negated(long[] vector) {
    return Arrays.stream(vector).map(x -> -x).toArray();
  }

  // Directions: roots in triangles, and the same roots turned.

  /**
   * Vectors of the root lattice whose reflections, one after the other, turn the roots by more than
   * 30 degrees from all roots.
   */
  private static long[][] reflections(int k) {
    return switch (k) {
      case 3 -> new long[][] {{2, 3, 0}, {-3, -2, 0}};
      case 4 -> new long[][] {{-1, 0, -1, -1}, {1, -1, 0, -1}};
      case 5 -> new long[][] {{0, 0, 1, -1, -1}, {0, 1, 1, 1, 0}};
      case 6 -> new long[][] {{0, 0, 0, -1, -1, 0, 0, -1}, {0, 0, 0, -1, 1, -1, 0, 0}};
      default ->
          new long[][] {
            {0, 0, 1, 1, 0, 0, 0, 1}, {-1, 1, -1, 0, 1, -1, 0, 1}, {0, 0, 1, -1, 0, -1, 0, 0}
          };
    };
  }

  private static Tails tails(int k) {
    if (k == 1) {
      PointSet line = PointSet.ofIntegers(1, new long[] {1, -1, 1, -1});
      return new Tails(line, List.of(List.of(0, 1)), BigFraction.of(1, 4));
    }
    List<long[]> roots = roots(k);
    List<long[]> directions = new ArrayList<>();
    List<List<Integer>> sets = new ArrayList<>();
    for (List<Integer> set : RootTriangles.of(roots, SETS)) {
      int from = directions.size();
      set.forEach(i -> directions.add(roots.get(i)));
      sets.add(IntStream.range(from, directions.size()).boxed().toList());
    }
    for (long[] root : roots) {
      directions.add(k == 2 ? difference(root) : turned(root, reflections(k)));
    }
    long[] data = directions.stream().flatMapToLong(Arrays::stream).toArray();
    return new Tails(PointSet.ofIntegers(roots.get(0).length, data), sets, BigFraction.of(1, 3));
  }

  /** Roots of A2, D3, D4, D5, E6 and E7, in 3 to 8 coordinates. */
  private static List<long[]> roots(int k) {
    List<long[]> roots = new ArrayList<>();
    int n = k == 2 ? 3 : k < 6 ? k : 8;
    long[] pairs = RootSystems.signedPairs(n, 2);
    for (int at = 0; at < pairs.length; at += n) {
      roots.add(Arrays.copyOfRange(pairs, at, at + n));
    }
    for (int signs = 0; n == 8 && signs < 256; signs++) {
      if (Integer.bitCount(signs) % 2 == 0) {
        int s = signs;
        roots.add(IntStream.range(0, n).mapToLong(i -> 1 - 2L * (s >> i & 1)).toArray());
      }
    }
    return roots.stream()
        .filter(r -> k != 2 || r[0] + r[1] + r[2] == 0)
        .filter(r -> k < 6 || r[0] + r[1] == 0)
        .filter(r -> k != 6 || r[1] + r[2] == 0)
        .toList();
  }

  /** The hexagon turned by 30 degrees: (y - z, z - x, x - y). */
  private static long[] difference(long[] v) {
    return new long[] {v[1] - v[2], v[2] - v[0], v[0] - v[1]};
  }

  /** The image of a vector under reflections, times the squared norms of their vectors. */
  private static long[] turned(long[] vector, long[][] reflections) {
    long[] image = vector;
    for (long[] r : reflections) {
      long product = inner(image, r);
      long norm = inner(r, r);
      long[] next = new long[r.length];
      for (int i = 0; i < r.length; i++) {
        next[i] = norm * image[i] - 2 * product * r[i];
      }
      image = next;
    }
    return image;
  }

  private static long inner(long[] x, long[] y) {
    long sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }
}

package constellations.solver.code.find;

import constellations.solver.code.Blocks;
import constellations.solver.code.ExistingCode;
import constellations.solver.code.IndexedCode;
import constellations.solver.code.ListedPoints;
import constellations.solver.code.lattice.LeechLattice;
import constellations.solver.code.lattice.RootSystems;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.PointSet;
import constellations.verify.exact.Quadratic;
import constellations.verify.points.SphericalCodeCertificate;
import constellations.verify.points.Vectors;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/** Named spherical codes with exact coordinates. */
public final class Families {
  private static final int LARGEST_EVIDENCE = 50_000;

  private Families() {}

  /**
   * A named code.
   *
   * @param name as on the command line
   * @param description for people
   * @param dimension d
   * @param size N
   * @param cosine the largest cosine, to be proved by the verifier
   * @param vectors makes the N x d vectors; more coordinates than d in a section of another code
   * @param integral whether the coordinates are integers
   */
  public record Code(
      String name,
      String description,
      int dimension,
      int size,
      Quadratic cosine,
      Supplier<PointSet> vectors,
      boolean integral) {
    /** A code whose coordinates are integers if its cosine is rational. */
    Code(
        String name,
        String description,
        int dimension,
        int size,
        Quadratic cosine,
        Supplier<PointSet> vectors) {
      this(name, description, dimension, size, cosine, vectors, cosine.isRational());
    }

    /** The same as a code that exists, with its points as evidence. */
    ExistingCode existing() {
      Supplier<IndexedCode> indexed = () -> new ListedPoints(vectors.get());
      return new ExistingCode(
          dimension,
          BigInteger.valueOf(size),
          cosine,
          description,
          provenance ->
              new SphericalCodeCertificate(
                  dimension, size, cosine, Vectors.Inline.of(vectors.get()), provenance),
          integral ? Optional.of(indexed) : Optional.empty(),
          Optional.of(vectors));
    }
  }

  /** The codes that need no parameter. */
  public static List<Code> fixed() {
    BigFraction half = BigFraction.of(1, 2);
    BigInteger five = BigInteger.valueOf(5);
    List<Code> codes = new ArrayList<>();
    codes.add(
        new Code(
            "icosahedron",
            "12 vertices of the icosahedron",
            3,
            12,
            Quadratic.of(BigFraction.ZERO, BigFraction.of(1, 5), five),
            Families::icosahedron));
    codes.add(
        new Code(
            "d4",
            "24 roots of D4, the 24-cell",
            4,
            24,
            Quadratic.of(half),
            () -> PointSet.ofIntegers(4, RootSystems.signedPairs(4, 1))));
    codes.add(
        new Code(
            "600-cell",
            "120 vertices of the 600-cell",
            4,
            120,
            Quadratic.of(BigFraction.of(1, 4), BigFraction.of(1, 4), five),
            Families::cell600));
    codes.add(
        new Code("e6", "72 roots of E6", 6, 72, Quadratic.of(half), () -> orthogonalRoots(0b110)));
    codes.add(
        new Code("e7", "126 roots of E7", 7, 126, Quadratic.of(half), () -> orthogonalRoots(0b10)));
    codes.add(
        new Code(
            "e8",
            "240 roots of E8",
            8,
            240,
            Quadratic.of(half),
            () -> PointSet.ofIntegers(8, e8Roots())));
    int[] quadruples = {18, 30, 35, 51, 65, 91};
    for (int n = 9; n < 15; n++) {
      int length = n;
      int size = 2 * n + 16 * quadruples[n - 9];
      codes.add(
          new Code(
              "quadruples-" + n,
              size + " vectors of construction A with quadruples",
              n,
              size,
              Quadratic.of(half),
              () -> PointSet.ofIntegers(length, Blocks.vectors(length))));
    }
    codes.addAll(KissingCodes.all());
    codes.addAll(OddSigns.all());
    codes.addAll(DerivedCodes.all());
    codes.add(
        new Code(
            "leech",
            "196560 minimal vectors of the Leech lattice",
            24,
            196560,
            Quadratic.of(half),
            () -> PointSet.ofIntegers(24, LeechLattice.minimalVectors())));
    return List.copyOf(codes);
  }

  /** The roots of E8 that are orthogonal to those of the chosen places 1 to 7 with place 0. */
  private static PointSet orthogonalRoots(int places) {
    long[] roots = e8Roots();
    List<long[]> rows = new ArrayList<>();
    for (int i = 0; i < roots.length; i += 8) {
      long[] row = java.util.Arrays.copyOfRange(roots, i, i + 8);
      boolean orthogonal = true;
      for (int place = 1; place < 8; place++) {
        orthogonal &= (places >> place & 1) == 0 || row[0] + row[place] == 0;
      }
      if (orthogonal) {
        rows.add(row);
      }
    }
    return PointSet.ofIntegers(8, rows.stream().flatMapToLong(java.util.Arrays::stream).toArray());
  }

  /**
   * The fixed codes of a cosine that have enough points in few enough dimensions; without the
   * largest, which lattices have as well, with shorter evidence.
   */
  static Stream<ExistingCode> fixed(long points, long dimension, Quadratic cosine) {
    return fixed().stream()
        .filter(code -> code.size() >= points && code.size() <= LARGEST_EVIDENCE)
        .filter(code -> code.dimension() <= dimension)
        .filter(code -> code.cosine().compareTo(cosine) <= 0)
        .map(Code::existing);
  }

  /** Names of the codes that need a dimension. */
  public static List<String> parametric() {
    return List.of("simplex", "cross-polytope", "a", "d");
  }

  /**
   * Finds a code by name.
   *
   * @param dimension needed by simplex and cross-polytope, otherwise null
   * @throws BadInputException if there is none of that name, or the dimension is missing or refused
   */
  public static Code named(String name, Integer dimension) {
    String key = name.toLowerCase(Locale.ROOT);
    if (parametric().contains(key)) {
      if (dimension == null || dimension < 1 || dimension > 2000) {
        throw BadInputException.argument(
            "dimension", dimension == null ? "none" : dimension, "a number from 1 to 2000");
      }
      return switch (key) {
        case "simplex" -> simplex(dimension);
        case "cross-polytope" -> crossPolytope(dimension);
        case "a" -> rootsOfA(dimension);
        default -> rootsOfD(dimension);
      };
    }
    Optional<Code> code = fixed().stream().filter(c -> c.name().equals(key)).findFirst();
    if (code.isEmpty()) {
      List<String> names = new ArrayList<>(parametric());
      fixed().forEach(c -> names.add(c.name()));
      throw BadInputException.argument("family", name, "one of " + String.join(", ", names));
    }
    if (dimension != null && dimension != code.get().dimension()) {
      throw BadInputException.argument(
          "dimension", dimension, code.get().dimension() + ", that of " + key);
    }
    return code.get();
  }

  /** The regular simplex: d + 1 points of cosine -1/d. */
  public static Code simplex(int d) {
    return new Code(
        "simplex",
        "the regular simplex",
        d,
        d + 1,
        Quadratic.of(BigFraction.of(-1, d)),
        () -> simplexVectors(d),
        false);
  }

  /** The cross-polytope: 2d points of cosine 0 (d = 1: cosine -1). */
  public static Code crossPolytope(int d) {
    return new Code(
        "cross-polytope",
        "the cross-polytope",
        d,
        2 * d,
        d == 1 ? Quadratic.of(-1) : Quadratic.ZERO,
        () -> {
          long[] data = new long[2 * d * d];
          for (int i = 0; i < d; i++) {
            data[2 * i * d + i] = 1;
            data[(2 * i + 1) * d + i] = -1;
          }
          return PointSet.ofIntegers(d, data);
        });
  }

  /**
   * The roots of A_d: d (d + 1) points of cosine 1/2, in d + 1 coordinates.
   *
   * @throws BadInputException if d is too small or too large
   */
  private static Code rootsOfA(int d) {
    requireRoots(d, 2);
    return new Code(
        "a",
        "the roots of A" + d,
        d,
        d * (d + 1),
        Quadratic.of(BigFraction.of(1, 2)),
        () -> {
          long[] data = new long[d * (d + 1) * (d + 1)];
          int row = 0;
          for (int i = 0; i <= d; i++) {
            for (int j = 0; j <= d; j++) {
              if (i != j) {
                data[row * (d + 1) + i] = 1;
                data[row * (d + 1) + j] = -1;
                row++;
              }
            }
          }
          return PointSet.ofIntegers(d + 1, data);
        });
  }

  /**
   * The roots of D_d: 2 d (d - 1) points of cosine 1/2.
   *
   * @throws BadInputException if d is too small or too large
   */
  private static Code rootsOfD(int d) {
    requireRoots(d, 3);
    return new Code(
        "d",
        "the roots of D" + d,
        d,
        2 * d * (d - 1),
        Quadratic.of(BigFraction.of(1, 2)),
        () -> PointSet.ofIntegers(d, RootSystems.signedPairs(d, 1)));
  }

  private static void requireRoots(int d, int least) {
    if (d < least || d > 100) {
      throw BadInputException.argument("dimension", d, "from " + least + " to 100 for roots");
    }
  }

  private static PointSet simplexVectors(int d) {
    // v_0 = -(1, ..., 1), v_i = w e_i + t (1, ..., 1) with w = sqrt(d+1): <v_0,v_i> = -w - d t = -1
    // gives t = (1 - w)/d; then |v_i|^2 = w^2 + 2 w t + d t^2 = d and <v_i,v_j> = 2 w t + d t^2 =
    // -1.
    Quadratic w = Quadratic.sqrt(BigFraction.of(d + 1));
    Quadratic t = Quadratic.ONE.subtract(w).multiply(BigFraction.of(1, d));
    List<List<Quadratic>> rows = new ArrayList<>();
    rows.add(java.util.Collections.nCopies(d, Quadratic.of(-1)));
    for (int i = 0; i < d; i++) {
      List<Quadratic> row = new ArrayList<>(java.util.Collections.nCopies(d, t));
      row.set(i, t.add(w));
      rows.add(row);
    }
    return PointSet.of(rows);
  }

  /** Golden ratio. */
  private static Quadratic phi() {
    BigFraction half = BigFraction.of(1, 2);
    return Quadratic.of(half, half, BigInteger.valueOf(5));
  }

  private static PointSet icosahedron() {
    List<List<Quadratic>> rows = new ArrayList<>();
    for (Quadratic one : List.of(Quadratic.ONE, Quadratic.of(-1))) {
      for (Quadratic golden : List.of(phi(), phi().negate())) {
        rows.add(List.of(Quadratic.ZERO, one, golden));
        rows.add(List.of(one, golden, Quadratic.ZERO));
        rows.add(List.of(golden, Quadratic.ZERO, one));
      }
    }
    return PointSet.of(rows);
  }

  private static PointSet cell600() {
    List<List<Quadratic>> rows = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      for (int sign = -2; sign <= 2; sign += 4) {
        List<Quadratic> row = new ArrayList<>(java.util.Collections.nCopies(4, Quadratic.ZERO));
        row.set(i, Quadratic.of(sign));
        rows.add(row);
      }
    }
    for (int signs = 0; signs < 16; signs++) {
      List<Quadratic> row = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        row.add(Quadratic.of((signs >> i & 1) == 0 ? 1 : -1));
      }
      rows.add(row);
    }
    // Even permutations of (+-phi, +-1, +-1/phi, 0), 1/phi = phi - 1.
    Quadratic[] values = {phi(), Quadratic.ONE, phi().subtract(Quadratic.ONE), Quadratic.ZERO};
    for (int[] permutation : evenPermutations()) {
      for (int signs = 0; signs < 8; signs++) {
        Quadratic[] row = new Quadratic[4];
        for (int i = 0; i < 4; i++) {
          row[permutation[i]] = i < 3 && (signs >> i & 1) == 1 ? values[i].negate() : values[i];
        }
        rows.add(List.of(row));
      }
    }
    return PointSet.of(rows);
  }

  private static List<int[]> evenPermutations() {
    List<int[]> even = new ArrayList<>();
    for (int code = 0; code < 256; code++) {
      int[] p = {code & 3, code >> 2 & 3, code >> 4 & 3, code >> 6};
      int inversions = 0;
      boolean distinct = true;
      for (int i = 0; i < 4; i++) {
        for (int j = i + 1; j < 4; j++) {
          distinct &= p[i] != p[j];
          inversions += p[i] > p[j] ? 1 : 0;
        }
      }
      if (distinct && inversions % 2 == 0) {
        even.add(p);
      }
    }
    return even;
  }

  /** The 240 roots of E8, times 2. */
  static long[] e8Roots() {
    long[] pairs = RootSystems.signedPairs(8, 2);
    long[] data = java.util.Arrays.copyOf(pairs, 240 * 8);
    int row = 112;
    for (int signs = 0; signs < 256; signs++) {
      if (Integer.bitCount(signs) % 2 == 0) {
        for (int i = 0; i < 8; i++) {
          data[row * 8 + i] = (signs >> i & 1) == 0 ? 1 : -1;
        }
        row++;
      }
    }
    return data;
  }
}

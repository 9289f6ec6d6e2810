package constellations.solver.code.lattice;

import constellations.verify.lattice.Lattice;
import constellations.verify.lattice.LatticeExistence;
import constellations.verify.lattice.LatticeShell;
import constellations.verify.lattice.ThetaSeries;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The densest lattice that we have in each dimension, among the laminated lattices, the
 * Coxeter-Todd lattice, extremal even unimodular lattices of dimension 32 and 40, a lattice of
 * Kschischang and Pasupathy of dimension 36, sections of these, and direct sums.
 */
public final class LatticeCatalogue {
  /** The highest dimension. */
  static final int MAX_DIMENSION = 64;

  /** The least squared norm of most of them. */
  private static final long USUAL_NORM = 4;

  private static final int LAMINATED = 24;

  /** Below this dimension sections of the lattice of dimension 32 are worse than direct sums. */
  private static final int SECTIONS_FROM = 29;

  /** Shortest functionals of KP36 and two sections, found once by {@link SectionLattices}. */
  static final int[][] QUATERNARY_SECTIONS = {{30}, {-7, 13, -17, 18, -19, -22, -24, 28, 32}, {29}};

  private LatticeCatalogue() {}

  /** A lattice, its least norm, and its name as it stands behind "over" or "of". */
  record Entry(Lattice lattice, long leastNorm, String name) {
    Entry(Lattice lattice, String name) {
      this(lattice, USUAL_NORM, name);
    }

    /** mu^n / det, which grows with the density of spheres of the least distance. */
    BigFraction density() {
      return BigFraction.of(
          BigInteger.valueOf(leastNorm).pow(lattice.dimension()), lattice.determinant());
    }
  }

  /** Made when first asked for: lattice n at index n. */
  private static final class Small {
    private static final Entry[] ENTRIES = entries();

    private static Entry[] entries() {
      Entry[] entries = new Entry[LAMINATED + 1];
      for (long[][] gram : SectionLattices.down(SectionLattices.leech(), 1)) {
        int n = gram.length;
        String name =
            n == LAMINATED ? "the Leech lattice" : "the laminated lattice of dimension " + n;
        entries[n] = new Entry(Lattice.of(gram), name);
      }
      for (long[][] gram : SectionLattices.down(SectionLattices.coxeterTodd(), 11)) {
        int n = gram.length;
        String name = "the Coxeter-Todd lattice";
        entries[n] = new Entry(Lattice.of(gram), n == 12 ? name : "a section of " + name);
      }
      return entries;
    }
  }

  /** Made when first asked for: lattice n at index n. */
  private static final class Large {
    private static final Entry[] ENTRIES = entries();

    private static Entry[] entries() {
      Entry[] entries = new Entry[MAX_DIMENSION + 1];
      System.arraycopy(Small.ENTRIES, 0, entries, 0, Small.ENTRIES.length);
      String even = "an extremal even unimodular lattice of dimension ";
      List<long[][]> sections = SectionLattices.down(SectionLattices.dimension32(), SECTIONS_FROM);
      for (long[][] gram : sections) {
        int n = gram.length;
        String section = n == 32 ? "" : "a section of dimension " + n + " of ";
        entries[n] = new Entry(Lattice.of(gram), section + even + 32);
      }
      List<long[][]> quaternary =
          SectionLattices.down(QuaternaryLattices.dimension36(), QUATERNARY_SECTIONS);
      for (long[][] gram : quaternary) {
        int n = gram.length;
        String section = n == 36 ? "" : "a section of dimension " + n + " of ";
        entries[n] = new Entry(Lattice.of(gram), 8, section + "the quaternary lattice KP36");
      }
      entries[40] = new Entry(Lattice.of(SectionLattices.dimension40()), even + 40);
      for (int n = LAMINATED + 1; n <= MAX_DIMENSION; n++) {
        int best = 1;
        for (int a = 2; 2 * a <= n; a++) {
          best = density(entries, n, a).compareTo(density(entries, n, best)) > 0 ? a : best;
        }
        boolean better =
            entries[n] == null || density(entries, n, best).compareTo(entries[n].density()) > 0;
        entries[n] = better ? sum(entries[n - best], entries[best]) : entries[n];
      }
      return entries;
    }

    /** That of the direct sum of a lattice of dimension a and one of dimension n - a. */
    private static BigFraction density(Entry[] entries, int n, int a) {
      return entries[n - a].density().multiply(entries[a].density());
    }

    private static Entry sum(Entry left, Entry right) {
      // Both are scaled to one least norm.
      long least = Math.max(left.leastNorm(), right.leastNorm());
      Lattice first = left.lattice();
      Lattice second = right.lattice();
      int n = first.dimension();
      long[][] gram = new long[n + second.dimension()][n + second.dimension()];
      for (int i = 0; i < gram.length; i++) {
        for (int j = 0; j < gram.length; j++) {
          if (i < n && j < n) {
            gram[i][j] = least / left.leastNorm() * first.gram(i, j);
          } else if (i >= n && j >= n) {
            gram[i][j] = least / right.leastNorm() * second.gram(i - n, j - n);
          }
        }
      }
      return new Entry(
          Lattice.of(gram), least, "the direct sum of " + left.name() + " and " + right.name());
    }
  }

  /**
   * The lattice of a dimension.
   *
   * @param n from 1 to {@value #MAX_DIMENSION}
   */
  static Entry lattice(int n) {
    return n <= LAMINATED ? Small.ENTRIES[n] : Large.ENTRIES[n];
  }

  /** An enumeration of more than about this many vectors is not begun. */
  private static final double MOST_ENUMERATED = 300_000;

  private static final int MOST_ENUMERATED_DIMENSION = 32;

  private static final long NODES = 4_000_000;

  private static final Map<List<Integer>, Optional<BigInteger>> COUNTS = new ConcurrentHashMap<>();

  /**
   * The number of vectors of a squared norm in the lattice of a dimension, where it is known by a
   * theta series or by a short enumeration.
   */
  public static Optional<BigInteger> vectors(int n, int norm) {
    return COUNTS.computeIfAbsent(List.of(n, norm), key -> count(lattice(n), norm));
  }

  private static Optional<BigInteger> count(Entry entry, int norm) {
    Lattice lattice = entry.lattice();
    boolean theta = ThetaSeries.of(lattice).isPresent();
    if (!theta
        && (lattice.dimension() > MOST_ENUMERATED_DIMENSION
            || LatticeExistence.ball(lattice, norm) > MOST_ENUMERATED)) {
      return Optional.empty();
    }
    return LatticeShell.count(lattice, entry.leastNorm(), norm, NODES)
        .map(LatticeShell.Count::vectors);
  }
}

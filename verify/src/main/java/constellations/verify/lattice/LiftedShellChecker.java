package constellations.verify.lattice;

import constellations.verify.claim.Check;
import constellations.verify.claim.Checker;
import constellations.verify.claim.Verdict;
import constellations.verify.exact.Cosine;
import constellations.verify.exact.PointSet;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.WorkBudget;
import constellations.verify.lattice.LiftedShellCertificate.Lifted;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Checks {@code lifted-shell}: the least norm, the number of vectors, that heads are different
 * vectors of the shell, and each sort of pairs of points.
 *
 * <p>The argument: docs/theory.md T9, T10, T11, T12, T3, T43.
 */
final class LiftedShellChecker implements Checker<LiftedShellCertificate> {
  /** Of cosines that are shown. */
  private static final int DECIMALS = 15;

  @Override
  public Verdict check(LiftedShellCertificate certificate, Check check) {
    Examination examination = new Examination(certificate, check.budget());
    Optional<String> fault = examination.fault();
    return fault
        .map(reason -> Verdict.of(false, certificate, reason, examination.decided))
        .orElseGet(() -> Verdict.of(true, certificate, examination.found, examination.decided));
  }

  /** What two directions may be to each other. */
  private enum Pairs {
    OF_NO_CLASS,
    OF_A_CLASS_AND_OF_NONE,
    OF_ONE_CLASS,
    OF_TWO_CLASSES
  }

  /** One certificate; each step says what is wrong, if something is. */
  private static final class Examination {
    private final LiftedShellCertificate certificate;
    private final WorkBudget budget;
    private final Lattice lattice;
    private final PointSet directions;
    private final BigFraction lift;

    /** 1 - h, the squared cosine of the lift. */
    private final BigFraction ground;

    private final Quadratic cosine;
    private String found = "";

    /** Inequalities: the least norm, the number of points, and pairs of heads and directions. */
    private long decided = 2;

    Examination(LiftedShellCertificate certificate, WorkBudget budget) {
      this.certificate = certificate;
      this.budget = budget;
      this.lattice = certificate.lattice();
      this.directions = certificate.directions();
      this.lift = certificate.lift();
      this.ground = BigFraction.ONE.subtract(certificate.lift());
      this.cosine = certificate.cosine();
    }

    Optional<String> fault() {
      return leastNorm().or(this::space).or(this::heads).or(this::tails).or(this::number);
    }

    private Optional<String> leastNorm() {
      return LatticeShell.leastNormFault(lattice, certificate.leastNorm(), budget);
    }

    private static Optional<String> fault(boolean holds, String otherwise) {
      return holds ? Optional.empty() : Optional.of(otherwise);
    }

    /** The largest cosine that two vectors of the shell can have. */
    private BigFraction shellCosine() {
      return BigFraction.ONE.subtract(
          BigFraction.of(certificate.leastNorm(), 2L * certificate.norm()));
    }

    private Optional<String> space() {
      int further = certificate.dimension() - lattice.dimension();
      if (directions.dimension() > further) {
        double columns = directions.dimension();
        // The elimination has minors of a hundred digits for each column.
        budget.charge(directions.size() * columns * columns + 20 * Math.pow(columns, 4));
        int rank = directions.rank();
        if (rank > further) {
          return Optional.of("the directions have rank " + rank + ", above " + further);
        }
      }
      return fault(
          Quadratic.of(shellCosine()).compareTo(cosine) <= 0,
          "vectors of the shell may have cosine " + shellCosine() + ", above the claim");
    }

    /** Heads are different vectors of the shell, and within a class far enough apart. */
    private Optional<String> heads() {
      Set<List<Long>> all = new HashSet<>();
      long largest = Long.MIN_VALUE;
      for (Lifted lifted : certificate.classes()) {
        int n = lattice.dimension();
        double size = lifted.heads().length;
        decided += (long) (size * (size - 1) / 2);
        budget.charge(size * n * n + size * size / 2 * n);
        for (long[] head : lifted.heads()) {
          if (!lattice.norm(head).equals(BigInteger.valueOf(certificate.norm()))) {
            return Optional.of(
                "head " + Arrays.toString(head) + " has squared norm " + lattice.norm(head));
          }
          if (!all.add(Arrays.stream(head).boxed().toList())) {
            return Optional.of("head " + Arrays.toString(head) + " is there twice");
          }
        }
        largest = Math.max(largest, largestProduct(lifted.heads()));
      }
      if (largest == Long.MIN_VALUE) {
        return Optional.empty();
      }
      // Of two heads with one tail: (1 - h) c + h.
      BigFraction between = BigFraction.of(largest, certificate.norm());
      BigFraction reached = ground.multiply(between).add(lift);
      return fault(
          Quadratic.of(reached).compareTo(cosine) <= 0,
          "two heads of a class have cosine " + between + ", lifted " + reached);
    }

    /** The largest inner product of two different rows; the least number for one row. */
    private long largestProduct(long[][] heads) {
      int n = lattice.dimension();
      long largest = Long.MIN_VALUE;
      for (int i = 0; i < heads.length; i++) {
        // At most 64^2 terms below 2^31 2^9 2^9.
        long[] image = new long[n];
        for (int k = 0; k < n; k++) {
          for (int l = 0; l < n; l++) {
            image[k] += lattice.gram(k, l) * heads[i][l];
          }
        }
        for (int j = 0; j < i; j++) {
          long product = 0;
          for (int k = 0; k < n; k++) {
            product += image[k] * heads[j][k];
          }
          largest = Math.max(largest, product);
        }
      }
      return largest;
    }

    /** Which class a direction belongs to, or -1. */
    private int[] owners() {
      int[] owner = new int[directions.size()];
      Arrays.fill(owner, -1);
      for (int c = 0; c < certificate.classes().size(); c++) {
        for (int tail : certificate.classes().get(c).tails()) {
          owner[tail] = c;
        }
      }
      return owner;
    }

    private Optional<String> tails() {
      int[] owner = owners();
      decided += directions.size() * (directions.size() - 1L) / 2;
      double words = directions.words();
      budget.charge(
          (double) directions.size()
              * directions.size()
              * (directions.dimension() + 64)
              * (words * words + 8));
      Map<Pairs, Cosine> largest = new EnumMap<>(Pairs.class);
      for (int i = 0; i < owner.length; i++) {
        for (int j = 0; j < i; j++) {
          Cosine between = directions.cosine(i, directions, j);
          largest.merge(pairs(owner[i], owner[j]), between, (a, b) -> a.compareTo(b) >= 0 ? a : b);
        }
      }
      // The numbers of the certificate may be long: they are compared once for each sort.
      return largest.entrySet().stream()
          .filter(sort -> !fits(sort.getKey(), sort.getValue()))
          .findFirst()
          .map(
              sort ->
                  "two directions "
                      + sort.getKey().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                      + " have cosine "
                      + sort.getValue().ceiling(DECIMALS)
                      + ", which is too large");
    }

    private static Pairs pairs(int classOfI, int classOfJ) {
      if (classOfI < 0 || classOfJ < 0) {
        return classOfI == classOfJ ? Pairs.OF_NO_CLASS : Pairs.OF_A_CLASS_AND_OF_NONE;
      }
      return classOfI == classOfJ ? Pairs.OF_ONE_CLASS : Pairs.OF_TWO_CLASSES;
    }

    /** Whether points in directions of this cosine are far enough apart. */
    private boolean fits(Pairs pairs, Cosine between) {
      return switch (pairs) {
        case OF_NO_CLASS -> between.compareTo(cosine) <= 0;
        // sqrt(h) p / sqrt(q) <= a
        case OF_A_CLASS_AND_OF_NONE ->
            Cosine.of(between.inner(), between.norms().multiply(lift.reciprocal()))
                    .compareTo(cosine)
                <= 0;
        // Of one head: (1 - h) + h t <= a.
        case OF_ONE_CLASS -> between.compareTo(most(BigFraction.ONE)) <= 0;
        // Of different ones, whose cosine is at most the shell's.
        case OF_TWO_CLASSES -> between.compareTo(most(shellCosine())) <= 0;
      };
    }

    /** The largest cosine of directions with which heads of a cosine keep to the claim. */
    private Quadratic most(BigFraction heads) {
      return cosine.subtract(Quadratic.of(ground.multiply(heads))).multiply(lift.reciprocal());
    }

    private Optional<String> number() {
      Optional<LatticeShell.Count> count =
          LatticeShell.count(
              lattice, certificate.leastNorm(), certificate.norm(), LatticeShell.MAX_NODES, budget);
      if (count.isEmpty()) {
        return Optional.of("the vectors cannot be counted within the limit of work");
      }
      BigInteger total = count.get().vectors();
      long alone = Arrays.stream(owners()).filter(c -> c < 0).count();
      total = total.add(BigInteger.valueOf(alone));
      for (Lifted lifted : certificate.classes()) {
        long more = (long) lifted.heads().length * (lifted.tails().size() - 1);
        total = total.add(BigInteger.valueOf(more));
      }
      found =
          count.get().vectors()
              + " vectors of squared norm "
              + certificate.norm()
              + " by "
              + count.get().method()
              + ", with those that are lifted "
              + total
              + " points";
      return fault(total.compareTo(certificate.points()) >= 0, found);
    }
  }
}

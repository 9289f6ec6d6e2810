package constellations.verify.composition;

import constellations.verify.claim.AllSubsets;
import constellations.verify.claim.Claim;
import constellations.verify.claim.ConstellationClaim;
import constellations.verify.claim.Demand;
import constellations.verify.claim.Relevance;
import constellations.verify.claim.RelevanceMatrix;
import constellations.verify.claim.RetrievalClaim;
import constellations.verify.claim.TwoSidedExists;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.WorkBudget;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The rules that end at queries and documents: rows and columns of another matrix, different rows
 * as a code, sums over subsets. Exact, but for square roots that are rounded outwards.
 *
 * <p>The argument: docs/theory.md T36, T37, T38.
 */
final class RetrievalRules {
  private static final int DIGITS = 60;

  private RetrievalRules() {}

  /**
   * What a claim says, of whichever matrix: the identity for pairs.
   *
   * @param identity the number of pairs, or nothing
   * @param relevance any other matrix
   * @param dimension for bounds the last dimension that is excluded; none for all
   * @param bias none for all
   */
  private record Said(
      boolean exists,
      boolean strict,
      Optional<BigInteger> identity,
      Optional<Relevance> relevance,
      OptionalLong dimension,
      Quadratic margin,
      Optional<Quadratic> bias) {
    static Optional<Said> of(Claim claim) {
      if (claim instanceof ConstellationClaim constellation) {
        return of(constellation);
      }
      if (claim instanceof RetrievalClaim.Exists e) {
        return Optional.of(
            matrix(true, false, e, OptionalLong.of(e.dimension()), Optional.of(e.bias())));
      }
      if (claim instanceof RetrievalClaim.Needs n) {
        return Optional.of(
            matrix(false, false, n, OptionalLong.of(n.dimension() - 1), Optional.of(n.bias())));
      }
      return claim instanceof RetrievalClaim.MarginBound b
          ? Optional.of(matrix(false, true, b, b.dimension(), b.bias()))
          : Optional.empty();
    }

    private static Said matrix(
        boolean exists,
        boolean strict,
        RetrievalClaim claim,
        OptionalLong dimension,
        Optional<Quadratic> bias) {
      // One of n documents each is the identity.
      Optional<BigInteger> pairs =
          claim.relevance() instanceof AllSubsets subsets && subsets.top() == 1
              ? Optional.of(subsets.numberOfDocuments())
              : Optional.empty();
      return new Said(
          exists, strict, pairs, Optional.of(claim.relevance()), dimension, claim.margin(), bias);
    }

    private static Optional<Said> of(ConstellationClaim claim) {
      Demand demand = claim.demand();
      if (demand.modalities() != 2 || !demand.graph().isComplete()) {
        return Optional.empty();
      }
      long dimension =
          claim instanceof ConstellationClaim.Exists e
              ? e.dimension()
              : claim instanceof ConstellationClaim.Needs n
                  ? n.dimension() - 1
                  : ((ConstellationClaim.MarginBound) claim).dimension();
      return Optional.of(
          new Said(
              claim instanceof ConstellationClaim.Exists,
              claim instanceof ConstellationClaim.MarginBound,
              Optional.of(demand.pairs()),
              Optional.empty(),
              OptionalLong.of(dimension),
              demand.margin(),
              Optional.of(demand.bias())));
    }

    /** Whether this follows from the other, if the matrices are the same. */
    boolean follows(Said other) {
      if (exists != other.exists) {
        return false;
      }
      if (exists) {
        return dimension.orElseThrow() >= other.dimension.orElseThrow() && covers(other, this);
      }
      boolean dimensions =
          other.dimension.isEmpty()
              || (dimension.isPresent() && dimension.getAsLong() <= other.dimension.getAsLong());
      if (!dimensions) {
        return false;
      }
      // No margin m exists (needs), or none above m (strict).
      if (!other.strict) {
        return bias.isPresent() && covers(this, other);
      }
      boolean biases =
          other.bias.isEmpty() || (bias.isPresent() && bias.get().compareTo(other.bias.get()) == 0);
      int order = margin.compareTo(other.margin);
      return biases && (strict ? order >= 0 : order > 0);
    }

    /** Whether vectors of the margin and bias of one have those of the other. */
    private static boolean covers(Said more, Said less) {
      Quadratic b = more.bias.orElseThrow();
      Quadratic c = less.bias.orElseThrow();
      return c.add(less.margin).compareTo(b.add(more.margin)) <= 0
          && c.subtract(less.margin).compareTo(b.subtract(more.margin)) >= 0;
    }
  }

  /** Rows and columns of one matrix make the other: vectors for the one serve for the other. */
  static boolean induced(CompositionCertificate certificate, Claim part, WorkBudget budget) {
    Optional<Said> claim = Said.of(certificate.claim());
    Optional<Said> known = Said.of(part);
    if (claim.isEmpty() || known.isEmpty() || !claim.get().follows(known.get())) {
      return false;
    }
    Said whole = claim.get().exists ? known.get() : claim.get();
    Said small = claim.get().exists ? claim.get() : known.get();
    return contains(whole, small, certificate.placement(), budget);
  }

  private static boolean contains(Said whole, Said small, Placement at, WorkBudget budget) {
    Relevance matrix = whole.relevance.orElse(null);
    if (matrix instanceof AllSubsets subsets && at.rows().isEmpty()) {
      return small.identity.isPresent()
          ? at.equals(Placement.NONE) && hasPairs(subsets, small.identity.get())
          : small.relevance.orElseThrow() instanceof RelevanceMatrix rows
              && hasRows(subsets, rows, at);
    }
    if (whole.identity.isPresent() && small.identity.isPresent() && at.equals(Placement.NONE)) {
      return small.identity.get().compareTo(whole.identity.get()) <= 0;
    }
    Optional<RelevanceMatrix> inner =
        small.identity.isPresent()
            ? identity(small.identity.get(), at)
            : small
                .relevance
                .filter(RelevanceMatrix.class::isInstance)
                .map(r -> (RelevanceMatrix) r);
    if (inner.isEmpty()
        || at.rows().size() != inner.get().rows().size()
        || at.columns().size() != inner.get().documents()) {
      return false;
    }
    Map<Integer, List<Integer>> places = new TreeMap<>();
    for (int j = 0; j < at.columns().size(); j++) {
      places.computeIfAbsent(at.columns().get(j), c -> new ArrayList<>()).add(j);
    }
    for (int i = 0; i < at.rows().size(); i++) {
      Optional<List<Integer>> outer = row(whole, at.rows().get(i));
      if (outer.isEmpty()) {
        return false;
      }
      Set<Integer> found = new HashSet<>();
      budget.charge(20.0 * outer.get().size() + inner.get().rows().get(i).size() + 20);
      for (int column : outer.get()) {
        List<Integer> all = places.getOrDefault(column, List.of());
        budget.charge(20.0 * all.size());
        found.addAll(all);
      }
      if (!found.equals(new HashSet<>(inner.get().rows().get(i)))) {
        return false;
      }
    }
    return inRange(at.columns(), whole);
  }

  private static Optional<RelevanceMatrix> identity(BigInteger pairs, Placement at) {
    int listed = at.rows().size();
    if (listed == 0 || !pairs.equals(BigInteger.valueOf(listed))) {
      return Optional.empty();
    }
    List<List<Integer>> rows = new ArrayList<>();
    for (int i = 0; i < listed; i++) {
      rows.add(List.of(i));
    }
    return Optional.of(new RelevanceMatrix(listed, rows));
  }

  /** A row of the larger matrix, if there is one of this number. */
  private static Optional<List<Integer>> row(Said whole, int number) {
    if (whole.identity.isPresent()) {
      return Optional.of(List.of(number)).filter(r -> inRange(r, whole));
    }
    return whole
        .relevance
        .filter(RelevanceMatrix.class::isInstance)
        .map(matrix -> ((RelevanceMatrix) matrix).rows())
        .filter(rows -> number >= 0 && number < rows.size())
        .map(rows -> rows.get(number));
  }

  private static boolean inRange(List<Integer> columns, Said whole) {
    BigInteger most =
        whole.identity.orElseGet(() -> whole.relevance.orElseThrow().numberOfDocuments());
    return columns.stream().allMatch(c -> c >= 0 && BigInteger.valueOf(c).compareTo(most) < 0);
  }

  /** A part of k - 1 documents and one of the others each. */
  private static boolean hasPairs(AllSubsets subsets, BigInteger pairs) {
    return pairs.compareTo(BigInteger.valueOf(subsets.documents() - subsets.top() + 1)) <= 0;
  }

  /** Whether each row of the matrix is what some k documents leave in these columns. */
  private static boolean hasRows(AllSubsets subsets, RelevanceMatrix matrix, Placement at) {
    List<Integer> columns = at.columns();
    boolean range = columns.stream().allMatch(c -> c >= 0 && c < subsets.documents());
    if (!range || !at.rows().isEmpty() || columns.size() != matrix.documents()) {
      return false;
    }
    Map<Integer, Integer> copies = new TreeMap<>();
    columns.forEach(c -> copies.merge(c, 1, Integer::sum));
    long others = subsets.documents() - copies.size();
    for (List<Integer> row : matrix.rows()) {
      Set<Integer> chosen = new HashSet<>();
      int all = 0;
      for (int j : row) {
        if (chosen.add(columns.get(j))) {
          all += copies.getOrDefault(columns.get(j), 0);
        }
      }
      long missing = (long) subsets.top() - chosen.size();
      if (all != row.size() || missing < 0 || missing > others) {
        return false;
      }
    }
    return true;
  }

  /** Queries of different rows, or documents of different columns, are a code. */
  static boolean distinctRows(CompositionCertificate certificate, Claim.CodeBound bound) {
    Optional<Said> claim = Said.of(certificate.claim());
    if (claim.isEmpty()
        || claim.get().exists
        || !(certificate.claim() instanceof RetrievalClaim retrieval)
        || claim.get().dimension.isEmpty()
        || claim.get().dimension.getAsLong() > bound.dimension()) {
      return false;
    }
    Relevance relevance = retrieval.relevance();
    boolean many =
        relevance.distinctRows().compareTo(bound.points()) > 0
            || relevance.distinctColumns().compareTo(bound.points()) > 0;
    return many && separates(claim.get().margin, claim.get().bias, bound.cosine());
  }

  /**
   * Whether vectors of different rows have at most this cosine: 1 - 2 m^2, and at a bias b^2 - m^2
   * + sqrt((1 - (b+m)^2)(1 - (b-m)^2)).
   */
  private static boolean separates(Quadratic margin, Optional<Quadratic> bias, Quadratic cosine) {
    if (!margin.isRational() || margin.signum() == 0) {
      return false;
    }
    BigFraction m = margin.rational();
    BigFraction square = m.multiply(m);
    if (cosine.compareTo(Quadratic.of(BigFraction.ONE.subtract(square.multiply(2)))) >= 0) {
      return true;
    }
    if (bias.isEmpty() || !bias.get().isRational()) {
      return false;
    }
    BigFraction s = bias.get().rational().add(m);
    BigFraction beta = bias.get().rational().subtract(m);
    if (s.compareTo(BigFraction.ONE) > 0 || beta.add(1).signum() < 0) {
      return false;
    }
    Quadratic rest = cosine.subtract(Quadratic.of(s.multiply(beta)));
    BigFraction product =
        BigFraction.ONE
            .subtract(s.multiply(s))
            .multiply(BigFraction.ONE.subtract(beta.multiply(beta)));
    return rest.signum() >= 0 && rest.square().compareTo(Quadratic.of(product)) >= 0;
  }

  /** Sums over k points of a code of two-sided cosines, and one dimension more to move the bias. */
  static boolean subsets(CompositionCertificate certificate, TwoSidedExists code) {
    if (!(certificate.claim() instanceof RetrievalClaim.Exists claim)
        || !(claim.relevance() instanceof AllSubsets all)
        || !claim.margin().isRational()
        || !claim.bias().isRational()
        || all.numberOfDocuments().compareTo(code.points()) > 0
        || claim.dimension() < code.dimension()) {
      return false;
    }
    return SubsetSums.of(
            all.top(),
            code.least().rational(RoundingMode.FLOOR),
            code.cosine().rational(RoundingMode.CEILING),
            DIGITS)
        .filter(
            sums ->
                sums.reaches(
                    claim.margin().rational(),
                    claim.bias().rational(),
                    claim.dimension() > code.dimension()))
        .isPresent();
  }
}

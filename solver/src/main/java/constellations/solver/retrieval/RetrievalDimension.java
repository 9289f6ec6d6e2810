package constellations.solver.retrieval;

import constellations.solver.dimension.CodeDimension;
import constellations.solver.dimension.End;
import constellations.solver.dimension.NeededDimension;
import constellations.solver.dimension.Query;
import constellations.solver.dimension.UpperEnd;
import constellations.solver.search.RetrievalSearch;
import constellations.verify.CertificateWriter;
import constellations.verify.claim.AllSubsets;
import constellations.verify.claim.Certificate;
import constellations.verify.claim.Provenance;
import constellations.verify.claim.Relevance;
import constellations.verify.claim.RelevanceMatrix;
import constellations.verify.claim.RetrievalClaim;
import constellations.verify.composition.CompositionCertificate.Rule;
import constellations.verify.composition.Placement;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import constellations.verify.points.RetrievalCertificate;
import constellations.verify.theorem.SubsetMargin;
import constellations.verify.theorem.TheoremCertificate;
import constellations.verify.theorem.TheoremCertificate.Theorem;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The needed dimension of vectors for queries and documents as an interval. From below by pairs
 * among them (an induced matching) and by the number of different rows and columns; from above by
 * pairs, if queries and documents have labels, by sums over codes, and by search.
 *
 * @param query what was asked
 * @param lower no vectors exist in fewer dimensions
 * @param upper vectors exist in this dimension
 */
public record RetrievalDimension(RetrievalQuery query, End lower, End upper) {
  /** Cosines of codes of different rows are rounded up at this decimal. */
  private static final int COSINE_DECIMALS = 9;

  private static final int MARGIN_DECIMALS = 18;

  /** Larger problems are not searched. */
  private static final long MOST_SEARCHED = 20_000;

  /**
   * Answers.
   *
   * @param effort as for constellations
   */
  public static RetrievalDimension of(RetrievalQuery query, UpperEnd.Effort effort) {
    return query.relevance() instanceof AllSubsets subsets
        ? subsets(query, subsets, effort)
        : matrix(query, DistinctMatrix.of((RelevanceMatrix) query.relevance()), effort);
  }

  // A query for each k of n documents.

  private static RetrievalDimension subsets(
      RetrievalQuery query, AllSubsets subsets, UpperEnd.Effort effort) {
    Optional<End> beyond = beyond(query, subsets, effort);
    if (beyond.isPresent()) {
      return new RetrievalDimension(query, beyond.get(), beyond.get());
    }
    End lower =
        highest(
            byPairs(query, Optional.empty(), effort),
            byRows(query, effort),
            byDependence(query, subsets, effort));
    if (lower.dimension().isEmpty()) {
      return new RetrievalDimension(query, lower, lower);
    }
    End upper =
        SubsetCodes.of(subsets, query.margin(), query.bias())
            .map(
                codes ->
                    new End(
                        OptionalLong.of(codes.dimension()),
                        codes.method(),
                        Optional.of(
                            codes.certificate(
                                subsets, query.margin(), query.bias(), effort.by("")))))
            .orElse(End.unknown());
    return new RetrievalDimension(
        query, lower, searched(query, Optional.empty(), lower, upper, effort));
  }

  /** What any positive margin needs (docs/theory.md T39). */
  private static End byDependence(
      RetrievalQuery query, AllSubsets subsets, UpperEnd.Effort effort) {
    long dimension = SubsetMargin.leastDimension(subsets, query.bias());
    String method = "any positive margin of all k-subsets";
    return new End(
        OptionalLong.of(dimension),
        method,
        Optional.of(
            new TheoremCertificate(
                new RetrievalClaim.Needs(dimension, subsets, query.m(), query.b()),
                Theorem.SUBSETS,
                effort.by(method))));
  }

  /** The end if the theorem says that the margin of all k-subsets is below. */
  private static Optional<End> beyond(
      RetrievalQuery query, AllSubsets subsets, UpperEnd.Effort effort) {
    Optional<BigFraction> bias = Optional.of(query.bias());
    BigFraction most = SubsetMargin.margin(subsets, bias, MARGIN_DECIMALS);
    if (query.margin().compareTo(most) <= 0) {
      return Optional.empty();
    }
    String method = "no margin above " + Rationals.ceiling(most, 12) + " in any dimension";
    Certificate certificate =
        new TheoremCertificate(
            new RetrievalClaim.MarginBound(
                OptionalLong.empty(), subsets, Quadratic.of(most), Optional.of(query.b())),
            Theorem.SUBSETS,
            effort.by(method));
    return Optional.of(new End(OptionalLong.empty(), method, Optional.of(certificate)));
  }

  // Any matrix.

  private static RetrievalDimension matrix(
      RetrievalQuery query, DistinctMatrix distinct, UpperEnd.Effort effort) {
    End lower = highest(byPairs(query, Optional.of(distinct), effort), byRows(query, effort));
    if (lower.dimension().isEmpty()) {
      return new RetrievalDimension(query, lower, lower);
    }
    End known =
        Stream.of(byLabels(query, distinct, effort), bySubsets(query, distinct, effort))
            .flatMap(Optional::stream)
            .min(Comparator.comparing(end -> end.dimension().orElseThrow()))
            .orElse(End.unknown());
    End upper = searched(query, Optional.of(distinct), lower, known, effort);
    if (upper.dimension().isEmpty()) {
      Optional<End> beyond = beyond(query, distinct, effort);
      if (beyond.isPresent()) {
        return new RetrievalDimension(query, beyond.get(), beyond.get());
      }
    }
    return new RetrievalDimension(query, lower, upper);
  }

  /** The end if the dual says that the margin is beyond all. */
  private static Optional<End> beyond(
      RetrievalQuery query, DistinctMatrix distinct, UpperEnd.Effort effort) {
    return RetrievalMargin.dual(query.relevance(), distinct, Optional.of(query.bias()), effort)
        .filter(bound -> bound.margin().compareTo(query.margin()) < 0)
        .map(
            bound ->
                new End(
                    OptionalLong.empty(),
                    "no margin above "
                        + Rationals.ceiling(bound.margin(), 12)
                        + " in any dimension",
                    Optional.of(bound.accepted().certificate())));
  }

  /** Queries and documents that match if they have the same label are pairs. */
  private static Optional<End> byLabels(
      RetrievalQuery query, DistinctMatrix distinct, UpperEnd.Effort effort) {
    return distinct
        .labels()
        .flatMap(
            labels -> {
              DistinctMatrix.Labels all = distinct.spread(labels);
              Query asked = pairs(query, BigInteger.valueOf(labels.count()));
              End pairs = NeededDimension.of(asked, effort).upper();
              return pairs
                  .certificate()
                  .map(
                      c ->
                          new End(
                              pairs.dimension(),
                              labels.count() + " labels, " + pairs.method(),
                              Optional.of(
                                  induced(
                                      exists(query, pairs.dimension().orElseThrow()),
                                      Placement.induced(all.rows(), all.columns()),
                                      c,
                                      effort.by(pairs.method())))));
            });
  }

  /** Rows of at most k documents are among all k-subsets of these and some more documents. */
  private static Optional<End> bySubsets(
      RetrievalQuery query, DistinctMatrix distinct, UpperEnd.Effort effort) {
    List<Integer> sizes = distinct.matrix().rows().stream().map(List::size).toList();
    int k = sizes.stream().max(Comparator.naturalOrder()).orElseThrow();
    int least = sizes.stream().min(Comparator.naturalOrder()).orElseThrow();
    long n = (long) distinct.matrix().documents() + k - least;
    if (k < 1 || k >= n || k > AllSubsets.MOST_TOP) {
      return Optional.empty();
    }
    AllSubsets subsets = new AllSubsets(n, k);
    return SubsetCodes.of(subsets, query.margin(), query.bias())
        .map(
            codes ->
                new End(
                    OptionalLong.of(codes.dimension()),
                    codes.method(),
                    Optional.of(
                        induced(
                            exists(query, codes.dimension()),
                            Placement.induced(List.of(), distinct.columns()),
                            codes.certificate(subsets, query.margin(), query.bias(), effort.by("")),
                            effort.by(codes.method())))));
  }

  /**
   * Bisects between the ends with a short search at each dimension, where the matrix is small.
   *
   * @param distinct the rows and columns that are searched; nothing for all k-subsets
   */
  private static End searched(
      RetrievalQuery query,
      Optional<DistinctMatrix> distinct,
      End lower,
      End known,
      UpperEnd.Effort effort) {
    Relevance asked = distinct.<Relevance>map(DistinctMatrix::matrix).orElse(query.relevance());
    BigInteger products = asked.queries().multiply(asked.numberOfDocuments());
    BigDecimal bias = Rationals.floor(query.bias(), 30);
    if (effort.limits().starts() == 0
        || products.compareTo(BigInteger.valueOf(MOST_SEARCHED)) > 0
        || !Rationals.of(bias).equals(query.bias())) {
      return known;
    }
    RelevanceMatrix matrix = asked.listed();
    long rows = matrix.rows().size() + (long) matrix.documents();
    End best = known;
    long failed = Math.max(1, lower.dimension().orElseThrow() - 1);
    long most = known.dimension().orElse(Math.min(matrix.rows().size(), matrix.documents()) + 2L);
    long begin = System.nanoTime();
    while (most - failed > 1 && !effort.limits().interrupted().getAsBoolean()) {
      double left = effort.limits().seconds() - (System.nanoTime() - begin) / 1e9;
      long middle = failed + (most - failed) / 2;
      if (left <= 0) {
        break;
      }
      if (middle * rows > MOST_SEARCHED) {
        most = middle;
        continue;
      }
      Optional<Certificate> found =
          found(
              query,
              new RetrievalSearch.Question(asked, matrix, (int) middle, bias),
              effort.within(left));
      if (found.isPresent()) {
        best =
            new End(
                OptionalLong.of(middle),
                "vectors found by search",
                found.map(c -> whole(query, distinct, middle, c, effort)));
        most = middle;
      } else {
        failed = middle;
      }
    }
    return best;
  }

  /** What vectors of different rows and columns are for all. */
  private static Certificate whole(
      RetrievalQuery query,
      Optional<DistinctMatrix> distinct,
      long dimension,
      Certificate found,
      UpperEnd.Effort effort) {
    return distinct
        .filter(d -> !d.matrix().equals(d.whole()))
        .map(
            d ->
                induced(
                    exists(query, dimension),
                    Placement.induced(d.rows(), d.columns()),
                    found,
                    effort.by("search")))
        .orElse(found);
  }

  private static Optional<Certificate> found(
      RetrievalQuery query, RetrievalSearch.Question question, UpperEnd.Effort effort) {
    return RetrievalSearch.find(question, effort.limits(), effort.by("search"))
        .certificate()
        .filter(c -> c.claim().margin().compareTo(query.m()) >= 0)
        .map(
            c ->
                new RetrievalCertificate(
                    new RetrievalClaim.Exists(
                        question.dimension(), question.asked(), query.m(), query.b()),
                    c.queries(),
                    c.documents(),
                    c.provenance()));
  }

  // What both have.

  private static RetrievalClaim.Exists exists(RetrievalQuery query, long dimension) {
    return new RetrievalClaim.Exists(dimension, query.relevance(), query.m(), query.b());
  }

  private static Certificate induced(
      RetrievalClaim claim, Placement at, Certificate part, Provenance by) {
    return CertificateWriter.composition(claim, Rule.INDUCED, at, part, by);
  }

  private static Query pairs(RetrievalQuery query, BigInteger pairs) {
    return new Query(pairs, query.margin(), query.bias(), 2);
  }

  /** The lower end of pairs among queries and documents. */
  private static End byPairs(
      RetrievalQuery query, Optional<DistinctMatrix> distinct, UpperEnd.Effort effort) {
    AmongThem among = AmongThem.of(query.relevance(), distinct, effort.limits().seconds());
    if (among.atLeastTwo().isEmpty()) {
      return End.theorem(1, "trivial");
    }
    End end = NeededDimension.lower(pairs(query, among.pairs()), effort);
    return new End(
        end.dimension(),
        among.pairs() + " pairs among them, " + end.method(),
        end.certificate()
            .map(c -> induced(needs(query, end), among.at(), c, effort.by(end.method()))));
  }

  private static RetrievalClaim.Needs needs(RetrievalQuery query, End end) {
    return new RetrievalClaim.Needs(
        end.dimension().orElseThrow(), query.relevance(), query.m(), query.b());
  }

  /** The lower end of a number of different rows or columns, whose vectors are a code. */
  private static End byRows(RetrievalQuery query, UpperEnd.Effort effort) {
    BigInteger rows = DistinctRows.most(query.relevance());
    BigFraction cosine =
        Rationals.of(
            Rationals.ceiling(DistinctRows.cosine(query.margin(), query.bias()), COSINE_DECIMALS));
    if (rows.compareTo(BigInteger.TWO) < 0 || cosine.compareTo(BigFraction.ONE) >= 0) {
      return End.theorem(1, "trivial");
    }
    Function<Long, RetrievalClaim> claim =
        d -> new RetrievalClaim.Needs(d, query.relevance(), query.m(), query.b());
    End end =
        CodeDimension.atLeast(
            rows,
            cosine,
            effort,
            (d, bound, method) ->
                CertificateWriter.composition(
                    claim.apply(d), Rule.DISTINCT_ROWS, bound, effort.by(method)));
    return new End(
        end.dimension(),
        DistinctRows.text(rows) + " different rows or columns, " + end.method(),
        end.certificate());
  }

  /** The end that says most; none at all is more than any dimension. */
  private static End highest(End... ends) {
    return Stream.of(ends)
        .max(Comparator.comparing(end -> end.dimension().orElse(Long.MAX_VALUE)))
        .orElseThrow();
  }
}

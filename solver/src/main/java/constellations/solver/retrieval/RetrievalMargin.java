package constellations.solver.retrieval;

import constellations.solver.bound.MarginBound;
import constellations.solver.bound.PointBounds;
import constellations.solver.bound.PointBounds.CosineBound;
import constellations.solver.bound.Programs;
import constellations.solver.dimension.UpperEnd;
import constellations.verify.Accepted;
import constellations.verify.CertificateWriter;
import constellations.verify.claim.AllSubsets;
import constellations.verify.claim.Certificate;
import constellations.verify.claim.ConstellationClaim;
import constellations.verify.claim.Relevance;
import constellations.verify.claim.RelevanceMatrix;
import constellations.verify.claim.RetrievalClaim;
import constellations.verify.composition.CompositionCertificate.Rule;
import constellations.verify.composition.Placement;
import constellations.verify.exact.Quadratic;
import constellations.verify.theorem.SubsetMargin;
import constellations.verify.theorem.TheoremCertificate;
import constellations.verify.theorem.TheoremCertificate.Theorem;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Bounds on the margin of queries and documents, the least first: in every dimension by the theorem
 * of all k-subsets or the dual, in one dimension also by pairs among them and by different rows.
 *
 * @param relevance which documents are relevant to which queries
 * @param dimension d, or nothing for all
 * @param bias b, or nothing for all
 */
public record RetrievalMargin(
    Relevance relevance, OptionalInt dimension, Optional<BigFraction> bias, List<Bound> bounds) {
  private static final int DECIMALS = 15;
  private static final BigInteger MOST_CODES = BigInteger.TEN.pow(18);

  /**
   * One bound.
   *
   * @param margin that none exceeds
   * @param method in words
   * @param accepted the proof
   */
  public record Bound(BigFraction margin, String method, Accepted<?> accepted) {}

  /**
   * Bounds the margin.
   *
   * @param effort its programs, its seed, its time for the dual
   */
  public static RetrievalMargin of(
      Relevance relevance,
      OptionalInt dimension,
      Optional<BigFraction> bias,
      UpperEnd.Effort effort) {
    RetrievalMargin margin = new RetrievalMargin(relevance, dimension, bias, new ArrayList<>());
    Optional<DistinctMatrix> distinct =
        relevance instanceof RelevanceMatrix matrix
            ? Optional.of(DistinctMatrix.of(matrix))
            : Optional.empty();
    if (relevance instanceof AllSubsets subsets) {
      margin.theorem(subsets, effort);
    }
    Optional<AmongThem> pairs =
        AmongThem.of(relevance, distinct, effort.limits().seconds()).atLeastTwo();
    distinct.flatMap(d -> dual(relevance, d, bias, effort)).ifPresent(margin.bounds::add);
    if (distinct.isPresent()) {
      pairs.ifPresent(p -> margin.anywhere(p, effort));
    }
    if (dimension.isPresent()) {
      margin.byRows(DistinctRows.most(relevance), effort);
      if (bias.isPresent()) {
        pairs.ifPresent(p -> margin.byPairs(p, effort));
      }
    }
    margin.bounds.sort(Comparator.comparing(Bound::margin));
    return margin;
  }

  private void theorem(AllSubsets subsets, UpperEnd.Effort effort) {
    BigFraction most = SubsetMargin.margin(subsets, bias, DECIMALS);
    String method = "all k-subsets, in any dimension";
    add(
        most,
        method,
        new TheoremCertificate(
            new RetrievalClaim.MarginBound(
                OptionalLong.empty(), subsets, Quadratic.of(most), bias.map(Quadratic::of)),
            Theorem.SUBSETS,
            effort.by(method)));
  }

  /**
   * The bound of the dual.
   *
   * @param relevance what is asked of
   * @param distinct its different rows and columns
   * @param bias b, or nothing for all
   */
  static Optional<Bound> dual(
      Relevance relevance,
      DistinctMatrix distinct,
      Optional<BigFraction> bias,
      UpperEnd.Effort effort) {
    String method = "dual, in any dimension";
    return MarginDual.of(
            distinct.matrix(),
            bias,
            effort.limits().seed(),
            effort.limits().cancelled(),
            (done, total, value) -> effort.limits().progress().report(done, total, value),
            effort.by(method))
        .flatMap(
            accepted -> {
              Quadratic most = accepted.certificate().claim().margin();
              Optional<? extends Accepted<?>> whole = Optional.of(accepted);
              if (!distinct.matrix().equals(distinct.whole())) {
                whole =
                    Accepted.of(
                        CertificateWriter.composition(
                            new RetrievalClaim.MarginBound(
                                OptionalLong.empty(), relevance, most, bias.map(Quadratic::of)),
                            Rule.INDUCED,
                            Placement.induced(distinct.firstRows(), distinct.firstColumns()),
                            accepted.certificate(),
                            effort.by(method)),
                        1);
              }
              return whole.map(a -> new Bound(most.rational(), method, a));
            });
  }

  /** Different rows, or columns, are a code, whose cosine is bounded from below. */
  private void byRows(BigInteger rows, UpperEnd.Effort effort) {
    if (rows.compareTo(BigInteger.TWO) < 0) {
      return;
    }
    int d = dimension.orElseThrow();
    // A theorem does: where rows are many more than pairs no program reaches their number.
    CosineBound cosine = PointBounds.cosine(d, rows.min(MOST_CODES));
    Optional<BigFraction> most = DistinctRows.margin(cosine.value(), bias, DECIMALS);
    Optional<? extends Accepted<?>> code =
        cosine.proof(d, rows.min(MOST_CODES), effort.provenance());
    if (most.isPresent() && code.isPresent()) {
      String method = DistinctRows.text(rows) + " different rows or columns, " + cosine.method();
      add(
          most.get(),
          method,
          CertificateWriter.composition(
              bound(most.get()), Rule.DISTINCT_ROWS, code.get().certificate(), effort.by(method)));
    }
  }

  private static List<CosineBound> cosines(int d, BigInteger points, Optional<Programs> programs) {
    List<CosineBound> cosines = new ArrayList<>(List.of(PointBounds.cosine(d, points)));
    if (!cosines.get(0).exact()) {
      programs.ifPresent(p -> cosines.addAll(p.cosineBounds(d, points)));
    }
    return cosines;
  }

  /** What no pairs have in any dimension: they are the 1-subsets of as many documents. */
  private void anywhere(AmongThem pairs, UpperEnd.Effort effort) {
    AllSubsets ones = new AllSubsets(pairs.pairs().longValueExact(), 1);
    BigFraction most = SubsetMargin.margin(ones, bias, DECIMALS);
    String method = pairs.pairs() + " pairs among them, in any dimension";
    Certificate theorem =
        new TheoremCertificate(
            new RetrievalClaim.MarginBound(
                OptionalLong.empty(), ones, Quadratic.of(most), bias.map(Quadratic::of)),
            Theorem.SUBSETS,
            effort.by(method));
    add(
        most,
        method,
        CertificateWriter.composition(
            new RetrievalClaim.MarginBound(
                OptionalLong.empty(), relevance, Quadratic.of(most), bias.map(Quadratic::of)),
            Rule.INDUCED,
            pairs.at(),
            theorem,
            effort.by(method)));
  }

  /** Pairs among queries and documents are a constellation. */
  private void byPairs(AmongThem found, UpperEnd.Effort effort) {
    BigInteger pairs = found.pairs();
    int d = dimension.orElseThrow();
    MarginBound.Question question = new MarginBound.Question(d, pairs, 2, bias.orElseThrow());
    List<MarginBound> all = new ArrayList<>(List.of(MarginBound.rankin(question)));
    MarginBound.flat(question).ifPresent(all::add);
    cosines(d, pairs, effort.programs())
        .forEach(cosine -> all.add(MarginBound.projected(question, cosine)));
    for (MarginBound bound : all) {
      bound
          .proof(effort.provenance())
          .ifPresent(
              proof -> {
                Certificate certificate = proof.certificate();
                Quadratic most = ((ConstellationClaim) certificate.claim()).demand().margin();
                String method = pairs + " pairs among them, " + bound.method();
                add(
                    most.rational(),
                    method,
                    CertificateWriter.composition(
                        bound(most.rational()),
                        Rule.INDUCED,
                        found.at(),
                        certificate,
                        effort.by(method)));
              });
    }
  }

  private RetrievalClaim.MarginBound bound(BigFraction most) {
    return new RetrievalClaim.MarginBound(
        OptionalLong.of(dimension.orElseThrow()),
        relevance,
        Quadratic.of(most),
        bias.map(Quadratic::of));
  }

  /** Keeps a bound that the verifier accepts. */
  private void add(BigFraction margin, String method, Certificate certificate) {
    Accepted.of(certificate, 1).ifPresent(a -> bounds.add(new Bound(margin, method, a)));
  }
}

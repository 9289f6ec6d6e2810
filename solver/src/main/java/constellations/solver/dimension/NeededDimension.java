package constellations.solver.dimension;

import constellations.solver.bound.PointBound;
import constellations.solver.modality.Synchronisation;
import constellations.verify.CertificateWriter;
import constellations.verify.claim.Certificate;
import constellations.verify.claim.Claim;
import constellations.verify.claim.ConstellationClaim;
import constellations.verify.claim.Provenance;
import constellations.verify.composition.Composition;
import constellations.verify.composition.CompositionCertificate.Rule;
import constellations.verify.theorem.RankinConstellations;
import constellations.verify.theorem.TheoremCertificate;
import constellations.verify.theorem.TheoremCertificate.Theorem;
import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The needed dimension d(N, m, b) as an interval: the lower end from upper bounds for spherical
 * codes through the projection, the upper end from codes through lift (simplex suffix for k > 2)
 * and alignment. See docs/theory.md S4.
 *
 * @param query what was asked
 * @param lower no constellation exists in fewer dimensions
 * @param upper a constellation exists in this dimension
 */
public record NeededDimension(Query query, End lower, End upper) {
  /**
   * Answers a query.
   *
   * @param effort how much searching may be done for the upper end
   */
  public static NeededDimension of(Query query, UpperEnd.Effort effort) {
    return query.synchronised().graph().isComplete()
        ? complete(query, effort)
        : onGraph(query, effort);
  }

  /** The lower end of the modalities that are all joined, the upper end of the colours. */
  private static NeededDimension onGraph(Query query, UpperEnd.Effort effort) {
    Synchronisation graph = query.synchronised();
    Query clique = query.with(graph.ofClique());
    End joined = lower(clique, effort);
    End lower = joined.on(c -> graph.excluded(c, effort.by("a part of the graph of modalities")));
    if (lower.dimension().isEmpty()) {
      return new NeededDimension(query, lower, lower);
    }
    End colours =
        graph.settled()
            ? UpperEnd.of(clique, joined.dimension().getAsLong(), effort)
            : upper(query.with(graph.ofColours()), effort);
    String method = graph.colours() + " modalities for " + graph.modalities();
    End upper = colours.on(c -> graph.reached(c, effort.by(method)));
    return new NeededDimension(
        query,
        lower,
        graph.settled()
            ? upper
            : UpperEnd.searched(query, lower.dimension().getAsLong(), upper, effort));
  }

  /** The upper end alone; that no dimension suffices for the colours says nothing of the graph. */
  private static End upper(Query colours, UpperEnd.Effort effort) {
    NeededDimension answer = complete(colours, effort);
    return answer.lower().dimension().isEmpty() ? End.unknown() : answer.upper();
  }

  private static NeededDimension complete(Query query, UpperEnd.Effort effort) {
    End lower = lower(query, effort);
    if (lower.dimension().isEmpty()) {
      return new NeededDimension(query, lower, lower);
    }
    return new NeededDimension(
        query, lower, UpperEnd.of(query, lower.dimension().getAsLong(), effort));
  }

  /**
   * The lower end alone, of modalities that are all joined: the better of the projections of all of
   * them and of two.
   */
  public static End lower(Query query, UpperEnd.Effort effort) {
    if (query.negative().add(1).signum() < 0) {
      return End.impossible("bias - margin is below -1");
    }
    Optional<Integer> most = query.mostItems();
    if (most.isPresent() && query.pairs().compareTo(BigInteger.valueOf(most.get())) > 0) {
      return End.impossible(
          query.modalities() + " modalities: at most " + most.get() + " items in any dimension");
    }
    End best = lower(query, query.cosine(2), effort);
    if (query.projected() > 2) {
      End all = lower(query, query.projectedCosine(), effort);
      boolean better =
          best.dimension().isPresent()
              && (all.dimension().isEmpty()
                  || all.dimension().getAsLong() > best.dimension().getAsLong());
      best = better ? all : best;
    }
    return flatter(query, inRankinsRange(query, best, effort), effort);
  }

  /** What Rankin's range for constellations adds (docs/theory.md T27). */
  private static End inRankinsRange(Query query, End codes, UpperEnd.Effort effort) {
    if (codes.dimension().isEmpty()) {
      return codes;
    }
    long dimension = codes.dimension().getAsLong();
    while (RankinConstellations.excludes(dimension, query.pairs(), query.margin(), query.bias())) {
      dimension++;
    }
    if (dimension == codes.dimension().getAsLong()) {
      return codes;
    }
    String method = "Rankin, constellations";
    Claim claim = new ConstellationClaim.Needs(dimension, query.demand());
    return new End(
        OptionalLong.of(dimension),
        method,
        Optional.of(
            new TheoremCertificate(claim, Theorem.RANKIN_CONSTELLATIONS, effort.by(method))));
  }

  /** What the projection to codes of one dimension less adds near bias -1 (docs/theory.md T28). */
  private static End flatter(Query query, End known, UpperEnd.Effort effort) {
    Optional<BigFraction> cosine = Composition.flatCosine(query.margin(), query.bias());
    End best = known;
    while (cosine.isPresent()
        && best.dimension().isPresent()
        && best.dimension().getAsLong() > 1
        && query.pairs().compareTo(BigInteger.TWO) > 0) {
      long code = best.dimension().getAsLong() - 1;
      Optional<PointBound> bound =
          CodeDimension.excluding(code, cosine.get(), query.pairs(), effort.programs());
      if (bound.isEmpty()) {
        break;
      }
      String method = CodeDimension.method(bound.get(), cosine.get(), code);
      best =
          new End(
              OptionalLong.of(code + 2),
              method,
              bound
                  .get()
                  .proof(code, cosine.get(), effort.provenance())
                  .map(
                      p -> projected(query, code + 2, Rule.FLAT_PROJECTION, p, effort.by(method))));
    }
    return best;
  }

  /** The least dimension in which no bound excludes the code of a projection. */
  private static End lower(Query query, BigFraction cosine, UpperEnd.Effort effort) {
    return CodeDimension.atLeast(
        query.pairs(),
        cosine,
        effort,
        (dimension, bound, method) ->
            projected(query, dimension, Rule.PROJECTION, bound, effort.by(method)));
  }

  /** What a bound for codes gives by a projection. */
  private static Certificate projected(
      Query query, long dimension, Rule rule, Certificate bound, Provenance by) {
    return CertificateWriter.composition(
        new ConstellationClaim.Needs(dimension, query.demand()), rule, bound, by);
  }

  /** An end as text: its dimension, {@code none} when none suffices, or {@code unknown}. */
  public String text(End end) {
    return end.text(lower);
  }

  /** The number of dimensions between the ends, if both exist. */
  public Optional<Long> gap() {
    return lower.dimension().isPresent() && upper.dimension().isPresent()
        ? Optional.of(upper.dimension().getAsLong() - lower.dimension().getAsLong())
        : Optional.empty();
  }
}

package constellations.solver.dimension;

import constellations.solver.bound.DelsarteBound;
import constellations.solver.bound.PointBound;
import constellations.solver.bound.PointBounds;
import constellations.solver.bound.Programs;
import constellations.solver.code.find.CodeFinder;
import constellations.solver.modality.Synchronisation;
import constellations.verify.CertificateWriter;
import constellations.verify.claim.Certificate;
import constellations.verify.claim.Claim;
import constellations.verify.claim.ConstellationClaim;
import constellations.verify.composition.Composition;
import constellations.verify.composition.CompositionCertificate.Rule;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import constellations.verify.theorem.Levenshtein;
import constellations.verify.theorem.Rankin;
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
  /** Where Levenshtein's bound is this many times N, the program does not go below N. */
  private static final BigInteger HOPELESS = BigInteger.TWO;

  private static final int MAX_LEVENSHTEIN_DEGREE = 70;

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

  /** The lower end: the better of the projections of all k modalities and of two of them. */
  private static End lower(Query query, UpperEnd.Effort effort) {
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
          PointBounds.excluding(code, cosine.get(), query.pairs())
              .or(() -> excludedBy(effort.programs(), code, cosine.get(), query.pairs()));
      if (bound.isEmpty()) {
        break;
      }
      best =
          projected(
              query,
              code + 2,
              Rule.FLAT_PROJECTION,
              method(bound.get(), cosine.get(), code),
              bound.get().proof(code, cosine.get(), effort.provenance()),
              effort);
    }
    return best;
  }

  /** The least dimension in which no bound excludes a code of N points and cosine alpha. */
  private static End lower(Query query, BigFraction cosine, UpperEnd.Effort effort) {
    BigInteger points = query.pairs();
    if (cosine.signum() < 0) {
      BigInteger most = Rankin.anyDimension(cosine);
      return points.compareTo(most) > 0
          ? End.impossible("Rankin: at most " + most + " pairs in any dimension")
          : rankin(query, cosine, effort);
    }
    Optional<Programs> programs = effort.programs();
    long allowed =
        CodeFinder.firstTrue(
                d -> PointBounds.excluding(d, cosine, points).isEmpty(), Long.MAX_VALUE / 4)
            .orElseThrow();
    if (allowed == 1) {
      return End.theorem(1, "trivial");
    }
    PointBound bound = PointBounds.excluding(allowed - 1, cosine, points).orElseThrow();
    long excluded = allowed - 1;
    // The program may exclude further dimensions; where it does not, it still gives a certificate.
    Optional<PointBound> better = excludedBy(programs, allowed, cosine, points);
    while (better.isPresent()) {
      excluded++;
      bound = better.get();
      better = excludedBy(programs, excluded + 1, cosine, points);
    }
    if (excluded == allowed - 1) {
      bound = excludedBy(programs, excluded, cosine, points).orElse(bound);
    }
    Optional<Certificate> proof = bound.proof(excluded, cosine, effort.provenance());
    return projected(
        query, excluded + 1, Rule.PROJECTION, method(bound, cosine, excluded), proof, effort);
  }

  private static String method(PointBound bound, BigFraction cosine, long dimension) {
    return bound.method()
        + ": at most "
        + bound.points()
        + " points of cosine "
        + Rationals.toString(cosine)
        + " in dimension "
        + dimension;
  }

  /** For a negative cosine: N points need N - 1 dimensions. */
  private static End rankin(Query query, BigFraction cosine, UpperEnd.Effort effort) {
    long needed = query.pairs().longValueExact() - 1;
    if (needed == 1) {
      return End.theorem(1, "Rankin");
    }
    Claim bound =
        new Claim.CodeBound(
            needed - 1, query.pairs().subtract(BigInteger.ONE), Quadratic.of(cosine));
    Certificate proof = new TheoremCertificate(bound, Theorem.RANKIN, effort.by("Rankin"));
    return projected(query, needed, Rule.PROJECTION, "Rankin", Optional.of(proof), effort);
  }

  /** The end that a bound for codes gives by a projection. */
  private static End projected(
      Query query,
      long dimension,
      Rule rule,
      String method,
      Optional<Certificate> bound,
      UpperEnd.Effort effort) {
    Optional<Certificate> certificate =
        bound.map(
            part ->
                CertificateWriter.composition(
                    new ConstellationClaim.Needs(dimension, query.demand()),
                    rule,
                    part,
                    effort.by(method)));
    return new End(OptionalLong.of(dimension), method, certificate);
  }

  /**
   * Whether the program excludes N points, where it can and does not take long: where Levenshtein's
   * bound is far above N the program is too, and where its degree is high the program's is higher.
   */
  private static Optional<PointBound> excludedBy(
      Optional<Programs> programs, long dimension, BigFraction cosine, BigInteger points) {
    if (dimension < 3 || dimension > DelsarteBound.MAX_DIMENSION) {
      return Optional.empty();
    }
    return programs
        .filter(
            program ->
                Levenshtein.below(dimension, cosine, points.multiply(HOPELESS))
                    .filter(bound -> bound.degree() <= MAX_LEVENSHTEIN_DEGREE)
                    .isPresent())
        .flatMap(program -> program.bound((int) dimension, Quadratic.of(cosine), points))
        .filter(bound -> bound.points().compareTo(points) < 0);
  }

  /** An end as text: its dimension, {@code none} when none suffices, or {@code unknown}. */
  public String text(End end) {
    if (end.dimension().isPresent()) {
      return Long.toString(end.dimension().getAsLong());
    }
    return lower.dimension().isPresent() ? "unknown" : "none";
  }

  /** The number of dimensions between the ends, if both exist. */
  public Optional<Long> gap() {
    return lower.dimension().isPresent() && upper.dimension().isPresent()
        ? Optional.of(upper.dimension().getAsLong() - lower.dimension().getAsLong())
        : Optional.empty();
  }
}

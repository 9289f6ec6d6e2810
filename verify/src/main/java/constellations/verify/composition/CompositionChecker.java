package constellations.verify.composition;

import constellations.verify.claim.Certificate;
import constellations.verify.claim.Check;
import constellations.verify.claim.Checker;
import constellations.verify.claim.Claim;
import constellations.verify.claim.ConstellationClaim;
import constellations.verify.claim.Demand;
import constellations.verify.claim.ModalityGraph;
import constellations.verify.claim.TwoSidedExists;
import constellations.verify.claim.Verdict;
import constellations.verify.claim.Weakening;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.WorkBudget;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Checks {@code composition}: the certificates of its parts, then the rule, exactly.
 *
 * <p>The argument: docs/theory.md T18, T19, T20, T21, T22, T23, T28, T31, T36, T37, T38.
 */
final class CompositionChecker implements Checker<CompositionCertificate> {
  /** So many modalities are projected at most. */
  private static final int MOST_MODALITIES = 1000;

  /** The work of all parts together, in operations on words of 64 bits: some twenty seconds. */
  private static final double MAX_WORK = 4e10;

  @Override
  public Verdict check(CompositionCertificate certificate, Check check) {
    List<Claim> claims = new ArrayList<>();
    long inequalities = 1;
    WorkBudget budget = check.budget().limited(MAX_WORK);
    for (CompositionCertificate.Part part : certificate.parts()) {
      Certificate inner = part.certificate();
      Verdict verdict = check.part(inner, budget);
      if (!verdict.accepted()) {
        return Verdict.rejected(certificate, part.file() + ": " + verdict.reason(), inequalities);
      }
      inequalities += verdict.inequalities();
      claims.add(inner.claim());
    }
    boolean holds =
        switch (certificate.rule()) {
          case LIFT -> claims.get(0) instanceof Claim.CodeExists code && lift(certificate, code);
          case ALIGNED ->
              claims.get(0) instanceof Claim.CodeExists code && aligned(certificate, code);
          case PROJECTION ->
              claims.get(0) instanceof Claim.CodeBound bound && projection(certificate, bound);
          case FLAT_PROJECTION ->
              claims.get(0) instanceof Claim.CodeBound bound && flatProjection(certificate, bound);
          case DIRECT_SUM -> directSum(certificate, claims);
          case LAYERS -> layers(certificate, claims);
          case WEAKENING -> Weakening.follows(claims.get(0), certificate.claim());
          case HOMOMORPHISM -> homomorphism(certificate, claims.get(0));
          case INDUCED -> RetrievalRules.induced(certificate, claims.get(0), budget);
          case DISTINCT_ROWS ->
              claims.get(0) instanceof Claim.CodeBound bound
                  && RetrievalRules.distinctRows(certificate, bound);
          case SUBSETS ->
              claims.get(0) instanceof TwoSidedExists code
                  && RetrievalRules.subsets(certificate, code);
        };
    StringBuilder from = new StringBuilder();
    claims.forEach(claim -> from.append(from.isEmpty() ? "" : "; ").append(claim.text()));
    String reason =
        certificate.rule() + (holds ? ", from: " : " does not give the claim, from: ") + from;
    return Verdict.of(holds, certificate, reason, inequalities);
  }

  private static boolean lift(CompositionCertificate certificate, Claim.CodeExists code) {
    return certificate.claim() instanceof ConstellationClaim.Exists exists
        && rational(exists.demand())
        && exists.demand().pairs().compareTo(code.points()) <= 0
        && exists.dimension() - code.dimension() >= exists.demand().modalities() - 1
        && Composition.lifts(
            code.cosine(),
            exists.demand().margin().rational(),
            exists.demand().bias().rational(),
            exists.demand().modalities());
  }

  private static boolean aligned(CompositionCertificate certificate, Claim.CodeExists code) {
    if (!(certificate.claim() instanceof ConstellationClaim.Exists exists)) {
      return false;
    }
    Quadratic margin = exists.demand().margin();
    Quadratic bias = exists.demand().bias();
    return exists.demand().pairs().compareTo(code.points()) <= 0
        && exists.dimension() >= code.dimension()
        && bias.add(margin).compareTo(Quadratic.ONE) <= 0
        && code.cosine().compareTo(bias.subtract(margin)) <= 0;
  }

  /** The constellation that does not exist in R^d if there is one of the claim; d is the first. */
  private record Excluded(long dimension, Demand demand) {}

  /** What is to be excluded for the claim: no larger margin exists than one that does not exist. */
  private static Optional<Excluded> excluded(CompositionCertificate certificate) {
    Optional<Excluded> excluded = Optional.empty();
    if (certificate.claim() instanceof ConstellationClaim.Needs needs) {
      excluded = Optional.of(new Excluded(needs.dimension() - 1, needs.demand()));
    } else if (certificate.claim() instanceof ConstellationClaim.MarginBound bound) {
      excluded = Optional.of(new Excluded(bound.dimension(), bound.demand()));
    }
    return excluded.filter(e -> rational(e.demand()));
  }

  private static boolean projection(CompositionCertificate certificate, Claim.CodeBound bound) {
    Optional<Excluded> excluded = excluded(certificate);
    if (excluded.isEmpty()) {
      return false;
    }
    Demand demand = excluded.get().demand();
    BigFraction margin = demand.margin().rational();
    BigFraction bias = demand.bias().rational();
    return demand.pairs().compareTo(bound.points()) > 0
        && excluded.get().dimension() <= bound.dimension()
        && IntStream.rangeClosed(
                2, demand.graph().isComplete() ? Math.min(demand.modalities(), MOST_MODALITIES) : 2)
            .anyMatch(j -> Composition.projects(bound.cosine(), margin, bias, j));
  }

  private static boolean flatProjection(CompositionCertificate certificate, Claim.CodeBound bound) {
    Optional<Excluded> excluded = excluded(certificate);
    if (excluded.isEmpty()) {
      return false;
    }
    Demand demand = excluded.get().demand();
    return demand.pairs().compareTo(bound.points()) > 0
        && demand.pairs().compareTo(BigInteger.TWO) > 0
        && excluded.get().dimension() <= bound.dimension() + 1
        && Composition.flatCosine(demand.margin().rational(), demand.bias().rational())
            .filter(cosine -> bound.cosine().compareTo(Quadratic.of(cosine)) >= 0)
            .isPresent();
  }

  /**
   * Existence goes along a homomorphism from the graph of the claim to that of the part, impossible
   * margins along one from the graph of the part to that of the claim.
   */
  private static boolean homomorphism(CompositionCertificate certificate, Claim part) {
    if (!(certificate.claim() instanceof ConstellationClaim claim)
        || !(part instanceof ConstellationClaim known)) {
      return false;
    }
    ModalityGraph here = claim.demand().graph();
    ModalityGraph there = known.demand().graph();
    boolean along =
        claim instanceof ConstellationClaim.Exists
            ? there.isImageOf(here, certificate.placement().map())
            : here.isImageOf(there, certificate.placement().map());
    return along && Weakening.follows(known.on(here), claim);
  }

  private static boolean directSum(CompositionCertificate certificate, List<Claim> claims) {
    if (!(certificate.claim() instanceof Claim.CodeExists sum)) {
      return false;
    }
    BigInteger dimension = BigInteger.ZERO;
    BigInteger points = BigInteger.ZERO;
    for (Claim claim : claims) {
      if (!(claim instanceof Claim.CodeExists code) || code.cosine().compareTo(sum.cosine()) > 0) {
        return false;
      }
      dimension = dimension.add(BigInteger.valueOf(code.dimension()));
      points = points.add(code.points());
    }
    return dimension.compareTo(BigInteger.valueOf(sum.dimension())) <= 0
        && points.compareTo(sum.points()) >= 0
        && (claims.size() == 1 || sum.cosine().signum() >= 0);
  }

  private static boolean layers(CompositionCertificate certificate, List<Claim> claims) {
    if (!(certificate.claim() instanceof Claim.CodeExists all)) {
      return false;
    }
    BigInteger points = BigInteger.ZERO;
    for (int i = 0; i < claims.size(); i++) {
      BigFraction height = certificate.placement().heights().get(i);
      // Of a code of at least one point one is taken, which has no cosine.
      if (!(claims.get(i) instanceof Claim.CodeExists layer)
          || layer.dimension() >= all.dimension()
          || (!layer.points().equals(BigInteger.ONE)
              && !Composition.layer(layer.cosine(), height, all.cosine()))) {
        return false;
      }
      for (int j = 0; j < i; j++) {
        if (!Composition.apart(height, certificate.placement().heights().get(j), all.cosine())) {
          return false;
        }
      }
      points = points.add(layer.points());
    }
    return points.compareTo(all.points()) >= 0;
  }

  private static boolean rational(Demand demand) {
    return demand.margin().isRational()
        && demand.bias().isRational()
        && demand.margin().add(demand.bias()).compareTo(Quadratic.ONE) <= 0;
  }
}

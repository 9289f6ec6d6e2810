package constellations.verify.claim;

import constellations.verify.claim.Claim.CodeBound;
import constellations.verify.claim.Claim.CodeExists;
import constellations.verify.exact.Quadratic;

/**
 * What follows from a claim by leaving out points or pairs, adding dimensions, allowing a larger
 * cosine or a smaller margin, or for bounds the other way round; exact.
 *
 * <p>The argument: docs/theory.md T23.
 */
public final class Weakening {
  private Weakening() {}

  /**
   * {@return whether a claim follows from another}
   *
   * @param from what is known
   * @param weaker the claim that may follow
   * @throws constellations.verify.exact.BadInputException if bias and margin of a demand lie in two
   *     quadratic fields
   */
  public static boolean follows(Claim from, Claim weaker) {
    if (from instanceof CodeExists more && weaker instanceof CodeExists less) {
      return less.dimension() >= more.dimension()
          && less.points().compareTo(more.points()) <= 0
          && less.cosine().compareTo(more.cosine()) >= 0;
    }
    if (from instanceof CodeBound more && weaker instanceof CodeBound less) {
      return less.dimension() <= more.dimension()
          && less.points().compareTo(more.points()) >= 0
          && less.cosine().compareTo(more.cosine()) <= 0;
    }
    if (from instanceof ConstellationClaim.Exists more
        && weaker instanceof ConstellationClaim.Exists less) {
      return less.dimension() >= more.dimension() && more.demand().covers(less.demand());
    }
    // What a weaker demand needs, a stronger one needs as well.
    if (from instanceof ConstellationClaim.Needs more
        && weaker instanceof ConstellationClaim.Needs less) {
      return less.dimension() <= more.dimension() && less.demand().covers(more.demand());
    }
    // No larger margin exists than one that does not exist.
    if (from instanceof ConstellationClaim.Needs more
        && weaker instanceof ConstellationClaim.MarginBound less) {
      return less.dimension() < more.dimension() && less.demand().covers(more.demand());
    }
    if (from instanceof ConstellationClaim.MarginBound more
        && weaker instanceof ConstellationClaim.MarginBound less) {
      return less.dimension() <= more.dimension() && beyond(less.demand(), more.demand()) >= 0;
    }
    return from instanceof ConstellationClaim.MarginBound more
        && weaker instanceof ConstellationClaim.Needs less
        && less.dimension() <= more.dimension() + 1
        && beyond(less.demand(), more.demand()) > 0;
  }

  /** The sign of a margin less what a bound says at its bias; -1 where that says nothing. */
  private static int beyond(Demand demand, Demand bound) {
    boolean bounded =
        demand.pairs().compareTo(bound.pairs()) >= 0 && demand.graph().contains(bound.graph());
    return bounded ? demand.margin().compareTo(marginAt(bound, demand.bias())) : -1;
  }

  /**
   * {@return the margin m + |b' - b| that no constellation exceeds at another bias b', if none
   * exceeds m at b: one of margin n at b' has the margin n - |b' - b| at b}
   *
   * @param bound the margin m, and its bias b
   * @param bias the other bias b'
   */
  public static Quadratic marginAt(Demand bound, Quadratic bias) {
    Quadratic shift = bias.subtract(bound.bias());
    return bound.margin().add(shift.signum() < 0 ? shift.negate() : shift);
  }
}

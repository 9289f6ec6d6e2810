package constellations.solver.dimension;

import constellations.verify.claim.Certificate;
import constellations.verify.claim.Tier;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One end of an interval for the needed dimension.
 *
 * @param dimension the end, or nothing when no dimension suffices (or none is known to)
 * @param method what proves it
 * @param tier what stands behind it
 * @param certificate evidence that the verifier has accepted, if there is any
 */
public record End(
    OptionalLong dimension, String method, Tier tier, Optional<Certificate> certificate) {
  static End theorem(long dimension, String method) {
    return new End(OptionalLong.of(dimension), method, Tier.THEOREM, Optional.empty());
  }

  /** An upper end that is not known: nothing excludes a constellation, and none is known. */
  static End unknown() {
    return new End(
        OptionalLong.empty(), "no construction is known", Tier.THEOREM, Optional.empty());
  }

  static End impossible(String method) {
    return new End(OptionalLong.empty(), method, Tier.THEOREM, Optional.empty());
  }
}

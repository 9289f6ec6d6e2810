package constellations.solver.results;

import constellations.solver.bound.BoundMethod;
import constellations.solver.bound.KnownBounds;
import constellations.verify.claim.Claim;
import constellations.verify.claim.Provenance;
import constellations.verify.threepoint.ThreePointCertificate;

/** The bounds on codes among the results. */
public final class ResultBounds {
  private ResultBounds() {}

  /**
   * All of an index.
   *
   * @param provenance of what follows from them
   */
  public static KnownBounds of(ResultIndex index, Provenance provenance) {
    return new KnownBounds(
        index.entries().stream()
            .filter(e -> e.claim() instanceof Claim.CodeBound)
            .map(
                e ->
                    new KnownBounds.Known(
                        (Claim.CodeBound) e.claim(),
                        e.kind().equals(ThreePointCertificate.KIND)
                            ? BoundMethod.THREE_POINT
                            : BoundMethod.DELSARTE,
                        e.provenance().method(),
                        () -> index.certificate(e)))
            .toList(),
        provenance);
  }
}

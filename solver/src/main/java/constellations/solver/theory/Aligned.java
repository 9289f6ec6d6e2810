package constellations.solver.theory;

import constellations.verify.points.Constellation;
import constellations.verify.points.SphericalCode;
import java.util.Collections;

/**
 * The aligned constellation (docs/theory.md T19): all modalities equal to one code X of cosine at
 * most b - m; a (d, m, b)-constellation whenever m + b <= 1. Over all biases it is optimal: with m
 * = (1 - alpha_d(N))/2 at b = 1 - m.
 */
public final class Aligned {
  private Aligned() {}

  /** The constellation U^1 = ... = U^k = X. */
  public static Constellation of(SphericalCode code, int modalities) {
    return new Constellation(Collections.nCopies(modalities, code.points()));
  }
}

package constellations.verify.frame;

import constellations.verify.claim.Certificate;
import constellations.verify.claim.Claim;
import constellations.verify.claim.ConstellationClaim;
import constellations.verify.claim.Demand;
import constellations.verify.claim.Provenance;
import constellations.verify.exact.BadInputException;
import java.math.BigInteger;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Claims a bound for constellations: that none of N pairs has a larger margin in R^d, or that they
 * need a dimension. The evidence is a positive semidefinite function of the frames of two pairs
 * that is small where the inner products of two pairs can be.
 *
 * <p>The argument: docs/theory.md T29.
 *
 * @param claim a {@link ConstellationClaim.MarginBound} or {@link ConstellationClaim.Needs}
 * @param bits integers of the evidence are over 2^bits
 * @param level c times 2^bits: the function is claimed to be at most -c
 * @param kernels the function, their sum
 */
public record FrameBoundCertificate(
    Claim claim, int bits, BigInteger level, List<FrameKernel> kernels, Provenance provenance)
    implements Certificate {
  /** The name of this kind. */
  public static final String KIND = "frame-bound";

  /** More kernels are not needed. */
  static final int MAX_KERNELS = 64;

  /**
   * Checks that the claim is of this kind, not that it is true.
   *
   * @param claim what is claimed
   * @param bits of the denominators
   * @param level c times 2^bits
   * @param kernels the function
   * @param provenance how the evidence was found; never relied upon
   * @throws BadInputException if it is not, or a number is out of range
   */
  public FrameBoundCertificate {
    kernels = List.copyOf(kernels);
    if (!(claim instanceof ConstellationClaim.MarginBound
        || claim instanceof ConstellationClaim.Needs)) {
      throw BadInputException.argument("claim", claim.text(), "a bound for constellations");
    }
    if (bits < 0 || bits > FrameKernel.MAX_BITS) {
      throw BadInputException.argument("evidence.bits", bits, "from 0 to " + FrameKernel.MAX_BITS);
    }
    if (level.signum() <= 0 || level.bitLength() > FrameKernel.MAX_BITS) {
      throw BadInputException.argument(
          "evidence.level", level, "positive, at most " + FrameKernel.MAX_BITS + " bits");
    }
    if (kernels.isEmpty() || kernels.size() > MAX_KERNELS) {
      throw BadInputException.argument(
          "evidence.kernels", kernels.size() + " kernels", "1 to " + MAX_KERNELS);
    }
  }

  @Override
  public String kind() {
    return KIND;
  }

  /** {@return the dimension in which the constellation is excluded} */
  long dimension() {
    return claim instanceof ConstellationClaim.MarginBound bound
        ? bound.dimension()
        : ((ConstellationClaim.Needs) claim).dimension() - 1;
  }

  /** {@return the constellation that is excluded} */
  Demand demand() {
    return claim instanceof ConstellationClaim.MarginBound bound
        ? bound.demand()
        : ((ConstellationClaim.Needs) claim).demand();
  }

  /**
   * {@return the function}
   *
   * @param d the dimension
   */
  FramePolynomial function(int d) {
    FramePolynomial sum = FramePolynomial.of(BigFraction.ZERO);
    for (FrameKernel kernel : kernels) {
      sum = sum.add(kernel.polynomial(d, bits));
    }
    return sum;
  }
}

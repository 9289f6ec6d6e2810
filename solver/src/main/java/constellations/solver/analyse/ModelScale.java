package constellations.solver.analyse;

import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Rationals;
import java.math.BigDecimal;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The numbers that a model was trained with: its logits are scale times product plus bias, as in
 * SigLIP.
 *
 * @param scale t &gt; 0, by which products are multiplied: the exponential of SigLIP's parameter
 * @param logitBias what is added, negative in SigLIP
 */
public record ModelScale(BigFraction scale, BigFraction logitBias) {
  private static final int DECIMALS = 18;

  /** Smaller scales are more likely to be logarithms. */
  private static final double SMALL = 7;

  /**
   * Checks the scale.
   *
   * @throws BadInputException if it is not positive
   */
  public ModelScale {
    if (scale.signum() <= 0) {
      throw BadInputException.argument("logit-scale", Rationals.toString(scale), "more than 0");
    }
  }

  /** The relative bias -logitBias / scale, rounded down. */
  public BigDecimal relativeBias() {
    return Rationals.floor(logitBias.negate().divide(scale), DECIMALS);
  }

  /** The margin at that bias; exact, rounded down. */
  public BigDecimal margin(Analysis analysis) {
    return analysis.separation().marginFloor(relativeBias(), DECIMALS);
  }

  /** The sigmoid loss of all pairs, in nats; numeric. */
  public double loss(Analysis analysis) {
    return SigmoidFit.loss(
        analysis.scan().positives(),
        analysis.scan().negatives(),
        scale.doubleValue(),
        -logitBias.doubleValue());
  }

  /** A hint for a scale that looks like the parameter itself. */
  public Optional<String> hint() {
    double t = scale.doubleValue();
    return t < SMALL
        ? Optional.of(
            String.format(
                java.util.Locale.ROOT,
                "Maybe %.4g is the parameter before the exponential; then give %.6g.",
                t,
                Math.exp(t)))
        : Optional.empty();
  }
}

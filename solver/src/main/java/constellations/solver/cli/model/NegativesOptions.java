package constellations.solver.cli.model;

import constellations.solver.format.Exact;
import constellations.solver.train.Settings;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Rationals;
import java.math.BigInteger;
import org.apache.commons.numbers.fraction.BigFraction;
import picocli.CommandLine.Option;

/** The options of {@code train} for the contrastive loss with sampled negatives. */
final class NegativesOptions {
  @Option(
      names = "--negatives",
      paramLabel = "m",
      description =
          "In place of the sigmoid loss the contrastive loss of arXiv 2605.02116 at a fixed temperature:"
              + " each anchor against m of the N items, drawn once; 0.4, 2/5 or 40%% are shares of N.")
  private Exact negatives;

  @Option(
      names = "--shared",
      description = "With --negatives: the same m items for all anchors, and not own ones.")
  private boolean shared;

  boolean present() {
    if (negatives == null && shared) {
      throw BadInputException.argument("--shared", "no --negatives", "both");
    }
    return negatives != null;
  }

  /** Tells the settings, if these options are there. */
  void apply(Settings.Builder builder, int n) {
    if (present()) {
      builder.negatives(count(n), shared);
    }
  }

  /** A number of items, or a share of N, rounded up: 40 % or what is written with a point or /. */
  private int count(int n) {
    String text = negatives.text().strip();
    boolean percent = text.endsWith("%");
    try {
      BigFraction number =
          Rationals.parse(
              percent ? text.substring(0, text.length() - 1).strip() : text, "negatives");
      number = percent ? number.divide(100) : number;
      boolean share = percent || text.matches(".*[./].*");
      boolean fits =
          share
              ? number.compareTo(BigFraction.ONE) <= 0
              : number.getDenominator().equals(BigInteger.ONE);
      BigInteger items = share ? Rationals.ceiling(number.multiply(n)) : Rationals.floor(number);
      if (fits && items.signum() > 0 && items.compareTo(BigInteger.valueOf(n)) <= 0) {
        return items.intValueExact();
      }
    } catch (BadInputException e) {
      // Said below with what is expected here.
    }
    throw BadInputException.argument(
        "negatives", text, "1 to " + n + " items, or a share such as 0.4, 2/5 or 40%");
  }
}

package constellations.solver.cli.options;

import constellations.solver.dimension.UpperEnd;
import constellations.solver.format.Exact;
import constellations.solver.run.ProgressLine;
import constellations.verify.exact.BadInputException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/** What several commands ask in the same words, and what they do for the answer. */
public final class Questions {
  private static final BigInteger MOST_POINTS = BigInteger.TEN.pow(18);

  private Questions() {}

  /** A number of points or pairs. */
  public static BigInteger number(Exact points) {
    BigInteger n = points.whole("points");
    if (n.compareTo(BigInteger.TWO) < 0 || n.compareTo(MOST_POINTS) > 0) {
      throw BadInputException.argument("points", points.text(), "a whole number from 2 to 10^18");
    }
    return n;
  }

  /** A bias, if one was given. */
  public static Optional<BigFraction> bias(Exact bias) {
    Optional<BigFraction> b = Optional.ofNullable(bias).map(x -> x.rational("bias"));
    if (b.filter(x -> x.abs().compareTo(BigFraction.ONE) > 0).isPresent()) {
      throw BadInputException.argument("bias", bias.text(), "between -1 and 1");
    }
    return b;
  }

  /** What is done for the ends of a needed dimension. */
  public static UpperEnd.Effort effort(
      CommonOptions common, int starts, boolean noLp, Path results, ProgressLine progress) {
    return new UpperEnd.Effort(
        noLp ? Optional.empty() : Optional.of(common.programsAndResults(progress)),
        common.sharedLimits(starts, progress::report),
        common.knownCodes(results),
        common.provenance(""));
  }
}

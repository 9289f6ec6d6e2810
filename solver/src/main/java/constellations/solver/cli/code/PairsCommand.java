package constellations.solver.cli.code;

import constellations.solver.cli.options.CommonOptions;
import constellations.solver.cli.options.ModalityOptions;
import constellations.solver.cli.options.Questions;
import constellations.solver.dimension.MostPairs;
import constellations.solver.dimension.Query;
import constellations.solver.format.Exact;
import constellations.solver.run.Interruption;
import constellations.solver.run.ProgressLine;
import java.math.BigInteger;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pairs}. */
@Command(
    name = "pairs",
    description =
        "How many pairs fit into d dimensions at margin m and relative bias b? Prints an interval: so"
            + " many pairs exist, and more do not, with a certificate at each end. The same question as"
            + " dimension and margin, for another unknown.")
public final class PairsCommand implements Callable<Integer> {
  @Option(names = "--dimension", required = true, paramLabel = "d", description = "Dimension.")
  private Exact dimension;

  @Option(
      names = "--margin",
      required = true,
      paramLabel = "m",
      description = "Margin, more than 0.")
  private Exact margin;

  @Option(
      names = "--bias",
      required = true,
      paramLabel = "b",
      description = "Relative bias in [-1, 1].")
  private Exact bias;

  @Mixin private ModalityOptions modalities;

  @Option(
      names = "--starts",
      paramLabel = "S",
      description = "Starts of each search for a few pairs more (default 8, 0 for none).")
  private Exact starts = new Exact("8");

  @Option(names = "--no-lp", description = "No programs: the upper end from theorems.")
  private boolean noLp;

  @Mixin private CommonOptions common;

  @Override
  public Integer call() {
    long d = dimension.whole("dimension", 1, 1_000_000);
    Query query =
        new Query(
            BigInteger.TWO,
            margin.rational("margin"),
            bias.rational("bias"),
            modalities.synchronisation());
    int searches = starts.whole("starts", 0, 1_000_000);
    Interruption.watch();
    MostPairs answer;
    try (ProgressLine progress = common.progress("pairs", 1)) {
      answer = MostPairs.of(query, d, Questions.effort(common, searches, noLp, null, progress));
    }
    return common.answer(answer.report(common::written));
  }
}

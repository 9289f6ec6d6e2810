package constellations.solver.cli.code;

import constellations.solver.cli.options.CommonOptions;
import constellations.solver.format.Exact;
import constellations.solver.format.UnitRows;
import constellations.solver.results.ResultCodes;
import constellations.solver.run.ProgressLine;
import constellations.solver.search.Checkpoint;
import constellations.solver.search.CodeSearch;
import constellations.solver.search.GivenGroup;
import constellations.solver.search.GivenPoints;
import constellations.solver.search.SearchLimits;
import constellations.solver.search.Strategy;
import constellations.verify.exact.BadInputException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How a search goes: its starts, where it begins and what it keeps. */
final class SearchOptions {
  @Option(
      names = "--starts",
      paramLabel = "S",
      description =
          "Work limit: number of starts (default: by the size of the problem, or none with a time"
              + " limit).")
  private Exact starts;

  @Option(
      names = "--strategy",
      paramLabel = "all|plain|symmetry|hops",
      description =
          "What is done beside plain starts: unions of orbits of random groups (symmetry), changes of"
              + " the best so far (hops), both (all, the default) or nothing (plain).")
  private String strategy = "all";

  @Option(
      names = "--group",
      paramLabel = "G",
      description =
          "Group of the symmetric starts: a name such as C6, C3xC6, D5, A5, S4, L2(7), C4x-1 (with"
              + " the antipode), 7:3(2) (3 acts as multiplication by 2), 2^3:7 (affine), or a JSON file of"
              + " signed permutations, {\"generators\": [[2,-1,3], ...]}.")
  private String group;

  @Option(
      names = "--start",
      paramLabel = "FILE",
      description =
          "Begin with the configuration of a certificate. A code may have more or fewer points, and"
              + " one dimension more (then the best of its sections is taken) or less. Without it a code"
              + " begins with the best one of the results that are here, unless --no-results is given.")
  private Path start;

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      description = "Keep the state in this file after each round, and go on from it if it exists.")
  private Path checkpoint;

  /** Whether something is given that a search at one bias needs. */
  boolean ofOneSearch() {
    return checkpoint != null || start != null || group != null;
  }

  private int startCount(CommonOptions common, int d, int n, int k) {
    if (starts == null && common.seconds() < Double.POSITIVE_INFINITY) {
      return Integer.MAX_VALUE;
    }
    return starts == null
        ? CodeSearch.defaultStarts(d, n, k)
        : starts.whole("starts", 1, 1_000_000_000);
  }

  /** Limits of starts that are random, eight unless more or a time limit are given. */
  SearchLimits limits(CommonOptions common, ProgressLine progress) {
    if (checkpoint != null || start != null || group != null || !strategy.equals("all")) {
      throw BadInputException.argument(
          "--relevance", "--checkpoint, --start, --group or --strategy", "none of them");
    }
    int count =
        starts != null
            ? starts.whole("starts", 1, 1_000_000_000)
            : common.seconds() < Double.POSITIVE_INFINITY ? Integer.MAX_VALUE : 8;
    return common.limits(count, progress::report);
  }

  /** Limits for k modalities that are searched, where a start has those of the graph. */
  SearchLimits limits(
      CommonOptions common, int d, int n, int k, int ofStart, String bias, ProgressLine progress) {
    boolean all = strategy.equals("all");
    if (!all && !List.of("plain", "symmetry", "hops").contains(strategy)) {
      throw BadInputException.argument("strategy", strategy, "all, plain, symmetry or hops");
    }
    Optional<Path> known =
        start == null && group == null && all && k == 1
            ? common.results().flatMap(folder -> ResultCodes.start(folder, d, n))
            : Optional.empty();
    UnitRows given =
        Optional.ofNullable(start)
            .or(() -> known)
            .map(file -> GivenPoints.read(file, d, n, ofStart, common.seed()))
            .orElse(null);
    Optional<GivenGroup> chosenGroup =
        group == null ? Optional.empty() : Optional.of(GivenGroup.of(group, common.file(group), d));
    Strategy chosen =
        new Strategy(
            all || strategy.equals("symmetry"),
            all || strategy.equals("hops"),
            chosenGroup.map(GivenGroup::name).orElse(null),
            given,
            known.map(file -> "results, " + file.getFileName()).orElse(Strategy.GIVEN));
    SearchLimits limits = common.limits(startCount(common, d, n, k), progress::report).with(chosen);
    if (checkpoint == null) {
      return limits;
    }
    String problem =
        String.format(
            Locale.ROOT,
            "%d x %d vectors in dimension %d%s, seed %d, strategy %s, group %s, start %s",
            k,
            n,
            d,
            bias,
            common.seed(),
            strategy,
            chosenGroup.map(GivenGroup::key).orElse("none"),
            start == null ? "none" : Integer.toHexString(java.util.Arrays.hashCode(given.data())));
    return limits.with(new Checkpoint(checkpoint, problem, n * k * d));
  }
}

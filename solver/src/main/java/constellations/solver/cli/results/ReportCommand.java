package constellations.solver.cli.results;

import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.cli.options.CommonOptions;
import constellations.solver.cli.options.Version;
import constellations.solver.dimension.Instances;
import constellations.solver.dimension.Instances.Instance;
import constellations.solver.report.Site;
import constellations.solver.results.ResultIndex;
import constellations.solver.run.ProgressLine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code report}. */
@Command(
    name = "report",
    description =
        "Write all results as a static site to --out (default site): the question with a form, the"
            + " tables, a page for each entry, figures. It needs no server and no network: open index.html.")
public final class ReportCommand implements Callable<Integer> {
  @Option(
      names = "--results",
      paramLabel = "DIR",
      description = "The folder of results (default results).")
  private Path results;

  @Option(
      names = "--instances",
      paramLabel = "FILE",
      description = "Models that are marked (default instances/siglip.json, if it is there).")
  private Path instances;

  @Mixin private CommonOptions common;

  @Override
  public Integer call() {
    ResultIndex index = ResultCommands.index(results == null ? common.resultsToRead() : results);
    Path usual = common.console().home().resolve("instances/siglip.json");
    List<Instance> models =
        instances != null
            ? Instances.read(instances)
            : Files.exists(usual) ? Instances.read(usual) : List.of();
    Path out = common.out("site");
    int total = index.entries().size();
    int pages;
    AtomicInteger done = new AtomicInteger();
    try (ProgressLine progress = common.progress("report", 1)) {
      pages =
          new Site(index, models, common.published(), Version.number(), out, common.stop())
              .write(
                  common.threads(), i -> progress.step(done.incrementAndGet(), total, " entries"));
    }
    Path start = out.resolve("index.html");
    ObjectNode json = CommonOptions.object().put("pages", pages).put("entries", total);
    json.put("start", start.toString());
    return common.answer(json, List.of("wrote " + pages + " pages; begin with " + start));
  }
}

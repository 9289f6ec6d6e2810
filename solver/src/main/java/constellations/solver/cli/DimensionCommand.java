package constellations.solver.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.dimension.End;
import constellations.solver.dimension.Instances;
import constellations.solver.dimension.NeededDimension;
import constellations.solver.dimension.Query;
import constellations.solver.dimension.UpperEnd;
import constellations.verify.BadInputException;
import constellations.verify.check.CertificateStore;
import constellations.verify.check.Tier;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.commons.numbers.fraction.BigFraction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dimension}: the main job. */
@Command(
    name = "dimension",
    description = {
      "How many dimensions do N pairs need at margin m and relative bias b? Prints an interval: no",
      "constellation exists below its lower end, and one exists at its upper end.",
      "With --instances FILE all instances of a file are answered."
    })
final class DimensionCommand implements Callable<Integer> {
  @Option(
      names = "--pairs",
      required = true,
      split = ",",
      paramLabel = "N",
      description = "Number of pairs; with --instances a list.")
  private List<Exact> pairs;

  @Option(names = "--margin", paramLabel = "m", description = "Margin, more than 0.")
  private Exact margin;

  @Option(names = "--bias", paramLabel = "b", description = "Relative bias in [-1, 1].")
  private Exact bias;

  @Option(names = "--modalities", paramLabel = "k", description = "Modalities (default 2).")
  private Exact modalities = new Exact("2");

  @Option(
      names = "--instances",
      paramLabel = "FILE",
      description = "JSON file with named margins and biases, such as instances/siglip.json.")
  private Path instances;

  @Option(
      names = "--starts",
      paramLabel = "S",
      description = "Starts of each search for the upper end of small N (default 8, 0 for none).")
  private Exact starts = new Exact("8");

  @Option(
      names = "--no-lp",
      description = "No linear programs: the lower end from closed formulas, without certificate.")
  private boolean noLp;

  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (instances != null) {
      if (margin != null || bias != null) {
        throw BadInputException.argument(
            "--instances", "also --margin or --bias", "margin and bias from the file");
      }
      return all(Instances.read(instances));
    }
    if (margin == null || bias == null) {
      throw BadInputException.argument(
          "question", "no margin or no bias", "--margin and --bias, or --instances");
    }
    if (pairs.size() != 1) {
      throw BadInputException.argument("pairs", pairs.size() + " numbers", "one number");
    }
    NeededDimension answer = answer(pairs.get(0), margin.rational("margin"), bias.rational("bias"));
    if (common.json()) {
      CommonOptions.print(json(answer));
    } else {
      print(answer);
    }
    return answer.lower().dimension().isPresent() ? Main.DONE : Main.NOT_REACHED;
  }

  private NeededDimension answer(Exact n, BigFraction m, BigFraction b) {
    int k = modalities.whole("modalities", 2, 1000);
    Query query = new Query(n.whole("pairs"), m, b, k);
    try (CommonOptions.SearchProgress progress = common.progress("ends", 1)) {
      int count = starts.whole("starts", 0, 1_000_000);
      return NeededDimension.of(query, effort(common, spec, count, noLp, progress));
    }
  }

  /** What is done for the ends. */
  static UpperEnd.Effort effort(
      CommonOptions common,
      CommandSpec spec,
      int starts,
      boolean noLp,
      CommonOptions.SearchProgress progress) {
    return new UpperEnd.Effort(
        noLp ? Optional.empty() : Optional.of(common.delsarte(spec, progress)),
        common.limits(starts, progress),
        common.provenance("", spec));
  }

  private int all(List<Instances.Instance> list) {
    ObjectNode json = CommonOptions.object();
    ArrayNode results = json.putArray("results");
    if (!common.json()) {
      System.out.println(row("instance", "margin", "bias", "pairs", "needed dimension", "used"));
    }
    for (Instances.Instance instance : list) {
      for (Exact n : pairs) {
        NeededDimension answer = answer(n, instance.margin(), instance.bias());
        if (common.json()) {
          ObjectNode result = results.addObject().put("name", instance.name());
          result.setAll(json(answer));
          result.put("dimensionUsed", instance.dimensionUsed());
        } else {
          System.out.println(
              row(
                  instance.name(),
                  Exact.down(instance.margin()),
                  Exact.down(instance.bias()),
                  n.text(),
                  interval(answer),
                  instance.dimensionUsed() == null ? "" : instance.dimensionUsed().toString()));
        }
      }
    }
    if (common.json()) {
      CommonOptions.print(json);
    }
    return Main.DONE;
  }

  private static String row(
      String name, String margin, String bias, String pairs, String needed, String used) {
    return String.format(
            Locale.ROOT, "%-26s %8s %8s %8s  %-18s %s", name, margin, bias, pairs, needed, used)
        .stripTrailing();
  }

  private static String interval(NeededDimension answer) {
    return answer.text(answer.lower()) + " to " + answer.text(answer.upper());
  }

  private void print(NeededDimension answer) {
    Query query = answer.query();
    BigInteger n = query.pairs();
    if (answer.lower().dimension().isEmpty()) {
      System.out.println("No dimension suffices for " + n + " pairs: " + answer.lower().method());
      return;
    }
    System.out.println(
        "Needed dimension of "
            + n
            + (query.modalities() == 2
                ? " pairs"
                : " items in " + query.modalities() + " modalities")
            + " at margin "
            + Exact.down(query.margin())
            + ", bias "
            + Exact.down(query.bias())
            + " (code cosine "
            + Exact.up(query.projectedCosine())
            + "): "
            + interval(answer));
    System.out.println(line("at least", answer.text(answer.lower()), answer.lower()));
    show(answer.lower());
    System.out.println(line("at most", answer.text(answer.upper()), answer.upper()));
    show(answer.upper());
  }

  private void show(End end) {
    path(end).ifPresent(path -> System.out.println("          certificate: " + path));
  }

  private static String line(String side, String dimension, End end) {
    return String.format(
        Locale.ROOT, "%-9s %s   %s   [%s]", side, dimension, end.method(), end.tier());
  }

  private Optional<Path> path(End end) {
    return end.certificate()
        .map(
            certificate ->
                CertificateStore.write(common.out("out"), certificate, common.threads()).path());
  }

  private ObjectNode json(NeededDimension answer) {
    Query query = answer.query();
    ObjectNode json = CommonOptions.object();
    json.put("pairs", query.pairs().toString())
        .put("margin", Exact.down(query.margin()))
        .put("bias", Exact.down(query.bias()))
        .put("modalities", query.modalities())
        .put("cosine", Exact.up(query.projectedCosine()));
    json.set("lower", json(answer.lower()));
    json.set("upper", json(answer.upper()));
    return json;
  }

  private ObjectNode json(End end) {
    ObjectNode json = CommonOptions.object();
    if (end.dimension().isPresent()) {
      json.put("dimension", end.dimension().getAsLong());
    } else {
      json.putNull("dimension");
    }
    Tier tier = end.tier();
    json.put("method", end.method()).put("tier", tier.toString());
    json.put("certificate", path(end).map(Path::toString).orElse(null));
    return json;
  }
}

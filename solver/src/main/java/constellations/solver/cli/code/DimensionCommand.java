package constellations.solver.cli.code;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.cli.options.CommonOptions;
import constellations.solver.cli.options.ExitCode;
import constellations.solver.cli.options.ModalityOptions;
import constellations.solver.cli.options.Questions;
import constellations.solver.cli.options.RelevanceQuestion;
import constellations.solver.code.binary.BinaryPairs;
import constellations.solver.dimension.DimensionReport;
import constellations.solver.dimension.Emission;
import constellations.solver.dimension.ExplicitConstellation;
import constellations.solver.dimension.Instances;
import constellations.solver.dimension.NeededDimension;
import constellations.solver.dimension.Query;
import constellations.solver.dimension.UpperEnd;
import constellations.solver.format.Exact;
import constellations.solver.format.WholeFiles;
import constellations.solver.results.CertificateStore;
import constellations.solver.retrieval.RetrievalDimension;
import constellations.solver.retrieval.RetrievalQuery;
import constellations.solver.retrieval.RetrievalReport;
import constellations.solver.run.Interruption;
import constellations.solver.run.ProgressLine;
import constellations.verify.claim.Certificate;
import constellations.verify.claim.Tier;
import constellations.verify.exact.BadInputException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.commons.numbers.fraction.BigFraction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dimension}: the main job. */
@Command(
    name = "dimension",
    description =
        "How many dimensions do N pairs need at margin m and relative bias b? Prints an interval: no"
            + " constellation exists below its lower end, and one exists at its upper end. The same for queries"
            + " and documents of any relevance: --relevance FILE, or --documents n --top k for a query for each"
            + " k of n documents."
            + " With --instances FILE all instances of a file are answered.")
public final class DimensionCommand implements Callable<Integer> {
  /** Pairs that --emit writes unless told otherwise. */
  private static final int EMITTED = 1000;

  @Option(
      names = "--pairs",
      split = ",",
      paramLabel = "N",
      description = "Number of pairs; with --instances a list.")
  private List<Exact> pairs = List.of();

  @Option(names = "--margin", paramLabel = "m", description = "Margin, more than 0.")
  private Exact margin;

  @Option(names = "--bias", paramLabel = "b", description = "Relative bias in [-1, 1].")
  private Exact bias;

  @Mixin private ModalityOptions modalities;
  @Mixin private RelevanceQuestion relevance;

  @Option(
      names = "--captions",
      paramLabel = "c",
      description =
          "Each item of the first modality has c matches. That costs nothing: matches may be equal, so"
              + " the answer is that of one match.")
  private Exact captions;

  @Option(
      names = "--bits",
      paramLabel = "B",
      description =
          "Bits of a coordinate; 1: how many bits of signs suffice (by binary codes) beside how many are"
              + " needed.")
  private Exact bits;

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
      description = "No linear programs: the lower end from theorems that are quickly evaluated.")
  private boolean noLp;

  @Option(
      names = "--explain",
      description =
          "Show the chain of certificates behind each end, from the claim to its evidence.")
  private boolean explain;

  @Option(
      names = "--certificates",
      paramLabel = "DIR",
      description = "Where certificates are written (default: that of --out).")
  private Path certificates;

  @Option(
      names = "--emit",
      paramLabel = "FILE.npy",
      description =
          "Write the first pairs of an explicit constellation as NumPy matrices of doubles, a row a"
              + " vector: FILE-U.npy and FILE-V.npy (for k > 2 modalities FILE-1.npy to FILE-k.npy). Where the"
              + " upper end is known to exist but not point by point, the dimension is a higher one.")
  private Path emit;

  @Option(
      names = "--count",
      paramLabel = "M",
      description = "How many pairs --emit writes (default: all, at most 1000).")
  private Exact count;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      description = "Results whose codes are used too (default results, if it is there).")
  private Path results;

  @Mixin private CommonOptions common;

  @Override
  public Integer call() {
    if (relevance.present()) {
      return retrieval();
    }
    if (pairs.isEmpty()) {
      throw BadInputException.argument(
          "question", "no --pairs", "--pairs, --relevance, or --documents with --top");
    }
    if (instances != null) {
      if (emit != null) {
        throw BadInputException.argument("--emit", "--instances", "one margin and bias");
      }
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
    if (captions != null) {
      captions.whole("captions", 1, 1_000_000_000);
    }
    if (bits != null && (!bits.text().equals("1") || modalities.present())) {
      throw BadInputException.argument("--bits", bits.text(), "1, for pairs of two modalities");
    }
    if (pairs.size() != 1) {
      String text = pairs.stream().map(Exact::text).collect(Collectors.joining(","));
      throw new Exact(text)
          .hinted(BadInputException.argument("pairs", pairs.size() + " numbers", "one number"));
    }
    checkEmission(pairs.get(0));
    NeededDimension answer = answer(pairs.get(0), margin.rational("margin"), bias.rational("bias"));
    ObjectNode json = common.json() ? report(answer).json() : null;
    if (json == null) {
      report(answer).lines().forEach(common::say);
    }
    captions(json);
    bits(answer, json);
    boolean none = answer.lower().dimension().isEmpty();
    int code = none ? ExitCode.NOT_REACHED : emit == null ? ExitCode.DONE : emit(answer, json);
    if (json != null) {
      common.print(json);
    }
    return code;
  }

  /** Queries and documents of any relevance. */
  private int retrieval() {
    boolean others = !pairs.isEmpty() || captions != null || instances != null || bits != null;
    if (others || emit != null || count != null || modalities.present()) {
      throw BadInputException.argument(
          "--relevance or --documents",
          "--pairs, --captions, --bits, --instances, --emit, --count, --modalities or --graph",
          "none of them");
    }
    if (margin == null || bias == null) {
      throw BadInputException.argument("question", "no margin or no bias", "--margin and --bias");
    }
    RetrievalQuery query =
        new RetrievalQuery(relevance.asked(), margin.rational("margin"), bias.rational("bias"));
    Interruption.watch();
    RetrievalDimension answer;
    try (ProgressLine progress = common.progress("ends", 1)) {
      int searches = starts.whole("starts", 0, 1_000_000);
      answer =
          RetrievalDimension.of(query, Questions.effort(common, searches, noLp, results, progress));
    }
    common.answer(RetrievalReport.dimension(answer, this::written, explain));
    return answer.lower().dimension().isEmpty() ? ExitCode.NOT_REACHED : ExitCode.DONE;
  }

  /** Why several matches are as one (docs/theory.md S11). */
  private void captions(ObjectNode json) {
    if (captions == null) {
      return;
    }
    int c = captions.whole("captions", 1, 1_000_000_000);
    String why = c + " matches of an item may have one vector, and one of each is such a pair";
    if (json == null) {
      common.say(why + ": the answer is that of one match");
    } else {
      json.put("captions", c).put("reason", why);
    }
  }

  /** How many bits vectors of signs need: at least a bit a dimension, and one for each halving. */
  private void bits(NeededDimension answer, ObjectNode json) {
    if (bits == null || answer.lower().dimension().isEmpty()) {
      return;
    }
    Query query = answer.query();
    long least = BinaryPairs.least(query.pairs(), answer.lower().dimension().getAsLong());
    Optional<BinaryPairs> most =
        query.negative().add(1).signum() > 0
            ? BinaryPairs.of(query.pairs(), query.positive(), query.negative())
            : Optional.empty();
    Optional<DimensionReport.Written> written =
        most.map(pairs -> written(pairs.words().certificate(common.provenance(""))));
    String method =
        most.map(p -> p.words().description() + ", and " + p.suffix() + " signs for the modality")
            .orElse("no binary code is known");
    if (json == null) {
      common.say(
          "with one bit a coordinate: "
              + least
              + " to "
              + most.map(p -> Integer.toString(p.bits())).orElse("unknown")
              + " bits   "
              + method
              + "   ["
              + Tier.THEOREM
              + "]");
      written.ifPresent(w -> common.say("          certificate of the words: " + w.path()));
    } else {
      ObjectNode node = json.putObject("bits").put("lower", least);
      node.put("upper", most.map(BinaryPairs::bits).orElse(null))
          .put("method", method)
          .put("tier", Tier.THEOREM.toString())
          .put("certificate", written.map(w -> w.path().toString()).orElse(null));
    }
  }

  /** Refuses what --emit cannot do before anything is computed. */
  private void checkEmission(Exact n) {
    if (emit == null) {
      if (count != null) {
        throw BadInputException.argument("--count", count.text(), "--emit with it");
      }
      return;
    }
    if (!emit.toString().endsWith(".npy")) {
      throw BadInputException.argument("--emit", emit, "a file name that ends in .npy");
    }
    WholeFiles.requireWritable(emit);
    if (count != null) {
      BigInteger most = n.whole("pairs").min(BigInteger.valueOf(Integer.MAX_VALUE));
      count.whole("count", 1, most.intValue());
    }
  }

  /** Writes the first pairs, and says so on the console or in the answer. */
  private int emit(NeededDimension answer, ObjectNode json) {
    try (ProgressLine progress = common.progress("pairs", 1)) {
      Optional<ExplicitConstellation> source =
          UpperEnd.explicit(answer, Questions.effort(common, 0, true, results, progress));
      if (source.isEmpty()) {
        common.warn("Nothing emitted: no explicit constellation is known.");
        return ExitCode.NOT_REACHED;
      }
      Emission emission = Emission.write(emit, answer.query(), source.get(), rows(answer.query()));
      if (json == null) {
        common.say(emission.line(answer.upper().dimension().getAsLong()));
      } else {
        emission.put(json);
      }
      return ExitCode.DONE;
    }
  }

  private long rows(Query query) {
    return count == null
        ? query.pairs().min(BigInteger.valueOf(EMITTED)).longValue()
        : count.whole("count", 1, Integer.MAX_VALUE);
  }

  private NeededDimension answer(Exact n, BigFraction m, BigFraction b) {
    Query query = new Query(n.whole("pairs"), m, b, modalities.synchronisation());
    try (ProgressLine progress = common.progress("ends", 1)) {
      int searches = starts.whole("starts", 0, 1_000_000);
      return NeededDimension.of(query, Questions.effort(common, searches, noLp, results, progress));
    }
  }

  private int all(List<Instances.Instance> list) {
    ObjectNode json = CommonOptions.object();
    ArrayNode results = json.putArray("results");
    if (!common.json()) {
      common.say(row("instance", "margin", "bias", "pairs", "needed dimension", "used"));
    }
    for (Instances.Instance instance : list) {
      for (Exact n : pairs) {
        NeededDimension answer = answer(n, instance.margin(), instance.bias());
        if (common.json()) {
          ObjectNode result = results.addObject().put("name", instance.name());
          result.setAll(report(answer).json());
          result.put("dimensionUsed", instance.dimensionUsed());
        } else {
          common.say(
              row(
                  instance.name(),
                  Exact.down(instance.margin()),
                  Exact.down(instance.bias()),
                  n.text(),
                  DimensionReport.interval(answer),
                  instance.dimensionUsed() == null ? "" : instance.dimensionUsed().toString()));
        }
      }
    }
    if (common.json()) {
      common.print(json);
    }
    return ExitCode.DONE;
  }

  private static String row(
      String name, String margin, String bias, String pairs, String needed, String used) {
    return String.format(
            Locale.ROOT, "%-26s %8s %8s %8s  %-18s %s", name, margin, bias, pairs, needed, used)
        .stripTrailing();
  }

  private DimensionReport report(NeededDimension answer) {
    return new DimensionReport(answer, this::written, explain);
  }

  private DimensionReport.Written written(Certificate certificate) {
    Path folder = certificates == null ? common.certificates() : certificates;
    CertificateStore.Stored stored = CertificateStore.once(folder, certificate, common.threads());
    return new DimensionReport.Written(stored.path(), stored.verdict());
  }
}

package constellations.solver.cli.options;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.bound.DelsarteBound;
import constellations.solver.bound.FrameBound;
import constellations.solver.bound.HalfDegrees;
import constellations.solver.bound.KnownBounds;
import constellations.solver.bound.Programs;
import constellations.solver.bound.ThreePointBound;
import constellations.solver.code.ExistingCode;
import constellations.solver.dimension.BoundReport;
import constellations.solver.dimension.DimensionReport.Written;
import constellations.solver.format.Configuration;
import constellations.solver.format.ConfigurationFile;
import constellations.solver.format.Exact;
import constellations.solver.format.TemporaryFiles;
import constellations.solver.format.WholeFiles;
import constellations.solver.recognise.CodeCertificates;
import constellations.solver.results.CertificateStore;
import constellations.solver.results.PublishedCodes;
import constellations.solver.results.ResultBounds;
import constellations.solver.results.ResultCodes;
import constellations.solver.results.ResultIndex;
import constellations.solver.run.CommandText;
import constellations.solver.run.Deadline;
import constellations.solver.run.Interruption;
import constellations.solver.run.ProgressLine;
import constellations.solver.run.Stopped;
import constellations.solver.search.SearchLimits;
import constellations.solver.search.SearchMemory;
import constellations.solver.search.Strategy;
import constellations.verify.claim.Certificate;
import constellations.verify.claim.Provenance;
import constellations.verify.exact.BadInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options that all commands share, and what follows from them. */
public final class CommonOptions {
  private static final JsonMapper MAPPER = new JsonMapper();

  @Option(names = "--json", description = "Print one JSON object on standard output.")
  private boolean json;

  @Option(names = "--quiet", fallbackValue = "true", description = "No progress.")
  private boolean quiet;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Seed of all random numbers (default 1).")
  private Exact seed = new Exact("1");

  @Option(names = "--threads", paramLabel = "T", description = "Threads (default: all processors).")
  private Exact threads;

  @Option(
      names = "--time-limit",
      paramLabel = "90s|5m|1h",
      description = "Stop after this time with the best so far (also --time).")
  private String timeLimit;

  @Option(names = "--time", hidden = true)
  @SuppressWarnings("UnusedMethod") // picocli calls it
  private void timeLimit(String text) {
    timeLimit = text;
  }

  @Option(
      names = "--no-results",
      fallbackValue = "true",
      description = "Without the results that come with the program.")
  private boolean noResults;

  @Option(names = "--out", paramLabel = "DIR", description = "Where files are written.")
  private Path out;

  private final long begin = System.nanoTime();
  private Path certificates;
  private KnownBounds bounds;

  @SuppressWarnings("OptionalUsedAsFieldOrParameterType") // null until it was looked for
  private Optional<ResultIndex> index;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private boolean help;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /** Where this command reads and writes. */
  public Console console() {
    return ((Console.Holder) command.root().userObject()).console();
  }

  /** A line of the answer. */
  public void say(String line) {
    console().say(line);
  }

  /** A line of the answer, formatted. */
  public void say(String format, Object... values) {
    console().say(String.format(Locale.ROOT, format, values));
  }

  /** A line of an error that does not end the command. */
  public void warn(String line) {
    console().warn(line);
  }

  /** A file or folder by its name. */
  public Path file(String name) {
    return console().path(name);
  }

  /** The folder of the results that come with the program, if they are to be used. */
  public Optional<Path> results() {
    return Optional.of(console().results())
        .filter(folder -> !noResults && Files.isDirectory(folder));
  }

  /**
   * The folder of results that is read unless another is named: the one here, else the program's.
   */
  public Path resultsToRead() {
    Path here = file("results");
    return Files.isDirectory(here) ? here : console().results();
  }

  /** The index of these results. */
  public Optional<ResultIndex> index() {
    if (index == null) {
      index = results().map(ResultIndex::open);
    }
    return index;
  }

  /** The best known codes of others. */
  public PublishedCodes published() {
    return PublishedCodes.of(console().home().resolve(PublishedCodes.FILE));
  }

  /** The bounds among these results. */
  public KnownBounds knownBounds() {
    if (bounds == null) {
      bounds = index().map(i -> ResultBounds.of(i, provenance(""))).orElse(KnownBounds.NONE);
    }
    return bounds;
  }

  /** The same, for reports. */
  public Written written(Certificate certificate) {
    CertificateStore.Stored stored = store(certificate);
    return new Written(stored.path(), stored.verdict());
  }

  /** The codes of a folder of results; without a name, of those that come with the program. */
  public List<ExistingCode> knownCodes(Path results) {
    if (results != null && !Files.isDirectory(results)) {
      throw BadInputException.file(results.toString(), "no folder", "a folder of results");
    }
    Optional<ResultIndex> chosen =
        results == null ? index() : Optional.of(ResultIndex.open(results));
    return chosen.map(ResultCodes::of).orElse(List.of());
  }

  public boolean json() {
    return json;
  }

  public long seed() {
    return seed.whole("seed", 0, Integer.MAX_VALUE);
  }

  public int threads() {
    return threads == null
        ? Runtime.getRuntime().availableProcessors()
        : threads.whole("threads", 1, 1024);
  }

  public Path out(String otherwise) {
    return outOr(file(otherwise));
  }

  /** The folder of --out, or another one. */
  public Path outOr(Path otherwise) {
    return out == null ? otherwise : out;
  }

  /**
   * The folder of certificates. Where it cannot be written, a temporary one that stays takes its
   * place: the answer is still given, and the command fails in the end. Asked for before work.
   */
  public Path certificates() {
    if (certificates == null) {
      Path wanted = out("out");
      Optional<String> problem = WholeFiles.problem(wanted);
      certificates = problem.isEmpty() ? wanted : instead(problem.get());
    }
    return certificates;
  }

  private Path instead(String problem) {
    Path other = TemporaryFiles.kept();
    console().lack(problem);
    console().warn("What would be written there is in " + other);
    return other;
  }

  /** Verifies and writes a certificate into that folder. */
  public CertificateStore.Stored store(Certificate certificate) {
    try {
      return CertificateStore.once(certificates(), certificate, threads());
    } catch (BadInputException e) {
      certificates = instead(e.getMessage());
      return CertificateStore.once(certificates, certificate, threads());
    }
  }

  /** A certificate, or that of a configuration of points as it is written. */
  public Certificate configuration(Path file) {
    Configuration configuration = ConfigurationFile.read(file);
    configuration.notes().forEach(note -> warn(file + ": " + note));
    try {
      Provenance provenance = provenance("points of " + file.getFileName());
      return CodeCertificates.asWritten(configuration, threads(), provenance);
    } catch (BadInputException e) {
      throw e.inFile(file.toString());
    }
  }

  public double seconds() {
    return timeLimit == null ? Double.POSITIVE_INFINITY : Deadline.seconds(timeLimit);
  }

  /** The seconds that are left of the time limit, which began with the command. */
  private double left() {
    return Math.max(1e-3, seconds() - (System.nanoTime() - begin) / 1e9);
  }

  /** Becomes true at the time limit or on Ctrl-C, which from now on does not end the program. */
  public BooleanSupplier stop() {
    Interruption.watch();
    return Deadline.within(left());
  }

  /** The same, so much earlier, at most by half, that what is to be done after it is in time. */
  public BooleanSupplier stopEarly(double seconds) {
    Interruption.watch();
    return Deadline.within(Math.max(left() / 2, left() - seconds));
  }

  /** Messages of steps, between which the work ends at the time limit or on Ctrl-C. */
  public Consumer<String> between(Consumer<String> messages) {
    return Stopped.between(stop(), messages, "nothing was written.");
  }

  /** The same for work on results, of which each step is kept. */
  public Consumer<String> betweenKept(Consumer<String> messages) {
    return Stopped.between(
        stop(), messages, "what was made is among the results, and the same command goes on.");
  }

  /** Limits for a search whose value is shown as {@code shown(value)}, with a progress line. */
  public SearchLimits limits(int starts, SearchLimits.Progress progress) {
    return new SearchLimits(
        seed(),
        starts,
        threads(),
        left(),
        Interruption::requested,
        Strategy.ALL,
        progress,
        SearchMemory.NONE);
  }

  /** Limits for many searches, all of which end at the time limit of the command. */
  public SearchLimits sharedLimits(int starts, SearchLimits.Progress progress) {
    return new SearchLimits(
        seed(), starts, threads(), left(), stop(), Strategy.ALL, progress, SearchMemory.NONE);
  }

  /** Linear programming bounds that end at the time limit or on Ctrl-C. */
  public DelsarteBound delsarte(ProgressLine progress) {
    return new DelsarteBound(provenance(""), stop(), progress.counted(-1));
  }

  public FrameBound frames(ProgressLine progress) {
    return new FrameBound(provenance(""), stop(), progress.counted(-1));
  }

  /** The linear program, and quick three-point bounds, for many questions. */
  public Programs programs(ProgressLine progress) {
    return Programs.of(delsarte(progress), threePoint(progress, HalfDegrees.quick()));
  }

  /** The same beside the bounds among the results. */
  public Programs programsAndResults(ProgressLine progress) {
    return programs(progress).with(this::knownBounds);
  }

  public ThreePointBound threePoint(ProgressLine progress, HalfDegrees degrees) {
    return new ThreePointBound(provenance(""), degrees, threads(), stop(), progress.counted(-1));
  }

  /** A progress line on a terminal, nothing elsewhere. */
  public ProgressLine progress(String task, double sign) {
    return new ProgressLine(task, sign, !quiet && console().terminal());
  }

  /** Provenance of what this command finds. */
  public Provenance provenance(String method) {
    return new Provenance(
        method,
        seed(),
        CommandText.of(command.root().commandLine().getParseResult().originalArgs()),
        Version.number(),
        LocalDate.now(ZoneOffset.UTC).toString());
  }

  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** The answer as one JSON object. */
  public void print(ObjectNode node) {
    try {
      console().out().println(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of strings and numbers is always written", e);
    }
  }

  /** The answer: for programs as one JSON object, else line by line. */
  public int answer(ObjectNode node, List<String> lines) {
    if (json) {
      print(node);
    } else {
      lines.forEach(this::say);
    }
    return ExitCode.DONE;
  }

  public int answer(BoundReport report) {
    return answer(report.json(), report.lines());
  }

  /** One row of a table that grows: to the list for programs, and at once for people. */
  public void row(ArrayNode rows, ObjectNode row, String line) {
    rows.add(row);
    if (!json) {
      say(line);
    }
  }
}

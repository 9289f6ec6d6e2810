package constellations.solver.cli.code;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.bound.MarginBound;
import constellations.solver.bound.PointBounds;
import constellations.solver.cli.options.CommonOptions;
import constellations.solver.cli.options.ExitCode;
import constellations.solver.cli.options.ModalityOptions;
import constellations.solver.cli.options.RelevanceQuestion;
import constellations.solver.describe.CodeDescription;
import constellations.solver.describe.Standing;
import constellations.solver.format.Configuration;
import constellations.solver.format.CoordinateFile;
import constellations.solver.format.Exact;
import constellations.solver.format.Stated;
import constellations.solver.modality.Synchronisation;
import constellations.solver.recognise.CodeCertificates;
import constellations.solver.results.CertificateStore;
import constellations.solver.run.Deadline;
import constellations.solver.run.Interruption;
import constellations.solver.run.ProgressLine;
import constellations.solver.search.CodeSearch;
import constellations.solver.search.ConstellationSearch;
import constellations.solver.search.RetrievalSearch;
import constellations.solver.search.Rounding;
import constellations.solver.search.SearchOutcome;
import constellations.solver.sweep.FrontierSearch;
import constellations.solver.table.FrontierTable;
import constellations.solver.theory.Margins;
import constellations.verify.claim.Certificate;
import constellations.verify.claim.Provenance;
import constellations.verify.claim.Relevance;
import constellations.verify.claim.RelevanceMatrix;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Rationals;
import constellations.verify.points.ConstellationCertificate;
import constellations.verify.points.RetrievalCertificate;
import constellations.verify.points.SphericalCodeCertificate;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.commons.numbers.fraction.BigFraction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code search}: spherical codes and constellations by continuous optimisation. */
@Command(
    name = "search",
    description =
        "Search for a spherical code of small cosine (--points), a constellation of large margin"
            + " (--pairs), or vectors of queries and documents (--relevance, or --documents with --top), and write"
            + " a certificate that the verifier has accepted."
            + " Without --bias all biases are allowed for pairs; the optimum is then U = V = an optimal code. For"
            + " queries and documents the bias is then 0.")
public final class SearchCommand implements Callable<Integer> {
  private static final int MOST_COORDINATES = 2_000_000;

  /** Coordinates of queries and documents, which a certificate lists. */
  private static final int MOST_WRITTEN = 1_000_000;

  /** Codes of so many points are described beside their cosine. */
  private static final int DESCRIBED = 400;

  private static final double DESCRIPTION_SECONDS = 1;

  @Option(names = "--dimension", required = true, paramLabel = "d", description = "Dimension.")
  private Exact dimension;

  @Option(names = "--points", paramLabel = "N", description = "Points of a spherical code.")
  private Exact points;

  @Option(names = "--pairs", paramLabel = "N", description = "Pairs of a constellation.")
  private Exact pairs;

  @Option(names = "--bias", paramLabel = "b", description = "Relative bias in [-1, 1].")
  private Exact bias;

  @Mixin private ModalityOptions modalities;

  @Option(
      names = "--frontier",
      paramLabel = "K",
      description =
          "The largest margin at K biases from -0.9 to 0.9, as a table"
              + " with a certificate each, in the folder --out.")
  private Exact frontier;

  @Option(
      names = "--write",
      paramLabel = "FILE",
      description =
          "Write the coordinates too: .npy, .csv with a header, or .txt as on spherical-codes.org"
              + " (a point per line, separated by commas).")
  private Path write;

  @Option(
      names = "--digits",
      paramLabel = "D",
      description = "Digits of the coordinates in a code's certificate, 17 to 60 (default 17).")
  private Exact digits = new Exact("17");

  @Mixin private RelevanceQuestion relevance;
  @Mixin private SearchOptions how;
  @Mixin private CommonOptions common;

  @Override
  public Integer call() {
    if (relevance.present()) {
      return retrieval();
    }
    if ((points == null) == (pairs == null)) {
      throw BadInputException.argument(
          "--points and --pairs", points == null ? "neither" : "both", "one of them");
    }
    if (points != null && bias != null) {
      throw BadInputException.argument("--bias", bias.text(), "no bias for a spherical code")
          .withAdvice("Maybe --pairs was meant in place of --points.");
    }
    int n = points != null ? points.whole("points", 2, 100_000) : pairs.whole("pairs", 2, 100_000);
    Synchronisation synchronised = modalities.synchronisation();
    int k = points != null ? 1 : synchronised.searched().modalities();
    int d = dimension.whole("dimension", 1, 100_000);
    if ((long) n * k * d > MOST_COORDINATES) {
      throw BadInputException.argument(
          "number of coordinates", (long) n * k * d, "at most " + MOST_COORDINATES);
    }
    if (d == 1) {
      throw BadInputException.argument("dimension", 1, "at least 2 for a search");
    }
    if (frontier != null) {
      boolean others = how.ofOneSearch() || write != null;
      others = others || !synchronised.graph().isComplete();
      if (others || points != null || bias != null || !digits.text().equals("17")) {
        throw BadInputException.argument(
            "--frontier",
            "another mode",
            "--pairs without --bias, --graph, --checkpoint, --start, --write, --group, --digits");
      }
      return frontier(d, n, k, frontier.whole("frontier", 2, 1000));
    }
    digits.whole("digits", 17, 60);
    common.certificates();
    if (write != null) {
      CoordinateFile.require(write);
    }
    if (bias == null) {
      return code(d, n, points != null ? 1 : synchronised.modalities());
    }
    return atBias(d, n, synchronised, bias.rational("bias"));
  }

  /** Queries and documents with any relevance, at a bias that is 0 unless it is given. */
  private int retrieval() {
    boolean others = points != null || pairs != null || frontier != null || modalities.present();
    if (others || write != null || !digits.text().equals("17")) {
      throw BadInputException.argument(
          "--relevance",
          "--points, --pairs, --frontier, --graph, --modalities, --write or --digits",
          "none of them");
    }
    int d = dimension.whole("dimension", 2, 10_000);
    Relevance asked = relevance.asked();
    RelevanceMatrix judged = asked.listed();
    long coordinates = (judged.rows().size() + (long) judged.documents()) * d;
    if (coordinates > MOST_WRITTEN || judged.relevant() > RelevanceMatrix.MOST_RELEVANT) {
      throw BadInputException.argument(
          "size",
          coordinates + " coordinates and " + judged.relevant() + " relevant pairs",
          "at most " + MOST_WRITTEN + " and " + RelevanceMatrix.MOST_RELEVANT);
    }
    BigDecimal b = decimal(bias == null ? BigFraction.ZERO : bias.rational("bias"));
    RetrievalSearch.Found found;
    Interruption.watch();
    try (ProgressLine progress = common.progress("search", -1)) {
      found =
          RetrievalSearch.find(
              new RetrievalSearch.Question(asked, judged, d, b),
              how.limits(common, progress),
              common.provenance(""));
    }
    if (found.certificate().isEmpty()) {
      common.warn(
          "No margin of at least 0 was found at bias "
              + b.stripTrailingZeros().toPlainString()
              + " in "
              + found.outcome().starts()
              + (found.outcome().starts() == 1 ? " start." : " starts."));
      return ExitCode.NOT_REACHED;
    }
    RetrievalCertificate certificate = found.certificate().get();
    ObjectNode json = CommonOptions.object();
    json.put("queries", judged.rows().size())
        .put("documents", judged.documents())
        .put("dimension", d)
        .put("bias", Exact.down(certificate.claim().bias()))
        .put("margin", Exact.down(certificate.claim().margin()));
    return finish(
        json,
        certificate,
        found.outcome(),
        "margin at least "
            + certificate.claim().margin()
            + " at bias "
            + certificate.claim().bias(),
        List.of(judged.text() + ", dimension " + d));
  }

  /** A bias as a decimal: the certificate states it exactly. */
  private BigDecimal decimal(BigFraction b) {
    if (b.abs().compareTo(BigFraction.ONE) > 0) {
      throw BadInputException.argument("bias", bias.text(), "between -1 and 1");
    }
    BigDecimal decimal = Rationals.floor(b, 30);
    if (!Rationals.of(decimal).equals(b)) {
      throw BadInputException.argument("bias", bias.text(), "a decimal of at most 30 digits")
          .withAdvice("Maybe round the bias.");
    }
    return decimal;
  }

  /** A code, or for k >= 2 the aligned constellation of one, which is optimal over all biases. */
  private int code(int d, int n, int k) {
    PointBounds.CosineBound bound = PointBounds.cosine(d, BigInteger.valueOf(n));
    CodeSearch.Found found;
    Provenance origin = common.provenance("");
    Interruption.watch();
    try (ProgressLine progress = common.progress("search", 1)) {
      found =
          CodeSearch.find(
              new CodeSearch.Question(
                  d, n, bound.value().doubleValue(), digits.whole("digits", 17, 60)),
              how.limits(common, d, n, 1, 1, "", progress),
              outcome -> outcome.by(origin));
    }
    SearchOutcome outcome = found.outcome();
    SphericalCodeCertificate code = found.certificate();
    if (k == 1) {
      Provenance exact = outcome.by(origin, ", exact form recognised");
      Optional<SphericalCodeCertificate> recognised =
          digits.text().equals("17")
              ? CodeCertificates.recognised(code, common.threads(), exact)
              : Optional.empty();
      return described(recognised.orElse(code), recognised.isPresent(), outcome);
    }
    ConstellationCertificate aligned = Rounding.aligned(code, k, outcome.by(origin));
    BigFraction most = Margins.free(bound.value());
    return constellation(aligned, outcome, most, bound.method());
  }

  /** A code with where it stands and what it is. */
  private int described(SphericalCodeCertificate code, boolean exact, SearchOutcome outcome) {
    Standing standing =
        Standing.of(
            code.dimension(), code.points(), code.cosine(), common.index(), common.published());
    ObjectNode json = CommonOptions.object();
    json.put("dimension", dimension.whole("dimension", 2, 100_000)).put("points", code.points());
    json.put("cosine", Exact.up(code.cosine())).put("angle", Exact.degrees(code.cosine()));
    standing.put(json);
    List<String> beside = new ArrayList<>();
    beside.add("angle             " + Exact.degrees(code.cosine()) + " degrees");
    beside.addAll(standing.lines());
    if (code.points() <= DESCRIBED) {
      double apart = CodeDescription.tolerance(exact, 0);
      CodeDescription description =
          CodeDescription.of(code, exact, apart, Deadline.within(DESCRIPTION_SECONDS));
      description.put(json);
      beside.addAll(description.lines());
    }
    return finish(json, code, outcome, "cosine at most " + code.cosine(), beside);
  }

  private int frontier(int d, int n, int k, int count) {
    List<FrontierTable.Row> rows;
    Path folder = common.certificates();
    Interruption.watch();
    try (ProgressLine progress = common.progress("frontier", -1)) {
      rows =
          FrontierSearch.find(
              folder,
              d,
              n,
              k,
              FrontierTable.grid(count),
              how.limits(common, d, n, k, k, "", progress),
              method -> common.provenance(method));
    }
    if (common.json()) {
      ObjectNode json = CommonOptions.object();
      json.put("dimension", d).put("pairs", n).put("modalities", k);
      ArrayNode list = json.putArray("frontier");
      rows.forEach(row -> list.add(row.json()));
      common.print(json);
      return ExitCode.DONE;
    }
    for (FrontierTable.Row row : rows) {
      common.say(
          "bias %6s  margin at least %-18s at most %-18s%s",
          row.bias(),
          row.margin(),
          row.marginUpper(),
          row.aboveBoth() ? "  above lift and aligned" : "");
    }
    common.say("written: " + folder.resolve("frontier.md") + ", .csv, .jsonl");
    return ExitCode.DONE;
  }

  private int atBias(int d, int n, Synchronisation synchronised, BigFraction b) {
    BigDecimal decimal = decimal(b);
    MarginBound bound =
        MarginBound.theorem(
            new MarginBound.Question(d, BigInteger.valueOf(n), synchronised.clique().size(), b));
    BigFraction most = bound.margin();
    ConstellationSearch.Found found;
    Provenance origin = common.provenance("");
    Interruption.watch();
    try (ProgressLine progress = common.progress("search", -1)) {
      found =
          ConstellationSearch.find(
              new ConstellationSearch.Question(d, n, synchronised, decimal, most.doubleValue()),
              how.limits(
                  common,
                  d,
                  n,
                  synchronised.searched().modalities(),
                  synchronised.modalities(),
                  " at bias " + bias.text(),
                  progress),
              outcome -> outcome.by(origin));
    }
    SearchOutcome outcome = found.outcome();
    if (found.certificate().isEmpty()) {
      common.warn(
          "No constellation of "
              + n
              + " pairs in dimension "
              + d
              + " with a margin of at least 0 was found at bias "
              + bias.text()
              + " in "
              + outcome.starts()
              + (outcome.starts() == 1 ? " start." : " starts."));
      boolean limited =
          outcome.stop().equals(SearchOutcome.TIME)
              || outcome.stop().equals(SearchOutcome.INTERRUPTED);
      return limited ? ExitCode.STOPPED : ExitCode.NOT_REACHED;
    }
    return constellation(found.certificate().get(), outcome, most, bound.method());
  }

  private int constellation(
      ConstellationCertificate certificate,
      SearchOutcome outcome,
      BigFraction most,
      String boundMethod) {
    ObjectNode json = CommonOptions.object();
    json.put("dimension", certificate.dimension())
        .put("pairs", certificate.pairs())
        .put("modalities", certificate.modalities())
        .put("bias", Exact.down(certificate.bias()))
        .put("margin", Exact.down(certificate.margin()))
        .put("gap", Exact.down(certificate.margin().add(certificate.margin())))
        .put("marginUpper", Exact.up(most));
    return finish(
        json,
        certificate,
        outcome,
        "margin at least " + certificate.margin() + " at bias " + certificate.bias(),
        List.of("none above " + Exact.up(most) + " (" + boundMethod + ")"));
  }

  private int finish(
      ObjectNode json,
      Certificate certificate,
      SearchOutcome outcome,
      String found,
      List<String> beside) {
    CertificateStore.Stored stored = common.store(certificate);
    Stated stated = stored.stated(found);
    json.put("tier", stated.tier())
        .put("certificate", stored.path().toString())
        .put("starts", outcome.starts())
        .put("seconds", outcome.seconds())
        .put("stop", outcome.stop())
        .put("method", outcome.method());
    List<String> lines = new ArrayList<>(List.of(stated.line()));
    lines.addAll(beside);
    lines.addAll(List.of(outcome.line(), "certificate: " + stored.path()));
    common.answer(json, lines);
    if (write != null) {
      CoordinateFile.write(write, Configuration.of(certificate).sets());
    }
    return ExitCode.DONE;
  }
}

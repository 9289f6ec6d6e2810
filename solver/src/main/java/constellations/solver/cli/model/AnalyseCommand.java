package constellations.solver.cli.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.analyse.Analysis;
import constellations.solver.analyse.AnalysisReport;
import constellations.solver.analyse.EmbeddingAnalysis;
import constellations.solver.analyse.Matches;
import constellations.solver.analyse.ModalitiesReport;
import constellations.solver.analyse.ModalityPair;
import constellations.solver.analyse.ModelScale;
import constellations.solver.cli.options.CommonOptions;
import constellations.solver.cli.options.ExitCode;
import constellations.solver.cli.options.MachineOptions;
import constellations.solver.cli.options.ModalityOptions;
import constellations.solver.cli.options.Questions;
import constellations.solver.cli.options.RelevanceOptions;
import constellations.solver.deployment.Figures;
import constellations.solver.dimension.NeededDimension;
import constellations.solver.dimension.Query;
import constellations.solver.format.Digest;
import constellations.solver.format.EmbeddingFiles;
import constellations.solver.format.EmbeddingMatrix;
import constellations.solver.format.EmbeddingSource;
import constellations.solver.format.Exact;
import constellations.solver.format.WholeFiles;
import constellations.solver.modality.Synchronisation;
import constellations.solver.relevance.Judgements;
import constellations.solver.relevance.RelevanceReport;
import constellations.solver.relevance.RelevanceScan;
import constellations.solver.report.EmbeddingPage;
import constellations.solver.run.ProgressLine;
import constellations.solver.run.Workers;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Rationals;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code analyse}: real embeddings as a constellation. */
@Command(
    name = "analyse",
    description =
        "What embeddings of N matching items are as a constellation: margin, relative bias, the pairs"
            + " in the way, retrieval, losses, modality gap. The extremes and retrieval are exact for the"
            + " numbers of the files, each row normalised exactly.")
public final class AnalyseCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..16",
      paramLabel = "FILE",
      description =
          "U and V: matrices of N rows, .npy (floats or integers), .npz, .safetensors, .parquet,"
              + " .csv, .tsv, .txt, or a certificate. FILE:NAME names an array, a tensor or a column of lists; a file of two"
              + " has both. Row i of U matches row i of V. More than two are as many modalities.")
  private List<String> files;

  @Option(
      names = "--normalise",
      description = "Accept rows that are no unit vectors, and take their directions.")
  private boolean normalise;

  @Option(
      names = "--column",
      paramLabel = "NAME",
      description = "The column of lists of numbers in .csv, .tsv and .parquet.")
  private String column;

  @Option(names = "--decimal-comma", description = "Numbers in text are written 0,5.")
  private boolean decimalComma;

  @Option(
      names = "--logit-scale",
      paramLabel = "T",
      description =
          "What the model multiplies products by: exp of SigLIP's parameter, such as 117.33. With"
              + " --logit-bias the loss and the margin at the model's own numbers.")
  private Exact logitScale;

  @Option(
      names = "--logit-bias",
      paramLabel = "B",
      description = "What the model adds to that, such as -12.93.")
  private Exact logitBias;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description =
          "N integers or texts (.npy, .npz, .csv, .tsv, .txt): all rows of one label match, row i of"
              + " both files having label i.")
  private Path labels;

  @Option(names = "--exact", description = "Recompute all products in Java, without native code.")
  private boolean exact;

  @Option(
      names = "--scan-only",
      description =
          "Leave out InfoNCE and triplet loss, what to remove, the modality gap, and linear programs for"
              + " the needed dimension.")
  private boolean scanOnly;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write a page with histograms and the hardest pairs, in one file.")
  private Path html;

  @Option(
      names = "--texts",
      paramLabel = "FILE",
      description =
          "What the rows stand for, for the page: N lines; with tabs, the last two columns are the"
              + " texts of U and of V.")
  private Path texts;

  @Mixin private PointSetOptions pointSets;
  @Mixin private RelevanceOptions relevance;
  @Mixin private DeploymentOptions deployment;
  @Mixin private ModalityOptions graph;
  @Mixin private MachineOptions machines;
  @Mixin private CommonOptions common;

  /** The files that are read. */
  private final List<Path> opened = new ArrayList<>();

  @Override
  public Integer call() {
    if (pointSets.present()) {
      return ofPointSets();
    }
    List<EmbeddingMatrix> modalities = new ArrayList<>();
    for (EmbeddingSource source :
        EmbeddingFiles.sources(
            files.stream().map(file -> common.file(file).toString()).toList(),
            column,
            normalise,
            decimalComma)) {
      opened.add(Path.of(source.path()));
      modalities.add(deployment.open(source));
    }
    modalities.forEach(
        matrix ->
            matrix.notes().forEach(note -> common.warn(matrix.source().name() + ": " + note)));
    boolean worst = deployment.worst(common);
    boolean more = deployment.present(modalities.get(0).columns()) || worst;
    if (more && modalities.size() > 2) {
      throw BadInputException.argument(
          "--prefixes, --quantise and --worst",
          modalities.size() + " modalities",
          "two modalities");
    }
    if (relevance.present()) {
      return relevant(modalities);
    }
    EmbeddingMatrix u = modalities.get(0);
    for (EmbeddingMatrix v : modalities) {
      if (u.rows() != v.rows() || u.columns() != v.columns()) {
        throw BadInputException.file(
            v.source().name(),
            v.rows() + " x " + v.columns() + " numbers",
            u.rows() + " x " + u.columns() + " as in " + u.source().name());
      }
    }
    if (u.rows() < 2) {
      throw BadInputException.file(u.source().name(), "1 row", "at least 2 rows");
    }
    if (modalities.size() > 2 && (html != null || texts != null)) {
      throw BadInputException.argument(
          "--html and --texts", modalities.size() + " modalities", "two modalities for a page");
    }
    if (html != null) {
      WholeFiles.requireWritable(html);
    }
    Matches matches = labels == null ? Matches.pairs(u.rows()) : Matches.read(labels, u.rows());
    Optional<List<String[]>> rowTexts =
        Optional.ofNullable(texts).map(file -> EmbeddingPage.texts(file, u.rows()));
    model().flatMap(ModelScale::hint).ifPresent(common::warn);
    Synchronisation synchronised =
        Synchronisation.of(graph.graph(OptionalInt.of(modalities.size())));
    BooleanSupplier cancelled = common.stop();
    List<ModalityPair> found;
    try (Workers workers = machines.workers(common.threads());
        ProgressLine progress = common.progress("analyse", 1)) {
      found =
          EmbeddingAnalysis.ofAll(
              modalities,
              synchronised.graph(),
              matches,
              exact,
              scanOnly,
              workers,
              (done, all) -> progress.step(done, all, " tiles"),
              cancelled);
    }
    if (found.isEmpty()) {
      common.warn("Stopped before all pairs were seen; a part of them proves nothing.");
      return ExitCode.STOPPED;
    }
    if (cancelled.getAsBoolean()) {
      common.warn("Stopped after all pairs were seen; losses or modality gap may be missing.");
    }
    if (modalities.size() > 2) {
      ModalitiesReport report =
          new ModalitiesReport(
              synchronised, found, digests(), question -> needed(question, matches, synchronised));
      return common.answer(report.json(), report.lines());
    }
    return pair(found.get(0).analysis(), u, modalities.get(1), matches, rowTexts, cancelled);
  }

  private int ofPointSets() {
    boolean others =
        labels != null || html != null || texts != null || exact || scanOnly || normalise;
    boolean more = column != null || relevance.present() || model().isPresent();
    if (others || more || graph.present() || machines.present() || deployment.worst(common)) {
      throw BadInputException.argument(
          "--point-sets", "options of matrices", "none of these beside it but --weights");
    }
    return pointSets.answer(files, common);
  }

  /** Queries and documents, with any relevance. */
  private int relevant(List<EmbeddingMatrix> modalities) {
    boolean others = labels != null || html != null || texts != null || deployment.worst(common);
    if (modalities.size() != 2 || others) {
      throw BadInputException.argument(
          "--relevance",
          modalities.size() != 2
              ? modalities.size() + " files"
              : "--labels, --html, --texts or --worst",
          "queries and documents, and none of these");
    }
    if (exact || graph.present() || machines.present() || model().isPresent()) {
      throw BadInputException.argument(
          "--relevance",
          "--exact, --graph, --modalities, --spark, --logit-scale or --logit-bias",
          "none of these beside it");
    }
    EmbeddingMatrix u = modalities.get(0);
    EmbeddingMatrix v = modalities.get(1);
    if (u.columns() != v.columns()) {
      throw BadInputException.file(
          v.source().name(), v.columns() + " columns", u.columns() + " as in " + u.source().name());
    }
    Judgements judged = relevance.read(u.rows(), v.rows());
    BooleanSupplier cancelled = common.stop();
    Optional<RelevanceScan.Result> found;
    try (ProgressLine progress = common.progress("analyse", 1)) {
      found =
          RelevanceScan.run(
              u,
              v,
              judged,
              common.threads(),
              done -> progress.step(done, u.rows(), " queries"),
              cancelled);
    }
    if (found.isEmpty()) {
      common.warn("Stopped before all pairs were seen; a part of them proves nothing.");
      return ExitCode.STOPPED;
    }
    List<Digest> read =
        Stream.concat(digests().stream(), relevance.files().map(Digest::of)).toList();
    RelevanceReport report = new RelevanceReport(found.get(), u.columns(), read);
    ObjectNode json = report.json();
    List<String> lines = report.lines();
    Figures.Judge judge = new Figures.Judge(Optional.empty(), Optional.of(judged));
    shorten(u, v, Figures.of(u.columns(), found.get()), judge, cancelled, json, lines);
    return common.answer(json, lines);
  }

  private int pair(
      Analysis analysis,
      EmbeddingMatrix u,
      EmbeddingMatrix v,
      Matches matches,
      Optional<List<String[]>> rowTexts,
      BooleanSupplier cancelled) {
    Optional<NeededDimension> needed =
        needed(AnalysisReport.asked(analysis), matches, Synchronisation.complete(2));
    AnalysisReport report =
        new AnalysisReport(analysis, needed, matches, labels != null, digests(), model());
    List<String> summary = new ArrayList<>();
    report.describe(summary::add);
    ObjectNode json = report.json();
    List<String> lines = new ArrayList<>(summary);
    Figures.Judge judge = new Figures.Judge(Optional.of(matches), Optional.empty());
    Figures whole = Figures.of(u.columns(), analysis.scan());
    shorten(u, v, whole, judge, cancelled, json, lines);
    if (!deployment.worst(u, v, analysis.scan(), rowTexts, common, cancelled, json, lines)) {
      common.warn("Stopped before copies were counted as one.");
    }
    common.answer(json, lines);
    if (html != null) {
      String page =
          EmbeddingPage.of(
              analysis,
              u,
              v,
              u.file().getFileName() + " and " + v.file().getFileName(),
              // The page has the last two lines, the pairs in the way, as tables.
              summary.subList(0, summary.size() - 2),
              rowTexts);
      WholeFiles.write(html, page.getBytes(StandardCharsets.UTF_8));
    }
    return ExitCode.DONE;
  }

  private void shorten(
      EmbeddingMatrix u,
      EmbeddingMatrix v,
      Figures whole,
      Figures.Judge judge,
      BooleanSupplier cancelled,
      ObjectNode json,
      List<String> lines) {
    if (!deployment.add(u, v, whole, judge, common.threads(), cancelled, json, lines)) {
      common.warn("Stopped before all prefixes and quantised forms were seen.");
    }
  }

  /** The numbers of the model, of which both are needed. */
  private Optional<ModelScale> model() {
    if (logitScale == null && logitBias == null) {
      return Optional.empty();
    }
    if (logitScale == null || logitBias == null) {
      throw BadInputException.argument("--logit-scale, --logit-bias", "one of them", "both");
    }
    return Optional.of(
        new ModelScale(logitScale.rational("logit-scale"), logitBias.rational("logit-bias")));
  }

  /** The files that were analysed, each once, and that of the labels. */
  private List<Digest> digests() {
    return Stream.concat(opened.stream(), Stream.ofNullable(labels))
        .distinct()
        .map(Digest::of)
        .toList();
  }

  /** Rows of one label can be equal, so that labels count and not rows. */
  private Optional<NeededDimension> needed(
      AnalysisReport.Asked asked, Matches matches, Synchronisation modalities) {
    BigFraction m = Rationals.of(asked.margin());
    BigFraction b = Rationals.of(asked.bias());
    if (m.signum() <= 0 || m.add(b).compareTo(BigFraction.ONE) > 0) {
      return Optional.empty();
    }
    try (ProgressLine progress = common.progress("ends", 1)) {
      Query query = new Query(BigInteger.valueOf(matches.labels()), m, b, modalities);
      return Optional.of(
          NeededDimension.of(query, Questions.effort(common, 0, scanOnly, null, progress)));
    }
  }
}

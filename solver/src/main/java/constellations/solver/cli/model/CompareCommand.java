package constellations.solver.cli.model;

import constellations.solver.analyse.Matches;
import constellations.solver.cli.options.CommonOptions;
import constellations.solver.cli.options.ExitCode;
import constellations.solver.cli.options.RelevanceOptions;
import constellations.solver.deployment.Comparison;
import constellations.solver.deployment.Figures;
import constellations.solver.format.Digest;
import constellations.solver.format.EmbeddingFiles;
import constellations.solver.format.EmbeddingMatrix;
import constellations.solver.format.EmbeddingSource;
import constellations.solver.format.WholeFiles;
import constellations.solver.report.ComparisonPage;
import constellations.verify.exact.BadInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code compare}: two models on the same items. */
@Command(
    name = "compare",
    description =
        "Two models on the same items: margin, bias and recall of each, exact, how far each is below"
            + " what is possible in its dimension, and which items one of them gets right and the other does"
            + " not.")
public final class CompareCommand implements Callable<Integer> {
  @Parameters(
      arity = "4",
      paramLabel = "A_U A_V B_U B_V",
      description =
          "Matrices as analyse reads them: those of model A and those of model B, whose rows stand for"
              + " the same items. Dimensions may differ.")
  private List<String> files;

  @Option(
      names = "--normalise",
      description = "Accept rows that are no unit vectors, and take their directions.")
  private boolean normalise;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "N integers or texts: all rows of one label match.")
  private Path labels;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write a page with all figures side by side; it needs no other file.")
  private Path html;

  @Mixin private RelevanceOptions relevance;
  @Mixin private CommonOptions common;

  @Override
  public Integer call() {
    if (html != null) {
      WholeFiles.requireWritable(html);
    }
    List<EmbeddingMatrix> all = new ArrayList<>();
    for (String file : files) {
      all.add(EmbeddingFiles.open(EmbeddingSource.of(common.file(file).toString(), normalise)));
    }
    for (int side = 0; side < 2; side++) {
      same(all.get(side), all.get(side + 2), true);
      same(all.get(2 * side), all.get(2 * side + 1), false);
    }
    EmbeddingMatrix u = all.get(0);
    EmbeddingMatrix v = all.get(1);
    Figures.Judge judge = judge(u, v);
    BooleanSupplier cancelled = common.stop();
    Optional<Figures> first = Figures.of(u, v, judge, common.threads(), cancelled);
    Optional<Figures> second =
        first.isEmpty()
            ? first
            : Figures.of(all.get(2), all.get(3), judge, common.threads(), cancelled);
    if (second.isEmpty()) {
      common.warn("Stopped before all pairs were seen; a part of them proves nothing.");
      return ExitCode.STOPPED;
    }
    List<Digest> digests =
        Stream.of(
                all.stream().map(EmbeddingMatrix::file),
                Stream.ofNullable(labels),
                relevance.files())
            .flatMap(paths -> paths)
            .distinct()
            .map(Digest::of)
            .toList();
    boolean pairs = labels == null && !relevance.present();
    Comparison comparison =
        new Comparison(
            first.orElseThrow(),
            second.get(),
            pairs ? Optional.of(u.rows()) : Optional.empty(),
            digests);
    if (html != null) {
      String page =
          ComparisonPage.of(
              comparison,
              files.get(0) + " and " + files.get(1),
              files.get(2) + " and " + files.get(3));
      WholeFiles.write(html, page.getBytes(StandardCharsets.UTF_8));
    }
    return common.answer(comparison.json(), comparison.lines());
  }

  private Figures.Judge judge(EmbeddingMatrix u, EmbeddingMatrix v) {
    if (relevance.present()) {
      if (labels != null) {
        throw BadInputException.argument("--relevance", "also --labels", "one of them");
      }
      return new Figures.Judge(Optional.empty(), Optional.of(relevance.read(u.rows(), v.rows())));
    }
    if (u.rows() != v.rows() || u.rows() < 2) {
      throw BadInputException.file(
          v.source().name(),
          v.rows() + " rows",
          "as many as " + u.source().name() + ", at least 2");
    }
    Matches matches = labels == null ? Matches.pairs(u.rows()) : Matches.read(labels, u.rows());
    return new Figures.Judge(Optional.of(matches), Optional.empty());
  }

  /** Refuses two matrices that are not of the same items, or not of one dimension. */
  private static void same(EmbeddingMatrix first, EmbeddingMatrix second, boolean rows) {
    int expected = rows ? first.rows() : first.columns();
    int found = rows ? second.rows() : second.columns();
    if (found != expected) {
      throw BadInputException.file(
          second.source().name(),
          found + (rows ? " rows" : " columns"),
          expected + " as in " + first.source().name());
    }
  }
}

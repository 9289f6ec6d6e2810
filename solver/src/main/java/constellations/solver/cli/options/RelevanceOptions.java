package constellations.solver.cli.options;

import constellations.solver.relevance.Judgements;
import constellations.solver.relevance.RelevanceFile;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Which documents are relevant to which queries. */
public final class RelevanceOptions {
  @Option(
      names = "--relevance",
      paramLabel = "FILE",
      description =
          "Which rows of V are relevant to which rows of U: judgements of TREC or BEIR, pairs of rows"
              + " (text or .npy), a matrix (.npy), or one of SciPy in CSR form (.npz).")
  private Path file;

  @Option(
      names = "--query-ids",
      paramLabel = "FILE",
      description = "The names of the rows of U in that file, a line each, or JSON lines with _id.")
  private Path queryIds;

  @Option(
      names = "--document-ids",
      paramLabel = "FILE",
      description = "The names of the rows of V, likewise.")
  private Path documentIds;

  /** Whether there is a file. */
  public boolean present() {
    return file != null;
  }

  /** Reads it for so many queries and documents. */
  public Judgements read(int queries, int documents) {
    return RelevanceFile.read(
        file, queries, Optional.ofNullable(queryIds), documents, Optional.ofNullable(documentIds));
  }

  /** The files that are read. */
  public Stream<Path> files() {
    return Stream.of(
            Optional.ofNullable(file),
            Optional.ofNullable(queryIds),
            Optional.ofNullable(documentIds))
        .flatMap(Optional::stream);
  }
}

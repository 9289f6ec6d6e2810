package constellations.solver.cli.options;

import constellations.solver.format.Exact;
import constellations.solver.relevance.RelevanceFile;
import constellations.verify.claim.AllSubsets;
import constellations.verify.claim.Relevance;
import constellations.verify.exact.BadInputException;
import java.math.BigInteger;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which documents are relevant to which queries, in a question without embeddings. */
public final class RelevanceQuestion {
  @Option(
      names = "--relevance",
      paramLabel = "FILE",
      description =
          "Which documents are relevant to which queries: judgements of TREC or BEIR, pairs of rows"
              + " (text or .npy), a matrix (.npy), or one of SciPy in CSR form (.npz).")
  private Path file;

  @Option(
      names = "--documents",
      paramLabel = "n",
      description = "With --top k: a query for each k of n documents, in place of a file.")
  private Exact documents;

  @Option(
      names = "--top",
      paramLabel = "k",
      description = "How many documents each of these queries is to find.")
  private Exact top;

  /** Whether there is such a question. */
  public boolean present() {
    return file != null || documents != null || top != null;
  }

  /** What is relevant to what. */
  public Relevance asked() {
    if (file != null ? documents != null || top != null : documents == null || top == null) {
      throw BadInputException.argument(
          "relevance", "these options", "either --relevance, or --documents with --top");
    }
    if (file != null) {
      return RelevanceFile.read(file).matrix();
    }
    BigInteger n = documents.whole("documents");
    if (n.signum() < 0 || n.bitLength() > Long.SIZE - 1) {
      throw BadInputException.argument("documents", documents.text(), "from 2 to 10^12");
    }
    return new AllSubsets(n.longValue(), top.whole("top", 1, AllSubsets.MOST_TOP));
  }
}

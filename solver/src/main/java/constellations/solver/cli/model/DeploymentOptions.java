package constellations.solver.cli.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.analyse.PairScan;
import constellations.solver.cli.options.CommonOptions;
import constellations.solver.deployment.Derived;
import constellations.solver.deployment.Figures;
import constellations.solver.deployment.Shortened;
import constellations.solver.deployment.WorstPairs;
import constellations.solver.format.EmbeddingFiles;
import constellations.solver.format.EmbeddingMatrix;
import constellations.solver.format.EmbeddingSource;
import constellations.solver.format.Exact;
import constellations.solver.format.WholeFiles;
import constellations.verify.exact.BadInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.commons.numbers.fraction.BigFraction;
import picocli.CommandLine.Option;

/** What is done to embeddings before they are used. */
final class DeploymentOptions {
  @Option(
      names = "--prefixes",
      split = ",",
      paramLabel = "D",
      description = "Also for the first D coordinates alone, made to unit vectors again; a list.")
  private List<Exact> prefixes = List.of();

  @Option(
      names = "--keep",
      paramLabel = "SHARE",
      description = "The least of the prefixes that keeps this share of recall at 1.")
  private Exact keep;

  @Option(
      names = "--quantise",
      paramLabel = "int8|int4|binary",
      description = "Also for integers in place of the numbers.")
  private String scheme;

  @Option(
      names = "--scale",
      paramLabel = "vector|dimension",
      description = "Whether each vector (the default) or each coordinate has a scale of its own.")
  private String scale = "vector";

  @Option(
      names = "--packed",
      description = "The files have rows of bytes, eight signs each, as numpy.packbits makes them.")
  private boolean packed;

  @Option(
      names = "--worst",
      arity = "2",
      paramLabel = "K FILE.csv",
      description =
          "Write the K rows of U that another row of V costs most, with what it costs, whether it is a"
              + " copy, and the texts; and the same figures where items that are equal in U or in V have one"
              + " label.")
  private List<String> worst;

  /** Opens a matrix as it is to be read. */
  EmbeddingMatrix open(EmbeddingSource source) {
    return packed ? Derived.unpacked(Path.of(source.path())) : EmbeddingFiles.open(source);
  }

  /** Whether something is asked for; refuses what cannot be done before work begins. */
  boolean present(int dimension) {
    dimensions(dimension);
    share();
    if (scheme != null) {
      Derived.Scheme.named(scheme);
    }
    if (!List.of("vector", "dimension").contains(scale)) {
      throw BadInputException.argument("--scale", scale, "vector or dimension");
    }
    return !prefixes.isEmpty() || scheme != null;
  }

  private List<Integer> dimensions(int dimension) {
    List<Integer> all = new ArrayList<>();
    prefixes.forEach(p -> all.add(p.whole("prefixes", 1, dimension)));
    all.sort(null);
    return all;
  }

  private Optional<BigFraction> share() {
    Optional<BigFraction> share = Optional.ofNullable(keep).map(k -> k.rational("keep"));
    if (share.isPresent() && prefixes.isEmpty()) {
      throw BadInputException.argument("--keep", keep.text(), "--prefixes beside it");
    }
    if (share.filter(s -> s.signum() < 0 || s.compareTo(BigFraction.ONE) > 0).isPresent()) {
      throw BadInputException.argument("--keep", keep.text(), "from 0 to 1");
    }
    return share;
  }

  /** Whether the worst pairs are asked for, into a file that can be written. */
  boolean worst(CommonOptions common) {
    if (worst == null) {
      return false;
    }
    new Exact(worst.get(0)).whole("worst", 1, Integer.MAX_VALUE);
    WholeFiles.requireWritable(common.file(worst.get(1)));
    return true;
  }

  /** Writes the worst pairs, and says what copies cost. */
  boolean worst(
      EmbeddingMatrix u,
      EmbeddingMatrix v,
      PairScan.Result scan,
      Optional<List<String[]>> texts,
      CommonOptions common,
      BooleanSupplier cancelled,
      ObjectNode json,
      List<String> lines) {
    if (!worst(common)) {
      return true;
    }
    WorstPairs pairs = new WorstPairs(u, v, scan);
    Path file = common.file(worst.get(1));
    pairs.write(file, new Exact(worst.get(0)).whole("worst", 1, Integer.MAX_VALUE), texts);
    lines.add("written: " + file);
    return pairs.copies(Figures.of(u.columns(), scan), common.threads(), cancelled, json, lines);
  }

  /** Adds what was asked for to an answer; returns whether all was done. */
  boolean add(
      EmbeddingMatrix u,
      EmbeddingMatrix v,
      Figures whole,
      Figures.Judge judge,
      int threads,
      BooleanSupplier cancelled,
      ObjectNode json,
      List<String> lines) {
    if (!present(u.columns())) {
      return true;
    }
    Shortened shortened = new Shortened(u, v, whole, judge, threads, cancelled);
    boolean done =
        prefixes.isEmpty() || shortened.prefixes(dimensions(u.columns()), share(), json, lines);
    return done
        && (scheme == null
            || shortened.quantised(
                Derived.Scheme.named(scheme), scale.equals("dimension"), json, lines));
  }
}

package constellations.solver.cli.options;

import constellations.solver.format.Exact;
import constellations.solver.modality.ModalityGraphs;
import constellations.solver.modality.Synchronisation;
import constellations.verify.claim.ModalityGraph;
import constellations.verify.exact.BadInputException;
import java.nio.file.Path;
import java.util.OptionalInt;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How many modalities there are, and which of them are synchronised. */
public final class ModalityOptions {
  private static final int MOST = 1000;

  @Option(names = "--modalities", paramLabel = "k", description = "Modalities (default 2).")
  private Exact modalities;

  @Option(
      names = "--graph",
      paramLabel = "star|path|cycle|complete|FILE",
      description =
          "Which modalities are synchronised (default: every two): one with each other one (star), each"
              + " with the next (path, cycle), or the edges of a file, JSON as in certificates or two numbers"
              + " from 0 or names a line.")
  private String graph;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /** The number of modalities that was given. */
  private OptionalInt given() {
    return modalities == null
        ? OptionalInt.empty()
        : OptionalInt.of(modalities.whole("modalities", 2, MOST));
  }

  /** Whether a graph or a number of modalities was given. */
  public boolean present() {
    return graph != null || modalities != null;
  }

  /** The graph, of so many modalities if that is known otherwise. */
  public ModalityGraph graph(OptionalInt known) {
    OptionalInt k = given().isPresent() ? given() : known;
    if (known.isPresent() && !known.equals(k)) {
      throw BadInputException.argument(
          "modalities", k.getAsInt(), known.getAsInt() + " as there are files");
    }
    if (graph == null) {
      return ModalityGraph.complete(k.orElse(2));
    }
    return ModalityGraphs.named(graph, k.orElse(2))
        .map(named -> k.isPresent() ? named : unknown())
        .orElseGet(() -> ModalityGraphs.read(file(), k));
  }

  private Path file() {
    // The runs of an experiment are read by themselves.
    return command.root().userObject() instanceof Console.Holder holder
        ? holder.console().path(graph)
        : Path.of(graph);
  }

  private ModalityGraph unknown() {
    throw BadInputException.argument("--graph", graph, "--modalities k beside it");
  }

  /** The graph with its clique and its colours. */
  public Synchronisation synchronisation() {
    return Synchronisation.of(graph(OptionalInt.empty()));
  }
}

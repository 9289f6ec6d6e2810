package constellations.solver.modality;

import constellations.verify.CertificateWriter;
import constellations.verify.claim.Certificate;
import constellations.verify.claim.ConstellationClaim;
import constellations.verify.claim.ModalityGraph;
import constellations.verify.claim.Provenance;
import constellations.verify.composition.CompositionCertificate.Rule;
import constellations.verify.composition.Placement;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which of k modalities are synchronised, with what bounds a constellation on their graph by those
 * on complete graphs: modalities of which every two are joined, and a colouring (docs/theory.md
 * T31).
 *
 * @param clique modalities of which every two are joined, as many as were found
 * @param colouring a colour from 0 for each modality, different for those that are joined
 * @param proved whether no clique is larger and no colouring has fewer colours
 */
public record Synchronisation(
    ModalityGraph graph, List<Integer> clique, List<Integer> colouring, boolean proved) {

  /** K modalities of which every two are synchronised. */
  public static Synchronisation complete(int modalities) {
    List<Integer> all = IntStream.range(0, modalities).boxed().toList();
    return new Synchronisation(ModalityGraph.complete(modalities), all, all, true);
  }

  /** The modalities of a graph; clique and colouring are searched for. */
  public static Synchronisation of(ModalityGraph graph) {
    return graph.isComplete() ? complete(graph.modalities()) : GraphColouring.of(graph);
  }

  /** The number k of modalities. */
  public int modalities() {
    return graph.modalities();
  }

  /** The number of colours. */
  public int colours() {
    return 1 + colouring.stream().mapToInt(c -> c).max().orElseThrow();
  }

  /** The modalities of the clique alone: a constellation on the graph has one on it. */
  public Synchronisation ofClique() {
    return complete(clique.size());
  }

  /** The colours as modalities: a constellation on them gives one on the graph. */
  public Synchronisation ofColours() {
    return complete(colours());
  }

  /** Whether the graph is as hard as its clique, so that an answer for that is one for it. */
  public boolean settled() {
    return clique.size() == colours();
  }

  /** The modalities that are searched for: the colours, where that is as good. */
  public Synchronisation searched() {
    return settled() ? ofColours() : this;
  }

  /**
   * What a certificate for the clique says of the graph: that no constellation exists.
   *
   * @return the same certificate if the graph is complete, or if it says nothing of constellations
   */
  public Certificate excluded(Certificate ofClique, Provenance by) {
    return moved(ofClique, clique, by);
  }

  /**
   * What a certificate for the colours says of the graph: that a constellation exists.
   *
   * @return the same certificate if the graph is complete, or if it says nothing of constellations
   */
  public Certificate reached(Certificate ofColours, Provenance by) {
    return moved(ofColours, colouring, by);
  }

  private Certificate moved(Certificate certificate, List<Integer> map, Provenance by) {
    return !graph.isComplete() && certificate.claim() instanceof ConstellationClaim claim
        ? CertificateWriter.composition(
            claim.on(graph), Rule.HOMOMORPHISM, Placement.mapped(map), certificate, by)
        : certificate;
  }

  /** In words, beside the number of modalities; nothing for a complete graph. */
  public String text() {
    if (graph.isComplete()) {
      return "";
    }
    String all = clique.size() + (clique.size() == 2 ? " of them" : " of them, all") + " joined, ";
    return "graph of "
        + graph.size()
        + " edges, "
        + all
        + colours()
        + " colours"
        + (proved ? "" : " (perhaps fewer)");
  }
}

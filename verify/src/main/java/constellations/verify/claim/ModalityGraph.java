package constellations.verify.claim;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.verify.exact.BadInputException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which modalities are synchronised: a constellation on a graph asks only for the matching and the
 * other inner products of every two modalities that an edge joins.
 *
 * <p>The argument: docs/theory.md T31.
 *
 * @param modalities the number k of modalities, which are the vertices 0, ..., k - 1
 * @param edges in order, each once; empty where every two modalities are joined, which may be more
 *     than can be listed
 */
public record ModalityGraph(int modalities, List<Edge> edges) {
  /** The most modalities of a graph whose edges are listed. */
  public static final int MOST_LISTED = 1000;

  /**
   * Two modalities that are synchronised.
   *
   * @param first the smaller one
   * @param second the larger one
   */
  public record Edge(int first, int second) implements Comparable<Edge> {
    /**
     * {@return the edge between two modalities}
     *
     * @param a one of them
     * @param c the other one
     */
    public static Edge of(int a, int c) {
      return new Edge(Math.min(a, c), Math.max(a, c));
    }

    @Override
    public int compareTo(Edge other) {
      int firsts = Integer.compare(first, other.first);
      return firsts != 0 ? firsts : Integer.compare(second, other.second);
    }
  }

  /**
   * Checks the ranges; edges that join all are left out.
   *
   * @param modalities the number k of modalities, at least 2
   * @param edges in any order
   * @throws BadInputException if a number is out of range or an edge joins a modality to itself
   */
  public ModalityGraph {
    if (modalities < 2) {
      throw BadInputException.argument("claim.modalities", modalities, "at least 2");
    }
    TreeSet<Edge> sorted = new TreeSet<>(edges);
    if (!sorted.isEmpty() && modalities > MOST_LISTED) {
      throw BadInputException.argument(
          "claim.modalities", modalities, "at most " + MOST_LISTED + " beside edges");
    }
    for (Edge edge : sorted) {
      if (edge.first() < 0 || edge.second() >= modalities || edge.first() >= edge.second()) {
        throw BadInputException.argument(
            "claim.edges",
            edge.first() + " to " + edge.second(),
            "two different modalities from 0 to " + (modalities - 1));
      }
    }
    boolean all = sorted.size() == (long) modalities * (modalities - 1) / 2;
    edges = all ? List.of() : List.copyOf(sorted);
  }

  /**
   * {@return the graph of k modalities of which every two are synchronised}
   *
   * @param modalities k, at least 2
   */
  public static ModalityGraph complete(int modalities) {
    return new ModalityGraph(modalities, List.of());
  }

  /**
   * {@return the graph with these edges}
   *
   * @param modalities k, at least 2
   * @param edges in any order, at least one
   * @throws BadInputException if there are none, or one is no edge
   */
  public static ModalityGraph of(int modalities, Collection<Edge> edges) {
    if (edges.isEmpty()) {
      throw BadInputException.argument("claim.edges", "none", "at least one");
    }
    return new ModalityGraph(modalities, List.copyOf(edges));
  }

  /**
   * Reads {@code modalities} and, where not all are joined, {@code edges}.
   *
   * @param claim the fields of a claim
   * @return the graph
   * @throws BadInputException if they are no graph
   */
  public static ModalityGraph read(Fields claim) {
    int modalities = claim.integer("modalities");
    if (!claim.has("edges")) {
      return complete(modalities);
    }
    Fields.requireFew(claim.array("edges"), "claim.edges", MOST_LISTED * MOST_LISTED / 2);
    List<Edge> edges = new ArrayList<>();
    for (var node : claim.array("edges")) {
      List<Integer> ends = Fields.integers(node, "claim.edges");
      if (ends.size() != 2) {
        throw BadInputException.argument("claim.edges", ends, "two modalities");
      }
      edges.add(Edge.of(ends.get(0), ends.get(1)));
    }
    return of(modalities, edges);
  }

  /**
   * Writes what {@link #read} reads.
   *
   * @param claim the fields of a claim
   */
  public void write(ObjectNode claim) {
    claim.put("modalities", modalities);
    if (!edges.isEmpty()) {
      ArrayNode list = claim.putArray("edges");
      edges.forEach(edge -> list.addArray().add(edge.first()).add(edge.second()));
    }
  }

  /** {@return whether every two modalities are joined} */
  public boolean isComplete() {
    return edges.isEmpty();
  }

  /**
   * {@return whether an edge joins two modalities}
   *
   * @param a a modality
   * @param c a modality
   */
  public boolean joins(int a, int c) {
    return edges.isEmpty() ? a != c : Collections.binarySearch(edges, Edge.of(a, c)) >= 0;
  }

  /** {@return all edges, listed or not} */
  public Stream<Edge> all() {
    return edges.isEmpty()
        ? IntStream.range(0, modalities)
            .boxed()
            .flatMap(a -> IntStream.range(a + 1, modalities).mapToObj(c -> new Edge(a, c)))
        : edges.stream();
  }

  /** {@return the number of edges} */
  public long size() {
    return edges.isEmpty() ? (long) modalities * (modalities - 1) / 2 : edges.size();
  }

  /**
   * {@return whether the other graph is a part of this one, its modalities being the first ones}
   *
   * @param other the part
   */
  public boolean contains(ModalityGraph other) {
    if (other.modalities > modalities) {
      return false;
    }
    return isComplete() || (other.size() <= size() && other.all().allMatch(this::joins));
  }

  private boolean joins(Edge edge) {
    return joins(edge.first(), edge.second());
  }

  /**
   * {@return whether a map of modalities is a homomorphism to this graph: it takes every edge of
   * the other graph to an edge}
   *
   * @param other the graph that is mapped
   * @param map the modality of this graph to which each of the other one goes
   */
  public boolean isImageOf(ModalityGraph other, List<Integer> map) {
    return map.size() == other.modalities
        && map.stream().allMatch(a -> a >= 0 && a < modalities)
        && other.all().allMatch(e -> joins(map.get(e.first()), map.get(e.second())));
  }

  /** {@return the modalities in words} */
  public String text() {
    return modalities + " modalities" + (isComplete() ? "" : " on a graph of " + size() + " edges");
  }
}

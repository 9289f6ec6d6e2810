package constellations.verify.composition;

import constellations.verify.claim.ModalityGraph;
import constellations.verify.exact.BadInputException;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * How the parts of a composition lie in the whole, where the rule needs it.
 *
 * <p>The argument: docs/theory.md T37.
 *
 * @param heights the heights of layers, in (-1, 1)
 * @param map for homomorphisms the modality to which each of the graph that is mapped goes
 * @param rows of induced matrices: for each row of the smaller one its row in the other
 * @param columns the same of columns
 */
public record Placement(
    List<BigFraction> heights, List<Integer> map, List<Integer> rows, List<Integer> columns) {
  /** Nothing is needed. */
  public static final Placement NONE = new Placement(List.of(), List.of(), List.of(), List.of());

  /**
   * Checks the heights.
   *
   * @param heights the heights of layers
   * @param map of modalities
   * @param rows of an induced matrix
   * @param columns of an induced matrix
   * @throws BadInputException if a height is out of range
   */
  public Placement {
    heights = List.copyOf(heights);
    map = List.copyOf(map);
    rows = List.copyOf(rows);
    columns = List.copyOf(columns);
    for (BigFraction height : heights) {
      if (height.abs().compareTo(BigFraction.ONE) >= 0) {
        throw BadInputException.argument("evidence.heights", height, "between -1 and 1");
      }
    }
  }

  /**
   * {@return the heights of layers}
   *
   * @param heights one for each layer
   */
  public static Placement layers(List<BigFraction> heights) {
    return new Placement(heights, List.of(), List.of(), List.of());
  }

  /**
   * {@return a map of modalities}
   *
   * @param map the modality to which each goes
   */
  public static Placement mapped(List<Integer> map) {
    return new Placement(List.of(), map, List.of(), List.of());
  }

  /**
   * {@return rows and columns of a matrix that make another}
   *
   * @param rows the row of each row
   * @param columns the column of each column
   */
  public static Placement induced(List<Integer> rows, List<Integer> columns) {
    return new Placement(List.of(), List.of(), rows, columns);
  }

  /** Refuses what a rule does not use, and asks for what it needs. */
  void require(CompositionCertificate.Rule rule, int parts) {
    if (heights.size() != (rule == CompositionCertificate.Rule.LAYERS ? parts : 0)) {
      throw BadInputException.argument(
          "evidence.heights", heights.size() + " numbers", "one for each part of layers");
    }
    boolean mapped = rule == CompositionCertificate.Rule.HOMOMORPHISM;
    if (map.isEmpty() == mapped || map.size() > ModalityGraph.MOST_LISTED) {
      throw BadInputException.argument(
          "evidence.map",
          map.size() + " modalities",
          "1 to " + ModalityGraph.MOST_LISTED + " for a homomorphism, none for other rules");
    }
    boolean placed = !rows.isEmpty() || !columns.isEmpty();
    if (placed && rule != CompositionCertificate.Rule.INDUCED) {
      throw BadInputException.argument(
          "evidence.rows", rows.size() + " rows", "none for a rule other than induced");
    }
  }
}

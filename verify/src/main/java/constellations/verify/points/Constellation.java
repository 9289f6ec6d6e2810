package constellations.verify.points;

import constellations.verify.claim.ModalityGraph;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Cosine;
import constellations.verify.exact.ExtremePairs;
import constellations.verify.exact.PointSet;
import constellations.verify.exact.WorkBudget;
import java.util.List;
import java.util.Optional;

/**
 * N items in k &gt;= 2 modalities: unit vectors U_i^1, ..., U_i^k of R^d for each item i, given by
 * vectors in their directions. For k = 2 these are the pairs (U_i, V_i).
 *
 * <p>The argument for graphs of modalities: docs/theory.md T31.
 *
 * @param modalities k sets of N vectors of R^d each
 */
public record Constellation(List<PointSet> modalities) {
  /** The work of looking at two modalities, however small they are. */
  private static final double MATCHES = 10_000;

  /**
   * Checks the shape.
   *
   * @param modalities one point set for each modality, of N vectors of R^d each
   * @throws BadInputException if there are fewer than two modalities or their shapes differ
   */
  public Constellation {
    modalities = List.copyOf(modalities);
    if (modalities.size() < 2) {
      throw BadInputException.argument("modalities", modalities.size(), "at least 2");
    }
    PointSet first = modalities.get(0);
    for (PointSet modality : modalities) {
      if (modality.size() != first.size() || modality.dimension() != first.dimension()) {
        throw BadInputException.argument(
            "shape of a modality",
            modality.size() + " x " + modality.dimension(),
            first.size() + " x " + first.dimension() + " as in the first");
      }
    }
  }

  /**
   * {@return the constellation of pairs (U_i, V_i)}
   *
   * @param u the N vectors of the first modality
   * @param v the N vectors of the second modality
   */
  public static Constellation of(PointSet u, PointSet v) {
    return new Constellation(List.of(u, v));
  }

  /** The work of an exact cosine, in operations on words of 64 bits. */
  private double matchWork() {
    double words = 1;
    for (PointSet modality : modalities) {
      words = Math.max(words, modality.words());
    }
    return 4 * (3.0 * dimension() + 64) * (words * words + 8);
  }

  /** {@return the dimension d of the space} */
  public int dimension() {
    return modalities.get(0).dimension();
  }

  /** {@return the number N of items} */
  public int size() {
    return modalities.get(0).size();
  }

  /**
   * {@return the vectors of modality a, counted from 0}
   *
   * @param a a modality, from 0
   */
  public PointSet modality(int a) {
    return modalities.get(a);
  }

  /**
   * {@return the exact cosine of U_i^a and U_j^b}
   *
   * @param a a modality, from 0
   * @param i a pair, from 0
   * @param b a modality, from 0
   * @param j a pair, from 0
   */
  public Cosine cosine(int a, int i, int b, int j) {
    return modality(a).cosine(i, modality(b), j);
  }

  /**
   * {@return the exact separation over all pairs of modalities}
   *
   * @param threads how many threads to use; the result does not depend on it
   * @throws IllegalStateException if there is one item only
   */
  public Separation separation(int threads) {
    return separation(ModalityGraph.complete(modalities.size()), threads);
  }

  /**
   * {@return the exact separation over the pairs of modalities that are synchronised}
   *
   * @param graph which they are
   * @param threads how many threads to use; the result does not depend on it
   * @throws IllegalStateException if there is one item only
   */
  public Separation separation(ModalityGraph graph, int threads) {
    return separation(graph, threads, WorkBudget.of(Double.POSITIVE_INFINITY));
  }

  /**
   * The same within a limit of work.
   *
   * @throws WorkBudget.Exhausted if the budget does not suffice
   */
  Separation separation(ModalityGraph graph, int threads, WorkBudget budget) {
    Optional<Separation.Entry> positive = Optional.empty();
    Optional<Separation.Entry> negative = Optional.empty();
    double matching = MATCHES + size() * matchWork();
    for (int a = 0; a < modalities.size(); a++) {
      for (int b = a + 1; b < modalities.size(); b++) {
        if (!graph.joins(a, b)) {
          continue;
        }
        budget.charge(matching);
        for (int i = 0; i < size(); i++) {
          Cosine cosine = cosine(a, i, b, i);
          if (positive.isEmpty() || cosine.compareTo(positive.get().cosine()) < 0) {
            positive = Optional.of(new Separation.Entry(cosine, a, i, b, i));
          }
        }
        ExtremePairs.Pair pair =
            ExtremePairs.largest(modality(a), modality(b), threads, budget)
                .orElseThrow(() -> new IllegalStateException("one item has no negatives"));
        if (negative.isEmpty() || pair.cosine().compareTo(negative.get().cosine()) > 0) {
          negative =
              Optional.of(new Separation.Entry(pair.cosine(), a, pair.row(), b, pair.column()));
        }
      }
    }
    return new Separation(positive.orElseThrow(), negative.orElseThrow());
  }
}

package constellations.solver.retrieval;

import constellations.verify.claim.AllSubsets;
import constellations.verify.claim.Relevance;
import constellations.verify.composition.Placement;
import java.math.BigInteger;
import java.util.Optional;

/**
 * Pairs among queries and documents, for which bounds of constellations hold (docs/theory.md T37).
 *
 * @param pairs how many there are
 * @param at their rows and columns
 */
record AmongThem(BigInteger pairs, Placement at) {
  /**
   * As many as are found: n - k + 1 of all k-subsets, else an induced matching.
   *
   * @param distinct its different rows and columns, unless it is all k-subsets
   * @param seconds what the matching may take
   */
  static AmongThem of(Relevance relevance, Optional<DistinctMatrix> distinct, double seconds) {
    if (relevance instanceof AllSubsets subsets) {
      return new AmongThem(
          subsets.numberOfDocuments().subtract(BigInteger.valueOf(subsets.top() - 1L)),
          Placement.NONE);
    }
    DistinctMatrix matrix = distinct.orElseThrow();
    InducedMatching found = InducedMatching.of(matrix.matrix(), seconds);
    return new AmongThem(
        BigInteger.valueOf(found.size()),
        Placement.induced(
            found.rows().stream().map(matrix.firstRows()::get).toList(),
            found.columns().stream().map(matrix.firstColumns()::get).toList()));
  }

  /** The same, if they are a constellation. */
  Optional<AmongThem> atLeastTwo() {
    return Optional.of(this).filter(p -> p.pairs.compareTo(BigInteger.ONE) > 0);
  }
}

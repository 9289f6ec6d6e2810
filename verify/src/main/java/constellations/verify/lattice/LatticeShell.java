package constellations.verify.lattice;

import constellations.verify.exact.WorkBudget;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The number of vectors of one squared norm in a lattice: from its theta series where that is a
 * known modular form, whose first coefficients are enumerated, else by enumeration. Exact.
 *
 * <p>The argument: docs/theory.md T10, T11, T12.
 */
public final class LatticeShell {
  /** Nodes of an enumeration, after which something counts as not proved. */
  static final long MAX_NODES = 300_000_000L;

  private LatticeShell() {}

  /** Why a least squared norm is not proved, if it is not. */
  static Optional<String> leastNormFault(Lattice lattice, long leastNorm, WorkBudget budget) {
    Lattice.Search search = lattice.shorterThan(leastNorm, MAX_NODES, budget);
    if (search.vector().isPresent()) {
      long[] x = search.vector().get();
      return Optional.of(
          "the vector "
              + Arrays.toString(x)
              + " of the lattice has squared norm "
              + lattice.norm(x)
              + ", below "
              + leastNorm);
    }
    return search.complete()
        ? Optional.empty()
        : Optional.of("the least norm is not proved within the limit of work");
  }

  /**
   * A number of vectors.
   *
   * @param vectors how many
   * @param method how they were counted
   */
  public record Count(BigInteger vectors, String method) {}

  /**
   * Counts the vectors of a squared norm.
   *
   * @param lattice the lattice
   * @param leastNorm no vector but zero is shorter; relied upon
   * @param norm at least 1
   * @param mostNodes of an enumeration
   * @return nothing if an enumeration takes more than {@code mostNodes}
   */
  public static Optional<Count> count(Lattice lattice, long leastNorm, int norm, long mostNodes) {
    return count(lattice, leastNorm, norm, mostNodes, WorkBudget.of(Double.POSITIVE_INFINITY));
  }

  /** The same; the budget is charged for the nodes, and may be exhausted. */
  static Optional<Count> count(
      Lattice lattice, long leastNorm, int norm, long mostNodes, WorkBudget budget) {
    if (norm % lattice.normDivisor() != 0) {
      return Optional.of(new Count(BigInteger.ZERO, "norms are multiples of a number"));
    }
    Optional<ThetaSeries> theta = ThetaSeries.of(lattice);
    if (theta.isEmpty()) {
      return lattice
          .counts(norm, mostNodes, budget)
          .map(c -> new Count(BigInteger.valueOf(c[norm]), "enumeration"));
    }
    int determining = theta.get().determiningNorm();
    int enumerated = determining < leastNorm ? 0 : determining;
    return lattice
        .counts(enumerated, mostNodes, budget)
        .map(
            counts -> {
              List<BigInteger> first = new ArrayList<>();
              for (int m = 0; m <= determining; m += 2) {
                first.add(BigInteger.valueOf(m <= enumerated ? counts[m] : 0));
              }
              return new Count(
                  theta.get().vectors(first, norm),
                  "theta series, a modular form of weight "
                      + lattice.dimension() / 2
                      + " and level "
                      + theta.get().level());
            });
  }
}

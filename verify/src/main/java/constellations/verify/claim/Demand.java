package constellations.verify.claim;

import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Quadratic;
import java.math.BigInteger;

/** What constellations are asked for: N items of k modalities, margin m and relative bias b. */
public record Demand(BigInteger pairs, ModalityGraph graph, Quadratic margin, Quadratic bias) {
  /**
   * Checks the ranges.
   *
   * @param pairs the number N of pairs, at least 2
   * @param graph which of the k modalities are synchronised
   * @param margin the margin m, not negative
   * @param bias the relative bias b, in [-1, 1]; with m + b above 1 there is no constellation
   * @throws BadInputException if a number is out of range
   */
  public Demand {
    if (pairs.compareTo(BigInteger.TWO) < 0) {
      throw BadInputException.argument("claim.pairs", pairs, "at least 2");
    }
    if (margin.signum() < 0) {
      throw BadInputException.argument("claim.margin", margin, "at least 0");
    }
    if (bias.compareTo(Quadratic.ONE) > 0 || bias.compareTo(Quadratic.of(-1)) < 0) {
      throw BadInputException.argument("claim.bias", bias, "between -1 and 1");
    }
  }

  /**
   * The same of k modalities of which every two are synchronised.
   *
   * @param pairs the number N of pairs, at least 2
   * @param modalities the number k of vectors of each pair, at least 2
   * @param margin the margin m, not negative
   * @param bias the relative bias b, in [-1, 1]
   * @throws BadInputException if a number is out of range
   */
  public Demand(BigInteger pairs, int modalities, Quadratic margin, Quadratic bias) {
    this(pairs, ModalityGraph.complete(modalities), margin, bias);
  }

  /** {@return the number k of modalities} */
  public int modalities() {
    return graph.modalities();
  }

  /**
   * {@return the same for another number of pairs}
   *
   * @param others their number N, at least 2
   */
  public Demand of(BigInteger others) {
    return new Demand(others, graph, margin, bias);
  }

  /**
   * {@return the same on another graph}
   *
   * @param other which modalities are synchronised there
   */
  public Demand on(ModalityGraph other) {
    return new Demand(pairs, other, margin, bias);
  }

  /**
   * {@return whether every constellation that meets this demand has a part that meets the other}
   *
   * @param other the demand that may be met by a part
   */
  public boolean covers(Demand other) {
    return other.pairs.compareTo(pairs) <= 0
        && graph.contains(other.graph)
        && other.bias.add(other.margin).compareTo(bias.add(margin)) <= 0
        && other.bias.subtract(other.margin).compareTo(bias.subtract(margin)) >= 0;
  }

  /** {@return the demand in words} */
  public String text() {
    return pairs
        + (modalities() == 2 ? " pairs" : " items of " + graph.text())
        + ", margin "
        + margin
        + " at bias "
        + bias;
  }
}

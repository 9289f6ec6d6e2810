package constellations.verify.claim;

import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Quadratic;
import java.math.BigInteger;

/**
 * What certificates say of codes and constellations, whatever their evidence.
 *
 * <p>The argument: docs/theory.md T1.
 */
public sealed interface Claim {
  /** Larger dimensions mean nothing, and sums of them could overflow. */
  long MAX_DIMENSION = 1L << 60;

  /** {@return the claim in words} */
  String text();

  /**
   * A spherical code in R^{@code dimension} exists.
   *
   * @param points how many points it has at least
   * @param cosine no two points have a larger one; in [-1, 1)
   */
  record CodeExists(long dimension, BigInteger points, Quadratic cosine) implements Claim {
    /**
     * Checks the ranges.
     *
     * @param dimension the dimension d of the space
     * @param points the number N of points, at least 2
     * @param cosine the largest cosine of two points, in [-1, 1)
     * @throws BadInputException if a number is out of range
     */
    public CodeExists {
      require(dimension, points, cosine);
    }

    @Override
    public String text() {
      return "at least "
          + points
          + " points of cosine at most "
          + cosine
          + " exist in dimension "
          + dimension;
    }
  }

  /**
   * Spherical codes in R^{@code dimension} have at most {@code points} points.
   *
   * @param cosine of all their pairs, at most; in [-1, 1)
   */
  record CodeBound(long dimension, BigInteger points, Quadratic cosine) implements Claim {
    /**
     * Checks the ranges.
     *
     * @param dimension the dimension d of the space
     * @param points the number N of points, at least 2
     * @param cosine the largest cosine of two points, in [-1, 1)
     * @throws BadInputException if a number is out of range
     */
    public CodeBound {
      require(dimension, points, cosine);
    }

    @Override
    public String text() {
      return "at most "
          + points
          + " points of cosine at most "
          + cosine
          + " in dimension "
          + dimension;
    }
  }

  /** What constellations are asked for: N items of k modalities, margin m and relative bias b. */
  record Demand(BigInteger pairs, ModalityGraph graph, Quadratic margin, Quadratic bias) {
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

  /** What is said of the constellations of a demand. */
  sealed interface OfConstellations extends Claim {
    /** {@return the demand} */
    Demand demand();

    /**
     * {@return the same of another graph of modalities}
     *
     * @param graph which modalities are synchronised there
     */
    OfConstellations on(ModalityGraph graph);
  }

  /** A constellation in R^{@code dimension} exists. */
  record ConstellationExists(long dimension, Demand demand) implements OfConstellations {
    /**
     * Checks the dimension.
     *
     * @param dimension the dimension d of the space
     * @param demand what the constellation is asked for
     * @throws BadInputException if it is out of range
     */
    public ConstellationExists {
      require(dimension);
    }

    @Override
    public ConstellationExists on(ModalityGraph graph) {
      return new ConstellationExists(dimension, demand.on(graph));
    }

    @Override
    public String text() {
      return demand.text() + ", exist in dimension " + dimension;
    }
  }

  /** Constellations exist only in R^{@code dimension} and above, if at all. */
  record ConstellationNeeds(long dimension, Demand demand) implements OfConstellations {
    /**
     * Checks the dimension.
     *
     * @param dimension the dimension d of the space
     * @param demand what the constellation is asked for
     * @throws BadInputException if it is out of range
     */
    public ConstellationNeeds {
      require(dimension);
    }

    @Override
    public ConstellationNeeds on(ModalityGraph graph) {
      return new ConstellationNeeds(dimension, demand.on(graph));
    }

    @Override
    public String text() {
      return demand.text() + ", need at least dimension " + dimension;
    }
  }

  /**
   * Constellations in R^{@code dimension} have at most a margin.
   *
   * @param demand pairs, modalities and bias, and the margin that none of them exceeds
   */
  record MarginBound(long dimension, Demand demand) implements OfConstellations {
    /**
     * Checks the dimension.
     *
     * @param dimension the dimension d of the space
     * @param demand pairs, modalities and bias, and the margin that none of them exceeds
     * @throws BadInputException if it is out of range
     */
    public MarginBound {
      require(dimension);
    }

    @Override
    public MarginBound on(ModalityGraph graph) {
      return new MarginBound(dimension, demand.on(graph));
    }

    @Override
    public String text() {
      return demand.text() + ": no larger margin in dimension " + dimension;
    }
  }

  private static void require(long dimension) {
    if (dimension < 1 || dimension > MAX_DIMENSION) {
      throw BadInputException.argument("claim.dimension", dimension, "from 1 to 2^60");
    }
  }

  private static void require(long dimension, BigInteger points, Quadratic cosine) {
    require(dimension);
    if (points.signum() <= 0) {
      throw BadInputException.argument("number of points", points, "at least 1");
    }
    if (cosine.compareTo(Quadratic.ONE) >= 0 || cosine.compareTo(Quadratic.of(-1)) < 0) {
      throw BadInputException.argument("claim.cosine", cosine, "at least -1 and less than 1");
    }
  }
}

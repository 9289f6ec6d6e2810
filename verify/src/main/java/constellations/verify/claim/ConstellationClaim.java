package constellations.verify.claim;

import constellations.verify.exact.BadInputException;

/** What is said of the constellations of a demand. */
public sealed interface ConstellationClaim extends Claim {
  /** {@return the demand} */
  Demand demand();

  /**
   * {@return the same of another graph of modalities}
   *
   * @param graph which modalities are synchronised there
   */
  ConstellationClaim on(ModalityGraph graph);

  /** A constellation in R^{@code dimension} exists. */
  record Exists(long dimension, Demand demand) implements ConstellationClaim {
    /**
     * Checks the dimension.
     *
     * @param dimension the dimension d of the space
     * @param demand what the constellation is asked for
     * @throws BadInputException if it is out of range
     */
    public Exists {
      Claim.requireDimension(dimension);
    }

    @Override
    public Exists on(ModalityGraph graph) {
      return new Exists(dimension, demand.on(graph));
    }

    @Override
    public String text() {
      return demand.text() + ", exist in dimension " + dimension;
    }
  }

  /** Constellations exist only in R^{@code dimension} and above, if at all. */
  record Needs(long dimension, Demand demand) implements ConstellationClaim {
    /**
     * Checks the dimension.
     *
     * @param dimension the dimension d of the space
     * @param demand what the constellation is asked for
     * @throws BadInputException if it is out of range
     */
    public Needs {
      Claim.requireDimension(dimension);
    }

    @Override
    public Needs on(ModalityGraph graph) {
      return new Needs(dimension, demand.on(graph));
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
  record MarginBound(long dimension, Demand demand) implements ConstellationClaim {
    /**
     * Checks the dimension.
     *
     * @param dimension the dimension d of the space
     * @param demand pairs, modalities and bias, and the margin that none of them exceeds
     * @throws BadInputException if it is out of range
     */
    public MarginBound {
      Claim.requireDimension(dimension);
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
}

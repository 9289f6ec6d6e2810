package constellations.solver.search.objective;

/**
 * A function of unit vectors, held row by row in one array, whose largest term a search makes
 * small.
 */
public interface Objective {
  /** The number of rows. */
  int rows();

  /** The number d of coordinates of a row. */
  int dimension();

  /** The number of terms, for estimates of work. */
  long terms();

  /** Moves each row to the nearest one that is allowed, in place: a unit vector. */
  default void project(double[] x) {
    PairObjective.normalise(x, dimension());
  }

  /** Room for one thread's evaluations. */
  Workspace workspace();

  /** Evaluates; for one thread at a time. */
  interface Workspace {
    /** The largest term at the unit vectors x. */
    double largest(double[] x);

    /**
     * The smooth maximum of the terms at the unit vectors x, see {@link Smoothing}.
     *
     * @param gradient filled with the gradient in the coordinates of x, not projected to the
     *     spheres
     */
    double smoothMaximum(double[] x, Smoothing smoothing, double[] gradient);
  }
}

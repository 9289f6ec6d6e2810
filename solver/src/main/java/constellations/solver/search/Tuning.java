package constellations.solver.search;

import constellations.solver.search.objective.Smoothing;
import java.util.List;

/** The constants of a {@link Campaign}, tuned by measurement; see docs/method.md. */
final class Tuning {
  /** Where the better quarter of plain starts is compared, and the leaders of symmetric ones. */
  static final Smoothing MIDDLE = Smoothing.exponential(2e3);

  /** The last stages before a result. */
  static final List<Smoothing> LAST =
      List.of(Smoothing.exponential(2e4), Smoothing.exponential(1e5));

  /** Where larger problems are compared; smaller ones are polished in every round. */
  static final Smoothing COMPARED = Smoothing.exponential(1e6);

  /** So much may polishing gain after {@link #COMPARED}. */
  static final double COMPARED_GAINS = 1e-5;

  /** From here on hops and plain starts are dear, and symmetric ones find more. */
  static final int MANY_DIMENSIONS = 6;

  /** Of the first starts more are plain than later. */
  static final int FIRST = 128;

  /** Later turns of plain starts are random numbers below this, so that all residues come. */
  static final int TURNS = 1 << 20;

  /** A best of so many starts ago is recent. */
  static final int RECENT = 512;

  /** So many results are kept to hop from. */
  static final int WALKERS = 6;

  /** Two results whose unpolished values differ by less are taken for the same. */
  static final double SAME = 1e-7;

  /** A walker is exchanged for a result whose unpolished value differs by less. */
  static final double SAME_DRIFTING = 1e-8;

  /** Two results whose polished values differ by less are taken for the same. */
  static final double SAME_POLISHED = 1e-10;

  /** A generous bound for what polishing gains: at 10^5 a smooth maximum is no better. */
  static final double POLISHING_GAINS = 1e-4;

  /** Up to so many coordinates results are polished in every round. */
  static final int QUICKLY_POLISHED = 330;

  /** Steps with second derivatives for a best that may meet the bound. */
  static final int POLISHING_STEPS = 100;

  /** The same for small problems and at the end of a search: descents can be long. */
  static final int LAST_STEPS = 400;

  /** The same for a shake. */
  static final int SHAKE_STEPS = 200;

  /** A shake moves each point by about this much, at least and at most. */
  static final double LEAST_SHAKE = 2e-3;

  static final double MOST_SHAKE = 0.3;

  /** What is moved more goes to a low sharpness first. */
  static final double SMALL_SHAKE = 0.03;

  /** The level begins so far above what was shaken, at least and at most. */
  static final double LEAST_GAP = 1e-4;

  static final double MOST_GAP = 0.03;

  /** What stays so much above its walker is given up. */
  static final double SHAKEN_HOPELESS = 5e-6;

  /** Walkers are shaken with a probability that falls as exp(-rank/0.8). */
  static final double SHAKEN_RANKS = 0.8;

  /** After this part of the time the best are shaken. */
  static final double SEARCHING = 0.8;

  /** With a time limit, polishing at the end may take this share of it in addition. */
  static final double LATE_POLISHING = 0.05;

  /** Of a round at most so many are polished, the best ones. */
  static final int MOST_POLISHED = 4;

  /** The first stages of a hop. */
  static final List<Smoothing> HOP =
      List.of(Smoothing.exponential(500), Smoothing.exponential(5e3));

  /** A hop that is so much worse than its walker at the end of {@link #HOP} is given up. */
  static final double HOPELESS = 2.5e-3;

  /** What is so much worse than the best after {@link #MIDDLE} is given up. */
  static final double FAR = 5e-3;

  /** Of a symmetric code of more points so many choices of points are left out, once. */
  static final int DELETIONS = 3;

  /** The disturbance that lets a symmetric configuration leave its symmetry. */
  static final double RELEASE = 1e-3;

  private Tuning() {}
}

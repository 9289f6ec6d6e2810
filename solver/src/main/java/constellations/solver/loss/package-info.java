/**
 * Losses of given pairs, in double precision, in nats, and their calibration against retrieval.
 * Numeric. May import no package of the solver. For {@code analyse}, {@code train}, {@code report},
 * {@code negatives}, {@code cli}.
 */
package constellations.solver.loss;

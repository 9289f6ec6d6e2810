/**
 * Losses of given pairs, in double precision, in nats, and their calibration against retrieval.
 * Numeric. May import {@code numeric}. For {@code analyse}, {@code train}, {@code report}, {@code
 * negatives}, {@code cli}.
 */
package constellations.solver.loss;

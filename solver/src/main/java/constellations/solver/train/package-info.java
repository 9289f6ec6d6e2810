/**
 * The sigmoid loss minimised over unit vectors, temperature and bias, as in the paper's
 * experiments. Numeric. May import {@code loss}, {@code numeric}, {@code run}, {@code format},
 * {@code bound}, {@code search}, {@code lock}, {@code theory}. For {@code report}, {@code bench},
 * {@code cli}.
 */
package constellations.solver.train;

/**
 * Scores against pointwise mutual information: finite joint distributions, point sets and single
 * vectors fitted to them, and how far single vectors stay off. May import {@code format}, {@code
 * numeric}. For {@code analyse}, {@code table}, {@code cli}.
 */
package constellations.solver.pmi;

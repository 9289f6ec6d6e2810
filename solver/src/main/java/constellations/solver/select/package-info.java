/**
 * The largest code inside a finite set of integer vectors, with or without a prescribed group:
 * heaviest independent sets by local search, CP-SAT and branch and bound. May import {@code group},
 * {@code lp}, {@code run}, {@code code}. For {@code analyse}, {@code cli}.
 */
package constellations.solver.select;

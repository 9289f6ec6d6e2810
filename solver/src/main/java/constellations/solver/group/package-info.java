/**
 * Finite groups, their irreducible representations over the reals, signed permutations, and random
 * choices among them. May import no package of the solver. For {@code search.objective}, {@code
 * search}, {@code select}, {@code cli}.
 */
package constellations.solver.group;

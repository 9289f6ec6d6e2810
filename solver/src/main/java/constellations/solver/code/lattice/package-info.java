/**
 * Lattices and codes made from them: the densest ones that we have, shells, translates in balls,
 * shells and bands of latitudes, indices of their vectors. May import {@code code}. For {@code
 * code.binary}, {@code code.find}, {@code cli}.
 */
package constellations.solver.code.lattice;

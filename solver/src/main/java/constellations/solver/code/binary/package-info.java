/**
 * Codes from binary words: BCH, Reed-Muller, quadratic residue, Golay, Kerdock and concatenated
 * codes, by name, by what they reach, and by index. May import {@code code}, {@code code.lattice}.
 * For {@code code.find}, {@code retrieval}, {@code cli}.
 */
package constellations.solver.code.binary;

/**
 * A spherical code that exists, with evidence that the verifier accepts ({@link ExistingCode});
 * points by their index and back. May import no package of the solver. For {@code code.lattice},
 * {@code code.binary}, {@code code.find}, {@code bound}, {@code dimension}, {@code select}, {@code
 * results}, {@code sweep}, {@code retrieval}, {@code cli}.
 */
package constellations.solver.code;

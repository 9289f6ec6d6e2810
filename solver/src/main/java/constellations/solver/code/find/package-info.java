/**
 * Codes by name, and the best one for a dimension, a number of points or a cosine ({@link
 * CodeFinder}): the only place that knows all families. May import {@code code}, {@code
 * code.lattice}, {@code code.binary}. For {@code bound}, {@code dimension}, {@code sweep}, {@code
 * retrieval}, {@code cli}.
 */
package constellations.solver.code.find;

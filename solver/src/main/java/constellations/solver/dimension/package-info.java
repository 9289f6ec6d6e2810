/**
 * The needed dimension of a constellation as an interval ({@link NeededDimension}), bounds on
 * pairs, and explicit constellations. Both ends come with certificates where there are any. May
 * import {@code bound}, {@code code}, {@code code.find}, {@code search}, {@code format}, {@code
 * run}, {@code theory}, {@code modality}. For {@code analyse}, {@code sweep}, {@code report},
 * {@code retrieval}, {@code cli}.
 */
package constellations.solver.dimension;

/**
 * Questions about queries and documents of any relevance: the needed dimension as an interval
 * ({@link RetrievalDimension}) and bounds on the margin ({@link RetrievalMargin}), with a
 * certificate at each end. May import {@code bound}, {@code code}, {@code code.binary}, {@code
 * code.find}, {@code dimension}, {@code search}, {@code search.objective}, {@code lp}, {@code
 * format}. For {@code cli}.
 */
package constellations.solver.retrieval;

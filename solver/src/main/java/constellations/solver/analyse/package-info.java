/**
 * Real embeddings as a constellation: exact extremes and retrieval of the numbers in the files, the
 * losses, the modality gap. All pairs are scanned tile by tile, on threads or on a cluster. May
 * import {@code format}, {@code lp}, {@code loss}, {@code pmi}, {@code numeric}, {@code run},
 * {@code select}, {@code theory}, {@code dimension}, {@code modality}. For {@code deployment},
 * {@code relevance}, {@code report}, {@code bench}, {@code cli}.
 */
package constellations.solver.analyse;

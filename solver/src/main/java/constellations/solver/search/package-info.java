/**
 * Searches for codes and constellations; front doors {@link CodeSearch} and {@link
 * ConstellationSearch}. Seed and number of starts determine the result. May import {@code numeric},
 * {@code format}, {@code run}, {@code group}, {@code bound}, {@code theory}, {@code
 * search.objective}, {@code search.polish}, {@code modality}. For {@code dimension}, {@code train},
 * {@code sweep}, {@code report}, {@code bench}, {@code retrieval}, {@code cli}.
 */
package constellations.solver.search;

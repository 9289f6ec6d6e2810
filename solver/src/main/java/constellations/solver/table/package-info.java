/**
 * Tables of results as Markdown, LaTeX, CSV, JSON Lines and JSON. It renders; it computes no cell
 * that is missing, but for scores against pointwise mutual information. May import {@code results},
 * {@code format}, {@code bound}, {@code theory}, {@code pmi}. For {@code sweep}, {@code report},
 * {@code cli}.
 */
package constellations.solver.table;

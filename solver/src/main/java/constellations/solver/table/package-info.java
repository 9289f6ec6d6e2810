/**
 * Tables of results as Markdown, LaTeX, CSV, JSON Lines and JSON. It renders; it computes no cell
 * that is missing. May import {@code results}, {@code format}, {@code bound}, {@code theory}. For
 * {@code sweep}, {@code report}, {@code cli}.
 */
package constellations.solver.table;

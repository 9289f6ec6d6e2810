/**
 * Files in and out: configurations of points, matrices of embeddings in their formats, mapped or
 * row by row, and files that appear whole or not at all. May import {@code numeric}. For {@code
 * deployment}, {@code relevance}, {@code search}, {@code dimension}, {@code analyse}, {@code
 * train}, {@code lock}, {@code recognise}, {@code results}, {@code table}, {@code sweep}, {@code
 * report}, {@code bench}, {@code retrieval}, {@code pmi}, {@code describe}, {@code cli}.
 */
package constellations.solver.format;

/**
 * Graphs of modalities: which are synchronised, from a name or a file, and how many of them are all
 * joined and how many colours they need. For an answer about a graph from those about two or three
 * modalities. May import {@code lp}. For {@code search}, {@code dimension}, {@code analyse}, {@code
 * sweep}, {@code cli}.
 */
package constellations.solver.modality;

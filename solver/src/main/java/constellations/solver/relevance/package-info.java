/**
 * Which documents are relevant to which queries, and how embeddings of both fare: exact extremes,
 * and retrieval with ties counted against. May import {@code format}, {@code numeric}, {@code
 * analyse}. For {@code deployment}, {@code cli}.
 */
package constellations.solver.relevance;

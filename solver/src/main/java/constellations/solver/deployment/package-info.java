/**
 * What becomes of embeddings when they are shortened or quantised, and of one model beside another:
 * the same exact figures of other vectors. May import {@code format}, {@code numeric}, {@code
 * analyse}, {@code relevance}, {@code run}, {@code bound}, {@code theory}. For {@code report},
 * {@code cli}.
 */
package constellations.solver.deployment;

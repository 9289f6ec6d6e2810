/**
 * The best second modality for a fixed first one: convex problems row by row, and a bound above
 * every second encoder. May import {@code numeric}, {@code lp}, {@code search.objective}, {@code
 * format}, {@code run}. For {@code train}, {@code cli}.
 */
package constellations.solver.lock;

/**
 * The database of accepted claims: an index with an entry for each cell, certificates named after
 * their content, closure under simple rules, and a check from nothing. Nothing enters that the
 * verifier has not accepted. May import {@code bound}, {@code code}, {@code format}, {@code
 * theory}. For {@code table}, {@code sweep}, {@code report}, {@code describe}, {@code cli}.
 */
package constellations.solver.results;

/**
 * The papers' statements about constellations as functions, exact where they can be: constructions,
 * theorems, margins, rates. No certificate rests on them. May import no package of the solver. For
 * {@code deployment}, {@code search}, {@code bound}, {@code dimension}, {@code analyse}, {@code
 * train}, {@code results}, {@code table}, {@code sweep}, {@code report}, {@code cli}.
 */
package constellations.solver.theory;

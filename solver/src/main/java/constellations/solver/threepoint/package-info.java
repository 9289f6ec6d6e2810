/**
 * Three-point bounds, numerically: the semidefinite program of Bachoc and Vallentin with its
 * inequalities at sample points, and the exchange of samples until none is missing. What comes out
 * is a candidate; {@code bound} has it certified. May import {@code conic}, {@code numeric}. For
 * {@code bound}, {@code bench}, {@code cli}.
 */
package constellations.solver.threepoint;

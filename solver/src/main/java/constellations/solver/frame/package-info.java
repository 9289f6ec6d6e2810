/**
 * Frame bounds, numerically: positive semidefinite functions of the frames (U + V, U - V) of two
 * pairs, the semidefinite program for the largest number of pairs with its inequalities at samples,
 * and the exchange of samples. What comes out is a candidate; {@code bound} has it certified. May
 * import {@code conic}. For {@code bound}, {@code cli}.
 */
package constellations.solver.frame;

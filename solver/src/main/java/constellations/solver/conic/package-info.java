/**
 * Semidefinite programs with small matrices and many linear inequalities, by a primal-dual interior
 * point method in double precision. What comes out is a candidate. May import {@code numeric}. For
 * {@code threepoint}, {@code frame}, {@code cli}.
 */
package constellations.solver.conic;

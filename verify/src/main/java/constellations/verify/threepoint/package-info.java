/**
 * The kind {@code three-point-bound}: codes of cosine at most a in R^d have at most M points. The
 * evidence is a positive semidefinite function of triples of points, by the triangular factors of
 * its matrices. Proved by the argument of Bachoc and Vallentin (T25): a polynomial in one variable
 * and one in three have to be small enough where inner products of pairs and triples can be; the
 * first is decided as for {@code lp-bound} (T5), the second by Bernstein coefficients and halving
 * in integers that are rounded downwards (T26). May import {@code exact}, {@code claim} and {@code
 * lp}.
 */
package constellations.verify.threepoint;

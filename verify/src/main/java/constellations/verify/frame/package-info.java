/**
 * The kind {@code frame-bound}: constellations of N pairs in R^d have at most a margin. The
 * evidence is a positive semidefinite function of the frames (U + V, U - V) of two pairs, of a kind
 * that codes do not have (T29). A polynomial in one variable has to be small for a pair with itself
 * (T5), and one in six where the inner products of two pairs can be, which Bernstein coefficients
 * in doubles with a bound on their error decide on boxes that are halved (T30). May import {@code
 * exact}, {@code claim} and {@code lp}.
 */
package constellations.verify.frame;

package constellations.solver.bound;

import constellations.verify.check.Tier;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A bound on the number of points of spherical codes of some dimension and cosine.
 *
 * @param points the bound, an integer
 * @param value the real number behind it, rounded in the safe direction
 * @param method who proved it
 * @param tier what stands behind the evaluation
 */
public record PointBound(BigInteger points, BigDecimal value, String method, Tier tier) {}

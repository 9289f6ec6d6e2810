/**
 * The kind {@code theorem}: a theorem without further evidence, evaluated exactly or with outward
 * rounding. Rankin's bounds, simplex, cross-polytope and polygon (T6); Gilbert-Varshamov and cap
 * packing by an enclosure of the measure of a cap (T7); Levenshtein's bound, cited, in the interval
 * that exact signs choose (T8). The margin of all k-subsets (T35) and codes of two-sided cosines
 * (T36). Irrational cosines are rounded to the safe side (T24). May import {@code exact} and {@code
 * claim}.
 */
package constellations.verify.theorem;

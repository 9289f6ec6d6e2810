/**
 * The kinds {@code spherical-code} and {@code constellation}; the evidence is the vectors. Proved:
 * all cosines are at most the claimed one; matching cosines are at least bias + margin, all others
 * at most bias - margin. The largest cosine of all pairs is found exactly (T2) and compared by
 * signs and squares (T1). Vectors with more coordinates than dimensions count by their rank (T3).
 * Nothing is rounded. May import {@code exact} and {@code claim}.
 */
package constellations.verify.points;

package constellations.verify.lattice;

import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A band of latitudes of a sphere.
 *
 * <p>The argument: docs/theory.md T16.
 *
 * @param from the lower latitude, in radians, at least 0
 * @param to the upper one, at most pi/2
 */
public record LatitudeBand(BigFraction from, BigFraction to) {}

package constellations.solver.dimension;

import constellations.verify.composition.CompositionCertificate.Rule;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A way from a code to a constellation.
 *
 * @param name for people
 * @param rule as in certificates
 * @param cosine that the code may have
 * @param extraDimensions that the constellation has more than the code
 */
record Way(String name, Rule rule, BigFraction cosine, int extraDimensions) {
  /** The ways to what a query asks for. */
  static List<Way> of(Query query) {
    List<Way> ways = new ArrayList<>();
    int k = query.modalities();
    // At s = 1 lift and alignment are the same, without an extra dimension.
    if (query.positive().compareTo(BigFraction.ONE) < 0
        && query.positive().compareTo(BigFraction.of(-1, k - 1)) > 0) {
      ways.add(new Way(k == 2 ? "lift" : "simplex suffix", Rule.LIFT, query.cosine(k), k - 1));
    }
    ways.add(new Way("aligned", Rule.ALIGNED, query.negative(), 0));
    return ways;
  }
}

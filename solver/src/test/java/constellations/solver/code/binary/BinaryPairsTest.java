package constellations.solver.code.binary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.solver.code.IndexedCode;
import java.math.BigInteger;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import org.apache.commons.numbers.fraction.BigFraction;

class BinaryPairsTest {
  /** All pairs of the first words with their signs for the modality, in integers. */
  @Property(tries = 60)
  void haveTheMarginAtTheBias(
      @ForAll @IntRange(min = 2, max = 40) int n,
      @ForAll @IntRange(min = 1, max = 50) int margin,
      @ForAll @IntRange(min = -40, max = 80) int bias) {
    BigFraction m = BigFraction.of(margin, 100);
    BigFraction b = BigFraction.of(bias, 100);
    BigFraction s = b.add(m);
    BigFraction beta = b.subtract(m);
    if (s.compareTo(BigFraction.ONE) > 0 || beta.add(1).signum() <= 0) {
      return;
    }
    Optional<BinaryPairs> found = BinaryPairs.of(BigInteger.valueOf(n), s, beta);
    Statistics.label("found").collect(found.isPresent());
    Statistics.label("found").coverage(seen -> seen.check(true).percentage(p -> p > 20));
    if (found.isEmpty()) {
      return;
    }
    IndexedCode words = found.get().words().indexed().orElseThrow().get();
    int r = found.get().suffix();
    int bits = found.get().bits();
    long[][] x = new long[n][];
    for (int i = 0; i < n; i++) {
      x[i] = words.encode(BigInteger.valueOf(i));
      assertEquals(bits - r, x[i].length);
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        long product = -r;
        for (int k = 0; k < x[i].length; k++) {
          assertEquals(1, x[i][k] * x[i][k]);
          product += x[i][k] * x[j][k];
        }
        BigFraction inner = BigFraction.of(product, bits);
        assertTrue(i == j ? inner.compareTo(s) >= 0 : inner.compareTo(beta) <= 0);
      }
    }
  }
}

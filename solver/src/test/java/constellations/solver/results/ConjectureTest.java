package constellations.solver.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.solver.theory.Margins;
import constellations.verify.CertificateReader;
import constellations.verify.Verifier;
import constellations.verify.claim.Certificate;
import constellations.verify.claim.Claim;
import constellations.verify.claim.ConstellationClaim;
import java.math.BigInteger;
import java.nio.file.Path;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;

/** The certificates in results/records against the conjecture of docs/theory.md S10. */
class ConjectureTest {
  private static final Path RESULTS = Path.of("..", "results");
  private static final BigInteger PAIRS = BigInteger.valueOf(17);

  private static Claim accepted(Path file) {
    Certificate certificate = CertificateReader.read(RESULTS.resolve(file));
    assertTrue(Verifier.verify(certificate, 2).accepted(), file.toString());
    return certificate.claim();
  }

  /** A number that the best cosine of 17 points is above. */
  private static BigFraction cosine(String name, long dimension) {
    Claim.CodeBound bound =
        (Claim.CodeBound) accepted(Path.of("certificates", "three-point-bound-" + name + ".json"));
    assertEquals(dimension, bound.dimension());
    assertTrue(bound.points().compareTo(PAIRS) < 0);
    return bound.cosine().rational();
  }

  @Test
  void seventeenPairsExceedTheEnvelope() {
    ConstellationClaim.Exists exists =
        (ConstellationClaim.Exists)
            accepted(Path.of("records", "constellation-4f5403e2498c73dc.json"));
    assertEquals(6, exists.dimension());
    assertEquals(PAIRS, exists.demand().pairs());
    BigFraction bias = exists.demand().bias().rational();
    BigFraction alpha = cosine("6e82bf2625d1f209", 6);
    BigFraction most = Margins.envelope(cosine("74db1f028a068993", 5), alpha, bias);
    BigFraction excess = exists.demand().margin().rational().subtract(most);
    assertTrue(excess.compareTo(BigFraction.of(27, 10_000)) > 0, excess.toString());
  }
}

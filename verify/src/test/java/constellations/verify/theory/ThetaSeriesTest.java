package constellations.verify.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shell sizes of even unimodular lattices: THEORY.md section 7; Conway and Sloane, chapter 7. */
class ThetaSeriesTest {
  @ParameterizedTest
  @CsvSource({
    "24,0,1",
    "24,2,0",
    "24,4,196560",
    "24,6,16773120",
    "24,8,398034000",
    "24,10,4629381120",
    "24,12,34417656000",
    "8,2,240",
    "8,4,2160",
    "8,6,6720",
    "16,2,480",
    "32,2,0",
    "32,4,146880",
    "32,6,64757760",
    "40,2,0",
    "40,4,39600",
    "40,6,87859200"
  })
  void publishedShells(int n, int norm, String vectors) {
    assertEquals(new BigInteger(vectors), ThetaSeries.vectors(n, norm));
  }

  /** E8: 240 sigma_3(m) vectors of squared norm 2m. */
  @Test
  void shellsOfE8() {
    for (int m = 1; m <= 30; m++) {
      long sigma = 0;
      for (int d = 1; d <= m; d++) {
        sigma += m % d == 0 ? (long) d * d * d : 0;
      }
      assertEquals(BigInteger.valueOf(240 * sigma), ThetaSeries.vectors(8, 2 * m));
    }
  }

  @Test
  void refusesOtherLattices() {
    assertThrows(IllegalArgumentException.class, () -> ThetaSeries.vectors(48, 4));
    assertThrows(IllegalArgumentException.class, () -> ThetaSeries.vectors(12, 4));
    assertThrows(IllegalArgumentException.class, () -> ThetaSeries.vectors(24, 3));
  }
}

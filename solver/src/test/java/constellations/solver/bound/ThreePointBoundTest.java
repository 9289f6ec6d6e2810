package constellations.solver.bound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.verify.Verifier;
import constellations.verify.claim.Claim;
import constellations.verify.claim.Provenance;
import constellations.verify.exact.Quadratic;
import constellations.verify.threepoint.ThreePointCertificate;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Certified three-point bounds against published values and known codes. */
class ThreePointBoundTest {
  private static final Provenance PROVENANCE =
      new Provenance("test", 1L, "none", "test", "2026-11-26");

  private static ThreePointBound program(int degree) {
    return new ThreePointBound(
        PROVENANCE, HalfDegrees.only(degree).rounded(1e-5), 2, () -> false, message -> {});
  }

  /** Kissing numbers and others: at most these, certified, and not below the known codes. */
  @ParameterizedTest
  @CsvSource({
    "3,1/2,5,12,12",
    "4,1/2,6,25,24",
    "4,1/6,4,10,10",
    "5,3/10,5,21,20",
    "8,1/2,4,240,240",
    "20,1/15,5,56,56",
    "21,1/21,5,50,50",
    "12,1/4,6,121,84"
  })
  void numbersOfPoints(int dimension, String cosine, int degree, long most, long code) {
    PointBound bound =
        program(degree).bound(dimension, Quadratic.parse(cosine, "cosine"), null).orElseThrow();
    assertTrue(bound.points().longValueExact() <= most, "" + bound.value());
    assertTrue(bound.points().longValueExact() >= code, "below a code: " + bound.value());
    ThreePointCertificate certificate = (ThreePointCertificate) bound.certificate().orElseThrow();
    assertTrue(Verifier.verify(certificate, 1).accepted());
    assertEquals(
        new Claim.CodeBound(dimension, bound.points(), Quadratic.parse(cosine, "cosine")),
        certificate.claim());
    // The value is certified as well: the integer is its floor.
    assertTrue(bound.value().compareTo(new BigDecimal(bound.points())) >= 0);
    assertTrue(bound.value().compareTo(new BigDecimal(bound.points().add(BigInteger.ONE))) < 0);
  }

  /** Cosines: above what the linear program proves, below what codes have. */
  @ParameterizedTest
  @CsvSource({
    "3,13,5,0.505,0.543",
    "4,10,4,0.16665,0.16667",
    "4,13,5,0.2667,0.305",
    "5,20,5,0.2712,0.3262",
    "10,100,4,0.2805,0.3306"
  })
  void cosines(int dimension, long points, int degree, double least, double code) {
    double cosine =
        program(degree)
            .cosineBound(dimension, BigInteger.valueOf(points))
            .orElseThrow()
            .value()
            .doubleValue();
    assertTrue(cosine >= least && cosine <= code, "" + cosine);
  }

  @Test
  void questionsOutOfRange() {
    assertEquals(Optional.empty(), program(4).bound(4, Quadratic.parse("-1/2", "cosine"), null));
    assertEquals(Optional.empty(), program(4).bound(2, Quadratic.parse("1/2", "cosine"), null));
    assertEquals(Optional.empty(), program(4).cosineBound(4, BigInteger.valueOf(8)));
    assertEquals(Optional.empty(), program(4).cosineBound(4, BigInteger.TEN.pow(12)));
  }

  @Test
  void stopsWhenEnoughOrInterrupted() {
    ThreePointBound many =
        new ThreePointBound(
            PROVENANCE,
            new HalfDegrees(List.of(3, 20), Double.POSITIVE_INFINITY, 1e-4),
            2,
            () -> false,
            message -> {});
    Quadratic half = Quadratic.parse("1/2", "cosine");
    assertTrue(many.bound(4, half, BigInteger.valueOf(30)).isPresent());
    ThreePointBound none =
        new ThreePointBound(PROVENANCE, HalfDegrees.quick(), 2, () -> true, message -> {});
    assertEquals(Optional.empty(), none.bound(4, half, null));
  }

  /** Where the linear program already meets a code nothing else is tried; else it may be. */
  @Test
  void programsPayOrNot() {
    Programs programs =
        Programs.of(new DelsarteBound(PROVENANCE, () -> false, message -> {}), program(4));
    Quadratic half = Quadratic.parse("1/2", "cosine");
    assertEquals(1, programs.bounds(8, half, null).size());
    assertEquals(2, programs.bounds(4, half, null).size());
    assertEquals(1, programs.bounds(4, half, BigInteger.valueOf(100)).size());
    assertEquals(2, programs.bounds(4, half, BigInteger.valueOf(24)).size());
    assertEquals(List.of(), programs.bounds(2, half, null));
  }
}

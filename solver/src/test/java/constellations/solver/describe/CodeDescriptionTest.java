package constellations.solver.describe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.solver.code.ExistingCode;
import constellations.solver.code.find.CodeFinder;
import constellations.verify.claim.Provenance;
import constellations.verify.exact.PointSet;
import constellations.verify.exact.Quadratic;
import constellations.verify.points.SphericalCodeCertificate;
import constellations.verify.points.Vectors;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeDescriptionTest {
  private static final Provenance PROVENANCE = new Provenance("test", 1L, "", "", "2026-01-01");

  private static CodeDescription describe(int dimension, PointSet points, String cosine) {
    SphericalCodeCertificate code =
        new SphericalCodeCertificate(
            dimension,
            points.size(),
            Quadratic.parse(cosine, "test"),
            Vectors.Inline.of(points),
            PROVENANCE);
    return CodeDescription.of(code, true, CodeDescription.tolerance(true, 0), () -> false);
  }

  private static CodeDescription named(int dimension, int points, String cosine) {
    ExistingCode code = CodeFinder.largest(dimension, Quadratic.parse(cosine, "test"));
    assertEquals(BigInteger.valueOf(points), code.points());
    return describe(dimension, code.listed().orElseThrow().get(), cosine);
  }

  /**
   * Orders of Weyl groups (Bourbaki), of McL:2 x 2 / 2 and U6(2):S3 on 275 and 891 points (Conway
   * and Sloane, chapter 14), design strengths (Delsarte, Goethals and Seidel, 1977).
   */
  @ParameterizedTest
  @CsvSource({
    "4, 24, 1/2, 1152, 5, 8",
    "6, 72, 1/2, 103680, 5, 20",
    "7, 126, 1/2, 2903040, 5, 32",
    "8, 240, 1/2, 696729600, 7, 56",
    "22, 275, 1/6, 1796256000, 4, 162",
    "22, 891, 1/4, 55180984320, 5, 336",
    "21, 162, 1/7, 13063680, 3, 105",
    "23, 552, 1/5, 991533312000, 5, 275"
  })
  void namedCodes(
      int dimension, int points, String cosine, String order, int design, int contacts) {
    CodeDescription code = named(dimension, points, cosine);
    assertEquals(Optional.of(new BigInteger(order)), code.symmetry().order());
    assertEquals(1, code.symmetry().count());
    assertEquals(design, code.design());
    assertEquals(contacts, code.contacts().leastDegree());
    assertEquals(contacts, code.contacts().mostDegree());
    assertEquals(List.of(), code.contacts().rattlers());
    assertEquals(1, code.spectrum().size());
    assertEquals((double) points / dimension, code.spectrum().get(0).value(), 1e-9);
    assertEquals(dimension, code.spectrum().get(0).count());
  }

  private static PointSet integers(int dimension, long... data) {
    return PointSet.ofIntegers(dimension, data);
  }

  /** Two contacts hold none of these; those of an octahedron, even without a vertex, hold all. */
  @Test
  void rattlersAreThosePointsThatCanMove() {
    PointSet points = integers(3, 1, 0, 0, -1, 0, 0, 0, 1, 0, 0, -1, 0, 1, 1, 9);
    CodeDescription code = describe(3, points, "1/83*sqrt(83)");
    assertEquals(2, code.contacts().count());
    assertEquals(5, code.contacts().rattlers().size());
    PointSet octahedron = integers(3, 1, 0, 0, -1, 0, 0, 0, 1, 0, 0, -1, 0, 0, 0, 1, 0, 0, -1);
    CodeDescription held = describe(3, octahedron, "0");
    assertEquals(List.of(), held.contacts().rattlers());
    assertTrue(held.antipodal());
    PointSet five = integers(3, 1, 0, 0, -1, 0, 0, 0, 1, 0, 0, -1, 0, 0, 0, 1);
    assertEquals(List.of(), describe(3, five, "0").contacts().rattlers());
    assertFalse(describe(3, five, "0").antipodal());
  }

  /** A hexagon on the equator and the pole: of cosine 1/2, and each can move to the south. */
  @Test
  void aPointCanMoveAcrossItsContacts() {
    List<List<Quadratic>> rows = new ArrayList<>();
    for (String row :
        List.of(
            "1,0,0",
            "1/2,1/2*sqrt(3),0",
            "-1/2,1/2*sqrt(3),0",
            "-1,0,0",
            "-1/2,-1/2*sqrt(3),0",
            "1/2,-1/2*sqrt(3),0",
            "0,0,1")) {
      rows.add(java.util.Arrays.stream(row.split(",")).map(x -> Quadratic.parse(x, "")).toList());
    }
    assertEquals(7, describe(3, PointSet.of(rows), "1/2").contacts().rattlers().size());
  }

  /**
   * Points whose products lie closer than their digits tell have no symmetry that could be seen.
   */
  @Test
  void denseProductsAreNotTakenForEqual() {
    java.util.Random random = new java.util.Random(9);
    long[] data = new long[120 * 4];
    for (int i = 0; i < data.length; i++) {
      data[i] = random.nextInt(2001) - 1000L;
    }
    PointSet points = PointSet.ofIntegers(4, data);
    SphericalCodeCertificate code =
        new SphericalCodeCertificate(
            4, 120, Quadratic.parse("0.9999", ""), Vectors.Inline.of(points), PROVENANCE);
    double half = CodeDescription.tolerance(false, 0x1p-11);
    CodeDescription described = CodeDescription.of(code, false, half, () -> false);
    assertFalse(described.clear());
    assertEquals(Optional.empty(), described.symmetry().order());
    assertEquals(Optional.empty(), CodeDescription.same(points, points, half, () -> false));
    assertEquals(
        Optional.of(BigInteger.ONE),
        CodeDescription.of(code, false, 1e-9, () -> false).symmetry().order());
  }

  /** The group of the 240 roots without one is the stabiliser of that root, its opposite. */
  @Test
  void aMissingPointIsSeenInTheGroup() {
    PointSet all = CodeFinder.largest(8, Quadratic.parse("1/2", "")).listed().orElseThrow().get();
    List<List<Quadratic>> rows = new ArrayList<>();
    IntStream.range(1, 240).forEach(i -> rows.add(all.row(i)));
    CodeDescription code = describe(8, PointSet.of(rows), "1/2");
    assertEquals(Optional.of(BigInteger.valueOf(696729600 / 240)), code.symmetry().order());
    assertFalse(code.antipodal());
    assertEquals(0, code.design());
  }
}

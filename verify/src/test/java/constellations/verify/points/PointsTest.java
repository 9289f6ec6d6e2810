package constellations.verify.points;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.verify.CertificateReader;
import constellations.verify.CertificateWriter;
import constellations.verify.RandomConfigurations;
import constellations.verify.Verifier;
import constellations.verify.claim.Certificate;
import constellations.verify.claim.Provenance;
import constellations.verify.claim.Sha256;
import constellations.verify.claim.Verdict;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.PointSet;
import constellations.verify.exact.Quadratic;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Claims about points are decided at their exact extremes, found here by comparing all pairs. */
class PointsTest {
  private static final Path NOWHERE = Path.of("nowhere");
  private static final Provenance PROVENANCE =
      new Provenance("test", 1L, "none", "test", "2026-11-26");
  private static final Quadratic LITTLE =
      Quadratic.of(BigFraction.of(BigInteger.valueOf(1234), BigInteger.TEN.pow(43)));

  @TempDir private Path folder;

  private static Quadratic number(String text) {
    return Quadratic.parse(text, "number");
  }

  private static Quadratic inner(List<Quadratic> x, List<Quadratic> y) {
    Quadratic sum = Quadratic.ZERO;
    for (int k = 0; k < x.size(); k++) {
      sum = sum.add(x.get(k).multiply(y.get(k)));
    }
    return sum;
  }

  private static SphericalCodeCertificate code(int d, int n, Quadratic cosine, PointSet points) {
    return new SphericalCodeCertificate(d, n, cosine, Vectors.Inline.of(points), PROVENANCE);
  }

  private static Verdict verdict(Certificate certificate) {
    return Verifier.verify(certificate, 2);
  }

  @Property
  void codesAreAcceptedFromTheirLargestCosineOn(
      @ForAll @IntRange(min = 2, max = 7) int n,
      @ForAll @IntRange(min = 2, max = 4) int d,
      @ForAll long seed) {
    PointSet points = RandomConfigurations.code(new Random(seed), n, d).points();
    Quadratic largest = Quadratic.of(-2);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        Quadratic cosine = inner(points.unitRow(i), points.unitRow(j));
        largest = cosine.compareTo(largest) > 0 ? cosine : largest;
      }
    }
    Verdict good = verdict(code(d, n, largest, points));
    assertTrue(good.accepted(), good.reason());
    assertEquals(n * (n - 1) / 2, good.inequalities());
    String up =
        new BigDecimal(largest.rational().getNumerator())
            .divide(new BigDecimal(largest.rational().getDenominator()), 15, RoundingMode.CEILING)
            .stripTrailingZeros()
            .toPlainString();
    assertTrue(good.reason().startsWith("largest cosine " + up + " at points "), good.reason());
    if (largest.compareTo(Quadratic.of(-1)) > 0) {
      Verdict bad = verdict(code(d, n, largest.subtract(LITTLE), points));
      assertFalse(bad.accepted());
      assertTrue(bad.reason().endsWith("above the claim by 1.23E-40"), bad.reason());
    }
  }

  @Test
  void distancesThatNobodySeesAreShownAsSuch() {
    PointSet points = PointSet.ofIntegers(2, new long[] {1, 0, 3, 4});
    for (int digits : new int[] {700, 3100, 3300}) {
      Quadratic tiny = Quadratic.of(BigFraction.of(BigInteger.ONE, BigInteger.TEN.pow(digits)));
      Verdict bad = verdict(code(2, 2, number("3/5").subtract(tiny), points));
      assertFalse(bad.accepted());
      String distance = digits < 3200 ? "1E-" + digits : "less than 1e-1000";
      assertEquals("points 0 and 1 have cosine 0.6, above the claim by " + distance, bad.reason());
    }
  }

  /** The roots of A2 have three coordinates in the plane, the simplex three in the plane. */
  @Test
  void moreCoordinatesThanDimensions() {
    PointSet hexagon =
        PointSet.ofIntegers(
            3, new long[] {1, -1, 0, -1, 1, 0, 0, 1, -1, 0, -1, 1, 1, 0, -1, -1, 0, 1});
    assertTrue(verdict(code(2, 6, number("1/2"), hexagon)).accepted());
    assertTrue(verdict(code(3, 6, number("1/2"), hexagon)).accepted());
    Verdict line = verdict(code(1, 6, number("1/2"), hexagon));
    assertEquals("the evidence has 6 points in dimension 3 of rank 2, above 1", line.reason());
    assertFalse(verdict(code(4, 6, number("1/2"), hexagon)).accepted(), "too few coordinates");
    assertFalse(verdict(code(2, 5, number("1/2"), hexagon)).accepted(), "another number");
    long[] wide = new long[2 * 128];
    wide[0] = 1;
    wide[129] = 1;
    assertTrue(verdict(code(2, 2, number("0"), PointSet.ofIntegers(128, wide))).accepted());
    long[] wider = new long[2 * 129];
    wider[0] = 1;
    wider[130] = 1;
    assertFalse(verdict(code(2, 2, number("0"), PointSet.ofIntegers(129, wider))).accepted());
    PointSet large = PointSet.ofIntegers(3, new long[] {1L << 31, 0, 0, 0, 1, 0});
    assertFalse(verdict(code(2, 2, number("0"), large)).accepted());
    assertTrue(verdict(code(3, 2, number("0"), large)).accepted());
  }

  @Property(tries = 300)
  void constellationsAreDecidedAtTheirExtremes(
      @ForAll @IntRange(min = 2, max = 5) int n,
      @ForAll @IntRange(min = 2, max = 3) int k,
      @ForAll @IntRange(min = 2, max = 3) int d,
      @ForAll long seed) {
    Random random = new Random(seed);
    // Near copies of one set, so that margins are mostly positive.
    PointSet first = RandomConfigurations.code(random, n, d).points();
    List<PointSet> sets = new ArrayList<>(List.of(first));
    while (sets.size() < k) {
      sets.add(RandomConfigurations.moved(random, first, 40));
    }
    Quadratic s = Quadratic.of(2);
    Quadratic beta = Quadratic.of(-2);
    for (int a = 0; a < k; a++) {
      for (int b = 0; b < a; b++) {
        for (int i = 0; i < n; i++) {
          for (int j = 0; j < n; j++) {
            Quadratic cosine = inner(sets.get(a).unitRow(i), sets.get(b).unitRow(j));
            s = i == j && cosine.compareTo(s) < 0 ? cosine : s;
            beta = i != j && cosine.compareTo(beta) > 0 ? cosine : beta;
          }
        }
      }
    }
    BigFraction half = BigFraction.of(1, 2);
    Quadratic margin = s.subtract(beta).multiply(half);
    Quadratic bias = s.add(beta).multiply(half);
    Separation separation = new Constellation(sets).separation(2);
    assertEquals(0, separation.leastPositive().cosine().compareTo(s));
    assertEquals(0, separation.largestNegative().cosine().compareTo(beta));
    assertTrue(separation.separates(margin, bias));
    assertFalse(separation.separates(margin.add(LITTLE), bias));
    assertFalse(separation.separates(margin, bias.add(LITTLE)));
    assertFalse(separation.separates(margin, bias.subtract(LITTLE)));
    assertRoundedDown(separation.marginFloor(6), margin, true);
    assertRoundedDown(separation.biasFloor(6), bias, true);
    assertRoundedDown(separation.marginFloor(new BigDecimal("0.25"), 6), least(s, beta), false);
    Separation.Rounded rounded = separation.rounded(6);
    assertTrue(separation.separates(exact(rounded.margin()), exact(rounded.bias())));
    if (margin.signum() >= 0) {
      Verdict good = verdict(constellation(d, margin, bias, sets));
      assertTrue(good.accepted(), good.reason());
      assertEquals((long) n * n * k * (k - 1) / 2, good.inequalities());
      assertFalse(verdict(constellation(d, margin.add(LITTLE), bias, sets)).accepted());
      Verdict low = verdict(constellation(d, margin, bias.add(LITTLE), sets));
      assertTrue(low.reason().endsWith("below bias + margin by 1.23E-40"), low.reason());
      Verdict high = verdict(constellation(d, margin, bias.subtract(LITTLE), sets));
      assertTrue(high.reason().endsWith("above bias - margin by 1.23E-40"), high.reason());
      assertTrue(high.reason().startsWith("vectors "), high.reason());
    }
  }

  private static Quadratic least(Quadratic s, Quadratic beta) {
    Quadratic up = s.subtract(number("1/4"));
    Quadratic down = number("1/4").subtract(beta);
    return up.compareTo(down) < 0 ? up : down;
  }

  private static Quadratic exact(BigDecimal value) {
    return number(value.toPlainString());
  }

  /** Below by less than a unit of the sixth decimal; or by at most one more. */
  private static void assertRoundedDown(BigDecimal floor, Quadratic value, boolean orOneMore) {
    Quadratic gap = value.subtract(exact(floor));
    assertTrue(gap.signum() >= 0, () -> floor + " for " + value);
    assertTrue(
        gap.compareTo(number(orOneMore ? "2e-6" : "1e-6")) < 0, () -> floor + " for " + value);
  }

  private static ConstellationCertificate constellation(
      int d, Quadratic margin, Quadratic bias, List<PointSet> sets) {
    List<Vectors> vectors = new ArrayList<>();
    sets.forEach(set -> vectors.add(Vectors.Inline.of(set)));
    return new ConstellationCertificate(
        d, sets.get(0).size(), sets.size(), margin, bias, vectors, PROVENANCE);
  }

  @Test
  void shapesOfConstellations() {
    PointSet axes = PointSet.ofIntegers(2, new long[] {1, 0, 0, 1});
    PointSet three = PointSet.ofIntegers(2, new long[] {1, 0, 0, 1, -1, -1});
    Quadratic half = number("1/2");
    assertTrue(verdict(constellation(2, half, half, List.of(axes, axes))).accepted());
    List<Vectors> one = List.of(Vectors.Inline.of(axes));
    List<Vectors> mixed = List.of(Vectors.Inline.of(axes), Vectors.Inline.of(three));
    List<Vectors> two = List.of(Vectors.Inline.of(axes), Vectors.Inline.of(axes));
    for (ConstellationCertificate bad :
        List.of(
            new ConstellationCertificate(2, 2, 2, half, half, one, PROVENANCE),
            new ConstellationCertificate(2, 2, 2, half, half, mixed, PROVENANCE),
            new ConstellationCertificate(3, 2, 2, half, half, two, PROVENANCE),
            new ConstellationCertificate(2, 3, 2, half, half, two, PROVENANCE))) {
      Verdict verdict = verdict(bad);
      assertFalse(verdict.accepted(), bad.text());
      assertEquals(0, verdict.inequalities());
    }
    assertThrows(BadInputException.class, () -> Constellation.of(axes, three));
    assertThrows(BadInputException.class, () -> new Constellation(List.of(axes)));
  }

  @Test
  void rangesOfClaims() {
    PointSet axes = PointSet.ofIntegers(1, new long[] {1, -1});
    assertTrue(verdict(code(1, 2, Quadratic.of(-1), axes)).accepted());
    assertThrows(BadInputException.class, () -> code(1, 2, number("-1.0001"), axes));
    assertThrows(BadInputException.class, () -> code(1, 2, Quadratic.ONE, axes));
    assertThrows(BadInputException.class, () -> code(0, 2, Quadratic.ZERO, axes));
    assertThrows(BadInputException.class, () -> code(1, 1, Quadratic.ZERO, axes));
    assertThrows(
        BadInputException.class,
        () -> constellation(0, Quadratic.ZERO, Quadratic.ZERO, List.of(axes, axes)));
  }

  /** What is written is read as it was: integers as such, other numbers as texts. */
  @Property
  void certificatesAreReadAsWritten(
      @ForAll @IntRange(min = 2, max = 5) int n,
      @ForAll @IntRange(min = 2, max = 4) int d,
      @ForAll @IntRange(min = 0, max = 62) int bits,
      @ForAll long seed) {
    Random random = new Random(seed);
    List<List<Quadratic>> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      List<Quadratic> row = new ArrayList<>();
      row.add(Quadratic.of((1L << bits) - random.nextInt(2) + 1));
      while (row.size() < d) {
        BigFraction fraction = BigFraction.of(random.nextInt(99) - 49, 1 + random.nextInt(9));
        row.add(Quadratic.of(fraction, BigFraction.of(random.nextInt(3)), BigInteger.TWO));
      }
      rows.add(row);
    }
    PointSet points = PointSet.of(rows);
    Certificate code =
        new SphericalCodeCertificate(d, n, number("99/100"), Vectors.Inline.of(rows), PROVENANCE);
    Certificate pairs = constellation(d, Quadratic.ZERO, Quadratic.ZERO, List.of(points, points));
    for (Certificate certificate : List.of(code, pairs)) {
      byte[] bytes = CertificateWriter.bytes(certificate);
      Certificate read = CertificateReader.parse(bytes, NOWHERE);
      assertArrayEquals(bytes, CertificateWriter.bytes(read));
      assertEquals(certificate.claim(), read.claim());
      assertEquals(verdict(certificate).accepted(), verdict(read).accepted());
    }
    SphericalCodeCertificate read =
        (SphericalCodeCertificate) CertificateReader.parse(CertificateWriter.bytes(code), NOWHERE);
    assertEquals(rows, ((Vectors.Inline) read.vectors()).rows());
    String text = new String(CertificateWriter.bytes(code), StandardCharsets.UTF_8);
    String first = rows.get(0).get(0).toString();
    assertEquals(bits < 53, !text.contains('"' + first + '"'), "integers below 2^53 are bare");
  }

  private static byte[] npy(int major, String type, int width, int columns, long[] data) {
    String header =
        String.format(
            "{'descr': '%s', 'fortran_order': False, 'shape': (%d, %d), }\n",
            type, data.length / columns, columns);
    ByteBuffer buffer =
        ByteBuffer.allocate(12 + header.length() + 8 * data.length).order(ByteOrder.LITTLE_ENDIAN);
    buffer.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    buffer.put((byte) major).put((byte) 0);
    if (major == 1) {
      buffer.putShort((short) header.length());
    } else {
      buffer.putInt(header.length());
    }
    buffer.put(header.getBytes(StandardCharsets.US_ASCII));
    for (long x : data) {
      for (int b = 0; b < width; b++) {
        buffer.put((byte) (x >> (8 * b)));
      }
    }
    return Arrays.copyOf(buffer.array(), buffer.position());
  }

  @Property
  void sideFilesOfAllWidths(
      @ForAll @IntRange(min = 0, max = 3) int width,
      @ForAll @IntRange(min = 1, max = 2) int major,
      @ForAll @IntRange(min = 1, max = 5) int n,
      @ForAll @IntRange(min = 1, max = 5) int d,
      @ForAll long seed) {
    int bytes = 1 << width;
    Random random = new Random(seed);
    long[] data = random.longs((long) n * d).map(x -> x >> (64 - 8 * bytes)).toArray();
    for (int i = 0; i < n; i++) {
      data[i * d] = data[i * d] == 0 ? 1 : data[i * d];
    }
    byte[] file = npy(major, (bytes == 1 ? "|i" : "<i") + bytes, bytes, d, data);
    PointSet read = IntegerMatrixFile.parse(file, "file");
    List<List<Quadratic>> rows =
        IntStream.range(0, n)
            .mapToObj(
                i -> IntStream.range(0, d).mapToObj(k -> Quadratic.of(data[i * d + k])).toList())
            .toList();
    assertEquals(rows, IntStream.range(0, n).mapToObj(read::row).toList());
    assertThrows(
        BadInputException.class,
        () -> IntegerMatrixFile.parse(Arrays.copyOf(file, file.length - 1), "file"));
    assertThrows(
        BadInputException.class,
        () -> IntegerMatrixFile.parse(Arrays.copyOf(file, file.length + 1), "file"));
    if (bytes == 1) {
      byte[] small = new byte[data.length];
      IntStream.range(0, small.length).forEach(i -> small[i] = (byte) data[i]);
      byte[] written = IntegerMatrixFile.bytes(d, small);
      assertEquals(0, (written.length - small.length) % 64, "data on a boundary of 64 bytes");
      PointSet again = IntegerMatrixFile.parse(written, "file");
      assertEquals(rows, IntStream.range(0, n).mapToObj(again::row).toList());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'descr': '<f8', 'fortran_order': False, 'shape': (1, 1), ",
        "'descr': '>i4', 'fortran_order': False, 'shape': (1, 1), ",
        "'descr': '<i1', 'fortran_order': True, 'shape': (1, 1), ",
        "'descr': '<i1', 'fortran_order': False, 'shape': (1,), ",
        "'descr': '<i1', 'fortran_order': False, 'shape': (0, 1), ",
        "'descr': '<i1', 'fortran_order': False, 'shape': (1, 0), ",
      })
  void sideFilesOfAnotherForm(String header) {
    byte[] text =
        ("\u0093NUMPY\1\0" + (char) (header.length() + 3) + "\0{" + header + "}\n\1")
            .getBytes(StandardCharsets.ISO_8859_1);
    assertThrows(BadInputException.class, () -> IntegerMatrixFile.parse(text, "file"));
  }

  /** One byte of magic, version or length changed. */
  @Test
  void sideFilesThatAreNone() {
    byte[] good = npy(1, "|i1", 1, 1, new long[] {1, -1});
    assertEquals(2, IntegerMatrixFile.parse(good, "file").size());
    for (int at : new int[] {0, 1, 5, 6, 9}) {
      byte[] bad = good.clone();
      bad[at] = (byte) (bad[at] + 3);
      assertThrows(BadInputException.class, () -> IntegerMatrixFile.parse(bad, "file"), "" + at);
    }
    byte[] zero = good.clone();
    zero[6] = 0;
    assertThrows(BadInputException.class, () -> IntegerMatrixFile.parse(zero, "file"));
    byte[] beginning = Arrays.copyOf(good, 11);
    assertThrows(BadInputException.class, () -> IntegerMatrixFile.parse(beginning, "file"));
  }

  @Test
  void certificatesWithSideFiles() throws IOException {
    byte[] bytes = IntegerMatrixFile.bytes(2, new byte[] {1, 0, 0, 1, -1, 0});
    String name = "points.npy";
    Files.write(folder.resolve(name), bytes);
    Vectors side =
        new Vectors.SideFile(name, Sha256.of(bytes), IntegerMatrixFile.parse(bytes, name));
    Certificate code = new SphericalCodeCertificate(2, 3, Quadratic.ZERO, side, PROVENANCE);
    byte[] written = CertificateWriter.bytes(code);
    assertTrue(verdict(CertificateReader.parse(written, folder)).accepted());
    Files.write(folder.resolve(name), IntegerMatrixFile.bytes(2, new byte[] {1, 0, 0, 1, 1, 1}));
    assertThrows(BadInputException.class, () -> CertificateReader.parse(written, folder));
  }
}

package constellations.solver.code.binary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.solver.bound.PointBounds;
import constellations.solver.code.ExistingCode;
import constellations.solver.code.IndexedCode;
import constellations.verify.CertificateReader;
import constellations.verify.CertificateWriter;
import constellations.verify.Verifier;
import constellations.verify.claim.Certificate;
import constellations.verify.claim.Claim;
import constellations.verify.claim.Provenance;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.PointSet;
import constellations.verify.exact.Quadratic;
import constellations.verify.points.SphericalCode;
import constellations.verify.words.BinaryCode;
import constellations.verify.words.BinaryCodeCertificate;
import constellations.verify.words.ConcatenatedCode;
import constellations.verify.words.CyclicCode;
import constellations.verify.words.GeneratedCode;
import constellations.verify.words.QuadraticFormCode;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Binary codes: published parameters, brute force over all words, and tampered certificates. */
class BinaryCodesTest {
  private static final Provenance PROVENANCE =
      new Provenance("test", 1L, "none", "test", "2026-11-22");

  private static boolean accepted(Certificate certificate) {
    byte[] bytes = CertificateWriter.bytes(certificate);
    return Verifier.verify(CertificateReader.parse(bytes, Path.of("nowhere")), 1).accepted();
  }

  private static boolean accepted(ExistingCode code) {
    return accepted(code.certificate(PROVENANCE));
  }

  /** Dimensions and designed distances of BCH codes: MacWilliams and Sloane, figure 9.1. */
  @ParameterizedTest
  @CsvSource({
    "15,5,7",
    "15,7,5",
    "31,7,16",
    "31,11,11",
    "31,15,6",
    "63,21,18",
    "63,27,10",
    "63,31,7",
    "127,29,43",
    "127,31,36",
    "127,63,8",
    "255,91,37",
    "255,87,45",
    "255,55,79",
    "255,59,71",
    "255,127,9"
  })
  void bchCodes(int length, int distance, int bits) {
    ExistingCode code = BinaryCodes.bch(length, distance, false, 0, 0, 0);
    assertEquals(BigInteger.ONE.shiftLeft(bits), code.points());
    assertEquals(
        0,
        code.cosine()
            .compareTo(
                Quadratic.of(BigFraction.ONE.subtract(BigFraction.of(2 * distance, length)))));
    assertTrue(accepted(code));
  }

  /** Reed-Muller codes have least distance 2^(m-r) and sum of C(m, i), i <= r, bits. */
  @ParameterizedTest
  @CsvSource({"1,4,5,8", "2,4,11,4", "1,5,6,16", "2,5,16,8", "2,7,29,32", "3,7,64,16", "2,8,37,64"})
  void reedMullerCodes(int order, int variables, int bits, int distance) {
    ExistingCode code = BinaryCodes.reedMuller(order, variables);
    assertEquals(BigInteger.ONE.shiftLeft(bits), code.points());
    BigFraction cosine = BigFraction.ONE.subtract(BigFraction.of(2 * distance, 1 << variables));
    assertEquals(0, code.cosine().compareTo(Quadratic.of(cosine)));
    assertTrue(accepted(code));
  }

  /** Extended quadratic residue codes: MacWilliams and Sloane, figure 16.2. */
  @ParameterizedTest
  @CsvSource({"7,4,4", "17,9,6", "23,12,8", "31,16,8", "41,21,10", "47,24,12"})
  void quadraticResidueCodes(int prime, int bits, int distance) {
    ExistingCode code = BinaryCodes.quadraticResidue(prime);
    assertEquals(BigInteger.ONE.shiftLeft(bits), code.points());
    BigFraction cosine = BigFraction.ONE.subtract(BigFraction.of(2 * distance, prime + 1));
    assertEquals(0, code.cosine().compareTo(Quadratic.of(cosine)));
    assertTrue(accepted(code));
  }

  /** Octads, 759 of cosine 1/4, and dodecads, 2576 of cosine 1/3, in 23 dimensions. */
  @Test
  void wordsOfTheGolayCode() {
    ExistingCode octads = BinaryCodes.golayWords(8);
    assertEquals(23, octads.dimension());
    assertEquals(759, octads.points().intValue());
    assertEquals(0, octads.cosine().compareTo(Quadratic.of(BigFraction.of(1, 4))));
    assertTrue(accepted(octads));
    ExistingCode dodecads = BinaryCodes.golayWords(12);
    assertEquals(2576, dodecads.points().intValue());
    assertEquals(0, dodecads.cosine().compareTo(Quadratic.of(BigFraction.of(1, 3))));
    assertTrue(accepted(dodecads));
  }

  /** n^2 + 2n points of cosine n^(-1/2); those in 16 and 64 dimensions by all pairs. */
  @ParameterizedTest
  @CsvSource({"4,288,1/4", "6,4224,1/8", "8,66048,1/16"})
  void kerdockCodes(int variables, int size, String cosine) {
    ExistingCode code = BinaryCodes.kerdock(variables);
    assertEquals(size, code.points().intValue());
    assertEquals(0, code.cosine().compareTo(Quadratic.parse(cosine, "cosine")));
    assertTrue(accepted(code));
    if (variables < 8) {
      PointSet points = listed(code.indexed().orElseThrow().get());
      assertEquals(
          0,
          new SphericalCode(points).largestCosine(2).cosine().compareTo(code.cosine()),
          "all pairs");
    }
  }

  private static PointSet listed(IndexedCode code) {
    int n = code.coordinates();
    long[] data = new long[n * code.size().intValueExact()];
    for (int i = 0; i < code.size().intValueExact(); i++) {
      System.arraycopy(code.encode(BigInteger.valueOf(i)), 0, data, i * n, n);
    }
    return PointSet.ofIntegers(n, data);
  }

  /** m = 0.2, b = 0, 10^10 pairs: cosine 1/3; the issue of 256 dimensions is met with 236 + 1. */
  @Test
  void tenToTheTenAtOneThird() {
    ExistingCode code =
        BinaryCodes.reaching(BigInteger.TEN.pow(10), BigFraction.of(1, 3)).orElseThrow();
    assertEquals(222, code.dimension());
    assertTrue(code.points().compareTo(BigInteger.TEN.pow(10)) >= 0);
    assertTrue(accepted(code));
  }

  /** All words of small cyclic codes, changed at random: number, distance, and round trips. */
  @Property(tries = 150, seed = "1")
  void distancesHoldForAllWords(
      @ForAll @IntRange(min = 3, max = 15) int half,
      @ForAll @IntRange(min = 0, max = 200) int first,
      @ForAll @IntRange(min = 0, max = 200) int second,
      @ForAll boolean extended,
      @ForAll @IntRange(min = 0, max = 5) int shortened,
      @ForAll @IntRange(min = 0, max = 1) int radius,
      @ForAll @IntRange(min = 0, max = 2) int punctured) {
    int n = 2 * half + 1;
    BinaryCode code;
    try {
      code =
          new BinaryCode(
              CyclicCode.of(n, List.of(first % n, second % n)),
              extended,
              shortened,
              radius,
              punctured);
    } catch (BadInputException nothingLeft) {
      return;
    }
    boolean small =
        code.points().bitLength() <= (radius == 0 ? 12 : 9) && code.distance(1 << 20).isPresent();
    Statistics.label("small").collect(small);
    Statistics.label("small").coverage(seen -> seen.check(true).percentage(p -> p > 0));
    if (!small) {
      return;
    }
    IndexedCode points = new CyclicPoints(code);
    assertEquals(code.points(), points.size());
    int least = n + 1;
    List<long[]> words = new ArrayList<>();
    for (int i = 0; i < points.size().intValueExact(); i++) {
      long[] word = points.encode(BigInteger.valueOf(i));
      assertEquals(code.dimension(), word.length);
      assertEquals(BigInteger.valueOf(i), points.decode(word));
      // The first word is zero, and the least weight of a linear code is its distance.
      for (long[] other : radius == 0 ? words.subList(0, Math.min(1, i)) : words) {
        int places = 0;
        for (int k = 0; k < word.length; k++) {
          places += word[k] == other[k] ? 0 : 1;
        }
        least = Math.min(least, places);
      }
      words.add(word);
    }
    assertTrue(least >= code.distance(1 << 20).getAsInt(), code + " has distance " + least);
  }

  @Property(tries = 60, seed = "1")
  @net.jqwik.api.Tag("long")
  void codesThatReachAreAcceptedAndBelowTheBounds(
      @ForAll @IntRange(min = 2, max = 40) int bits,
      @ForAll @IntRange(min = 5, max = 80) int percent) {
    BigFraction cosine = BigFraction.of(percent, 100);
    BigInteger points = BigInteger.ONE.shiftLeft(bits);
    Optional<ExistingCode> code = BinaryCodes.reaching(points, cosine);
    if (code.isPresent()) {
      assertTrue(accepted(code.get()));
      assertTrue(code.get().points().compareTo(points) >= 0);
      assertTrue(code.get().cosine().compareTo(Quadratic.of(cosine)) <= 0);
      assertTrue(
          PointBounds.excluding(code.get().dimension(), cosine, points).isEmpty(), "impossible");
      if (code.get().description().startsWith("a BCH")) {
        ExistingCode largest = BinaryCodes.largest(code.get().dimension(), cosine).orElseThrow();
        assertTrue(largest.points().bitLength() >= points.bitLength());
      }
    }
  }

  /** A point more, a dimension less, a smaller cosine, a zero less, a form twice: all rejected. */
  @Test
  void tamperedCertificatesAreRejected() {
    for (ExistingCode code :
        List.of(
            BinaryCodes.bch(255, 91, true, 3, 0, 2),
            BinaryCodes.bch(63, 11, false, 0, 0, 0),
            BinaryCodes.quadraticResidue(23),
            BinaryCodes.golayWords(8),
            BinaryCodes.kerdock(4))) {
      BinaryCodeCertificate c = (BinaryCodeCertificate) code.certificate(PROVENANCE);
      long d = code.dimension();
      assertTrue(accepted(c));
      assertFalse(accepted(with(c, d, code.points().add(BigInteger.ONE), code.cosine())));
      assertFalse(accepted(with(c, d - 1, code.points(), code.cosine())));
      Quadratic less = code.cosine().subtract(Quadratic.parse("0.000000001", "x"));
      assertFalse(accepted(with(c, d, code.points(), less)));
      assertTrue(accepted(with(c, d + 1, code.points().subtract(BigInteger.ONE), code.cosine())));
    }
    BinaryCodeCertificate bch =
        (BinaryCodeCertificate) BinaryCodes.bch(255, 91, false, 0, 0, 0).certificate(PROVENANCE);
    CyclicCode cyclic = (CyclicCode) bch.code().source();
    for (int i = 0; i < cyclic.representatives().size(); i++) {
      List<Integer> zeros = new ArrayList<>(cyclic.representatives());
      zeros.remove(i);
      assertFalse(accepted(with(bch, CyclicCode.of(255, zeros))), "without a zero");
      zeros.add(0);
      assertFalse(accepted(with(bch, CyclicCode.of(255, zeros))), "with another zero");
    }
    BinaryCodeCertificate golay =
        (BinaryCodeCertificate) BinaryCodes.quadraticResidue(23).certificate(PROVENANCE);
    GeneratedCode generated = (GeneratedCode) golay.code().source();
    for (int i = 0; i < 24; i++) {
      List<String> words = new ArrayList<>(generated.generators());
      StringBuilder changed = new StringBuilder(words.get(0));
      changed.setCharAt(i, changed.charAt(i) == '0' ? '1' : '0');
      words.set(0, changed.toString());
      assertFalse(accepted(with(golay, GeneratedCode.of(24, words, Optional.empty()))));
    }
    BinaryCodeCertificate kerdock =
        (BinaryCodeCertificate) BinaryCodes.kerdock(4).certificate(PROVENANCE);
    QuadraticFormCode forms = (QuadraticFormCode) kerdock.code().source();
    List<int[]> twice = new ArrayList<>(forms.forms());
    twice.set(1, twice.get(0));
    assertFalse(accepted(with(kerdock, QuadraticFormCode.of(4, twice, true))));
    List<int[]> changed = new ArrayList<>(forms.forms());
    changed.get(2)[0] ^= 2;
    assertFalse(accepted(with(kerdock, QuadraticFormCode.of(4, changed, true))));
    List<int[]> fewer = forms.forms().subList(1, 8);
    assertFalse(accepted(with(kerdock, QuadraticFormCode.of(4, fewer, true))));
    assertFalse(accepted(with(kerdock, QuadraticFormCode.of(4, forms.forms(), false))));
  }

  private static BinaryCodeCertificate with(
      BinaryCodeCertificate c, long d, BigInteger points, Quadratic cosine) {
    return new BinaryCodeCertificate(new Claim.CodeExists(d, points, cosine), c.code(), PROVENANCE);
  }

  private static BinaryCodeCertificate with(
      BinaryCodeCertificate c, constellations.verify.words.BinarySource source) {
    BinaryCode code =
        new BinaryCode(
            source,
            c.code().extended(),
            c.code().shortened(),
            c.code().radius(),
            c.code().punctured());
    return new BinaryCodeCertificate(c.claim(), code, PROVENANCE);
  }

  /** All pairs of small concatenated codes, and round trips; 15 blocks of 16 as counted by hand. */
  @Test
  void concatenatedCodes() {
    ExistingCode large = BinaryCodes.concatenated(4, 15, 80);
    assertEquals(240, large.dimension());
    // Six free symbols of 4 bits, and [15, 7, 5] for the signs.
    assertEquals(BigInteger.ONE.shiftLeft(31), large.points());
    assertEquals(0, large.cosine().compareTo(Quadratic.of(BigFraction.of(1, 3))));
    assertTrue(accepted(large));
    for (int[] numbers : new int[][] {{2, 4, 4}, {2, 3, 6}, {3, 3, 10}, {3, 4, 16}, {4, 3, 20}}) {
      ExistingCode code = BinaryCodes.concatenated(numbers[0], numbers[1], numbers[2]);
      assertTrue(accepted(code));
      PointSet points = listed(code.indexed().orElseThrow().get());
      assertTrue(points.size() > 1);
      assertTrue(new SphericalCode(points).largestCosine(2).cosine().compareTo(code.cosine()) <= 0);
      IndexedCode indexed = code.indexed().orElseThrow().get();
      for (int i = 0; i < points.size(); i++) {
        BigInteger index = BigInteger.valueOf(i);
        assertEquals(index, indexed.decode(indexed.encode(index)));
      }
    }
    BinaryCodeCertificate c = (BinaryCodeCertificate) large.certificate(PROVENANCE);
    ConcatenatedCode source = (ConcatenatedCode) c.code().source();
    for (int i = 0; i < source.distances().size(); i++) {
      for (int step = -1; step <= 1; step += 2) {
        List<Integer> moved = new ArrayList<>(source.distances());
        moved.set(i, moved.get(i) + step);
        assertFalse(accepted(with(c, ConcatenatedCode.of(4, moved, source.signs()))));
      }
    }
    BinaryCode signs = new BinaryCode(CyclicCode.of(15, List.of(1)), false, 0, 0);
    assertFalse(accepted(with(c, ConcatenatedCode.of(4, source.distances(), signs))));
    assertThrows(
        BadInputException.class,
        () -> ConcatenatedCode.of(3, List.of(2), signs),
        "fifteen symbols of three bits");
    assertThrows(BadInputException.class, () -> BinaryCodes.concatenated(4, 15, 121));
    assertThrows(BadInputException.class, () -> BinaryCodes.concatenated(9, 15, 8));
    // At cosine 1/5 and 2^34 points shorter than any BCH code here.
    ExistingCode shorter =
        BinaryCodes.reaching(BigInteger.ONE.shiftLeft(34), BigFraction.of(1, 5)).orElseThrow();
    assertEquals(800, shorter.dimension());
    assertTrue(accepted(shorter));
  }

  @Test
  void refusesNonsense() {
    assertThrows(BadInputException.class, () -> CyclicCode.of(10, List.of(1)));
    assertThrows(BadInputException.class, () -> CyclicCode.of(7, List.of(7)));
    assertThrows(BadInputException.class, () -> CyclicCode.of(7, List.of(0, 1, 3)));
    assertThrows(
        BadInputException.class,
        () -> GeneratedCode.of(3, List.of("101", "101"), Optional.empty()));
    assertThrows(
        BadInputException.class, () -> GeneratedCode.of(3, List.of("10"), Optional.empty()));
    assertThrows(
        BadInputException.class, () -> QuadraticFormCode.of(2, List.of(new int[] {0, 1}), false));
    assertThrows(BadInputException.class, () -> BinaryCodes.bch(15, 16, false, 0, 0, 0));
    assertThrows(BadInputException.class, () -> BinaryCodes.bch(15, 5, false, 7, 0, 0));
    assertThrows(BadInputException.class, () -> BinaryCodes.kerdock(5));
    assertThrows(BadInputException.class, () -> BinaryCodes.reedMuller(5, 5));
    assertThrows(BadInputException.class, () -> BinaryCodes.quadraticResidue(13));
    // Too many words to visit: not proved, at once.
    List<String> words = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      words.add("0".repeat(i) + "1" + "0".repeat(99 - i));
    }
    BinaryCode large = new BinaryCode(GeneratedCode.of(100, words, Optional.empty()), false, 0, 0);
    assertTrue(large.distance(1L << 32).isEmpty());
  }

  /** A point more, a radius more, a dimension less or a smaller cosine is not proved. */
  @Test
  void tamperedBalls() {
    BinaryCodeCertificate good =
        (BinaryCodeCertificate) BinaryCodes.bch(63, 11, true, 9, 2, 1).certificate(PROVENANCE);
    assertTrue(accepted(good));
    Claim.CodeExists claim = (Claim.CodeExists) good.claim();
    BinaryCode code = good.code();
    assertFalse(
        accepted(
            with(good, claim.dimension(), claim.points().add(BigInteger.ONE), claim.cosine())));
    assertFalse(accepted(with(good, claim.dimension() - 1, claim.points(), claim.cosine())));
    Quadratic smaller = claim.cosine().subtract(Quadratic.of(BigFraction.of(1, 1_000_000_000)));
    assertFalse(accepted(with(good, claim.dimension(), claim.points(), smaller)));
    for (int radius : List.of(1, 3)) {
      BinaryCode other =
          new BinaryCode(code.source(), true, code.shortened(), radius, code.punctured());
      assertFalse(accepted(new BinaryCodeCertificate(claim, other, PROVENANCE)));
    }
    assertThrows(BadInputException.class, () -> new BinaryCode(code.source(), true, 3, 3, 0));
    assertThrows(BadInputException.class, () -> new BinaryCode(code.source(), true, 0, 1, 0));
  }

  /** The code of most points in a dimension and that of least dimension for so many points. */
  @Property(tries = 12, seed = "1")
  void mostPointsAndLeastDimensionAgree(
      @ForAll @IntRange(min = 7, max = 160) int dimension,
      @ForAll @IntRange(min = 1, max = 95) int percent) {
    BigFraction cosine = BigFraction.of(percent, 100);
    Optional<ExistingCode> most = BinaryCodes.largest(dimension, cosine);
    if (most.isPresent()) {
      BigInteger points = most.get().points();
      long least = BinaryCodes.reaching(points, cosine).orElseThrow().dimension();
      assertTrue(least <= dimension, points + " points need " + least);
      BinaryCodes.reaching(points.add(BigInteger.ONE), cosine)
          .ifPresent(more -> assertTrue(more.dimension() > dimension, more.description()));
    }
  }
}

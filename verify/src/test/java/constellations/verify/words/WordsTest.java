package constellations.verify.words;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.verify.CertificateReader;
import constellations.verify.CertificateWriter;
import constellations.verify.Verifier;
import constellations.verify.claim.Certificate;
import constellations.verify.claim.Claim;
import constellations.verify.claim.Provenance;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Quadratic;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;

/** Numbers of words and distances against lists of all words. */
class WordsTest {
  private static final long ENOUGH = 1L << 20;
  private static final List<String> HAMMING = List.of("1000110", "0100101", "0010011", "0001111");

  /** All sums of rows, as bits. */
  private static TreeSet<Integer> span(List<String> rows) {
    TreeSet<Integer> words = new TreeSet<>(List.of(0));
    for (String row : rows) {
      int bits = Integer.parseInt(row, 2);
      List<Integer> more = words.stream().map(w -> w ^ bits).toList();
      words.addAll(more);
    }
    return words;
  }

  private static int leastDistance(List<Integer> words) {
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < words.size(); i++) {
      for (int j = 0; j < i; j++) {
        least = Math.min(least, Integer.bitCount(words.get(i) ^ words.get(j)));
      }
    }
    return least;
  }

  private static List<String> independentRows(Random random, int n, int k) {
    List<String> rows = new ArrayList<>();
    while (rows.size() < k) {
      int word = 1 + random.nextInt((1 << n) - 1);
      if (!span(rows).contains(word)) {
        rows.add(String.format("%" + n + "s", Integer.toBinaryString(word)).replace(' ', '0'));
      }
    }
    return rows;
  }

  @Property
  void generatedCodesAreTheirWords(
      @ForAll @IntRange(min = 2, max = 9) int n,
      @ForAll @IntRange(min = 1, max = 5) int k,
      @ForAll long seed) {
    List<String> rows = independentRows(new Random(seed), n, Math.min(k, n - 1));
    List<Integer> words = List.copyOf(span(rows));
    GeneratedCode code = GeneratedCode.of(n, rows, Optional.empty());
    int distance = leastDistance(words);
    assertEquals(BigInteger.valueOf(words.size()), code.points());
    assertEquals(OptionalInt.of(distance), code.distance(ENOUGH));
    assertEquals(BigFraction.of(n - 2 * distance, n), code.cosine(n, distance));
    assertTrue(code.distance(words.size() - 1).isEmpty(), "not begun beyond the limit");
    for (int weight = 1; weight < n; weight++) {
      int w = weight;
      List<Integer> meant = words.stream().filter(x -> Integer.bitCount(x) == w).toList();
      if (meant.size() > 1) {
        GeneratedCode layer = GeneratedCode.of(n, rows, Optional.of(w));
        int apart = leastDistance(meant);
        assertEquals(BigInteger.valueOf(meant.size()), layer.points());
        assertEquals(n - 1, layer.dimension());
        assertTrue(layer.distance(ENOUGH).getAsInt() <= apart);
        // Words of weight w on the sphere around the centre of their layer.
        double x = 1 - apart * (double) n / (2 * w * (n - w));
        assertEquals(x, layer.cosine(n, apart).doubleValue(), 1e-12);
      }
    }
  }

  /** Extension, shortening and puncturing of linear codes, against lists. */
  @Property
  void changedCodesAreAtLeastSoFarApart(
      @ForAll @IntRange(min = 4, max = 9) int n,
      @ForAll boolean extended,
      @ForAll @IntRange(min = 0, max = 1) int shortened,
      @ForAll @IntRange(min = 0, max = 2) int punctured,
      @ForAll long seed) {
    List<String> rows = independentRows(new Random(seed), n, 3);
    BinaryCode code =
        new BinaryCode(GeneratedCode.of(n, rows, Optional.empty()), extended, shortened, punctured);
    OptionalInt proved = code.distance(ENOUGH);
    int length = n + (extended ? 1 : 0) - shortened - punctured;
    assertEquals(length, code.dimension());
    List<Integer> words = new ArrayList<>();
    for (int word : span(rows)) {
      int full = extended ? (word << 1) | (Integer.bitCount(word) & 1) : word;
      if (shortened == 0 || (full & 1) == 0) {
        words.add(full >> shortened >> punctured);
      }
    }
    assertTrue(code.points().intValueExact() <= words.size());
    if (proved.isPresent()) {
      assertTrue(proved.getAsInt() > 0);
      assertTrue(proved.getAsInt() <= leastDistance(words), "a distance that is there");
      if (punctured == 0 && shortened == 0) {
        assertEquals(leastDistance(words), proved.getAsInt());
      }
    } else {
      assertTrue(punctured > 0);
    }
  }

  /** The BCH bound is met by Hamming's code, the Golay code has distance 7 where it proves 5. */
  @Test
  void cyclicCodes() {
    CyclicCode hamming = CyclicCode.of(7, List.of(1));
    assertEquals(BigInteger.valueOf(16), hamming.points());
    assertEquals(OptionalInt.of(3), hamming.distance(ENOUGH));
    CyclicCode golay = CyclicCode.of(23, List.of(1));
    assertEquals(12, golay.bits());
    assertEquals(OptionalInt.of(5), golay.distance(ENOUGH));
    assertEquals(List.of(1, 2, 4), IntStream.range(0, 7).filter(hamming::isZero).boxed().toList());
    // Zeros 1, 2, 3, 4 and their doubles: two errors in 15.
    CyclicCode bch = CyclicCode.of(15, List.of(1, 3));
    assertEquals(OptionalInt.of(5), bch.distance(ENOUGH));
    assertEquals(7, bch.bits());
    assertThrows(BadInputException.class, () -> CyclicCode.of(8, List.of(1)));
    assertThrows(BadInputException.class, () -> CyclicCode.of(7, List.of(0, 1, 3)));
  }

  /** All words of length 4 as forms in two variables: x_0 x_1 and the affine functions. */
  @Test
  void quadraticForms() {
    QuadraticFormCode two =
        QuadraticFormCode.of(2, List.of(new int[] {0, 0}, new int[] {2, 0}), false);
    assertEquals(BigInteger.valueOf(16), two.points());
    assertEquals(OptionalInt.of(1), two.distance(ENOUGH));
    QuadraticFormCode same =
        QuadraticFormCode.of(2, List.of(new int[] {0, 0}, new int[] {0, 0}), false);
    assertTrue(same.distance(ENOUGH).isEmpty(), "equal forms give equal words");
    QuadraticFormCode axes = QuadraticFormCode.of(2, List.of(new int[] {0, 0}), true);
    assertEquals(BigInteger.valueOf(16), axes.points());
  }

  /** Blocks of two signs: words of the repetition code, times words of a Reed-Solomon code. */
  @Test
  void concatenatedCodes() {
    BinaryCode signs =
        new BinaryCode(GeneratedCode.of(4, List.of("1111"), Optional.empty()), false, 0, 0);
    ConcatenatedCode code = ConcatenatedCode.of(2, List.of(3), signs);
    assertEquals(16, code.length());
    assertEquals(BigInteger.valueOf(2 << 4), code.points());
    // 4 x 4 places of the signs, 3 blocks of at least 2.
    assertEquals(OptionalInt.of(6), code.distance(ENOUGH));
    assertEquals(6, ConcatenatedCode.choose(4, 2));
    assertThrows(BadInputException.class, () -> ConcatenatedCode.of(2, List.of(5), signs));
    assertThrows(BadInputException.class, () -> ConcatenatedCode.of(1, List.of(1), signs));
  }

  /** The places where a quadratic form is one, as bits. */
  private static int values(int variables, int[] form, int linear, int constant) {
    int word = 0;
    for (int x = 0; x < 1 << variables; x++) {
      int value = constant ^ (Integer.bitCount(x & linear) & 1);
      for (int i = 0; i < variables; i++) {
        if ((x >> i & 1) != 0) {
          value ^= Integer.bitCount(form[i] & x) & 1;
        }
      }
      word |= value << x;
    }
    return word;
  }

  @Property
  void quadraticFormsAreTheirWords(
      @ForAll @IntRange(min = 2, max = 4) int variables,
      @ForAll @IntRange(min = 2, max = 4) int count,
      @ForAll boolean axes,
      @ForAll long seed) {
    Random random = new Random(seed);
    List<int[]> forms = new ArrayList<>();
    List<Integer> words = new ArrayList<>();
    for (int f = 0; f < count; f++) {
      int[] form = new int[variables];
      for (int i = 0; i < variables; i++) {
        form[i] = random.nextInt(1 << variables) & -(1 << i);
      }
      forms.add(form);
      for (int linear = 0; linear < 1 << variables; linear++) {
        words.add(values(variables, form, linear, 0));
        words.add(values(variables, form, linear, 1));
      }
    }
    QuadraticFormCode code = QuadraticFormCode.of(variables, forms, axes);
    assertEquals(words.size() + (axes ? 2 << variables : 0), code.points().intValueExact());
    int apart = leastDistance(words);
    // The axes have cosine 2^(-m/2) with all words, and that of words is taken no less.
    int withAxes = (1 << (variables - 1)) - (1 << (variables - 1 - variables / 2));
    OptionalInt distance = code.distance(ENOUGH);
    assertEquals(apart == 0, distance.isEmpty());
    assertEquals(apart == 0 ? 0 : Math.min(apart, withAxes), distance.orElse(0));
  }

  /** All sources and changes, written and read. */
  @Test
  void certificatesAreReadAsWritten() {
    BinarySource hamming = GeneratedCode.of(7, HAMMING, Optional.empty());
    BinaryCode signs =
        new BinaryCode(GeneratedCode.of(4, List.of("1111"), Optional.empty()), false, 0, 0);
    for (BinaryCode code :
        List.of(
            new BinaryCode(hamming, false, 0, 0),
            new BinaryCode(hamming, true, 1, 2),
            new BinaryCode(GeneratedCode.of(7, HAMMING, Optional.of(3)), false, 0, 0),
            new BinaryCode(CyclicCode.of(15, List.of(1, 3)), true, 0, 0),
            new BinaryCode(
                QuadraticFormCode.of(2, List.of(new int[] {0, 0}, new int[] {3, 2}), true),
                false,
                0,
                0),
            new BinaryCode(ConcatenatedCode.of(2, List.of(3), signs), false, 0, 0))) {
      Provenance provenance = new Provenance("test", 1L, "none", "test", "2026-11-26");
      Claim.CodeExists claim =
          new Claim.CodeExists(code.dimension(), code.points(), Quadratic.parse("9/10", "cosine"));
      Certificate written = new BinaryCodeCertificate(claim, code, provenance);
      byte[] bytes = CertificateWriter.bytes(written);
      Certificate read = CertificateReader.parse(bytes, Path.of("nowhere"));
      assertArrayEquals(bytes, CertificateWriter.bytes(read));
      assertEquals(claim, read.claim());
      BinaryCode again = ((BinaryCodeCertificate) read).code();
      assertEquals(code.distance(ENOUGH), again.distance(ENOUGH));
      assertEquals(code.points(), again.points());
      assertEquals(code.work(), again.work());
      assertTrue(code.work() > 0);
    }
  }

  /** What leaves no code is refused, and no more than that. */
  @Test
  void rangesOfChanges() {
    BinarySource hamming = GeneratedCode.of(7, HAMMING, Optional.empty());
    BinarySource layer = GeneratedCode.of(7, HAMMING, Optional.of(3));
    new BinaryCode(hamming, false, 3, 3);
    new BinaryCode(hamming, true, 0, 7);
    new BinaryCode(layer, false, 0, 0);
    for (int[] bad :
        new int[][] {{4, 0, 0}, {-1, 0, 0}, {0, -1, 0}, {0, 7, 0}, {3, 4, 0}, {0, 8, 1}}) {
      assertThrows(
          BadInputException.class, () -> new BinaryCode(hamming, bad[2] > 0, bad[0], bad[1]));
    }
    assertThrows(BadInputException.class, () -> new BinaryCode(layer, true, 0, 0));
    assertThrows(BadInputException.class, () -> new BinaryCode(layer, false, 1, 0));
    assertThrows(BadInputException.class, () -> new BinaryCode(layer, false, 0, 1));
    List<int[]> form = List.of(new int[] {2, 1});
    assertThrows(BadInputException.class, () -> QuadraticFormCode.of(2, form, false));
    List<int[]> wide = List.of(new int[] {4, 0});
    assertThrows(BadInputException.class, () -> QuadraticFormCode.of(2, wide, false));
    List<int[]> negative = List.of(new int[] {-4, 0});
    assertThrows(BadInputException.class, () -> QuadraticFormCode.of(2, negative, false));
    assertThrows(BadInputException.class, () -> QuadraticFormCode.of(1, List.of(), false));
    assertThrows(BadInputException.class, () -> QuadraticFormCode.of(2, List.of(), false));
    assertThrows(
        BadInputException.class,
        () -> QuadraticFormCode.of(2, List.of(new int[] {0, 0, 0}), false));
  }

  /** Places left out bring words nearer: the cosine is that of the places that are left. */
  @Test
  void cosinesOfChangedCodes() {
    BinaryCode code = new BinaryCode(GeneratedCode.of(7, HAMMING, Optional.empty()), true, 1, 2);
    assertEquals(OptionalInt.of(2), code.distance(ENOUGH));
    assertEquals(BigFraction.of(1, 5), code.cosine(2));
  }

  /** A claim is accepted up to its number of words and cosine, and not beyond. */
  @Test
  void claimsAreDecided() {
    BinaryCode hamming = new BinaryCode(GeneratedCode.of(7, HAMMING, Optional.empty()), true, 0, 0);
    assertTrue(accepted(8, 16, "0", hamming));
    assertTrue(accepted(9, 15, "1/100", hamming));
    assertFalse(accepted(7, 16, "0", hamming));
    assertFalse(accepted(8, 17, "0", hamming));
    assertFalse(accepted(8, 16, "-1/1000", hamming));
  }

  private static boolean accepted(long dimension, long points, String cosine, BinaryCode code) {
    Claim.CodeExists claim =
        new Claim.CodeExists(
            dimension, BigInteger.valueOf(points), Quadratic.parse(cosine, "cosine"));
    Provenance provenance = new Provenance("test", 1L, "none", "test", "2026-11-26");
    return Verifier.verify(new BinaryCodeCertificate(claim, code, provenance), 1).accepted();
  }
}

package constellations.solver.analyse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.solver.format.EmbeddingFiles;
import constellations.solver.format.EmbeddingMatrix;
import constellations.solver.format.EmbeddingMatrix.Layout;
import constellations.solver.format.NpyWriter;
import constellations.solver.format.NumberType;
import constellations.solver.format.TemporaryFiles;
import constellations.solver.run.Workers;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Cosine;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import constellations.verify.points.Separation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocked, filtered and exact results against plain loops; files of all kinds. */
class EmbeddingAnalysisTest {
  private static EmbeddingMatrix matrix(double[][] rows, NumberType type, boolean columnMajor) {
    int n = rows.length;
    int d = rows[0].length;
    ByteBuffer bytes = ByteBuffer.allocate(7 + n * d * type.bytes()).order(ByteOrder.BIG_ENDIAN);
    bytes.position(7);
    for (int at = 0; at < n * d; at++) {
      double x = columnMajor ? rows[at % n][at / n] : rows[at / d][at % d];
      switch (type) {
        case HALF -> bytes.putShort((short) x);
        case SINGLE -> bytes.putFloat((float) x);
        case DOUBLE -> bytes.putDouble(x);
        default -> throw new IllegalArgumentException("no type of these tests");
      }
    }
    try {
      Path file = TemporaryFiles.create(".bin");
      Files.write(file, bytes.array());
      return EmbeddingMatrix.map(
          file, new Layout(n, d, type, ByteOrder.BIG_ENDIAN, 7, columnMajor));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Few different numbers, so that ties, equal rows and equal products are common. */
  private static double[][] coarse(Random random, int n, int d) {
    double[][] rows = new double[n][d];
    for (double[] row : rows) {
      for (int k = 0; k < d; k++) {
        row[k] = random.nextInt(5) - 2;
      }
      row[random.nextInt(d)] = 1 + random.nextInt(2);
    }
    return rows;
  }

  @Property(tries = 150, seed = "1")
  @net.jqwik.api.Tag("long")
  void agreesWithExactLoops(
      @ForAll @IntRange(min = 2, max = 24) int n,
      @ForAll @IntRange(min = 1, max = 9) int d,
      @ForAll boolean exactly,
      @ForAll boolean labelled,
      @ForAll boolean columnMajor,
      @ForAll @IntRange(min = 0, max = 1 << 20) int seed) {
    Random random = new Random(seed);
    EmbeddingMatrix u = matrix(coarse(random, n, d), NumberType.SINGLE, columnMajor);
    EmbeddingMatrix v = matrix(coarse(random, n, d), NumberType.DOUBLE, !columnMajor);
    long[] labels = new long[n];
    for (int i = 0; i < n; i++) {
      labels[i] = labelled ? i / 2 : i;
    }
    labels[0] = -7;
    Matches matches = labelled ? Matches.labelled(labels) : Matches.pairs(n);
    PairScan.Result result =
        PairScan.run(u, v, matches, exactly, Workers.threads(2), done -> {}, () -> false);

    ExactPairs exact = new ExactPairs(u, v);
    Cosine least = null;
    Cosine largest = null;
    int[] above = new int[n];
    int[] aboveBack = new int[n];
    long negatives = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        Cosine cosine = exact.exact(i, j);
        if (labels[i] == labels[j]) {
          least = least == null || cosine.compareTo(least) < 0 ? cosine : least;
        } else {
          negatives++;
          largest = largest == null || cosine.compareTo(largest) > 0 ? cosine : largest;
          above[i] += atLeastAll(exact, cosine, labels, i, true) ? 1 : 0;
          aboveBack[j] += atLeastAll(exact, cosine, labels, j, false) ? 1 : 0;
        }
      }
    }
    assertEquals(0, least.compareTo(result.leastPositive().cosine()));
    assertEquals(0, largest.compareTo(result.largestNegative().cosine()));
    assertArrayEquals(above, result.forwards().above());
    assertArrayEquals(aboveBack, result.backwards().above());
    assertEquals(negatives, java.util.Arrays.stream(result.negatives()).sum());
    assertEquals(matches.negatives(), negatives);
    assertEquals(matches.positives(), result.positives().length);
    worstFirst(result.worst(), result.leastPositive(), 1);
    worstFirst(result.hardestOthers(), result.largestNegative(), -1);
    assertEquals(Math.min(10, result.positives().length), result.worst().size());
    for (int p = 0; p < result.worst().size(); p++) {
      assertEquals(result.positives()[p], result.worst().get(p).value(), 1e-12);
    }
    PairScan.Extreme at = result.largestNegative();
    for (int i = 0; i <= at.row(); i++) {
      for (int j = 0; j < (i == at.row() ? at.column() : n); j++) {
        boolean earlier = labels[i] != labels[j] && exact.exact(i, j).compareTo(at.cosine()) == 0;
        assertFalse(earlier, "the first of equals is reported");
      }
    }
  }

  /** The pair that is reported as the extreme heads the list, and the list is in order. */
  private static void worstFirst(
      List<PairScan.Product> listed, PairScan.Extreme extreme, int direction) {
    assertEquals(extreme.row(), listed.get(0).row());
    assertEquals(extreme.column(), listed.get(0).column());
    for (int p = 1; p < listed.size(); p++) {
      double rise = listed.get(p).value() - listed.get(p - 1).value();
      assertTrue(direction * rise >= -1e-6, listed.toString());
    }
  }

  private static boolean atLeastAll(
      ExactPairs exact, Cosine cosine, long[] labels, int own, boolean row) {
    for (int p = 0; p < labels.length; p++) {
      if (labels[p] == labels[own]) {
        Cosine match = row ? exact.exact(own, p) : exact.exact(p, own);
        if (cosine.compareTo(match) < 0) {
          return false;
        }
      }
    }
    return true;
  }

  /** Shapes around the size of a block, against plain loops in double precision. */
  @ParameterizedTest
  @ValueSource(ints = {1023, 1024, 1025, 2100})
  @Tag("long")
  void blocksJoin(int n) {
    Random random = new Random(n);
    int d = 5;
    double[][] left = new double[n][d];
    double[][] right = new double[n][d];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < d; k++) {
        left[i][k] = random.nextGaussian();
        right[i][k] = left[i][k] + random.nextGaussian();
      }
    }
    EmbeddingMatrix u = matrix(left, NumberType.DOUBLE, false);
    EmbeddingMatrix v = matrix(right, NumberType.DOUBLE, false);
    ExactPairs pairs = new ExactPairs(u, v);
    double largest = -2;
    int row = -1;
    int column = -1;
    int[] above = new int[n];
    for (int i = 0; i < n; i++) {
      double own = pairs.approximate(i, i);
      for (int j = 0; j < n; j++) {
        double x = pairs.approximate(i, j);
        above[i] += i != j && x >= own ? 1 : 0;
        if (i != j && x > largest) {
          largest = x;
          row = i;
          column = j;
        }
      }
    }
    PairScan.Result one =
        PairScan.run(u, v, Matches.pairs(n), false, Workers.threads(1), done -> {}, () -> false);
    PairScan.Result two =
        PairScan.run(u, v, Matches.pairs(n), true, Workers.threads(3), done -> {}, () -> false);
    for (PairScan.Result result : new PairScan.Result[] {one, two}) {
      assertEquals(row, result.largestNegative().row());
      assertEquals(column, result.largestNegative().column());
      assertArrayEquals(above, result.forwards().above());
      assertEquals((long) n * (n - 1), java.util.Arrays.stream(result.negatives()).sum());
    }
    assertArrayEquals(one.backwards().above(), two.backwards().above());
  }

  /** A margin of about 10^-14, which single precision would see as 0 or negative. */
  @Test
  void decidesWhatSinglePrecisionCannot() {
    double tiny = 1e-14;
    double[][] left = {{1, 0, 0}, {0, 1, 0}};
    double[][] right = {{1, 1 - tiny, 3}, {1 - tiny, 1, 3}};
    EmbeddingMatrix u = matrix(left, NumberType.DOUBLE, false);
    EmbeddingMatrix v = matrix(right, NumberType.DOUBLE, false);
    Analysis better = analysis(u, v);
    assertTrue(better.zeroLoss());
    assertEquals(1.0, better.scan().forwards().at(1));
    double[][] swapped = {right[1], right[0]};
    Analysis worse = analysis(u, matrix(swapped, NumberType.DOUBLE, false));
    assertFalse(worse.zeroLoss());
    assertEquals(0.0, worse.scan().forwards().at(1));
    double[][] equal = {{1, 1, 3}, {1, 1, 3}};
    Analysis ties = analysis(u, matrix(equal, NumberType.DOUBLE, false));
    assertFalse(ties.zeroLoss());
    assertEquals(0.0, ties.scan().forwards().at(1), "ties count against");
    assertEquals(0, ties.rounded(18).margin().signum());
  }

  private static Analysis analysis(EmbeddingMatrix u, EmbeddingMatrix v) {
    return EmbeddingAnalysis.of(
            u,
            v,
            Matches.pairs(u.rows()),
            false,
            false,
            Workers.threads(1),
            done -> {},
            () -> false)
        .orElseThrow();
  }

  /** Rows of the smallest and of very large numbers are directions like all others. */
  @Test
  void extremeNumbersAreDirections() {
    double[][] rows = {
      {Double.MIN_VALUE, 0}, {0, Double.MAX_VALUE}, {Double.MAX_VALUE, -Double.MAX_VALUE}
    };
    EmbeddingMatrix u = matrix(rows, NumberType.DOUBLE, false);
    double[] unit = new double[2];
    u.unit(0, unit);
    assertArrayEquals(new double[] {1, 0}, unit);
    u.unit(1, unit);
    assertArrayEquals(new double[] {0, 1}, unit);
    u.unit(2, unit);
    assertArrayEquals(new double[] {Math.sqrt(0.5), -Math.sqrt(0.5)}, unit, 1e-15);
    Analysis a = analysis(u, u);
    assertEquals(
        1,
        a.separation()
            .leastPositive()
            .cosine()
            .compareTo(a.separation().largestNegative().cosine()));
  }

  /** All numbers of 16 bits against the definition in IEEE 754. */
  @Test
  void halfPrecisionIsExact() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      int exponent = (bits >> 10) & 31;
      int fraction = bits & 1023;
      double expected =
          exponent == 0
              ? fraction * Math.pow(2, -24)
              : (1 + fraction / 1024.0) * Math.pow(2, exponent - 15);
      if (exponent < 31) {
        assertEquals(bits >= 1 << 15 ? -expected : expected, NumberType.half((short) bits));
      }
    }
    assertEquals(Double.NEGATIVE_INFINITY, NumberType.half((short) 0xfc00));
    assertTrue(Double.isNaN(NumberType.half((short) 0x7e00)));
  }

  @Test
  void planesAndProofsThatThereIsNone() {
    Random random = new Random(3);
    double[][] left = new double[60][4];
    double[][] right = new double[60][4];
    double[][] mixed = new double[60][4];
    for (int i = 0; i < 60; i++) {
      for (int k = 0; k < 4; k++) {
        left[i][k] = random.nextGaussian();
        right[i][k] = random.nextGaussian();
        mixed[i][k] = random.nextGaussian();
      }
      left[i][0] = 0.01 + Math.abs(left[i][0]);
      right[i][0] = -0.01 - Math.abs(right[i][0]);
    }
    EmbeddingMatrix u = matrix(left, NumberType.DOUBLE, false);
    SeparatingPlane yes =
        SeparatingPlane.of(u, matrix(right, NumberType.SINGLE, false), () -> false);
    assertEquals(true, yes.separable().orElseThrow());
    assertEquals(0, yes.exceptions());
    SeparatingPlane no =
        SeparatingPlane.of(u, matrix(mixed, NumberType.DOUBLE, false), () -> false);
    assertEquals(false, no.separable().orElseThrow());
    assertTrue(no.exceptions() > 0);
  }

  /** Everything the wrong way round: no guarantee, and a positive temperature. */
  @Test
  void nothingIsGuaranteedForOpposites() {
    EmbeddingMatrix u = matrix(new double[][] {{1, 0}, {0, 1}}, NumberType.DOUBLE, false);
    EmbeddingMatrix v = matrix(new double[][] {{0, 1}, {1, 0}}, NumberType.DOUBLE, false);
    Analysis a = analysis(u, v);
    assertEquals(0.0, a.scan().forwards().at(1));
    assertTrue(a.fit().t() > 0 && a.fit().loss() > 1.38);
    assertEquals(0, a.fit().guaranteedRetrieval(2));
    assertTrue(a.losses().orElseThrow().deficit() <= a.losses().orElseThrow().deficitBound());
  }

  /** All rows equal: every product ties, in a moment. */
  @Test
  void collapsedEmbeddingsAreQuick() {
    double[][] rows = new double[1500][3];
    for (double[] row : rows) {
      java.util.Arrays.fill(row, 0.7);
    }
    EmbeddingMatrix u = matrix(rows, NumberType.SINGLE, false);
    PairScan.Result result =
        PairScan.run(u, u, Matches.pairs(1500), false, Workers.threads(2), done -> {}, () -> false);
    assertEquals(0.0, result.forwards().at(10));
    assertEquals(1499, result.backwards().above()[7]);
    assertEquals(0, result.largestNegative().row());
    assertEquals(1, result.largestNegative().column());
  }

  /** All numbers of 16 bits that begin a finite one of 32 bits. */
  @Test
  void brainFloatsAreReadExactly(@TempDir Path folder) throws IOException {
    byte[] header =
        "{\"x\":{\"dtype\":\"BF16\",\"shape\":[32640,2],\"data_offsets\":[0,130560]}}"
            .getBytes(StandardCharsets.UTF_8);
    ByteBuffer file =
        ByteBuffer.allocate(8 + header.length + 130560).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(header.length).put(header);
    for (int bits = 0; bits < 0x7f80; bits++) {
      file.putShort((short) bits).putShort((short) 0x3f80);
    }
    Files.write(folder.resolve("b.safetensors"), file.array());
    EmbeddingMatrix matrix = EmbeddingFiles.open(folder.resolve("b.safetensors"));
    double[] row = new double[2];
    for (int bits = 0; bits < 0x7f80; bits++) {
      matrix.row(bits, row);
      assertEquals(Float.intBitsToFloat(bits << 16), row[0]);
      assertEquals(1, row[1]);
    }
  }

  /** The rounded margin and bias hold together, also for rows that are simplices. */
  @Property(tries = 60, seed = "1")
  void roundedMarginAndBiasHold(
      @ForAll @IntRange(min = 2, max = 12) int n, @ForAll @IntRange(min = 0, max = 9999) int seed) {
    Random random = new Random(seed);
    double[][] left = new double[n][n];
    double[][] right = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < n; k++) {
        left[i][k] = (i == k ? n - 1 : -1) + (seed % 2) * random.nextInt(3);
        right[i][k] = (i == k ? n - 1 : -1) + (seed % 3) * random.nextInt(2);
      }
    }
    EmbeddingMatrix u = matrix(left, NumberType.DOUBLE, false);
    EmbeddingMatrix v = matrix(right, NumberType.SINGLE, false);
    PairScan.Result scan =
        PairScan.run(u, v, Matches.pairs(n), true, Workers.threads(1), done -> {}, () -> false);
    Separation separation = scan.separation();
    for (int decimals : new int[] {3, 8, 18}) {
      Separation.Rounded rounded = separation.rounded(decimals);
      assertTrue(
          separation.separates(
              Quadratic.of(Rationals.of(rounded.margin())),
              Quadratic.of(Rationals.of(rounded.bias()))));
    }
  }

  /** Against all subsets. */
  @Property(tries = 40, seed = "1")
  void removalIsTheLeast(
      @ForAll @IntRange(min = 2, max = 9) int n, @ForAll @IntRange(min = 0, max = 9999) int seed) {
    Random random = new Random(seed);
    double[][] left = new double[n][3];
    double[][] right = new double[n][3];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < 3; k++) {
        left[i][k] = random.nextGaussian();
        right[i][k] = left[i][k] + random.nextGaussian();
      }
    }
    EmbeddingMatrix u = matrix(left, NumberType.DOUBLE, false);
    EmbeddingMatrix v = matrix(right, NumberType.DOUBLE, false);
    ExactPairs pairs = new ExactPairs(u, v);
    double[] own = new double[n];
    for (int i = 0; i < n; i++) {
      own[i] = pairs.approximate(i, i);
    }
    Removal removal = Removal.of(u, v, own);
    int fewest = n;
    for (int kept = 1; kept < 1 << n; kept++) {
      double least = 2;
      double largest = -2;
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          if ((kept >> i & kept >> j & 1) == 1) {
            double x = pairs.approximate(i, j);
            least = i == j ? Math.min(least, x) : least;
            largest = i == j ? largest : Math.max(largest, x);
          }
        }
      }
      if (least > largest) {
        fewest = Math.min(fewest, n - Integer.bitCount(kept));
      }
    }
    assertEquals(fewest, removal.lower());
    assertEquals(fewest, removal.rows().length);
    double least = 2;
    double largest = -2;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        int a = i;
        int b = j;
        if (java.util.Arrays.stream(removal.rows()).noneMatch(r -> r == a || r == b)) {
          double x = pairs.approximate(i, j);
          least = i == j ? Math.min(least, x) : least;
          largest = i == j ? largest : Math.max(largest, x);
        }
      }
    }
    assertTrue(least > largest, "what stays has a positive margin");
  }

  /** The derivative of the loss vanishes where it is least. */
  @Test
  void theFitIsAMinimum() {
    Random random = new Random(5);
    double[] positives = random.doubles(50, -0.2, 0.9).sorted().toArray();
    long[] negatives = new long[PairScan.BINS];
    for (int i = 0; i < 3000; i++) {
      negatives[PairScan.BINS / 4 + random.nextInt(PairScan.BINS / 2)]++;
    }
    SigmoidFit fit = SigmoidFit.of(positives, negatives, false, 0, 1e-5);
    assertTrue(fit.positive() + fit.negativeUpper() > fit.loss());
    for (double dt : new double[] {-0.01, 0, 0.01}) {
      for (double dc : new double[] {-0.01, 0, 0.01}) {
        double t = fit.t() + dt;
        double c = fit.t() * fit.b() + dc;
        double loss = 0;
        for (double x : positives) {
          loss += Math.log1p(Math.exp(c - t * x));
        }
        for (int bin = 0; bin < negatives.length; bin++) {
          loss += negatives[bin] * Math.log1p(Math.exp(t * ((bin + 0.5) * 2 / 32768 - 1) - c));
        }
        assertTrue(loss >= fit.loss() - 1e-9);
      }
    }
  }

  @Test
  void filesOfAllKinds(@TempDir Path folder) throws IOException {
    String csv = "a,b\n1,0\n0.5,-2e-3\n\n3,4\n";
    Files.writeString(folder.resolve("m.csv"), csv);
    Files.writeString(folder.resolve("m.tsv"), csv.substring(4).replace(',', '\t'));
    EmbeddingMatrix fromCsv = EmbeddingFiles.open(folder.resolve("m.csv"));
    EmbeddingMatrix fromTsv = EmbeddingFiles.open(folder.resolve("m.tsv"));
    try (NpyWriter writer = new NpyWriter(folder.resolve("m.npy"), 3, 2)) {
      writer.row(new double[] {1, 0});
      writer.row(new double[] {0.5, -2e-3});
      writer.row(new double[] {3, 4});
    }
    byte[] npy = Files.readAllBytes(folder.resolve("m.npy"));
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(folder.resolve("m.npz")))) {
      zip.putNextEntry(new ZipEntry("x.npy"));
      zip.write(npy);
    }
    byte[] header =
        "{\"x\":{\"dtype\":\"F64\",\"shape\":[3,2],\"data_offsets\":[0,48]}}"
            .getBytes(StandardCharsets.UTF_8);
    ByteBuffer tensors = ByteBuffer.allocate(8 + header.length + 48).order(ByteOrder.LITTLE_ENDIAN);
    tensors.putLong(header.length).put(header).put(npy, npy.length - 48, 48);
    Files.write(folder.resolve("m.safetensors"), tensors.array());
    for (EmbeddingMatrix matrix :
        new EmbeddingMatrix[] {
          fromCsv,
          fromTsv,
          EmbeddingFiles.open(folder.resolve("m.npy")),
          EmbeddingFiles.open(folder.resolve("m.npz")),
          EmbeddingFiles.open(folder.resolve("m.safetensors"))
        }) {
      assertEquals(3, matrix.rows());
      assertEquals(2, matrix.columns());
      double[] row = new double[2];
      matrix.row(1, row);
      assertArrayEquals(new double[] {0.5, -2e-3}, row);
      assertEquals(5, matrix.norm(2));
    }
    for (int length = 0; length < npy.length; length += 5) {
      Path cut = folder.resolve("cut.npy");
      Files.write(cut, java.util.Arrays.copyOf(npy, length));
      assertThrows(BadInputException.class, () -> EmbeddingFiles.open(cut));
    }
    for (String bad : new String[] {"1,2\n3\n", "1,x\n", "", "1,NaN\n", "0,0\n", "names,only\n"}) {
      Path file = folder.resolve("bad.csv");
      Files.writeString(file, bad);
      assertThrows(BadInputException.class, () -> EmbeddingFiles.open(file), bad);
    }
    Files.write(folder.resolve("bad.safetensors"), new byte[] {9, 0, 0, 0, 0, 0, 0, 0, '{'});
    assertThrows(
        BadInputException.class, () -> EmbeddingFiles.open(folder.resolve("bad.safetensors")));
    assertThrows(BadInputException.class, () -> EmbeddingFiles.open(folder.resolve("none.npy")));
  }
}

package constellations.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.verify.claim.Certificate;
import constellations.verify.claim.Claim;
import constellations.verify.claim.Provenance;
import constellations.verify.claim.Sha256;
import constellations.verify.claim.Verdict;
import constellations.verify.composition.CompositionCertificate;
import constellations.verify.composition.CompositionCertificate.Part;
import constellations.verify.composition.CompositionCertificate.Rule;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.WorkBudget;
import constellations.verify.words.BinaryCode;
import constellations.verify.words.BinaryCodeCertificate;
import constellations.verify.words.GeneratedCode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files made to crash a verifier, to keep it busy, or to print what it did not decide. */
class HostileFilesTest {
  private static final Path NOWHERE = Path.of("nowhere");
  private static final String PROVENANCE =
      "'provenance':{'method':'m','command':'c','toolVersion':'t','date':'2026-11-26'}";

  @TempDir private Path folder;

  private static byte[] json(String kind, String claim, String evidence) {
    String text =
        String.format(
            "{'kind':'%s','version':1,'claim':{%s},'evidence':{%s},%s}",
            kind, claim, evidence, PROVENANCE);
    return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  private static Verdict verdict(String kind, String claim, String evidence) {
    return Verifier.verify(CertificateReader.parse(json(kind, claim, evidence), NOWHERE), 2);
  }

  private static String refusal(String kind, String claim, String evidence) {
    byte[] bytes = json(kind, claim, evidence);
    return assertThrows(BadInputException.class, () -> CertificateReader.parse(bytes, NOWHERE))
        .getMessage();
  }

  private static final String LATTICE = "'gram':[[2,-1],[-1,2]],'leastNorm':2";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[[0.8,0.9],[0.3,0.4]]|rising",
        "[[0.3,0.5],[0.4,0.6]]|rising",
        "[]|at least one",
      })
  void bands(String bands, String part) {
    String message =
        refusal(
            "lattice-existence",
            "'dimension':3,'pointsAtLeast':2,'cosine':'9/10'",
            LATTICE + ",'bands':" + bands);
    assertTrue(message.contains(part), message);
  }

  /** A band so wide that its flat ring would have a negative inner radius (T16) proves nothing. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"[[0.08,0.9]]|true", "[[0.08,1.2]]|false", "[[0.01,0.9]]|false"})
  void ringsOfTheLine(String bands, boolean accepted) {
    assertEquals(
        accepted,
        verdict(
                "lattice-existence",
                "'dimension':2,'pointsAtLeast':2,'cosine':'99/100'",
                "'gram':[[1]],'leastNorm':1,'bands':" + bands)
            .accepted());
  }

  /** A cosine a little above -1 that rounding puts below it. */
  @Test
  void cosinesNearMinusOne() {
    String tiny = "1" + "0".repeat(50);
    assertFalse(
        verdict(
                "lattice-existence",
                "'dimension':3,'pointsAtLeast':2,'cosine':'-1+1/" + tiny + tiny + "*sqrt(2)'",
                LATTICE)
            .accepted());
  }

  /** All pairs of collinear vectors have cosine 1. */
  @Test
  @Tag("long")
  void tiesOfAllPairs() {
    String rows =
        IntStream.rangeClosed(1, 30_000)
            .mapToObj(i -> "[" + i + "]")
            .collect(Collectors.joining(",", "[", "]"));
    Verdict verdict =
        verdict(
            "spherical-code", "'dimension':1,'points':30000,'cosine':'1/2'", "'vectors':" + rows);
    assertFalse(verdict.accepted());
    assertTrue(verdict.reason().contains("limit of work"), verdict.reason());
  }

  /** A common denominator of 100 000 digits in each row. */
  @Test
  @Tag("long")
  void longDenominators() {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 3; i++) {
      StringBuilder row = new StringBuilder();
      for (int k = 0; k < 50; k++) {
        String denominator = "1" + "0".repeat(1900) + (2 * (50 * i + k) + 1);
        row.append(row.isEmpty() ? "" : ",").append("'1/").append(denominator).append("'");
      }
      rows.append(rows.isEmpty() ? "[" : ",[").append(row).append("]");
    }
    String message =
        refusal(
            "spherical-code", "'dimension':50,'points':3,'cosine':0", "'vectors':[" + rows + "]");
    assertTrue(message.contains("common denominator"), message);
  }

  /** Greatest common divisors of numbers of a hundred thousand digits from a small file. */
  @ParameterizedTest
  @ValueSource(ints = {3, 1000, Integer.MAX_VALUE})
  @Tag("long")
  void longBernsteinCoefficients(int dimension) {
    String ones = IntStream.range(0, 501).mapToObj(i -> "1").collect(Collectors.joining(","));
    for (String cosine : List.of("1e-70", "0.1234567" + "891".repeat(20), "0.5", "1/3")) {
      Verdict verdict =
          verdict(
              "lp-bound",
              "'dimension':" + dimension + ",'pointsAtMost':600,'cosine':'" + cosine + "'",
              "'coefficients':[" + ones + "]");
      assertFalse(verdict.accepted());
    }
  }

  /** Series of a million terms with long factors. */
  @ParameterizedTest
  @ValueSource(strings = {"gilbert-varshamov", "cap-packing", "levenshtein", "regular-polygon"})
  @Tag("long")
  void capMeasures(String theorem) {
    String claimed = theorem.equals("gilbert-varshamov") ? "pointsAtLeast" : "pointsAtMost";
    for (String dimension : List.of("1152921504606846976", "100000000000", "3")) {
      for (String cosine : List.of("-0.99999999999999999" + "7".repeat(300), "1e-8", "0.99")) {
        verdict(
            "theorem",
            "'dimension':" + dimension + ",'" + claimed + "':5,'cosine':'" + cosine + "'",
            "'theorem':'" + theorem + "'");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e2001", "1e-2001", "1e999999999", "-2.5e2000", "0.1e-2000"})
  void exponentsOfBareNumbers(String number) {
    refusal("spherical-code", "'dimension':2,'points':2,'cosine':" + number, "'vectors':[[1],[2]]");
    refusal(
        "spherical-code",
        "'dimension':1,'points':2,'cosine':0",
        "'vectors':[[" + number + "],[1]]");
  }

  @Test
  void otherEncodings() {
    byte[] plain =
        json("spherical-code", "'dimension':1,'points':2,'cosine':-1", "'vectors':[[1],[-1]]");
    assertTrue(Verifier.verify(CertificateReader.parse(plain, NOWHERE), 1).accepted());
    String text = new String(plain, StandardCharsets.UTF_8);
    List<byte[]> others = new ArrayList<>();
    for (String name : List.of("UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE")) {
      others.add(text.getBytes(Charset.forName(name)));
    }
    others.add(("\uFEFF" + text).getBytes(StandardCharsets.UTF_8));
    others.add(
        text.replace("'m'", "\u00e4")
            .replace("\"m\"", "\"\u00e4\"")
            .getBytes(StandardCharsets.ISO_8859_1));
    for (byte[] other : others) {
      assertThrows(BadInputException.class, () -> CertificateReader.parse(other, NOWHERE));
    }
  }

  /** The hexagon in the plane x + y + z = 0, and what its rejection in one dimension says. */
  @Test
  void rejectionsForRankSayTheRank() {
    String hexagon = "'vectors':[[1,-1,0],[1,0,-1],[0,1,-1],[-1,1,0],[-1,0,1],[0,-1,1]]";
    assertTrue(
        verdict("spherical-code", "'dimension':2,'points':6,'cosine':'1/2'", hexagon).accepted());
    Verdict flat = verdict("spherical-code", "'dimension':1,'points':6,'cosine':'1/2'", hexagon);
    assertFalse(flat.accepted());
    assertTrue(flat.reason().contains("rank 2"), flat.reason());
  }

  /** Five, eight, ten and twelve points of the circle, at cosines that are exact and just below. */
  @ParameterizedTest
  @CsvSource({
    "5,-1/4+1/4*sqrt(5)",
    "6,1/2",
    "8,1/2*sqrt(2)",
    "10,1/4+1/4*sqrt(5)",
    "12,1/2*sqrt(3)"
  })
  void regularPolygons(int n, String cosine) {
    String exists = "'dimension':2,'pointsAtLeast':%d,'cosine':'%s'";
    String bound = "'dimension':2,'pointsAtMost':%d,'cosine':'%s'";
    String polygon = "'theorem':'regular-polygon'";
    String below = Quadratic.parse(cosine, "").subtract(Quadratic.parse("1e-100", "")).toString();
    assertTrue(verdict("theorem", exists.formatted(n, cosine), polygon).accepted());
    assertFalse(verdict("theorem", exists.formatted(n + 1, cosine), polygon).accepted());
    assertTrue(verdict("theorem", bound.formatted(n, cosine), polygon).accepted());
    assertFalse(verdict("theorem", bound.formatted(n - 1, cosine), polygon).accepted());
    assertFalse(verdict("theorem", exists.formatted(n, below), polygon).accepted());
    assertTrue(verdict("theorem", bound.formatted(n - 1, below), polygon).accepted());
  }

  /** A code of 2^20 words, whose distance is found by visiting them all. */
  private static Certificate words(String command, long points) {
    List<String> generators =
        IntStream.range(0, 20)
            .mapToObj(i -> "0".repeat(i) + "1" + "0".repeat(29 - i) + "1".repeat(10))
            .toList();
    GeneratedCode code = GeneratedCode.of(40, generators, Optional.empty());
    return new BinaryCodeCertificate(
        new Claim.CodeExists(40, BigInteger.valueOf(points), Quadratic.parse("0.9", "cosine")),
        new BinaryCode(code, false, 0, 0),
        new Provenance("words", 1L, command, "test", "2026-11-26"));
  }

  private static CompositionCertificate union(List<Certificate> parts, long points) {
    List<Part> list = parts.stream().map(CertificateWriter::part).toList();
    return new CompositionCertificate(
        new Claim.CodeExists(
            40L * parts.size(), BigInteger.valueOf(points), Quadratic.parse("0.9", "cosine")),
        Rule.DIRECT_SUM,
        list,
        new Provenance("union", 1L, "none", "test", "2026-11-26"));
  }

  /** One budget for all parts; what differs in provenance only is not checked again. */
  @Test
  void compositionsHaveOneBudget() {
    List<Certificate> same =
        IntStream.range(0, 50).mapToObj(i -> words("command " + i, 1 << 20)).toList();
    List<Certificate> different =
        IntStream.range(0, 50).mapToObj(i -> words("command", (1 << 20) - i)).toList();
    double enoughForTen = 10 * 4.0 * (1 << 20);
    assertTrue(Verifier.verify(union(same, 50L << 20), 1, WorkBudget.of(enoughForTen)).accepted());
    Verdict tooMuch = Verifier.verify(union(different, 49L << 20), 1, WorkBudget.of(enoughForTen));
    assertFalse(tooMuch.accepted());
    assertTrue(tooMuch.reason().contains("limit of work"), tooMuch.reason());
    assertTrue(
        Verifier.verify(union(different, 49L << 20), 1, WorkBudget.of(6 * enoughForTen))
            .accepted());
  }

  /** A pipe would hang, a device never end: side files and parts are regular files. */
  @Test
  void pipesAndDevices() throws IOException, InterruptedException {
    String digest = Sha256.of(new byte[0]);
    int made =
        new ProcessBuilder("mkfifo", folder.resolve("pipe.json").toString()).start().waitFor();
    assertEquals(0, made);
    Files.createSymbolicLink(folder.resolve("zero.json"), Path.of("/dev/zero"));
    Files.createDirectory(folder.resolve("folder.json"));
    for (String name : List.of("pipe.json", "zero.json", "folder.json", "none.json")) {
      String beside = "'file':'" + name + "','sha256':'" + digest + "'";
      byte[] side =
          json(
              "spherical-code",
              "'dimension':1,'points':2,'cosine':0",
              "'vectors':{" + beside + "}");
      byte[] part =
          json(
              "composition",
              "'dimension':1,'pointsAtLeast':2,'cosine':0",
              "'rule':'weakening','parts':[{" + beside + "}]");
      for (byte[] bytes : List.of(side, part)) {
        assertThrows(BadInputException.class, () -> CertificateReader.parse(bytes, folder));
      }
      assertThrows(BadInputException.class, () -> CertificateReader.read(folder.resolve(name)));
    }
  }

  /** A file name cannot print a verdict of its own, or turn the line around. */
  @Test
  void namesPrintAsOneLine() {
    String name = "x.json\naccepted  y.json\u001b[2K\u202egnp.\u2028z";
    BadInputException e = BadInputException.file(name, "no\u200fthing\r", "a file");
    assertEquals(
        "x.json\\u000aaccepted  y.json\\u001b[2K\\u202egnp.\\u2028z: found no\\u200fthing\\u000d,"
            + " expected a file",
        e.getMessage());
    assertTrue(e.inFile(name).getMessage().startsWith("x.json\\u000aaccepted"), e.getMessage());
    assertEquals("\u00e4\u4e2d.json", BadInputException.printable("\u00e4\u4e2d.json"));
  }
}

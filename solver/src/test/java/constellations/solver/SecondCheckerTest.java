package constellations.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.verify.CertificateReader;
import constellations.verify.Verifier;
import constellations.verify.exact.BadInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The checker in plain Python, docs/check_certificate.py, which shares no code with the verifier,
 * says the same as it: of the results, and of changed certificates.
 */
class SecondCheckerTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final List<String> KINDS = List.of("spherical-code", "constellation", "lp-bound");
  private static final String NOT_CHECKED = "not checked";
  private static final Pattern DIGITS = Pattern.compile("\\d+");

  @TempDir Path folder;

  @BeforeAll
  static void python() {
    try {
      Process process = new ProcessBuilder("python3", "--version").start();
      Assumptions.assumeTrue(process.waitFor() == 0, "python3 is not there");
    } catch (IOException | InterruptedException e) {
      Assumptions.abort("python3 is not there");
    }
  }

  private static List<Path> results() throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve("results/certificates"))) {
      return files
          .filter(f -> KINDS.contains(f.getFileName().toString().replaceFirst("-[^-]*$", "")))
          .sorted()
          .toList();
    }
  }

  /** What the script says of each file, by its first words. */
  private Map<Path, String> second(List<Path> files) throws IOException, InterruptedException {
    Map<Path, String> verdicts = new LinkedHashMap<>();
    for (int from = 0; from < files.size(); from += 500) {
      List<String> command = new ArrayList<>(List.of("python3"));
      command.add(ROOT.resolve("docs/check_certificate.py").toString());
      List<Path> part = files.subList(from, Math.min(from + 500, files.size()));
      part.forEach(file -> command.add(file.toString()));
      Path out = Files.createTempFile(folder, "out", ".txt");
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(out.toFile())
              .redirectErrorStream(true)
              .start();
      process.waitFor();
      List<String> lines = Files.readAllLines(out);
      assertEquals(part.size(), lines.size(), () -> String.join("\n", lines));
      for (int i = 0; i < part.size(); i++) {
        assertTrue(lines.get(i).contains(part.get(i).toString()), lines.get(i));
        verdicts.put(part.get(i), lines.get(i).split("  ")[0]);
      }
    }
    return verdicts;
  }

  private static String first(Path file) {
    try {
      return Verifier.verify(CertificateReader.read(file), 1).accepted() ? "accepted" : "rejected";
    } catch (BadInputException e) {
      return "unreadable";
    }
  }

  /** A thousand certificates with a digit, a sign, a number or a word changed. */
  @Test
  @Tag("long")
  void mutantsGetTheSameVerdict() throws Exception {
    List<Path> small = new ArrayList<>();
    for (Path file : results()) {
      if (Files.size(file) < 6000) {
        small.add(file);
      }
    }
    Random random = new Random(25);
    List<Path> mutants = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      Path from = small.get(random.nextInt(small.size()));
      Path file = folder.resolve(i + "-" + from.getFileName());
      Files.writeString(file, mutant(Files.readString(from), random));
      mutants.add(file);
    }
    Map<Path, String> others = second(mutants);
    int accepted = 0;
    int undecided = 0;
    for (Path file : mutants) {
      String other = others.get(file);
      if (other.equals(NOT_CHECKED)) {
        undecided++;
        continue;
      }
      assertEquals(first(file), other, () -> file + ": " + text(file));
      accepted += other.equals("accepted") ? 1 : 0;
    }
    assertTrue(accepted > 50 && accepted < 950, accepted + " accepted");
    assertTrue(undecided < 50, undecided + " undecided");
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }

  /** One change: a digit, a number more or less by one, a sign, a character lost, a line twice. */
  private static String mutant(String text, Random random) {
    int start = random.nextBoolean() ? 0 : text.indexOf("\"evidence\"");
    List<int[]> numbers = new ArrayList<>();
    Matcher matcher = DIGITS.matcher(text);
    while (matcher.find()) {
      if (matcher.start() >= start && !inProvenance(text, matcher.start())) {
        numbers.add(new int[] {matcher.start(), matcher.end()});
      }
    }
    int[] at = numbers.get(random.nextInt(numbers.size()));
    String before = text.substring(0, at[0]);
    String digits = text.substring(at[0], at[1]);
    String after = text.substring(at[1]);
    switch (random.nextInt(6)) {
      case 0:
        char digit = (char) ('0' + random.nextInt(10));
        int place = random.nextInt(digits.length());
        return before + digits.substring(0, place) + digit + digits.substring(place + 1) + after;
      case 1:
        return before + (digits.length() < 18 ? Long.parseLong(digits) + 1 : digits + "1") + after;
      case 2:
        return before.endsWith("-")
            ? before.substring(0, before.length() - 1) + digits + after
            : before + "-" + digits + after;
      case 3:
        // The last digits count least: such certificates are often still right.
        return before + digits.substring(0, Math.max(1, digits.length() - 1)) + after;
      case 4:
        return before + digits + "0" + after;
      default:
        int lost = random.nextInt(text.length());
        return text.substring(0, lost) + text.substring(lost + 1);
    }
  }

  private static boolean inProvenance(String text, int at) {
    int from = text.indexOf("\"provenance\"");
    return at > from && at < text.indexOf('}', from);
  }

  /** A cosine whose parts cancel: 0.14, where doubles see 16. */
  @Test
  void cancellationIsSeen() throws Exception {
    java.math.BigInteger ten17 = java.math.BigInteger.TEN.pow(17);
    java.math.BigInteger root = ten17.add(java.math.BigInteger.valueOf(8));
    java.math.BigInteger d =
        root.multiply(root)
            .add(java.math.BigInteger.TEN.pow(15).multiply(java.math.BigInteger.valueOf(8)));
    Path file = folder.resolve("cancel.json");
    Files.writeString(
        file,
        "{\"kind\": \"spherical-code\", \"version\": 1, \"claim\": {\"dimension\": 2, \"points\": 2,"
            + " \"cosine\": \"-100000000000000007.9+1*sqrt("
            + d
            + ")\"}, \"provenance\": {\"method\":"
            + " \"\", \"command\": \"\", \"toolVersion\": \"\", \"date\": \"\"}, \"evidence\":"
            + " {\"vectors\": [[1, 0], [4, 3]]}}");
    assertEquals("rejected", second(List.of(file)).get(file));
    assertEquals("rejected", first(file));
  }

  /** What is not text of JSON, and what is no certificate. */
  @Test
  void otherFilesAreUnreadable() throws Exception {
    List<Path> files = new ArrayList<>();
    for (String text :
        List.of(
            "",
            "{",
            "[]",
            "{\"kind\": \"spherical-code\", \"kind\": \"spherical-code\"}",
            "{\"kind\": \"spherical-code\", \"version\": NaN}",
            "[".repeat(100_000))) {
      Path file = folder.resolve(files.size() + ".json");
      Files.write(file, text.getBytes(StandardCharsets.UTF_8));
      files.add(file);
    }
    files.add(folder.resolve("nowhere.json"));
    second(files).forEach((file, verdict) -> assertEquals("unreadable", verdict, file::toString));
  }

  /** All results of these kinds, but for the codes of many thousand points. */
  @Test
  @Tag("slow")
  void allResultsAreAccepted() throws Exception {
    Map<Path, String> verdicts = second(results());
    verdicts.values().removeIf(NOT_CHECKED::equals);
    assertTrue(verdicts.size() > 1500, verdicts.size() + " checked");
    verdicts.forEach((file, verdict) -> assertEquals("accepted", verdict, file::toString));
  }
}

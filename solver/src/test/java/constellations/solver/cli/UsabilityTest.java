package constellations.solver.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import constellations.solver.cli.options.Console;
import constellations.solver.cli.options.Defaults;
import constellations.verify.exact.BadInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What makes the commands pleasant: hints, help, defaults, one rule for results, limits kept. */
class UsabilityTest extends CommandRuns {
  /** An icosahedron that is a little disturbed. */
  private static final String POINTS =
      "-0.5310101503243849 -0.8585874876674257 -0.0020788351477863797\n"
          + "-0.5326316667030854 0.8419811102656318 -0.0019681797102985028\n"
          + "0.534090212980888 -0.8446417613221238 0.005303252050108769\n"
          + "0.5201696756329399 0.8513844085155362 -0.004466347131170996\n"
          + "-0.006546709414292622 -0.5336074462705029 -0.8563627997004617\n"
          + "0.00854951262856121 -0.5191527111435652 0.8567838552860865\n"
          + "0.006008956770859325 0.5195998244795184 -0.8544538092060493\n"
          + "0.002539512048262603 0.5303690062967079 0.857743775511867\n"
          + "-0.843049793324816 -0.008265634947301564 -0.523614074444736\n"
          + "0.8540848374823694 0.00011907551420830588 -0.532175308634318\n"
          + "-0.851179050600337 -0.008213075854692194 0.5344228793971317\n"
          + "0.8579604917557416 0.0009527773917410772 0.5217360269106001\n";

  /** Runs a command beside the results of the project. */
  private Run withResults(String line) {
    return withDefaults(Defaults.NONE, line);
  }

  private Run withDefaults(Defaults defaults, String line) {
    return run(ROOT, defaults, line.split(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "dimension --pair 100 --margin 0.1 --bias 0, --pairs",
    "serach --dimension 3, search",
    "bound --dimension 8 --cosin 1/2, --cosine",
    "table chekc, check",
    "help tabel, table"
  })
  void whatIsTypedWrongGetsASuggestion(String line, String meant) {
    Run run = line(line);
    run.isClearError(2);
    assertTrue(run.err().contains("Maybe you meant: ") && run.err().contains(meant), run.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bound --dimension 8 --cosine 0,5|Maybe write 0.5",
        "bound --dimension 1_000 --cosine 1/2|Maybe write 1000",
        "bound --dimension 8 --cosine 50%|Maybe write 0.5",
        "margin --dimension 8 --pairs 10,000|Maybe write 10000",
        "dimension --pairs 1,000 --margin 0.1 --bias 0|Maybe write 1000",
        "dimension --pairs 100 --margin 5% --bias 0|Maybe write 0.05",
        "dimension --pairs 100 --margin ,5 --bias 0|Maybe write 0.5"
      })
  void otherNotationsOfNumbersGetAHint(String line, String hint) {
    Run run = line(line);
    run.isClearError(2);
    assertTrue(run.err().contains(hint), run.err());
  }

  /** Exact angles, and others rounded so that what is said of them is true. */
  @Test
  void anglesAreCosines() {
    JsonNode exact = line("bound --dimension 8 --degrees 60 --json").json();
    assertEquals("0.5", exact.get("cosineExact").asText());
    assertEquals("240", exact.get("upper").asText());
    assertEquals("60", exact.get("angle").asText());
    JsonNode other = line("bound --dimension 3 --degrees 63.4349 --json").json();
    assertTrue(other.get("cosine").asDouble() >= Math.cos(Math.toRadians(63.4349)));
    assertEquals("12", other.get("upper").asText());
    line("bound --dimension 3 --degrees 0").isClearError(2);
    line("bound --dimension 3 --degrees 60 --cosine 1/2").isClearError(2);
  }

  /** The cosine of an angle is above the true one, by less than 1e-14 (Hipparchus to 40 digits). */
  @org.junit.jupiter.params.ParameterizedTest
  @org.junit.jupiter.params.provider.ValueSource(
      strings = {"0.001", "1/7", "17.3", "59.999999", "89.9999999", "90.00001", "133.7", "179.99"})
  void cosinesOfAnglesAreRoundedUp(String degrees) {
    org.hipparchus.dfp.DfpField field = new org.hipparchus.dfp.DfpField(40);
    var angle = new constellations.solver.format.Exact(degrees);
    var exact = angle.rational("degrees");
    org.hipparchus.dfp.Dfp radians =
        field
            .newDfp(exact.getNumerator().toString())
            .divide(field.newDfp(exact.getDenominator().toString()))
            .multiply(field.getPi())
            .divide(180);
    org.hipparchus.dfp.Dfp cosine = org.hipparchus.dfp.DfpMath.cos(radians);
    String found =
        constellations.solver.format.Exact.up(
            constellations.solver.format.Exact.cosineOfDegrees(angle));
    org.hipparchus.dfp.Dfp more = field.newDfp(found).subtract(cosine);
    assertTrue(more.greaterThan(field.getZero()), degrees + ": " + found + " below " + cosine);
    assertTrue(more.lessThan(field.newDfp("1e-14")), degrees + ": " + found);
  }

  /** The results that come with the program are used by all commands alike, from any folder. */
  @Test
  void resultsAreUsedAlike() {
    JsonNode bound = withResults("bound --dimension 3 --cosine 0.8 --json").json();
    assertEquals("32", bound.get("lower").asText());
    assertEquals("certified", bound.get("lowerTier").asText());
    assertEquals(0, run("verify", bound.get("lowerCertificate").asText()).code());
    assertTrue(bound.get("lowerMethod").asText().contains("results"));
    JsonNode without = withResults("bound --dimension 3 --cosine 0.8 --no-results --json").json();
    assertTrue(without.get("lower").asInt() < 32);
    JsonNode cosine = withResults("bound --dimension 3 --points 13 --json").json();
    assertTrue(cosine.get("method").asText().endsWith("in the results"), cosine.toString());
    assertTrue(cosine.get("cosineLower").asDouble() >= 0.523);
    assertEquals(0, run("verify", cosine.get("certificate").asText()).code());
    JsonNode pairs = withResults("bound --dimension 4 --margin 0.1 --bias 0.8 --json").json();
    JsonNode most =
        withResults("pairs --dimension 4 --margin 0.1 --bias 0.8 --starts 0 --json").json();
    assertEquals(pairs.get("lower").asText(), most.get("lower").get("pairs").asText());
    JsonNode margin =
        withResults("margin --pairs 8 --dimension 3 --bias 0.36 --starts 0 --json").json();
    assertEquals("0.210883117545685", margin.get("lower").get("margin").asText());
    assertEquals(0, run("verify", margin.get("upper").get("certificate").asText()).code());
  }

  /** Codes of more points than a certificate can say. */
  @Test
  void hugeNumbersHaveNoCertificate() {
    Run pairs = line("pairs --dimension 1e6 --margin 0.1 --bias 0 --starts 0 --no-lp");
    assertEquals(0, pairs.code(), pairs.err());
    assertTrue(pairs.out().contains("e2852"), pairs.out());
  }

  /** A table that is stopped says so, and has what it had. */
  @Test
  @Tag("long")
  void limitsAreKept() throws IOException {
    Run table = line("table kissing --out k --time-limit 1s --threads 1");
    assertEquals(4, table.code(), table.err());
    assertTrue(table.err().contains("the same command goes on"), table.err());
    Run plot = line("plot needed n.svg --margin 0.1 --bias 0 --time-limit 1s");
    assertEquals(4, plot.code(), plot.err());
    assertFalse(Files.exists(folder.resolve("n.svg")));
    Run check = withResults("table check --time-limit 1s --threads 1 --json");
    assertEquals(4, check.code(), check.err());
    assertTrue(check.json().get("checked").asInt() < check.json().get("entries").asInt());
    assertTrue(check.json().get("accepted").isNull());
    Run report = withResults("report --time-limit 1s --threads 1 --out site");
    assertEquals(4, report.code(), report.err());
    try (var files = Files.list(folder)) {
      assertTrue(files.noneMatch(f -> f.toString().contains("site")), "nothing is left behind");
    }
  }

  @Test
  void picturesSayWhatTheyAre() throws IOException {
    line("picture x.png").isClearError(2);
    line("plot margin x.gif --bias 0.3").isClearError(2);
    assertEquals(
        "p.svg",
        Path.of(line("picture p.svg --json").json().get("file").asText()).getFileName().toString());
    Run png = line("plot dimension d.png --margin 0.1 --bias 0 --dimension 3..4 --no-lp");
    assertEquals(0, png.code(), png.err());
    byte[] bytes = Files.readAllBytes(folder.resolve("d.png"));
    assertEquals("PNG", new String(bytes, 1, 3, StandardCharsets.ISO_8859_1));
  }

  @Test
  void defaultsAreBelowOptions() throws IOException {
    Defaults defaults = new Defaults(Map.of("out", folder.resolve("mine").toString()));
    assertEquals(0, withDefaults(defaults, "bound --dimension 8 --cosine 1/2").code());
    assertTrue(Files.isDirectory(folder.resolve("mine")));
    withDefaults(defaults, "bound --dimension 8 --cosine 1/2 --out other");
    assertTrue(Files.isDirectory(folder.resolve("other")));
    // A flag that is a default, and given as well.
    Defaults flag = new Defaults(Map.of("no-results", "true"));
    String question = "bound --dimension 3 --cosine 0.8 --json";
    assertTrue(withDefaults(flag, question).json().get("lower").asInt() < 32);
    assertTrue(withDefaults(flag, question + " --no-results").json().get("lower").asInt() < 32);
    Path config = folder.resolve("constellation/config");
    Files.createDirectories(config.getParent());
    Files.writeString(config, "# mine\nthreads = 2\nquiet\n");
    Map<String, String> environment =
        Map.of("XDG_CONFIG_HOME", folder.toString(), "CONSTELLATION_OPTS", "--threads=1");
    assertEquals(Map.of("threads", "1", "quiet", "true"), Defaults.of(environment).values());
    Files.writeString(config, "colour = blue\n");
    BadInputException bad =
        Assertions.assertThrows(BadInputException.class, () -> Defaults.of(environment));
    assertTrue(bad.getMessage().contains("line 1") && bad.getMessage().contains("colour"));
  }

  private static List<CommandLine> leaves(CommandLine line) {
    List<CommandLine> all = new ArrayList<>();
    if (line.getSubcommands().isEmpty()) {
      all.add(line);
    }
    line.getSubcommands().values().forEach(sub -> all.addAll(leaves(sub)));
    return all;
  }

  /** Every command has two examples in its help, whose options exist; and full sentences. */
  @Test
  void everyCommandHasExamples() {
    CommandLine whole = Main.commandLine(Console.ofProcess());
    Map<String, String> examples = HelpTexts.all();
    for (CommandLine leaf : leaves(whole)) {
      String name = leaf.getCommandSpec().qualifiedName().replaceFirst("^constellation ", "");
      if (name.equals("generate-completion")) {
        continue;
      }
      String text = examples.getOrDefault(name, "");
      List<String> commands =
          text.lines().filter(line -> line.startsWith("$ constellation ")).toList();
      assertTrue(commands.size() >= 2, name + " has " + commands.size() + " examples");
      for (String command : commands) {
        String[] words = command.replaceFirst("^\\$ constellation ", "").split(" ");
        whole.parseArgs(words);
      }
      assertTrue(leaf.getUsageMessage().contains("Examples:"), name);
    }
    for (String name : examples.keySet()) {
      CommandLine line = whole;
      for (String word : name.split(" ")) {
        line = line.getSubcommands().get(word);
      }
      assertFalse(line == null, name);
    }
  }

  /** The examples that take a moment give what the help says; a line of dots is any lines. */
  @Tag("long")
  @ParameterizedTest
  @CsvSource({
    "bound",
    "rate",
    "pairs",
    "describe",
    "polish",
    "certify",
    "verify",
    "calibrate",
    "pmi info",
    "table query",
    "table show",
    "select",
    "train"
  })
  void examplesAreTrue(String name) throws IOException {
    Files.createSymbolicLink(folder.resolve("instances"), ROOT.resolve("instances"));
    prepare();
    for (String example : HelpTexts.all().get(name).split("\n\n")) {
      List<String> lines = example.lines().toList();
      Run run = withResults(lines.get(0).replaceFirst("^\\$ constellation ", ""));
      List<String> found =
          run.out().lines().filter(line -> !line.contains("certificate: ")).toList();
      int at = 0;
      for (String line : lines.subList(1, lines.size())) {
        if (line.equals("...")) {
          break;
        }
        // Times, and what is cut.
        String start = line.replaceFirst(" \\.\\.\\.$", "").replaceFirst("[0-9.]+ s([, ].*)?$", "");
        String seen = found.get(at++).replace(folder + "/", "");
        assertTrue(seen.startsWith(start), lines.get(0) + ": " + seen + " for " + line);
      }
    }
  }

  /** The files that the examples speak of. */
  private void prepare() throws IOException {
    StringBuilder points = new StringBuilder();
    for (double[] x : icosahedron()) {
      points.append(x[0]).append(' ').append(x[1]).append(' ').append(x[2]).append('\n');
    }
    Files.writeString(folder.resolve("icosahedron.txt"), points.toString());
    Files.writeString(folder.resolve("points.txt"), POINTS);
    Files.writeString(folder.resolve("polished.txt"), points.toString());
    String path = withResults("construct E8 --json").json().get("certificate").asText();
    Files.copy(folder.resolve(path), folder.resolve("E8.json"));
  }
}

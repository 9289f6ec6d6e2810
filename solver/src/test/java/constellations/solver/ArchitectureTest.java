package constellations.solver;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTag;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import constellations.verify.claim.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The directions between packages: each is named with what it may use; a new arrow fails here. */
@AnalyzeClasses(packages = "constellations", importOptions = ArchitectureTest.OnlyMain.class)
class ArchitectureTest {
  /** Neither classes of tests nor the jar of the kernel's tests. */
  static final class OnlyMain implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return Predefined.DO_NOT_INCLUDE_TESTS.includes(location) && !location.contains("-tests.jar");
    }
  }

  private static final String ROOT = "constellations.solver.";
  private static final String KERNEL = "constellations.verify";

  /** Packages of the solver from the bottom up; all may use the kernel, and theory nothing else. */
  private static final Map<String, Set<String>> MAY_USE = new TreeMap<>();

  private static void may(String name, String... others) {
    MAY_USE.put(name, Set.of(others));
  }

  static {
    may("theory");
    may("group");
    may("loss", "numeric");
    may("lp");
    may("modality", "lp");
    may("relevance", "format", "numeric", "analyse");
    may("deployment", "format", "numeric", "analyse", "relevance", "run", "bound", "theory");
    may("numeric");
    may("run");
    may("format", "numeric");
    may("code");
    may("code.lattice", "code");
    may("code.binary", "code", "code.lattice");
    may("code.find", "code", "code.lattice", "code.binary");
    may("search.objective", "numeric", "group");
    may("search.polish", "numeric", "search.objective");
    may(
        "search",
        "numeric",
        "format",
        "run",
        "group",
        "bound",
        "theory",
        "modality",
        "search.objective",
        "search.polish");
    may("conic", "numeric");
    may("threepoint", "conic", "numeric");
    may("frame", "conic");
    may("bound", "numeric", "lp", "run", "code", "code.find", "theory", "threepoint", "frame");
    may("dimension", "bound", "code", "code.find", "search", "format", "run", "theory", "modality");
    may(
        "retrieval",
        "bound",
        "code",
        "code.binary",
        "code.find",
        "dimension",
        "search",
        "search.objective",
        "lp",
        "format");
    may(
        "analyse",
        "format",
        "lp",
        "loss",
        "pmi",
        "numeric",
        "run",
        "select",
        "theory",
        "dimension",
        "modality");
    may("train", "loss", "numeric", "run", "format", "bound", "search", "lock", "theory");
    may("lock", "numeric", "lp", "search.objective", "format", "run");
    may("select", "group", "lp", "run", "code");
    may("recognise", "format", "numeric");
    may("results", "bound", "code", "format", "theory");
    may("describe", "numeric", "format", "recognise", "bound", "results", "search.polish");
    may("pmi", "format", "numeric");
    may("negatives", "loss", "numeric");
    may("table", "results", "format", "bound", "theory", "pmi");
    may(
        "sweep",
        "results",
        "table",
        "dimension",
        "bound",
        "code",
        "code.find",
        "search",
        "format",
        "run",
        "theory",
        "modality");
    may(
        "report",
        "results",
        "table",
        "dimension",
        "analyse",
        "deployment",
        "train",
        "loss",
        "bound",
        "search",
        "format",
        "run",
        "theory");
    may(
        "bench",
        "search",
        "search.objective",
        "analyse",
        "train",
        "bound",
        "format",
        "run",
        "lp",
        "threepoint");
    Set<String> all = new TreeSet<>(MAY_USE.keySet());
    MAY_USE.put("cli", all);
  }

  /** The packages of commands are one here; among them there are no circles. */
  private static String named(String packageName) {
    String name = packageName.substring(ROOT.length());
    return name.startsWith("cli.") ? "cli" : name;
  }

  @ArchTest
  static void arrows(JavaClasses classes) {
    Set<String> wrong = new TreeSet<>();
    Set<String> seen = new HashSet<>();
    for (JavaClass from : classes) {
      if (!from.getPackageName().startsWith(ROOT)) {
        continue;
      }
      String name = named(from.getPackageName());
      seen.add(name);
      if (!MAY_USE.containsKey(name)) {
        wrong.add(name + " has no rule");
        continue;
      }
      for (Dependency arrow : from.getDirectDependenciesFromSelf()) {
        String target = arrow.getTargetClass().getPackageName();
        if (target.startsWith(ROOT)) {
          String other = named(target);
          if (!other.equals(name) && !MAY_USE.get(name).contains(other)) {
            wrong.add(name + " uses " + other + ": " + from.getSimpleName());
          }
        }
      }
    }
    assertEquals(Set.of(), wrong);
    assertEquals(MAY_USE.keySet(), new TreeSet<>(seen), "a rule for a package that is not there");
  }

  /** Each package says in its package-info what it may import, and for whom it is. */
  @ArchTest
  static void packagesIntroduceThemselves(JavaClasses classes) throws IOException {
    for (String name : MAY_USE.keySet()) {
      if (name.equals("cli")) {
        continue;
      }
      Path file =
          Path.of("src/main/java", (ROOT + name).replace('.', '/')).resolve("package-info.java");
      String text = Files.readString(file).replaceAll("\\s*\n \\*\\s*", " ");
      Set<String> users = new TreeSet<>();
      MAY_USE.forEach(
          (user, used) -> {
            if (used.contains(name)) {
              users.add(user);
            }
          });
      assertEquals(MAY_USE.get(name), quoted(text, "May import "), name + " may import");
      assertEquals(users, quoted(text, " For {@code "), name + " is for");
    }
  }

  /** The names in {@code} of the sentence that begins so. */
  private static Set<String> quoted(String text, String beginning) {
    int from = text.indexOf(beginning);
    assertTrue(from >= 0, beginning + "is missing in: " + text);
    int to = text.indexOf("}. ", from);
    String sentence = text.substring(from, to < 0 ? text.length() : to + 1);
    return Pattern.compile("\\{@code ([a-z.]+)\\}")
        .matcher(sentence.contains("no package") ? "" : sentence)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @ArchTag("long")
  @ArchTest
  static final ArchRule NO_CIRCLES =
      slices().matching("constellations.(**)").should().beFreeOfCycles();

  /** Inside the kernel: exact, claim, the kinds beside each other, and who joins them. */
  @ArchTest
  static void kernel(JavaClasses classes) {
    Set<String> kinds =
        Set.of(
            "points",
            "dual",
            "pmi",
            "lp",
            "threepoint",
            "frame",
            "lattice",
            "words",
            "theorem",
            "composition");
    Set<String> wrong = new TreeSet<>();
    for (JavaClass from : classes) {
      String name = from.getPackageName();
      if (!name.startsWith(KERNEL)) {
        continue;
      }
      String own = name.equals(KERNEL) ? "" : name.substring(KERNEL.length() + 1);
      if (!own.isEmpty() && !own.equals("exact") && !own.equals("claim") && !kinds.contains(own)) {
        wrong.add(own + " has no rule");
      }
      for (Dependency arrow : from.getDirectDependenciesFromSelf()) {
        String target = arrow.getTargetClass().getPackageName();
        boolean library =
            target.isEmpty()
                || target.startsWith("java.")
                || target.startsWith("com.fasterxml.jackson.")
                || target.startsWith("org.apache.commons.numbers.");
        boolean below =
            switch (own) {
              case "" -> target.startsWith(KERNEL);
              case "exact" -> target.equals(KERNEL + ".exact");
              case "claim" -> Arrays.asList("exact", "claim").contains(last(target));
              // Its bounds are claimed and its pairs decided as those of linear programs are.
              case "threepoint" ->
                  Arrays.asList("exact", "claim", "lp", own).contains(last(target));
              default -> Arrays.asList("exact", "claim", own).contains(last(target));
            };
        if (!library && !below) {
          wrong.add(name + " uses " + target + ": " + from.getSimpleName());
        }
      }
    }
    assertEquals(Set.of(), wrong);
  }

  /** Only a verdict makes a value certified; the index holds what was accepted. */
  @ArchTest
  static void certifiedIsAVerdict(JavaClasses classes) {
    Set<String> makers = new TreeSet<>();
    for (JavaClass from : classes) {
      from.getFieldAccessesFromSelf().stream()
          .filter(access -> access.getTarget().getOwner().isEquivalentTo(Tier.class))
          .filter(access -> access.getTarget().getName().equals("CERTIFIED"))
          .forEach(access -> makers.add(from.getName().replaceFirst(".*\\.", "")));
    }
    assertEquals(Set.of("Verdict", "Entry", "Grid", "FrontierTable$Row", "Tier"), makers);
  }

  private static String last(String name) {
    return name.startsWith(KERNEL + ".") ? name.substring(KERNEL.length() + 1) : name;
  }
}

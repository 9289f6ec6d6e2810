package constellations.solver.cli.options;

import constellations.verify.exact.BadInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What the user wants of all commands unless an option says otherwise: lines {@code name = value}
 * of a file, and above them the words {@code --name=value} of an environment variable.
 *
 * @param values by the names of options without dashes
 */
public record Defaults(Map<String, String> values) implements IDefaultValueProvider {
  /** The environment variable. */
  public static final String VARIABLE = "CONSTELLATION_OPTS";

  /** The name of the folder of results among the values. */
  static final String RESULTS = "results";

  /** The file, in the folder of configurations. */
  private static final String FILE = "constellation/config";

  private static final List<String> NAMES =
      List.of("threads", "out", RESULTS, "seed", "time-limit", "quiet", "no-results");

  /** No defaults. */
  public static final Defaults NONE = new Defaults(Map.of());

  /**
   * Those of a user.
   *
   * @param environment such as that of the process
   * @throws BadInputException if a line or a word is no default
   */
  public static Defaults of(Map<String, String> environment) {
    Map<String, String> values = new LinkedHashMap<>();
    String home = environment.getOrDefault("HOME", "");
    String set = environment.getOrDefault("XDG_CONFIG_HOME", "");
    String folder = set.isEmpty() ? home + "/.config" : set;
    Path file = Path.of(folder).resolve(FILE);
    if (Files.isRegularFile(file)) {
      List<String> lines = lines(file);
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i).strip();
        if (!line.isEmpty() && !line.startsWith("#")) {
          put(values, line.split("=", 2), file + ", line " + (i + 1), lines.get(i));
        }
      }
    }
    String words = environment.getOrDefault(VARIABLE, "").strip();
    for (String word : words.isEmpty() ? new String[0] : words.split("\\s+")) {
      put(values, word.replaceFirst("^--", "").split("=", 2), VARIABLE, word);
    }
    return new Defaults(Map.copyOf(values));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw BadInputException.file(file.toString(), "nothing readable", "lines name = value");
    }
  }

  private static void put(Map<String, String> values, String[] parts, String where, String given) {
    String name = parts[0].strip();
    boolean flag = name.equals("quiet") || name.equals("no-results");
    if (!NAMES.contains(name) || (parts.length < 2 && !flag)) {
      throw BadInputException.file(
          where, given.strip(), "one of " + String.join(", ", NAMES) + ", = and a value");
    }
    values.put(name, parts.length < 2 ? "true" : parts[1].strip());
  }

  @Override
  public String defaultValue(ArgSpec argument) {
    boolean common =
        argument instanceof OptionSpec
            && argument.userObject() instanceof java.lang.reflect.Member member
            && member.getDeclaringClass().equals(CommonOptions.class);
    return common
        ? values.get(((OptionSpec) argument).longestName().replaceFirst("^--", ""))
        : null;
  }
}

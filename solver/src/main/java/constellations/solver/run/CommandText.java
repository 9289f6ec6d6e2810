package constellations.solver.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A command as provenance has it: what determines its result. */
public final class CommandText {
  /** Options that say where files are written, what is shown, and how fast. */
  private static final Set<String> ASIDE = Set.of("--json", "--quiet");

  private static final Set<String> ASIDE_WITH_VALUE =
      Set.of(
          "--out",
          "--threads",
          "--certificates",
          "--checkpoint",
          "--write",
          "--emit",
          "--history",
          "--html",
          "--to");

  private CommandText() {}

  /** The arguments as they were given, without such options, and of files only their names. */
  public static String of(List<String> arguments) {
    List<String> kept = new ArrayList<>(List.of("constellation"));
    for (int i = 0; i < arguments.size(); i++) {
      String name = arguments.get(i).split("=", 2)[0];
      if (ASIDE_WITH_VALUE.contains(name)) {
        i += arguments.get(i).equals(name) ? 1 : 0;
      } else if (!ASIDE.contains(name)) {
        kept.add(arguments.get(i).replaceFirst("(^|=)/.*/", "$1"));
      }
    }
    return String.join(" ", kept);
  }
}

package constellations.solver.report;

import constellations.solver.deployment.Comparison;
import java.util.Map;
import java.util.stream.Collectors;

/** A page about two models, in one HTML file that needs no other. */
public final class ComparisonPage {
  private ComparisonPage() {}

  /**
   * The page.
   *
   * @param nameA what the first model is called
   * @param nameB what the second one is called
   */
  public static String of(Comparison comparison, String nameA, String nameB) {
    return new Templates(Map.of())
        .page(
            "comparison",
            Map.of(
                "css",
                Templates.resource("site.css"),
                "nameA",
                nameA,
                "nameB",
                nameB,
                "figures",
                comparison.figures(),
                "rights",
                comparison.rights(),
                "files",
                comparison.files().stream()
                    .map(f -> f.file() + " (SHA-256 " + f.sha256() + ")")
                    .collect(Collectors.joining(", "))));
  }
}

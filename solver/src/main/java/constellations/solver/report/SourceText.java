package constellations.solver.report;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts of results as HTML: spaces as mathematics, sources with links. */
final class SourceText {
  private static final Pattern SPACE = Pattern.compile("R\\^(\\d+|[a-z]\\b)");
  private static final Pattern POWER = Pattern.compile("10\\^(\\d+)");
  private static final Pattern ADDRESS =
      Pattern.compile("https?://[^\\s<>()]*[^\\s<>().,;]|arXiv[: ](\\d{4}\\.\\d{4,5})");

  private SourceText() {}

  /** A text with R^d and powers of ten as they are written. */
  static String mathematics(String text) {
    String escaped = Svg.escape(text);
    return POWER
        .matcher(SPACE.matcher(escaped).replaceAll("<b>R</b><sup>$1</sup>"))
        .replaceAll("10<sup>$1</sup>");
  }

  /** A source with links to the addresses and arXiv papers in it. */
  static String links(String source) {
    Matcher matcher = ADDRESS.matcher(Svg.escape(source));
    StringBuilder text = new StringBuilder();
    while (matcher.find()) {
      String address =
          matcher.group(1) == null ? matcher.group() : "https://arxiv.org/abs/" + matcher.group(1);
      matcher.appendReplacement(
          text,
          Matcher.quoteReplacement("<a href=\"" + address + "\">" + matcher.group() + "</a>"));
    }
    return matcher.appendTail(text).toString();
  }
}

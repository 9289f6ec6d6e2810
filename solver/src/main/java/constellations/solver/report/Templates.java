package constellations.solver.report;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.Mustache;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The templates and scripts of the pages. */
final class Templates {
  private static final String FOLDER = "constellations/solver/report/";

  private final DefaultMustacheFactory factory = new DefaultMustacheFactory(FOLDER);
  private final Map<String, Mustache> compiled = new HashMap<>();
  private final Map<String, Object> common;

  /**
   * Prepares.
   *
   * @param common what all pages know
   */
  Templates(Map<String, Object> common) {
    this.common = common;
  }

  /** A page. */
  String page(String name, Map<String, Object> values) {
    Map<String, Object> all = new HashMap<>(common);
    all.putAll(values);
    StringWriter text = new StringWriter();
    compiled.computeIfAbsent(name, n -> factory.compile(n + ".mustache")).execute(text, all);
    return text.toString();
  }

  /** A file of the folder of templates. */
  static String resource(String name) {
    try (InputStream in = Templates.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

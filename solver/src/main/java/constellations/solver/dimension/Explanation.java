package constellations.solver.dimension;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.verify.claim.Certificate;
import constellations.verify.composition.CompositionCertificate;
import java.util.ArrayList;
import java.util.List;

/** The chain of certificates behind a claim, from the claim to its evidence. */
public final class Explanation {
  private Explanation() {}

  /** For people: claims and what they rest on, a line each, parts below and further in. */
  public static List<String> lines(Certificate certificate) {
    List<String> lines = new ArrayList<>();
    lines(certificate, 1, lines);
    return lines;
  }

  private static void lines(Certificate certificate, int depth, List<String> lines) {
    String indent = " ".repeat(8 + 2 * depth);
    lines.add(indent + certificate.text());
    if (certificate instanceof CompositionCertificate composition) {
      lines.add(indent + "by " + composition.rule() + " from");
      composition.parts().forEach(part -> lines(part.certificate(), depth + 1, lines));
    } else {
      lines.add(indent + "by " + certificate.kind() + ": " + certificate.provenance().method());
    }
  }

  /** For programs. */
  public static ObjectNode json(Certificate certificate) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("claim", certificate.text()).put("kind", certificate.kind());
    json.put("method", certificate.provenance().method());
    if (certificate instanceof CompositionCertificate composition) {
      json.put("rule", composition.rule().toString());
      ArrayNode parts = json.putArray("parts");
      composition.parts().forEach(part -> parts.add(json(part.certificate())));
    }
    return json;
  }
}

package constellations.verify.words;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.verify.claim.AnyClaimCodec;
import constellations.verify.claim.Beside;
import constellations.verify.claim.Codec;
import constellations.verify.claim.Fields;
import constellations.verify.claim.Provenance;
import constellations.verify.exact.BadInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads and writes {@code binary-code}. */
final class BinaryCodeCodec implements Codec<BinaryCodeCertificate> {
  private static final List<String> SOURCES =
      List.of("concatenated", "cyclic", "generated", "quadraticForms");
  private static final String[] FIELDS =
      Stream.concat(SOURCES.stream(), Stream.of("extended", "shortened", "radius", "punctured"))
          .toArray(String[]::new);

  @Override
  public BinaryCodeCertificate read(
      Fields claim, Fields evidence, Provenance provenance, Beside beside) {
    evidence.only(FIELDS);
    return new BinaryCodeCertificate(AnyClaimCodec.read(claim), code(evidence), provenance);
  }

  private static BinaryCode code(Fields evidence) {
    List<String> given = SOURCES.stream().filter(evidence::has).toList();
    if (given.size() != 1) {
      throw BadInputException.argument(
          evidence.where(), given.size() + " codes", "one of " + String.join(", ", SOURCES));
    }
    Fields node = evidence.object(given.get(0));
    BinarySource source =
        switch (given.get(0)) {
          case "concatenated" -> concatenated(node);
          case "cyclic" -> {
            node.only("length", "zeros");
            yield CyclicCode.of(node.integer("length"), node.integers("zeros"));
          }
          case "generated" -> generated(node);
          default -> quadraticForms(node);
        };
    return new BinaryCode(
        source,
        evidence.truth("extended"),
        evidence.integer("shortened", 0),
        evidence.integer("radius", 0),
        evidence.integer("punctured", 0));
  }

  private static ConcatenatedCode concatenated(Fields node) {
    node.only("variables", "distances", "signs");
    Fields signs = node.object("signs").only(FIELDS);
    if (signs.has("concatenated")) {
      throw BadInputException.argument("signs", "a concatenated code", "a simple code");
    }
    return ConcatenatedCode.of(node.integer("variables"), node.integers("distances"), code(signs));
  }

  private static GeneratedCode generated(Fields node) {
    node.only("length", "generators", "weight");
    List<String> words = new ArrayList<>();
    for (JsonNode word : node.array("generators")) {
      if (!word.isTextual()) {
        throw BadInputException.argument("generators", word, "strings of 0 and 1");
      }
      words.add(word.textValue());
    }
    return GeneratedCode.of(
        node.integer("length"),
        words,
        node.has("weight") ? Optional.of(node.integer("weight")) : Optional.empty());
  }

  private static QuadraticFormCode quadraticForms(Fields node) {
    node.only("variables", "forms", "axes");
    List<int[]> forms = new ArrayList<>();
    for (JsonNode form : node.array("forms")) {
      forms.add(Fields.integers(form, "forms").stream().mapToInt(Integer::intValue).toArray());
    }
    return QuadraticFormCode.of(node.integer("variables"), forms, node.truth("axes"));
  }

  @Override
  public void write(BinaryCodeCertificate certificate, ObjectNode claim, ObjectNode evidence) {
    AnyClaimCodec.write(claim, certificate.claim());
    write(certificate.code(), evidence);
  }

  private static void write(BinaryCode code, ObjectNode node) {
    BinarySource source = code.source();
    if (source instanceof CyclicCode cyclic) {
      ObjectNode fields = node.putObject("cyclic").put("length", cyclic.length());
      ArrayNode zeros = fields.putArray("zeros");
      cyclic.representatives().forEach(zeros::add);
    } else if (source instanceof GeneratedCode generated) {
      ObjectNode fields = node.putObject("generated").put("length", generated.length());
      generated.weight().ifPresent(w -> fields.put("weight", w));
      ArrayNode generators = fields.putArray("generators");
      generated.generators().forEach(generators::add);
    } else if (source instanceof QuadraticFormCode quadratic) {
      ObjectNode fields = node.putObject("quadraticForms");
      fields.put("variables", quadratic.variables()).put("axes", quadratic.axes());
      ArrayNode forms = fields.putArray("forms");
      for (int[] form : quadratic.forms()) {
        ArrayNode rows = forms.addArray();
        Arrays.stream(form).forEach(rows::add);
      }
    } else if (source instanceof ConcatenatedCode concatenated) {
      ObjectNode fields = node.putObject("concatenated");
      fields.put("variables", concatenated.variables());
      ArrayNode distances = fields.putArray("distances");
      concatenated.distances().forEach(distances::add);
      write(concatenated.signs(), fields.putObject("signs"));
    }
    if (code.extended()) {
      node.put("extended", true);
    }
    if (code.shortened() > 0) {
      node.put("shortened", code.shortened());
    }
    if (code.radius() > 0) {
      node.put("radius", code.radius());
    }
    if (code.punctured() > 0) {
      node.put("punctured", code.punctured());
    }
  }
}

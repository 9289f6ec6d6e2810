package constellations.verify.composition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.verify.claim.AnyClaimCodec;
import constellations.verify.claim.Beside;
import constellations.verify.claim.Codec;
import constellations.verify.claim.Fields;
import constellations.verify.claim.Provenance;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Rationals;
import java.util.ArrayList;
import java.util.List;

/** Reads and writes {@code composition}; its parts are read with it. */
final class CompositionCodec implements Codec<CompositionCertificate> {
  @Override
  public CompositionCertificate read(
      Fields claim, Fields evidence, Provenance provenance, Beside beside) {
    evidence.only("rule", "parts", "heights", "map", "rows", "columns");
    CompositionCertificate.Rule rule = CompositionCertificate.Rule.named(evidence.text("rule"));
    JsonNode nodes = evidence.array("parts");
    if (nodes.size() > CompositionCertificate.MAX_PARTS) {
      throw BadInputException.argument(
          "evidence.parts", nodes.size(), "at most " + CompositionCertificate.MAX_PARTS);
    }
    List<CompositionCertificate.Part> parts = new ArrayList<>();
    for (JsonNode node : nodes) {
      Fields part = Fields.of(node, "evidence.parts[" + parts.size() + "]").only("file", "sha256");
      parts.add(new CompositionCertificate.Part(part.fileName(), part.digest(), beside.part(part)));
    }
    return new CompositionCertificate(
        AnyClaimCodec.read(claim),
        rule,
        parts,
        new Placement(
            evidence.has("heights") ? evidence.rationals("heights") : List.of(),
            integers(evidence, "map"),
            integers(evidence, "rows"),
            integers(evidence, "columns")),
        provenance);
  }

  private static List<Integer> integers(Fields evidence, String name) {
    return evidence.has(name) ? evidence.integers(name) : List.of();
  }

  @Override
  public void write(CompositionCertificate composition, ObjectNode claim, ObjectNode evidence) {
    AnyClaimCodec.write(claim, composition.claim());
    evidence.put("rule", composition.rule().toString());
    ArrayNode parts = evidence.putArray("parts");
    for (CompositionCertificate.Part part : composition.parts()) {
      parts.addObject().put("file", part.file()).put("sha256", part.sha256());
    }
    Placement at = composition.placement();
    if (!at.heights().isEmpty()) {
      ArrayNode heights = evidence.putArray("heights");
      at.heights().forEach(h -> heights.add(Rationals.toString(h)));
    }
    put(evidence, "map", at.map());
    put(evidence, "rows", at.rows());
    put(evidence, "columns", at.columns());
  }

  private static void put(ObjectNode evidence, String name, List<Integer> numbers) {
    if (!numbers.isEmpty()) {
      numbers.forEach(evidence.putArray(name)::add);
    }
  }
}

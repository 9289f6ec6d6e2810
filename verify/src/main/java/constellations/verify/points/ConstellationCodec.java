package constellations.verify.points;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.verify.claim.Beside;
import constellations.verify.claim.Codec;
import constellations.verify.claim.Fields;
import constellations.verify.claim.ModalityGraph;
import constellations.verify.claim.Provenance;
import java.util.ArrayList;
import java.util.List;

/** Reads and writes {@code constellation}. */
final class ConstellationCodec implements Codec<ConstellationCertificate> {
  @Override
  public ConstellationCertificate read(
      Fields claim, Fields evidence, Provenance provenance, Beside beside) {
    evidence.only("vectors");
    claim.only("dimension", "pairs", "modalities", "edges", "margin", "bias");
    List<Vectors> modalities = new ArrayList<>();
    for (JsonNode modality : evidence.array("vectors")) {
      String where = "evidence.vectors[" + modalities.size() + "]";
      modalities.add(VectorsCodec.read(modality, where, beside));
    }
    return new ConstellationCertificate(
        claim.integer("dimension"),
        claim.integer("pairs"),
        ModalityGraph.read(claim),
        claim.number("margin"),
        claim.number("bias"),
        modalities,
        provenance);
  }

  @Override
  public void write(ConstellationCertificate constellation, ObjectNode claim, ObjectNode evidence) {
    claim.put("dimension", constellation.dimension());
    claim.put("pairs", constellation.pairs());
    constellation.graph().write(claim);
    claim.put("margin", constellation.margin().toString());
    claim.put("bias", constellation.bias().toString());
    ArrayNode modalities = evidence.putArray("vectors");
    constellation.vectors().forEach(v -> modalities.add(VectorsCodec.write(v)));
  }
}

package constellations.verify.lattice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.verify.claim.Beside;
import constellations.verify.claim.Codec;
import constellations.verify.claim.Fields;
import constellations.verify.claim.Provenance;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Rationals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads and writes {@code lattice-existence}. */
final class LatticeExistenceCodec implements Codec<LatticeExistenceCertificate> {
  @Override
  public LatticeExistenceCertificate read(
      Fields claim, Fields evidence, Provenance provenance, Beside beside) {
    evidence.only("gram", "leastNorm", "width", "norm", "bands");
    claim.only("dimension", "pointsAtLeast", "cosine");
    return new LatticeExistenceCertificate(
        claim.integer("dimension"),
        claim.count("pointsAtLeast"),
        claim.number("cosine"),
        lattice(evidence.array("gram")),
        evidence.integer("leastNorm"),
        evidence.has("width") ? Optional.of(evidence.rational("width")) : Optional.empty(),
        evidence.has("norm") ? Optional.of(evidence.integer("norm")) : Optional.empty(),
        evidence.has("bands") ? bands(evidence.array("bands")) : List.of(),
        provenance);
  }

  static Lattice lattice(JsonNode rows) {
    if (rows.size() > Lattice.MAX_DIMENSION) {
      throw BadInputException.argument(
          "evidence.gram", rows.size() + " rows", "at most " + Lattice.MAX_DIMENSION);
    }
    long[][] gram = new long[rows.size()][];
    for (int i = 0; i < gram.length; i++) {
      JsonNode row = rows.get(i);
      if (!row.isArray() || row.size() != gram.length) {
        throw BadInputException.argument(
            "evidence.gram[" + i + "]", row, gram.length + " integers");
      }
      gram[i] = new long[gram.length];
      for (int j = 0; j < gram.length; j++) {
        gram[i][j] = Fields.integer(row.get(j), "evidence.gram[" + i + "][" + j + "]");
      }
    }
    return Lattice.of(gram);
  }

  private static List<LatitudeBand> bands(JsonNode nodes) {
    if (nodes.isEmpty()) {
      throw BadInputException.argument("evidence.bands", "none", "at least one, or no such field");
    }
    List<LatitudeBand> bands = new ArrayList<>();
    for (JsonNode node : nodes) {
      String where = "evidence.bands[" + bands.size() + "]";
      if (!node.isArray() || node.size() != 2) {
        throw BadInputException.argument(where, node, "two latitudes");
      }
      bands.add(
          new LatitudeBand(
              Fields.rational(node.get(0), where), Fields.rational(node.get(1), where)));
    }
    return bands;
  }

  @Override
  public void write(LatticeExistenceCertificate existence, ObjectNode claim, ObjectNode evidence) {
    claim.put("dimension", existence.dimension());
    Fields.putWhole(claim, "pointsAtLeast", existence.points());
    claim.put("cosine", existence.cosine().toString());
    existence.norm().ifPresent(m -> evidence.put("norm", m));
    existence.width().ifPresent(w -> evidence.put("width", Rationals.toString(w)));
    if (!existence.bands().isEmpty()) {
      ArrayNode bands = evidence.putArray("bands");
      for (LatitudeBand band : existence.bands()) {
        bands.addArray().add(Rationals.toString(band.from())).add(Rationals.toString(band.to()));
      }
    }
    writeLattice(existence.lattice(), existence.leastNorm(), evidence);
  }

  static void writeLattice(Lattice lattice, long leastNorm, ObjectNode evidence) {
    evidence.put("leastNorm", leastNorm);
    ArrayNode gram = evidence.putArray("gram");
    for (int i = 0; i < lattice.dimension(); i++) {
      ArrayNode row = gram.addArray();
      for (int j = 0; j < lattice.dimension(); j++) {
        row.add(lattice.gram(i, j));
      }
    }
  }
}

package constellations.verify.lattice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.verify.claim.Beside;
import constellations.verify.claim.Codec;
import constellations.verify.claim.Fields;
import constellations.verify.claim.Provenance;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.PointSet;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import constellations.verify.lattice.LiftedShellCertificate.Lifted;
import java.util.ArrayList;
import java.util.List;

/** Reads and writes {@code lifted-shell}. */
final class LiftedShellCodec implements Codec<LiftedShellCertificate> {
  private static final int MAX_DIRECTIONS = 10_000;
  private static final int MAX_COORDINATES = 1000;

  @Override
  public LiftedShellCertificate read(
      Fields claim, Fields evidence, Provenance provenance, Beside beside) {
    evidence.only("gram", "leastNorm", "norm", "lift", "directions", "classes");
    claim.only("dimension", "pointsAtLeast", "cosine");
    JsonNode directions = evidence.array("directions");
    Fields.requireFew(directions, "evidence.directions", MAX_DIRECTIONS);
    List<List<Quadratic>> rows = new ArrayList<>();
    for (JsonNode row : directions) {
      String where = "evidence.directions[" + rows.size() + "]";
      if (!row.isArray()) {
        throw BadInputException.argument(where, row.getNodeType(), "a row of numbers");
      }
      Fields.requireFew(row, where, MAX_COORDINATES);
      List<Quadratic> numbers = new ArrayList<>();
      row.forEach(x -> numbers.add(Fields.number(x, where)));
      rows.add(numbers);
    }
    List<Lifted> classes = new ArrayList<>();
    for (JsonNode node : evidence.array("classes")) {
      String where = "evidence.classes[" + classes.size() + "]";
      Fields fields = Fields.of(node, where).only("heads", "tails");
      List<long[]> heads = new ArrayList<>();
      for (JsonNode head : fields.array("heads")) {
        heads.add(Fields.integers(head, where + ".heads").stream().mapToLong(x -> x).toArray());
      }
      classes.add(new Lifted(heads.toArray(new long[0][]), fields.integers("tails")));
    }
    return new LiftedShellCertificate(
        claim.integer("dimension"),
        claim.count("pointsAtLeast"),
        claim.number("cosine"),
        LatticeExistenceCodec.lattice(evidence.array("gram")),
        evidence.integer("leastNorm"),
        evidence.integer("norm"),
        evidence.rational("lift"),
        PointSet.of(rows),
        classes,
        provenance);
  }

  @Override
  public void write(LiftedShellCertificate lifted, ObjectNode claim, ObjectNode evidence) {
    claim.put("dimension", lifted.dimension());
    Fields.putWhole(claim, "pointsAtLeast", lifted.points());
    claim.put("cosine", lifted.cosine().toString());
    evidence.put("norm", lifted.norm());
    evidence.put("lift", Rationals.toString(lifted.lift()));
    ArrayNode directions = evidence.putArray("directions");
    for (int i = 0; i < lifted.directions().size(); i++) {
      ArrayNode row = directions.addArray();
      lifted.directions().row(i).forEach(x -> row.add(x.toString()));
    }
    ArrayNode classes = evidence.putArray("classes");
    for (Lifted one : lifted.classes()) {
      ObjectNode node = classes.addObject();
      ArrayNode tails = node.putArray("tails");
      one.tails().forEach(tails::add);
      ArrayNode heads = node.putArray("heads");
      for (long[] head : one.heads()) {
        ArrayNode row = heads.addArray();
        for (long x : head) {
          row.add(x);
        }
      }
    }
    LatticeExistenceCodec.writeLattice(lifted.lattice(), lifted.leastNorm(), evidence);
  }
}

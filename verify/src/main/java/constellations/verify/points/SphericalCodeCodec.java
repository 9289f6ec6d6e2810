package constellations.verify.points;

import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.verify.claim.Beside;
import constellations.verify.claim.Codec;
import constellations.verify.claim.Fields;
import constellations.verify.claim.Provenance;

/** Reads and writes {@code spherical-code}. */
final class SphericalCodeCodec implements Codec<SphericalCodeCertificate> {
  @Override
  public SphericalCodeCertificate read(
      Fields claim, Fields evidence, Provenance provenance, Beside beside) {
    evidence.only("vectors");
    claim.only("dimension", "points", "cosine");
    return new SphericalCodeCertificate(
        claim.integer("dimension"),
        claim.integer("points"),
        claim.number("cosine"),
        VectorsCodec.read(evidence.node("vectors"), "evidence.vectors", beside),
        provenance);
  }

  @Override
  public void write(SphericalCodeCertificate code, ObjectNode claim, ObjectNode evidence) {
    claim.put("dimension", code.dimension());
    claim.put("points", code.points());
    claim.put("cosine", code.cosine().toString());
    evidence.set("vectors", VectorsCodec.write(code.vectors()));
  }
}

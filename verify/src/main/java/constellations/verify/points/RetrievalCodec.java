package constellations.verify.points;

import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.verify.claim.Beside;
import constellations.verify.claim.Codec;
import constellations.verify.claim.Fields;
import constellations.verify.claim.Provenance;
import constellations.verify.claim.RetrievalClaim;
import constellations.verify.claim.RetrievalClaimCodec;
import constellations.verify.exact.BadInputException;

/** Reads and writes {@code retrieval}. */
final class RetrievalCodec implements Codec<RetrievalCertificate> {
  @Override
  public RetrievalCertificate read(
      Fields claim, Fields evidence, Provenance provenance, Beside beside) {
    evidence.only("queries", "documents");
    RetrievalClaim stated = RetrievalClaimCodec.read(claim);
    if (!(stated instanceof RetrievalClaim.Exists exists)) {
      throw BadInputException.argument("claim", stated.text(), "that vectors exist");
    }
    return new RetrievalCertificate(
        exists,
        VectorsCodec.read(evidence.node("queries"), "evidence.queries", beside),
        VectorsCodec.read(evidence.node("documents"), "evidence.documents", beside),
        provenance);
  }

  @Override
  public void write(RetrievalCertificate retrieval, ObjectNode claim, ObjectNode evidence) {
    RetrievalClaimCodec.write(claim, retrieval.claim());
    evidence.set("queries", VectorsCodec.write(retrieval.queries()));
    evidence.set("documents", VectorsCodec.write(retrieval.documents()));
  }
}

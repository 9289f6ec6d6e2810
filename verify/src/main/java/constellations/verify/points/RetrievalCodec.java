package constellations.verify.points;

import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.verify.claim.Beside;
import constellations.verify.claim.Codec;
import constellations.verify.claim.Fields;
import constellations.verify.claim.Provenance;
import constellations.verify.claim.RelevanceMatrix;
import constellations.verify.claim.RetrievalClaim;

/** Reads and writes {@code retrieval}. */
final class RetrievalCodec implements Codec<RetrievalCertificate> {
  @Override
  public RetrievalCertificate read(
      Fields claim, Fields evidence, Provenance provenance, Beside beside) {
    evidence.only("queries", "documents");
    claim.only("dimension", "documents", "relevant", "margin", "bias");
    return new RetrievalCertificate(
        new RetrievalClaim(
            claim.wholeLong("dimension"),
            RelevanceMatrix.read(claim),
            claim.number("margin"),
            claim.number("bias")),
        VectorsCodec.read(evidence.node("queries"), "evidence.queries", beside),
        VectorsCodec.read(evidence.node("documents"), "evidence.documents", beside),
        provenance);
  }

  @Override
  public void write(RetrievalCertificate retrieval, ObjectNode claim, ObjectNode evidence) {
    claim.put("dimension", retrieval.claim().dimension());
    retrieval.claim().relevance().write(claim);
    claim.put("margin", retrieval.claim().margin().toString());
    claim.put("bias", retrieval.claim().bias().toString());
    evidence.set("queries", VectorsCodec.write(retrieval.queries()));
    evidence.set("documents", VectorsCodec.write(retrieval.documents()));
  }
}

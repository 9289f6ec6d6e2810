package constellations.verify.theorem;

import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.verify.claim.AnyClaimCodec;
import constellations.verify.claim.Beside;
import constellations.verify.claim.Codec;
import constellations.verify.claim.Fields;
import constellations.verify.claim.Provenance;

/** Reads and writes {@code theorem}. */
final class TheoremCodec implements Codec<TheoremCertificate> {
  @Override
  public TheoremCertificate read(
      Fields claim, Fields evidence, Provenance provenance, Beside beside) {
    evidence.only("theorem");
    return new TheoremCertificate(
        AnyClaimCodec.read(claim),
        TheoremCertificate.Theorem.named(evidence.text("theorem")),
        provenance);
  }

  @Override
  public void write(TheoremCertificate certificate, ObjectNode claim, ObjectNode evidence) {
    AnyClaimCodec.write(claim, certificate.claim());
    evidence.put("theorem", certificate.theorem().toString());
  }
}

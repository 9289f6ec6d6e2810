package constellations.solver.results;

import constellations.verify.CertificateWriter;
import constellations.verify.claim.Certificate;
import constellations.verify.claim.ConstellationClaim;
import constellations.verify.claim.RetrievalClaim;
import constellations.verify.claim.TwoSidedExists;
import constellations.verify.composition.CompositionCertificate;
import constellations.verify.exact.BadInputException;
import constellations.verify.points.ConstellationCertificate;
import constellations.verify.points.SphericalCodeCertificate;
import constellations.verify.points.Vectors;

/** Certificates as the results keep them: parts and side files are named after their content. */
final class StoredForm {
  private StoredForm() {}

  /**
   * The same certificate, whose files have the names of their content.
   *
   * @throws BadInputException if not every two of its modalities are synchronised: the cells of the
   *     results say how many they are only
   */
  static Certificate of(Certificate certificate) {
    if (certificate.claim() instanceof RetrievalClaim
        || certificate.claim() instanceof TwoSidedExists) {
      throw BadInputException.argument(
          "kind",
          certificate.claim().text(),
          "codes, constellations or their bounds, as the results hold them");
    }
    if (certificate.claim() instanceof ConstellationClaim claim
        && !claim.demand().graph().isComplete()) {
      throw BadInputException.argument(
          "claim.edges",
          claim.demand().graph().text(),
          "modalities of which every two are synchronised, as the results hold them");
    }
    if (certificate instanceof CompositionCertificate composition) {
      return composition.with(
          composition.parts().stream()
              .map(part -> CertificateWriter.part(of(part.certificate())))
              .toList());
    }
    if (certificate instanceof SphericalCodeCertificate code) {
      return new SphericalCodeCertificate(
          code.dimension(), code.points(), code.cosine(), of(code.vectors()), code.provenance());
    }
    if (certificate instanceof ConstellationCertificate constellation) {
      return new ConstellationCertificate(
          constellation.dimension(),
          constellation.pairs(),
          constellation.graph(),
          constellation.margin(),
          constellation.bias(),
          constellation.vectors().stream().map(StoredForm::of).toList(),
          constellation.provenance());
    }
    return certificate;
  }

  private static Vectors of(Vectors vectors) {
    return vectors instanceof Vectors.SideFile side
        ? new Vectors.SideFile(name(side), side.sha256(), side.points())
        : vectors;
  }

  /** The name of a side file. */
  static String name(Vectors.SideFile side) {
    return CertificateStore.sideFile(side.sha256());
  }
}

package constellations.solver.table;

import constellations.verify.certificate.Certificate;
import constellations.verify.certificate.CompositionCertificate;
import constellations.verify.certificate.ConstellationCertificate;
import constellations.verify.certificate.SphericalCodeCertificate;
import constellations.verify.certificate.Vectors;

/** Certificates as the results keep them: parts and side files are named after their content. */
final class StoredForm {
  private static final int NAME_DIGITS = 16;

  private StoredForm() {}

  /** The same certificate, whose files have the names of their content. */
  static Certificate of(Certificate certificate) {
    if (certificate instanceof CompositionCertificate composition) {
      return new CompositionCertificate(
          composition.stated(),
          composition.rule(),
          composition.parts().stream()
              .map(part -> CompositionCertificate.Part.of(of(part.certificate())))
              .toList(),
          composition.heights(),
          composition.provenance());
    }
    if (certificate instanceof SphericalCodeCertificate code) {
      return new SphericalCodeCertificate(
          code.dimension(), code.points(), code.cosine(), of(code.vectors()), code.provenance());
    }
    if (certificate instanceof ConstellationCertificate constellation) {
      return new ConstellationCertificate(
          constellation.dimension(),
          constellation.pairs(),
          constellation.modalities(),
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
    return "vectors-" + side.sha256().substring(0, NAME_DIGITS) + ".npy";
  }
}

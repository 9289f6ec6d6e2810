package constellations.solver.results;

import constellations.solver.format.WholeFiles;
import constellations.verify.CertificateWriter;
import constellations.verify.claim.Certificate;
import constellations.verify.composition.CompositionCertificate;
import constellations.verify.exact.BadInputException;
import constellations.verify.points.ConstellationCertificate;
import constellations.verify.points.SphericalCodeCertificate;
import constellations.verify.points.Vectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The files that belong to a certificate. */
final class NamedFiles {
  private NamedFiles() {}

  /** The names of the files of a certificate, of its vectors and of all that it is composed of. */
  static Set<String> of(Certificate certificate) {
    Set<String> names = new TreeSet<>();
    names.add(CertificateWriter.part(certificate).file());
    for (Vectors vectors : vectors(certificate)) {
      if (vectors instanceof Vectors.SideFile side) {
        names.add(side.file());
      }
    }
    if (certificate instanceof CompositionCertificate composition) {
      composition.parts().forEach(part -> names.addAll(of(part.certificate())));
    }
    return names;
  }

  /** Copies the side files of a certificate, and of all that it is composed of. */
  static void copy(Certificate given, Path from, Path to) {
    for (Vectors vectors : vectors(given)) {
      if (vectors instanceof Vectors.SideFile side) {
        try {
          WholeFiles.write(
              to.resolve(StoredForm.name(side)), Files.readAllBytes(from.resolve(side.file())));
        } catch (IOException e) {
          throw BadInputException.file(side.file(), "no readable file", "vectors in " + from);
        }
      }
    }
    if (given instanceof CompositionCertificate composition) {
      composition.parts().forEach(part -> copy(part.certificate(), from, to));
    }
  }

  /** The vectors that a certificate itself has as evidence. */
  static List<Vectors> vectors(Certificate certificate) {
    if (certificate instanceof SphericalCodeCertificate code) {
      return List.of(code.vectors());
    }
    return certificate instanceof ConstellationCertificate constellation
        ? constellation.vectors()
        : List.of();
  }
}

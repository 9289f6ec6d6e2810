package constellations.solver.results;

import constellations.solver.format.CoordinateFile;
import constellations.solver.format.WholeFiles;
import constellations.verify.claim.Certificate;
import constellations.verify.composition.CompositionCertificate;
import constellations.verify.exact.BadInputException;
import constellations.verify.points.ConstellationCertificate;
import constellations.verify.points.SphericalCodeCertificate;
import constellations.verify.points.Vectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes the vectors of an entry, or its certificate and all that it names. */
public final class EntryFiles {
  private static final String CERTIFICATE = "json";

  private EntryFiles() {}

  /**
   * Refuses other formats.
   *
   * @throws BadInputException if it is none of npy, csv, txt and json
   */
  public static void requireFormat(String format) {
    if (!List.of("npy", "csv", "txt", CERTIFICATE).contains(format)) {
      throw BadInputException.argument("format", format, "npy, csv, txt or json");
    }
  }

  /**
   * Writes an entry; of one that leaves out points of a code, all points of the code.
   *
   * @return the files
   * @throws BadInputException if it has no vectors and these are asked for
   */
  public static List<Path> write(ResultIndex index, Entry entry, String format, Path folder) {
    List<Path> written = new ArrayList<>();
    if (format.equals(CERTIFICATE)) {
      for (String name : index.files(entry)) {
        try {
          byte[] bytes = Files.readAllBytes(index.certificates().resolve(name));
          WholeFiles.write(folder.resolve(name), bytes);
        } catch (IOException e) {
          throw BadInputException.file(name, "no readable file", "a file of the results");
        }
        written.add(folder.resolve(name));
      }
      return written;
    }
    List<Vectors> modalities = modalities(index.certificate(entry), entry);
    for (int a = 0; a < modalities.size(); a++) {
      Path file = folder.resolve(entry.id() + suffix(a, modalities.size()) + "." + format);
      CoordinateFile.write(file, List.of(modalities.get(a)));
      written.add(file);
    }
    return written;
  }

  /** What sets the file of a modality apart. */
  private static String suffix(int modality, int of) {
    if (of == 1) {
      return "";
    }
    return of > 2 ? "-" + (modality + 1) : modality == 0 ? "-U" : "-V";
  }

  private static List<Vectors> modalities(Certificate certificate, Entry entry) {
    Certificate inner = certificate;
    while (inner instanceof CompositionCertificate composition
        && composition.rule() == CompositionCertificate.Rule.WEAKENING) {
      inner = composition.parts().get(0).certificate();
    }
    if (inner instanceof SphericalCodeCertificate code) {
      return List.of(code.vectors());
    }
    if (inner instanceof ConstellationCertificate constellation) {
      return constellation.vectors();
    }
    throw BadInputException.argument(
            "ID", entry.id(), "an entry with vectors; this one is a " + certificate.kind())
        .withAdvice("Maybe --format json was meant, or: dimension ... --emit FILE.npy");
  }
}

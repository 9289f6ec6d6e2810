package constellations.solver.results;

import constellations.solver.format.Stated;
import constellations.solver.format.WholeFiles;
import constellations.verify.CertificateReader;
import constellations.verify.CertificateWriter;
import constellations.verify.Verifier;
import constellations.verify.claim.Certificate;
import constellations.verify.claim.Sha256;
import constellations.verify.claim.Verdict;
import constellations.verify.composition.CompositionCertificate;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.PointSet;
import constellations.verify.exact.Quadratic;
import constellations.verify.points.IntegerMatrixFile;
import constellations.verify.points.Vectors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Writes certificates into a folder, only after their written form has been read back and accepted.
 * Files appear whole or not at all, and are named after their content.
 */
public final class CertificateStore {
  /** Where the fields of a certificate begin, as it is written. */
  private static final String PROVENANCE = "\"provenance\"";

  private static final String EVIDENCE = "\"evidence\"";
  private static final long MOST_PROVENANCE = 20_000;

  private CertificateStore() {}

  /** A certificate that was accepted and written. */
  public record Stored(Path path, Verdict verdict) {
    /**
     * A value that the certificate claims.
     *
     * @throws java.util.NoSuchElementException if it was not accepted
     */
    public Stated stated(String value) {
      return Stated.certified(value, verdict);
    }
  }

  /**
   * Verifies and writes a certificate.
   *
   * @throws IllegalStateException if the verifier rejects it, which means an error of the program
   * @throws BadInputException if the folder cannot be written
   */
  public static Stored write(Path folder, Certificate certificate, int threads) {
    return accepted(writeAccepted(folder, certificate, threads));
  }

  private static Stored accepted(Stored stored) {
    if (!stored.verdict().accepted()) {
      throw new IllegalStateException(
          "a certificate was not accepted: "
              + stored.verdict().claim()
              + ": "
              + stored.verdict().reason());
    }
    return stored;
  }

  /**
   * The same, unless the folder has a file of the same claim and evidence: then that one stays,
   * whatever it says of its origin.
   */
  public static Stored once(Path folder, Certificate certificate, int threads) {
    Certificate settled = settled(folder, certificate);
    byte[] bytes = CertificateWriter.bytes(settled);
    Optional<Path> known = known(folder, settled.kind(), bytes);
    if (known.isPresent()) {
      try {
        Verdict verdict = Verifier.verify(CertificateReader.read(known.get()), threads);
        if (verdict.accepted()) {
          return new Stored(known.get(), verdict);
        }
      } catch (BadInputException e) {
        // A file that it names is gone: it is written again.
      }
    }
    writeSides(folder, settled);
    return accepted(writeAccepted(folder, settled, bytes, threads));
  }

  /** A composition of the parts as the folder has them already. */
  private static Certificate settled(Path folder, Certificate certificate) {
    if (!(certificate instanceof CompositionCertificate composition)) {
      return certificate;
    }
    List<CompositionCertificate.Part> parts = new ArrayList<>();
    for (CompositionCertificate.Part part : composition.parts()) {
      Certificate inner = settled(folder, part.certificate());
      parts.add(
          CertificateWriter.part(
              known(folder, inner.kind(), CertificateWriter.bytes(inner))
                  .flatMap(CertificateStore::readable)
                  .orElse(inner)));
    }
    return composition.with(parts);
  }

  private static Optional<Certificate> readable(Path file) {
    try {
      return Optional.of(CertificateReader.read(file));
    } catch (BadInputException e) {
      return Optional.empty();
    }
  }

  /** Vectors of a certificate from elsewhere, which lie beside it there. */
  private static void writeSides(Path folder, Certificate certificate) {
    for (Vectors vectors : NamedFiles.vectors(certificate)) {
      if (vectors instanceof Vectors.SideFile side
          && !Files.exists(folder.resolve(side.file()))
          && areBytes(side.points())) {
        writeSideFile(folder, side.points());
      }
    }
    if (certificate instanceof CompositionCertificate composition) {
      composition.parts().forEach(part -> writeSides(folder, part.certificate()));
    }
  }

  /** The file of a folder with the same bytes but for the provenance. */
  private static Optional<Path> known(Path folder, String kind, byte[] bytes) {
    String wanted = withoutProvenance(bytes);
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(kind + "-"))
          .filter(file -> file.getFileName().toString().endsWith(".json"))
          .sorted()
          .filter(file -> isSame(file, wanted))
          .findFirst();
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    }
  }

  private static boolean isSame(Path file, String wanted) {
    try {
      // Much longer or shorter files are not read.
      long more = Files.size(file) - wanted.getBytes(StandardCharsets.UTF_8).length;
      return more > 0
          && more < MOST_PROVENANCE
          && withoutProvenance(Files.readAllBytes(file)).equals(wanted);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String withoutProvenance(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    int from = text.indexOf(PROVENANCE);
    int to = text.indexOf(EVIDENCE, from + 1);
    return from < 0 || to < 0 ? text : text.substring(0, from) + text.substring(to);
  }

  /**
   * Verifies a certificate, and writes it if it is accepted; the verdict says which.
   *
   * @throws BadInputException if the folder cannot be written
   */
  public static Stored writeAccepted(Path folder, Certificate certificate, int threads) {
    return writeAccepted(folder, certificate, CertificateWriter.bytes(certificate), threads);
  }

  private static Stored writeAccepted(
      Path folder, Certificate certificate, byte[] bytes, int threads) {
    writeParts(folder, certificate);
    Verdict verdict = Verifier.verify(CertificateReader.parse(bytes, folder), threads);
    Path path = folder.resolve(CertificateWriter.fileName(certificate.kind(), bytes));
    if (verdict.accepted()) {
      WholeFiles.write(path, bytes);
    }
    return new Stored(path, verdict);
  }

  /** Writes what a composition refers to; it is verified together with it. */
  private static void writeParts(Path folder, Certificate certificate) {
    if (certificate instanceof CompositionCertificate composition) {
      for (CompositionCertificate.Part part : composition.parts()) {
        writeParts(folder, part.certificate());
        WholeFiles.write(folder.resolve(part.file()), CertificateWriter.bytes(part.certificate()));
      }
    }
  }

  /** The name of a side file: the whole digest, so that no two contents share it. */
  public static String sideFile(String sha256) {
    return "vectors-" + sha256 + ".npy";
  }

  /**
   * Vectors as evidence: in the certificate, or from so many numbers on in a side file, where a
   * byte holds each coordinate.
   */
  public static Vectors vectors(Path folder, PointSet points, long inline) {
    long numbers = (long) points.size() * points.dimension();
    return numbers > inline && areBytes(points)
        ? writeSideFile(folder, points)
        : Vectors.Inline.of(points);
  }

  private static boolean areBytes(PointSet points) {
    if (!points.isSmall()) {
      return false;
    }
    for (int i = 0; i < points.size(); i++) {
      if (points.row(i).stream().anyMatch(x -> x.rational().abs().intValue() > Byte.MAX_VALUE)) {
        return false;
      }
    }
    return true;
  }

  /** Writes integer vectors of one byte a coordinate as a side file, for a certificate to name. */
  public static Vectors.SideFile writeSideFile(Path folder, PointSet points) {
    byte[] data = new byte[points.size() * points.dimension()];
    for (int i = 0, at = 0; i < points.size(); i++) {
      for (Quadratic x : points.row(i)) {
        data[at++] = x.rational().getNumerator().byteValueExact();
      }
    }
    byte[] bytes = IntegerMatrixFile.bytes(points.dimension(), data);
    String digest = Sha256.of(bytes);
    String name = sideFile(digest);
    WholeFiles.write(folder.resolve(name), bytes);
    return new Vectors.SideFile(name, digest, points);
  }
}

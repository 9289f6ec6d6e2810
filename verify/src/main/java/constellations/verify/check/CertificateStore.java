package constellations.verify.check;

import constellations.verify.BadInputException;
import constellations.verify.certificate.Certificate;
import constellations.verify.certificate.CertificateReader;
import constellations.verify.certificate.CertificateWriter;
import constellations.verify.certificate.CompositionCertificate;
import constellations.verify.certificate.IntegerMatrixFile;
import constellations.verify.certificate.Vectors;
import constellations.verify.exact.PointSet;
import constellations.verify.exact.Quadratic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Writes certificates into a folder, only after their written form has been read back and accepted.
 * Files appear whole or not at all, and are named after their content.
 */
public final class CertificateStore {
  private static final int NAME_DIGITS = 16;

  private CertificateStore() {}

  /** A certificate that was accepted and written. */
  public record Stored(Path path, Verdict verdict) {}

  /**
   * Verifies and writes a certificate.
   *
   * @throws IllegalStateException if the verifier rejects it, which means an error of the program
   * @throws BadInputException if the folder cannot be written
   */
  public static Stored write(Path folder, Certificate certificate, int threads) {
    Stored stored = writeAccepted(folder, certificate, threads);
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
   * Verifies a certificate, and writes it if it is accepted; the verdict says which.
   *
   * @throws BadInputException if the folder cannot be written
   */
  public static Stored writeAccepted(Path folder, Certificate certificate, int threads) {
    byte[] bytes = CertificateWriter.bytes(certificate);
    writeParts(folder, certificate);
    Verdict verdict = Checker.verify(CertificateReader.parse(bytes, folder), threads);
    Path path = folder.resolve(CompositionCertificate.Part.of(certificate).file());
    if (verdict.accepted()) {
      writeWhole(path, bytes);
    }
    return new Stored(path, verdict);
  }

  /** Writes what a composition refers to; it is verified together with it. */
  private static void writeParts(Path folder, Certificate certificate) {
    if (certificate instanceof CompositionCertificate composition) {
      for (CompositionCertificate.Part part : composition.parts()) {
        writeParts(folder, part.certificate());
        writeWhole(folder.resolve(part.file()), CertificateWriter.bytes(part.certificate()));
      }
    }
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
    String digest = IntegerMatrixFile.sha256(bytes);
    String name = "vectors-" + digest.substring(0, NAME_DIGITS) + ".npy";
    writeWhole(folder.resolve(name), bytes);
    return new Vectors.SideFile(name, digest, points);
  }

  /**
   * Writes a file under a temporary name and moves it.
   *
   * @throws BadInputException if that fails
   */
  public static void writeWhole(Path path, byte[] bytes) {
    if (path.toAbsolutePath().getParent() == null) {
      throw BadInputException.file(path.toString(), "a folder", "the name of a file");
    }
    try {
      Path folder = path.toAbsolutePath().getParent();
      Files.createDirectories(folder);
      String unique = ProcessHandle.current().pid() + "-" + Thread.currentThread().getId();
      Path temporary = folder.resolve(path.getFileName() + "." + unique + ".tmp");
      try {
        Files.write(temporary, bytes);
        Files.move(
            temporary, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw BadInputException.file(
          path.toString(), "no way to write: " + e.getMessage(), "a place that can be written");
    }
  }
}

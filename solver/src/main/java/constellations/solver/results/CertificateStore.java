package constellations.solver.results;

import constellations.verify.CertificateReader;
import constellations.verify.CertificateWriter;
import constellations.verify.Verifier;
import constellations.verify.claim.Certificate;
import constellations.verify.claim.Sha256;
import constellations.verify.claim.Tier;
import constellations.verify.claim.Verdict;
import constellations.verify.composition.CompositionCertificate;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.PointSet;
import constellations.verify.exact.Quadratic;
import constellations.verify.points.IntegerMatrixFile;
import constellations.verify.points.Vectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Writes certificates into a folder, only after their written form has been read back and accepted.
 * Files appear whole or not at all, and are named after their content.
 */
public final class CertificateStore {
  private CertificateStore() {}

  /** A certificate that was accepted and written. */
  public record Stored(Path path, Verdict verdict) {
    /**
     * What the claim is worth.
     *
     * @throws java.util.NoSuchElementException if it was not accepted
     */
    public Tier tier() {
      return verdict.tier().orElseThrow();
    }
  }

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
    Verdict verdict = Verifier.verify(CertificateReader.parse(bytes, folder), threads);
    Path path = folder.resolve(CertificateWriter.part(certificate).file());
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

  /** The name of a side file: the whole digest, so that no two contents share it. */
  public static String sideFile(String sha256) {
    return "vectors-" + sha256 + ".npy";
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

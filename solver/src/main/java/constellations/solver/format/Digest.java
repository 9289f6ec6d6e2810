package constellations.solver.format;

import com.fasterxml.jackson.databind.node.ArrayNode;
import constellations.verify.exact.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A file by its content: what is decided exactly from a user's file is true for the file of this
 * digest.
 *
 * @param file its name as it was given
 * @param sha256 in lower-case hexadecimal
 */
public record Digest(String file, String sha256) {
  private static final int BUFFER = 1 << 20;

  /**
   * Reads a file to its end.
   *
   * @throws BadInputException if it cannot be read
   */
  public static Digest of(Path path) {
    try (InputStream in = Files.newInputStream(path)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (DigestInputStream through = new DigestInputStream(in, digest)) {
        byte[] buffer = new byte[BUFFER];
        while (through.read(buffer) >= 0) {
          // The digest sees what is read.
        }
      }
      return new Digest(path.toString(), HexFormat.of().formatHex(digest.digest()));
    } catch (IOException e) {
      throw BadInputException.file(path.toString(), "no readable file", "a file");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Adds files to an answer. */
  public static void put(List<Digest> files, ArrayNode list) {
    files.forEach(f -> list.addObject().put("file", f.file()).put("sha256", f.sha256()));
  }
}

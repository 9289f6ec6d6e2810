package constellations.solver.embedding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that are removed when the program ends. */
final class TemporaryFiles {
  private TemporaryFiles() {}

  static Path create(String ending) {
    try {
      Path file = Files.createTempFile("constellation", ending);
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary file can be made", e);
    }
  }
}

package constellations.solver.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that are removed when the program ends. */
public final class TemporaryFiles {
  private TemporaryFiles() {}

  public static Path create(String ending) {
    try {
      Path file = Files.createTempFile("constellation", ending);
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary file can be made", e);
    }
  }
}

package constellations.solver.format;

import constellations.verify.exact.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files that appear whole or not at all. */
public final class WholeFiles {
  private WholeFiles() {}

  /**
   * Writes a file under a temporary name and moves it.
   *
   * @throws BadInputException if that fails
   */
  public static void write(Path path, byte[] bytes) {
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

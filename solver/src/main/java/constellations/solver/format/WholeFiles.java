package constellations.solver.format;

import constellations.verify.exact.BadInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Files that appear whole or not at all. */
public final class WholeFiles {
  private WholeFiles() {}

  /** Why nothing can be written into a folder, which need not be there yet; nothing if it can. */
  public static Optional<String> problem(Path folder) {
    return reason(folder).map(why -> unwritable(folder, why).getMessage());
  }

  private static Optional<String> reason(Path folder) {
    Path there = folder.toAbsolutePath().normalize();
    while (there != null && !Files.exists(there)) {
      there = there.getParent();
    }
    if (there == null || !Files.isDirectory(there)) {
      return Optional.of(there == null ? "nowhere to be" : there + " is no folder");
    }
    try {
      Files.delete(Files.createTempFile(there, ".constellation", ".tmp"));
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("no file can be made in " + there);
    }
  }

  /**
   * Refuses a file that cannot be written, before work is done for it.
   *
   * @throws BadInputException if its folder does not allow it
   */
  public static void requireWritable(Path path) {
    Path folder = path.toAbsolutePath().getParent();
    if (folder == null || Files.isDirectory(path)) {
      throw BadInputException.file(path.toString(), "a folder", "the name of a file");
    }
    Optional<String> why = reason(folder);
    if (why.isPresent()) {
      throw unwritable(path, why.get());
    }
  }

  private static BadInputException unwritable(Path path, String why) {
    return BadInputException.file(
        path.toString(), "no way to write: " + why, "a place that can be written");
  }

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
      throw unwritable(path, e.getMessage());
    }
  }

  /**
   * Moves all files of a folder to the same places in another one on the same disk.
   *
   * @throws BadInputException if that fails
   */
  public static void moveAll(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path place = to.resolve(from.relativize(file).toString());
        Files.createDirectories(place.getParent());
        Files.move(
            file, place, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException | UncheckedIOException e) {
      throw unwritable(to, e.getMessage());
    }
  }

  /** Removes a folder that this program has made, with all that is in it. */
  public static void removeAll(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      throw unwritable(folder, e.getMessage());
    }
  }
}

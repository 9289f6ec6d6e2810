package constellations.solver.format;

import constellations.verify.exact.BadInputException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;

/**
 * Files for the time of one process, in a folder of its own that goes with it: at its end, at a
 * signal, or, where it was killed, when the next one begins. The folder holds a locked file as long
 * as its process lives.
 */
public final class TemporaryFiles {
  private static final String PREFIX = "constellation-run-";
  private static final String LOCK = "lock";

  /** A folder without a lock is being made, unless it is older. */
  private static final long YOUNG_MILLISECONDS = 60_000;

  private static Path folder;
  private static FileChannel held;

  private TemporaryFiles() {}

  /** A new file. */
  public static synchronized Path create(String ending) {
    try {
      if (folder == null || !Files.isDirectory(folder)) {
        folder = Files.createTempDirectory(PREFIX);
        held =
            FileChannel.open(
                folder.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        held.lock();
        Runtime.getRuntime().addShutdownHook(new Thread(TemporaryFiles::removeAll));
      }
      return Files.createTempFile(folder, "file", ending);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private static BadInputException unwritable(IOException e) {
    return BadInputException.file(
            "temporary folder " + System.getProperty("java.io.tmpdir"),
            "no way to write: " + e.getMessage(),
            "a place that can be written")
        .withAdvice("Maybe name another one: JAVA_OPTS=-Djava.io.tmpdir=DIR");
  }

  /** Whether a file is one of these. */
  static synchronized boolean owns(Path file) {
    return folder != null && file.startsWith(folder.toAbsolutePath());
  }

  /** A new folder that stays when the program ends. */
  public static Path kept() {
    try {
      return Files.createTempDirectory("constellation-kept-");
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** Removes a file that is mapped or done with; where that cannot be, it stays for the end. */
  static void release(Path file) {
    delete(file);
  }

  /** Removes the folder of this process. */
  public static synchronized void removeAll() {
    if (folder != null) {
      remove(folder);
      folder = null;
    }
  }

  /** Removes the folders of processes that were killed. */
  public static synchronized void removeStale() {
    Path root = Path.of(System.getProperty("java.io.tmpdir"));
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(root, PREFIX + "*")) {
      for (Path other : folders) {
        // To look at the own lock would be to lose it: POSIX gives it back with any descriptor.
        if (!other.equals(folder) && isStale(other)) {
          remove(other);
        }
      }
    } catch (IOException e) {
      // What cannot be listed is left alone.
    }
  }

  private static boolean isStale(Path other) {
    Path lock = other.resolve(LOCK);
    if (!Files.exists(lock)) {
      try {
        FileTime made = Files.getLastModifiedTime(other);
        return System.currentTimeMillis() - made.toMillis() > YOUNG_MILLISECONDS;
      } catch (IOException e) {
        return false;
      }
    }
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        FileLock free = channel.tryLock()) {
      return free != null;
    } catch (IOException | OverlappingFileLockException e) {
      return false;
    }
  }

  private static void remove(Path other) {
    try (Stream<Path> files = Files.list(other)) {
      List<Path> all = files.toList();
      all.forEach(TemporaryFiles::delete);
    } catch (IOException e) {
      // It is gone, or not ours.
    }
    delete(other);
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // A mapped file can stay on some systems until its process ends; the next one removes it.
    }
  }
}

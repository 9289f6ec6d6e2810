package constellations.solver.format;

import constellations.verify.exact.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Reads the arrays of a NumPy archive (.npz), compressed or not, through a temporary file. */
final class NpzReader {
  private static final String ENDING = ".npy";

  /** Enough of an array for its header. */
  private static final int HEAD = 1 << 17;

  private NpzReader() {}

  /** The names of the arrays, in the order of the archive. */
  private static List<String> arrays(ZipFile zip) {
    return zip.stream()
        .map(ZipEntry::getName)
        .filter(name -> name.endsWith(ENDING))
        .map(name -> name.substring(0, name.length() - ENDING.length()))
        .toList();
  }

  /** The names of the arrays that are rows of numbers. */
  static List<String> matrices(EmbeddingSource source) {
    return members(source, NpyReader::isMatrix);
  }

  private static List<String> members(EmbeddingSource source, Predicate<NpyHeader> wanted) {
    List<String> found = new ArrayList<>();
    try (ZipFile zip = new ZipFile(source.file().toFile())) {
      for (String name : arrays(zip)) {
        Path head = TemporaryFiles.create(ENDING);
        try (InputStream in = zip.getInputStream(zip.getEntry(name + ENDING))) {
          Files.write(head, in.readNBytes(HEAD));
          if (wanted.test(NpyHeader.read(head, source.member(name).name()))) {
            found.add(name);
          }
        } catch (BadInputException e) {
          // An array of another form is none of those; naming it tells why.
        } finally {
          TemporaryFiles.release(head);
        }
      }
      return found;
    } catch (IOException e) {
      throw unreadable(source);
    }
  }

  static EmbeddingMatrix read(EmbeddingSource source) {
    Path array = array(source, NpyReader::isMatrix, "of rows of numbers");
    try {
      return NpyReader.read(array, source);
    } finally {
      TemporaryFiles.release(array);
    }
  }

  /** The names of all arrays. */
  static List<String> names(EmbeddingSource source) {
    try (ZipFile zip = new ZipFile(source.file().toFile())) {
      return arrays(zip);
    } catch (IOException e) {
      throw unreadable(source);
    }
  }

  static IntegerArray integers(EmbeddingSource source) {
    Path array = array(source, header -> true, "of integers");
    try {
      return IntegerArray.read(array, source);
    } finally {
      TemporaryFiles.release(array);
    }
  }

  static List<String> labels(EmbeddingSource source) {
    Path array = array(source, header -> header.shape().length == 1, "of labels");
    try {
      return NpyReader.labels(array, source);
    } finally {
      TemporaryFiles.release(array);
    }
  }

  /** Takes out the array that is named, or the only one of its form. */
  private static Path array(EmbeddingSource source, Predicate<NpyHeader> wanted, String form) {
    try (ZipFile zip = new ZipFile(source.file().toFile())) {
      List<String> all = arrays(zip);
      List<String> fit =
          source.member() != null
              ? all.stream().filter(source.member()::equals).toList()
              : all.size() == 1 ? all : members(source, wanted);
      if (fit.size() != 1) {
        throw BadInputException.file(
                source.name(),
                source.member() == null ? "the arrays " + all : "none of that name among " + all,
                "one array " + form)
            .withAdvice("Maybe name it: " + source.file().getFileName() + ":NAME");
      }
      Path array = TemporaryFiles.create(ENDING);
      ZipEntry entry = zip.getEntry(fit.get(0) + ENDING);
      CheckedInputStream in = new CheckedInputStream(zip.getInputStream(entry), new CRC32());
      try (in) {
        Files.copy(in, array, StandardCopyOption.REPLACE_EXISTING);
      }
      if (in.getChecksum().getValue() != entry.getCrc()) {
        TemporaryFiles.release(array);
        throw BadInputException.file(
            source.member(fit.get(0)).name(),
            "CRC-32 " + Long.toHexString(in.getChecksum().getValue()),
            "the checksum " + Long.toHexString(entry.getCrc()) + " of the archive");
      }
      return array;
    } catch (IOException e) {
      throw unreadable(source);
    }
  }

  private static BadInputException unreadable(EmbeddingSource source) {
    return BadInputException.file(source.name(), "nothing readable", "a NumPy archive (.npz)");
  }
}

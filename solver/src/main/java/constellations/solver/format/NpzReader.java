package constellations.solver.format;

import constellations.verify.exact.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Reads the one matrix of a NumPy archive (.npz), compressed or not, through a temporary file. */
final class NpzReader {
  private NpzReader() {}

  static EmbeddingMatrix read(Path file) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      List<? extends ZipEntry> arrays =
          zip.stream().filter(e -> e.getName().endsWith(".npy")).toList();
      if (arrays.size() != 1) {
        throw BadInputException.file(
            file.toString(),
            arrays.size() + " arrays: " + arrays.stream().map(ZipEntry::getName).toList(),
            "an archive of one array");
      }
      Path array = TemporaryFiles.create(".npy");
      try (InputStream in = zip.getInputStream(arrays.get(0))) {
        Files.copy(in, array, StandardCopyOption.REPLACE_EXISTING);
      }
      return NpyReader.read(array, file);
    } catch (IOException e) {
      throw BadInputException.file(file.toString(), "nothing readable", "a NumPy archive (.npz)");
    }
  }
}

package constellations.solver.report;

import constellations.solver.format.WholeFiles;
import constellations.solver.results.ResultIndex;
import constellations.solver.run.Stopped;
import constellations.verify.exact.BadInputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** The files of results that a site offers as they are. */
final class SiteFiles {
  private SiteFiles() {}

  /** The files of a folder, in order; none if it is not there. */
  static List<Path> list(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw BadInputException.file(folder.toString(), e.getMessage(), "a readable folder");
    }
  }

  /** Copies index, schema, tables and, compressed, the certificates into the folder of a site. */
  static void copy(ResultIndex index, Path out, BooleanSupplier stop) {
    try {
      for (Path file : list(index.folder())) {
        if (Files.isRegularFile(file) && !Files.isHidden(file)) {
          WholeFiles.write(
              out.resolve("data").resolve(file.getFileName()), Files.readAllBytes(file));
        }
      }
      for (Path file : list(index.certificates())) {
        if (stop.getAsBoolean()) {
          throw new Stopped();
        }
        if (Files.isRegularFile(file)) {
          WholeFiles.write(
              out.resolve(ResultIndex.CERTIFICATES).resolve(file.getFileName() + ".gz"),
              compressed(Files.readAllBytes(file)));
        }
      }
    } catch (IOException e) {
      throw BadInputException.file(index.folder().toString(), e.getMessage(), "readable results");
    }
  }

  private static byte[] compressed(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }
}

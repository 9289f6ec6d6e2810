package constellations.solver.embedding;

import constellations.verify.BadInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Opens matrices of embeddings by the ending of the file's name. */
public final class EmbeddingFiles {
  private EmbeddingFiles() {}

  /**
   * Opens a matrix.
   *
   * @throws BadInputException if the file is missing, of an unknown kind, or malformed
   */
  public static EmbeddingMatrix open(Path file) {
    String name = file.getFileName() == null ? "" : file.getFileName().toString();
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    if (!Files.isRegularFile(file)) {
      throw BadInputException.file(file.toString(), "no file", "a matrix of embeddings");
    }
    return switch (ending) {
      case "npy" -> NpyReader.read(file);
      case "csv" -> DelimitedReader.read(file, ',');
      case "tsv" -> DelimitedReader.read(file, '\t');
      case "safetensors" -> SafetensorsReader.read(file);
      case "npz" -> NpzReader.read(file);
      default ->
          throw BadInputException.file(
              file.toString(), "the ending ." + ending, ".npy, .npz, .safetensors, .csv or .tsv");
    };
  }

  /** Labels of rows: integers in a NumPy file. */
  public static long[] labels(Path file) {
    return NpyReader.integers(file);
  }
}

package constellations.solver.format;

import constellations.verify.exact.BadInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Opens matrices of embeddings by the ending of the file's name. */
public final class EmbeddingFiles {
  private static final Map<EmbeddingSource, EmbeddingMatrix> OPENED = new HashMap<>();

  private EmbeddingFiles() {}

  /**
   * Opens a matrix whose rows may have any norm.
   *
   * @throws BadInputException if the file is missing, of an unknown kind, or malformed
   */
  public static EmbeddingMatrix open(Path file) {
    return open(new EmbeddingSource(file.toString(), null, true));
  }

  /**
   * Opens a matrix.
   *
   * @throws BadInputException if the file is missing, of an unknown kind, or malformed, or if rows
   *     that have to be unit vectors are not
   */
  public static EmbeddingMatrix open(EmbeddingSource source) {
    Path file = Path.of(source.path());
    String ending = ending(file);
    if (!Files.isRegularFile(file)) {
      throw BadInputException.file(file.toString(), "no file", "a matrix of embeddings");
    }
    if (source.column() != null && !ending.equals("parquet")) {
      throw BadInputException.file(source.name(), "a column", "a column of a Parquet file");
    }
    EmbeddingMatrix matrix =
        switch (ending) {
          case "npy" -> NpyReader.read(file);
          case "csv" -> DelimitedReader.read(file, ',');
          case "tsv" -> DelimitedReader.read(file, '\t');
          case "safetensors" -> SafetensorsReader.read(file);
          case "npz" -> NpzReader.read(file);
          case "parquet" -> ParquetVectors.read(source);
          default ->
              throw BadInputException.file(
                  file.toString(),
                  "the ending ." + ending,
                  ".npy, .npz, .parquet, .safetensors, .csv or .tsv");
        };
    return matrix.openedAs(source);
  }

  /**
   * The sources of all modalities: each a file of its own, or the columns of vectors of one Parquet
   * file.
   *
   * @throws BadInputException if one file is given that has not at least two columns of vectors
   */
  public static List<EmbeddingSource> sources(List<String> names, boolean normalise) {
    List<EmbeddingSource> sources = new ArrayList<>();
    names.forEach(name -> sources.add(EmbeddingSource.of(name, normalise)));
    EmbeddingSource first = sources.get(0);
    if (sources.size() > 1) {
      return sources;
    }
    boolean parquet = ending(Path.of(first.path())).equals("parquet");
    List<String> columns = parquet ? ParquetVectors.columns(Path.of(first.path())) : List.of();
    if (first.column() != null || columns.size() < 2) {
      throw BadInputException.argument(
          "FILE",
          parquet ? first.name() + " with vectors in " + columns : first.name(),
          "U and V: two files, or one Parquet file with a column for each");
    }
    return columns.stream()
        .map(column -> new EmbeddingSource(first.path(), column, normalise))
        .toList();
  }

  private static String ending(Path file) {
    String name = file.getFileName() == null ? "" : file.getFileName().toString();
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  /** A matrix that is opened once in this process. */
  public static EmbeddingMatrix shared(EmbeddingSource source) {
    synchronized (OPENED) {
      return OPENED.computeIfAbsent(source, EmbeddingFiles::open);
    }
  }

  /** Labels of rows: integers in a NumPy file. */
  public static long[] labels(Path file) {
    return NpyReader.integers(file);
  }
}

package constellations.solver.format;

import constellations.verify.exact.BadInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** Opens matrices of embeddings by the ending of the file's name. */
public final class EmbeddingFiles {
  /** Formats that can have several matrices in a file. */
  private static final Set<String> SEVERAL =
      Set.of("csv", "tsv", "txt", "safetensors", "npz", "parquet", "json");

  private static final Map<EmbeddingSource, EmbeddingMatrix> OPENED = new HashMap<>();

  private EmbeddingFiles() {}

  /**
   * Opens a matrix whose rows may have any norm.
   *
   * @throws BadInputException if the file is missing, of an unknown kind, or malformed
   */
  public static EmbeddingMatrix open(Path file) {
    return open(EmbeddingSource.of(file.toString(), true));
  }

  /**
   * Opens a matrix.
   *
   * @throws BadInputException if the file is missing, of an unknown kind, or malformed, or if rows
   *     that have to be unit vectors are not
   */
  public static EmbeddingMatrix open(EmbeddingSource source) {
    requireFile(source, "a matrix of embeddings");
    return switch (ending(source)) {
      case "npy" -> NpyReader.read(source.file(), source);
      case "csv", "tsv", "txt" -> DelimitedReader.read(source);
      case "safetensors" -> SafetensorsReader.read(source);
      case "npz" -> NpzReader.read(source);
      case "parquet" -> ParquetVectors.read(source);
      case "json" -> ConfigurationMatrix.read(source);
      default ->
          throw unknown(source, ".npy, .npz, .parquet, .safetensors, .csv, .tsv, .txt or .json");
    };
  }

  private static void requireFile(EmbeddingSource source, String expected) {
    if (!Files.isRegularFile(source.file())) {
      throw BadInputException.file(
          source.path(), Files.isDirectory(source.file()) ? "a folder" : "no file", expected);
    }
  }

  private static BadInputException unknown(EmbeddingSource source, String expected) {
    return BadInputException.file(source.path(), "the ending ." + ending(source), expected);
  }

  /**
   * The sources of all modalities: each a file or a member of one, or all matrices of one file.
   *
   * @param column the column of lists in files of text and Parquet files, or null
   * @throws BadInputException if one file is given that has not at least two matrices
   */
  public static List<EmbeddingSource> sources(
      List<String> names, String column, boolean normalise, boolean decimalComma) {
    List<EmbeddingSource> sources = new ArrayList<>();
    for (String name : names) {
      EmbeddingSource source = EmbeddingSource.of(name, normalise).withDecimalComma(decimalComma);
      boolean columns = column != null && source.member() == null;
      sources.add(columns ? source.member(column) : source);
    }
    EmbeddingSource first = sources.get(0);
    if (sources.size() > 1) {
      return sources;
    }
    boolean several = first.member() == null && SEVERAL.contains(ending(first));
    if (several) {
      requireFile(first, "a matrix of embeddings");
    }
    List<String> members = several ? matrices(first) : List.of();
    if (members.size() < 2) {
      throw BadInputException.argument(
          "FILE",
          first.name() + (members.isEmpty() ? "" : " with the matrix " + members.get(0)),
          "U and V: two files, or one with an array or column for each");
    }
    return members.stream().map(first::member).toList();
  }

  /** The matrices of a file that can have several. */
  private static List<String> matrices(EmbeddingSource source) {
    return switch (ending(source)) {
      case "safetensors" -> SafetensorsReader.matrices(source);
      case "npz" -> NpzReader.matrices(source);
      case "parquet" -> ParquetVectors.columns(source);
      case "json" -> ConfigurationMatrix.modalities(source);
      default -> DelimitedReader.lists(source);
    };
  }

  private static String ending(EmbeddingSource source) {
    Path last = source.file().getFileName();
    String name = last == null ? "" : last.toString();
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  /** A matrix that is opened once in this process. */
  public static EmbeddingMatrix shared(EmbeddingSource source) {
    synchronized (OPENED) {
      return OPENED.computeIfAbsent(source, EmbeddingFiles::open);
    }
  }

  /**
   * Labels of rows: integers or texts, in a NumPy file or archive, one a line, or a column of a
   * table.
   *
   * @return a number for each from 0 in the order in which they come, the same for equal labels
   * @throws BadInputException if they cannot be read
   */
  public static long[] labels(Path file) {
    return numbered(labels(file, OptionalInt.empty()));
  }

  /**
   * The same.
   *
   * @param expected how many there should be
   * @throws BadInputException if there are more or fewer, or they cannot be read
   */
  public static long[] labels(Path file, int expected) {
    List<String> labels = labels(file, OptionalInt.of(expected));
    if (labels.size() != expected) {
      throw BadInputException.file(
          file.toString(), labels.size() + " labels", expected + ", one for each row");
    }
    return numbered(labels);
  }

  private static List<String> labels(Path file, OptionalInt expected) {
    EmbeddingSource source = EmbeddingSource.of(file.toString(), true);
    requireFile(source, "labels");
    return switch (ending(source)) {
      case "npy" -> NpyReader.labels(source.file(), source);
      case "npz" -> NpzReader.labels(source);
      case "csv", "tsv", "txt" -> DelimitedReader.labels(source, expected);
      default -> throw unknown(source, ".npy, .npz, .csv, .tsv or .txt");
    };
  }

  private static long[] numbered(List<String> labels) {
    Map<String, Long> numbers = new HashMap<>();
    return labels.stream()
        .mapToLong(label -> numbers.computeIfAbsent(label, l -> (long) numbers.size()))
        .toArray();
  }
}

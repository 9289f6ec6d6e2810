package constellations.solver.format;

import java.io.Serializable;
import java.nio.file.Path;

/**
 * Where a matrix of embeddings comes from; other machines open it again.
 *
 * @param path of the file, on a file system that all machines share
 * @param column of a Parquet file, or null when it has one column of vectors, or another format
 * @param normalise whether rows need not be unit vectors
 */
public record EmbeddingSource(String path, String column, boolean normalise)
    implements Serializable {
  /**
   * A source as it is named on the command line: a file, or {@code FILE.parquet:COLUMN}.
   *
   * @param normalise whether rows need not be unit vectors
   */
  public static EmbeddingSource of(String name, boolean normalise) {
    int colon = name.toLowerCase(java.util.Locale.ROOT).lastIndexOf(".parquet:");
    if (colon < 0) {
      return new EmbeddingSource(name, null, normalise);
    }
    int end = colon + ".parquet".length();
    return new EmbeddingSource(name.substring(0, end), name.substring(end + 1), normalise);
  }

  /** The same by a path that does not depend on where a program was started. */
  public EmbeddingSource absolute() {
    return new EmbeddingSource(Path.of(path).toAbsolutePath().toString(), column, normalise);
  }

  /** The file and the column, for messages. */
  public String name() {
    return column == null ? path : path + ":" + column;
  }
}

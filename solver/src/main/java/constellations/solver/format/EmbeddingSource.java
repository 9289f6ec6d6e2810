package constellations.solver.format;

import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a matrix of embeddings comes from; other machines open it again.
 *
 * @param path of the file, on a file system that all machines share
 * @param member the array or column of the file, or null when it has only one
 * @param normalise whether rows need not be unit vectors
 * @param decimalComma whether numbers in text have a comma before their decimals
 */
public record EmbeddingSource(String path, String member, boolean normalise, boolean decimalComma)
    implements Serializable {
  private static final Pattern MEMBER =
      Pattern.compile("(?is)(.*\\.(?:npz|safetensors|parquet|csv|tsv|txt|json)):(.*)");

  /**
   * A source as it is named on the command line: a file, or {@code FILE:MEMBER} for the array or
   * column of that name in a file of several.
   *
   * @param normalise whether rows need not be unit vectors
   */
  public static EmbeddingSource of(String name, boolean normalise) {
    Matcher matcher = MEMBER.matcher(name);
    boolean named = matcher.matches() && !Files.exists(Path.of(name));
    return new EmbeddingSource(
        named ? matcher.group(1) : name, named ? matcher.group(2) : null, normalise, false);
  }

  /** The same for numbers with decimal commas. */
  public EmbeddingSource withDecimalComma(boolean comma) {
    return new EmbeddingSource(path, member, normalise, comma);
  }

  /** Another member of the same file. */
  EmbeddingSource member(String other) {
    return new EmbeddingSource(path, other, normalise, decimalComma);
  }

  /** The same by a path that does not depend on where a program was started. */
  public EmbeddingSource absolute() {
    String whole = Path.of(path).toAbsolutePath().toString();
    return new EmbeddingSource(whole, member, normalise, decimalComma);
  }

  Path file() {
    return Path.of(path);
  }

  /** The file and the member, for messages. */
  public String name() {
    return member == null ? path : path + ":" + member;
  }
}

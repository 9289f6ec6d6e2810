package constellations.solver.results;

import constellations.verify.exact.BadInputException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The best known cosines that others have published: cited, for comparison alone. */
public final class PublishedCodes {
  /** The file, below the folder of the program. */
  public static final String FILE = "instances/spherical-codes.csv";

  private final Map<Place, Published> codes = new TreeMap<>();

  /** N points in R^d. */
  public record Place(long dimension, long points) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      return dimension == other.dimension
          ? Long.compare(points, other.points)
          : Long.compare(dimension, other.dimension);
    }
  }

  private PublishedCodes() {}

  /**
   * A code that was published.
   *
   * @param cosine as it was printed
   * @param optimal whether it is proved to be optimal
   * @param source where
   */
  public record Published(BigDecimal cosine, boolean optimal, String source) {}

  /**
   * Reads a file.
   *
   * @param file with lines dimension, points, cosine, optimal, source; none are known if it is not
   *     there
   * @throws BadInputException if it cannot be read
   */
  public static PublishedCodes of(Path file) {
    PublishedCodes published = new PublishedCodes();
    if (!Files.exists(file)) {
      return published;
    }
    CSVFormat format =
        CSVFormat.DEFAULT
            .builder()
            .setCommentMarker('#')
            .setHeader()
            .setSkipHeaderRecord(true)
            .get();
    try (CSVParser parser = CSVParser.parse(file, StandardCharsets.UTF_8, format)) {
      for (CSVRecord line : parser) {
        published.codes.put(
            new Place(Long.parseLong(line.get("dimension")), Long.parseLong(line.get("points"))),
            new Published(
                new BigDecimal(line.get("cosine")),
                line.get("optimal").equals("yes"),
                line.get("source")));
      }
    } catch (IOException | IllegalArgumentException e) {
      throw BadInputException.file(
          file.toString(), "another table", "dimension,points,cosine,optimal,source");
    }
    return published;
  }

  /** The best published code of N points in R^d, if it is in the file. */
  public Optional<Published> at(long dimension, long points) {
    return Optional.ofNullable(codes.get(new Place(dimension, points)));
  }

  /** All of them, by dimension and points. */
  public Map<Place, Published> all() {
    return Collections.unmodifiableMap(codes);
  }
}

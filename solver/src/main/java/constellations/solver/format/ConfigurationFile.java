package constellations.solver.format;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import constellations.verify.CertificateReader;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import constellations.verify.points.Vectors;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads configurations of points: certificates, lists of JSON, text with a point or a number a
 * line, arrays of NumPy and the other formats of embeddings, Gram matrices.
 */
public final class ConfigurationFile {
  /** What a square matrix is. */
  public enum Meaning {
    /** Inner products if it looks so, else points. */
    EITHER,
    POINTS,
    GRAM;

    /** By its name, or either for null. */
    public static Meaning of(String name) {
      return name == null ? EITHER : valueOf(name.toUpperCase(Locale.ROOT));
    }
  }

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** The names of Sloane's tables: pack.3.12.txt has 12 points in R^3. */
  private static final Pattern TABLE = Pattern.compile("[a-z]+\\.(\\d{1,4})\\.(\\d{1,6})(\\..*)?");

  private static final long MOST_NUMBERS = 20_000_000;

  private final Path file;
  private final OptionalInt dimension;
  private final Meaning meaning;

  private ConfigurationFile(Path file, OptionalInt dimension, Meaning meaning) {
    this.file = file;
    this.dimension = dimension;
    this.meaning = meaning;
  }

  /** Reads a file. */
  public static Configuration read(Path file) {
    return read(file, OptionalInt.empty(), Meaning.EITHER);
  }

  /**
   * Reads a file.
   *
   * @param dimension of the points, where a line has one number
   * @throws BadInputException if it cannot be read, or is no configuration
   */
  public static Configuration read(Path file, OptionalInt dimension, Meaning meaning) {
    return new ConfigurationFile(file, dimension, meaning).read();
  }

  private Configuration read() {
    EmbeddingSource source = EmbeddingSource.of(file.toString(), true);
    if (!Files.isRegularFile(source.file())) {
      String found = Files.isDirectory(source.file()) ? "a folder" : "no file";
      throw BadInputException.file(file.toString(), found, "a configuration of points");
    }
    String name = source.path().toLowerCase(Locale.ROOT);
    if (name.endsWith(".json")) {
      return json();
    }
    if (name.endsWith(".npy")
        || name.endsWith(".npz")
        || name.endsWith(".safetensors")
        || name.endsWith(".parquet")) {
      return array(source);
    }
    if (name.endsWith(".csv") || name.endsWith(".tsv")) {
      return table(source);
    }
    DecimalFile text = DecimalFile.read(file);
    return rows(text.rows(), text.rounding(), text.notes());
  }

  private Configuration array(EmbeddingSource source) {
    EmbeddingMatrix matrix = EmbeddingFiles.open(source);
    int n = matrix.rows();
    int d = matrix.columns();
    requireSize((long) n * d);
    double[] row = new double[d];
    List<List<Quadratic>> rows = new ArrayList<>();
    boolean whole = true;
    for (int i = 0; i < n; i++) {
      matrix.row(i, row);
      List<Quadratic> exact = new ArrayList<>(d);
      // Doubles of unit vectors are meant to 17 decimals; small vectors would lose by that.
      boolean unit = Math.abs(matrix.norm(i) - 1) < 0.5;
      for (int k = 0; k < d; k++) {
        whole &= row[k] == Math.rint(row[k]);
        BigDecimal x = unit ? CoordinateFile.decimal(row[k]) : new BigDecimal(row[k]);
        exact.add(Quadratic.of(Rationals.of(x)));
      }
      rows.add(exact);
    }
    double rounding =
        switch (matrix.type()) {
          case HALF -> 0x1p-11;
          case BRAIN -> 0x1p-8;
          case SINGLE -> 0x1p-24;
          default -> DecimalFile.ROUNDING;
        };
    return rows(rows, whole ? 0 : rounding, matrix.notes());
  }

  /** A table with names, or with columns that are no coordinates; else it is lines of numbers. */
  private Configuration table(EmbeddingSource source) {
    TextColumns columns = TextColumns.of(source);
    List<String> notes = new ArrayList<>();
    List<Integer> kept = columns.numbers(notes);
    if (!columns.hasNames() && (kept.size() == columns.width() || columns.hasExact())) {
      DecimalFile text = DecimalFile.read(file);
      return rows(text.rows(), text.rounding(), text.notes());
    }
    List<List<Quadratic>> rows = new ArrayList<>();
    int[] decimals = {0};
    columns.visit(
        (line, cells) -> {
          List<Quadratic> row = new ArrayList<>();
          for (int k : kept) {
            String cell = cells.get(k).strip();
            row.add(Quadratic.parse(cell, file + ", line " + line));
            decimals[0] = Math.max(decimals[0], DecimalFile.decimals(cell));
          }
          rows.add(row);
        });
    return rows(rows, DecimalFile.rounding(decimals[0]), notes);
  }

  private void requireSize(long numbers) {
    if (numbers > MOST_NUMBERS) {
      throw BadInputException.file(
          file.toString(), numbers + " numbers", "at most " + MOST_NUMBERS);
    }
  }

  private Configuration json() {
    JsonNode tree;
    try {
      tree = MAPPER.readTree(file.toFile());
    } catch (IOException | IllegalArgumentException | ArithmeticException e) {
      // The certificate reader says what is wrong with it.
      return Configuration.of(CertificateReader.read(file));
    }
    if (tree.isObject() && !tree.has("kind") && tree.size() == 1) {
      String field = tree.fieldNames().next();
      boolean gram = field.equals("gram");
      if (gram || List.of("points", "vectors", "coordinates").contains(field)) {
        Meaning meant = gram ? Meaning.GRAM : meaning;
        return new ConfigurationFile(file, dimension, meant).list(tree.get(field));
      }
    }
    return tree.isArray() && !tree.isEmpty()
        ? list(tree)
        : Configuration.of(CertificateReader.read(file));
  }

  private Configuration list(JsonNode list) {
    List<List<Quadratic>> rows = new ArrayList<>();
    int decimals = 0;
    for (JsonNode element : list) {
      List<Quadratic> row = new ArrayList<>();
      for (JsonNode number : element.isArray() ? element : List.of(element)) {
        if (!number.isNumber() && !number.isTextual()) {
          throw BadInputException.file(
              file + ", row " + rows.size(), number, "numbers, or texts such as 1/2 and sqrt(2)");
        }
        String text = number.isNumber() ? number.decimalValue().toString() : number.asText();
        row.add(Quadratic.parse(text, file + ", row " + rows.size()));
        decimals = Math.max(decimals, DecimalFile.decimals(text));
      }
      rows.add(row);
    }
    return rows(rows, DecimalFile.rounding(decimals), List.of());
  }

  private Configuration rows(List<List<Quadratic>> given, double rounding, List<String> remarks) {
    List<List<Quadratic>> rows = given;
    List<String> notes = new ArrayList<>(remarks);
    if (DecimalFile.isList(rows)) {
      rows = ofList(rows, notes);
    }
    int width = rows.isEmpty() ? 0 : rows.get(0).size();
    requireSize((long) rows.size() * width);
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).size() != width || width == 0) {
        throw BadInputException.file(
            file + ", row " + i, rows.get(i).size() + " numbers", width + " as in the first row");
      }
    }
    if (rows.size() < 2) {
      throw BadInputException.file(file.toString(), rows.size() + " rows", "at least 2 points");
    }
    if (meaning == Meaning.GRAM || (meaning == Meaning.EITHER && DecimalFile.isGram(rows))) {
      if (!DecimalFile.isSymmetric(rows) || rounding > 0) {
        throw BadInputException.file(
                file.toString(),
                rounding > 0 ? "a symmetric matrix of rounded numbers" : "another matrix",
                "exact inner products, symmetric and positive on the diagonal")
            .withAdvice("Maybe they are points: certify --as points");
      }
      notes.add("read as " + rows.size() + " x " + rows.size() + " inner products");
      return new Configuration(List.of(), Optional.of(rows), 0, Optional.empty(), notes);
    }
    try {
      return Configuration.of(Vectors.Inline.of(rows), rounding, notes);
    } catch (BadInputException e) {
      throw e.inFile(file.toString());
    }
  }

  /** One number a line: the dimension is given, or in the name of the file. */
  private List<List<Quadratic>> ofList(List<List<Quadratic>> list, List<String> notes) {
    Matcher table = TABLE.matcher(file.getFileName().toString());
    boolean named = table.matches();
    int d = dimension.orElseGet(() -> named ? Integer.parseInt(table.group(1)) : 0);
    if (d < 1 || list.size() % d != 0) {
      throw BadInputException.file(
              file.toString(),
              list.size() + " lines of one number" + (d < 1 ? "" : " for dimension " + d),
              "points, each of as many numbers as the dimension")
          .withAdvice("Maybe say it: --dimension d");
    }
    notes.add("one number a line, " + d + " of them a point");
    List<List<Quadratic>> rows = new ArrayList<>();
    for (int i = 0; i < list.size(); i += d) {
      rows.add(list.subList(i, i + d).stream().map(row -> row.get(0)).toList());
    }
    return rows;
  }
}

package constellations.solver.relevance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import constellations.solver.format.IntegerArray;
import constellations.verify.exact.BadInputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads relevance: judgements of TREC (query, iteration, document, grade) or BEIR (query, document,
 * grade), pairs (query, document) as text or .npy, a matrix of queries and documents (.npy), or one
 * of SciPy in CSR form (.npz). Queries and documents are rows from 0, or names of lists of names.
 */
public final class RelevanceFile {
  private static final Pattern TABS = Pattern.compile("\t");
  private static final Pattern COMMAS = Pattern.compile("\\s*[,;]\\s*");
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final JsonMapper MAPPER = new JsonMapper();

  /** Names of columns of queries and documents. */
  private static final Pattern HEAD =
      Pattern.compile(
          "(?i)(q|query|queries|d|doc|document|documents|corpus|row|column|col|i|j|u|v)?[-_ ]?(id)?");

  private final Path file;
  private final Rows queries;
  private final Rows documents;
  private final Judgements.Builder found;

  /**
   * Rows by their names.
   *
   * @param names where each is, or nothing if names are the numbers of rows
   */
  private record Rows(String what, int count, Optional<Map<String, Integer>> names) {
    int row(String name, String where, Path file) {
      if (names.isPresent()) {
        Integer row = names.get().get(name);
        if (row == null) {
          throw BadInputException.file(
              where, what + " " + name, "one of the " + names.get().size() + " names of its list");
        }
        return row;
      }
      boolean number = name.matches("\\d{1,9}");
      if (!number || Integer.parseInt(name) >= count) {
        throw BadInputException.file(where, what + " " + name, "a row from 0 to " + (count - 1))
            .withAdvice(
                number
                    ? "Maybe the rows of " + file.getFileName() + " are those of other files."
                    : "Maybe give the names of the rows: --" + what + "-ids FILE");
      }
      return Integer.parseInt(name);
    }
  }

  private RelevanceFile(Path file, Rows queries, Rows documents) {
    this.file = file;
    this.queries = queries;
    this.documents = documents;
    this.found = new Judgements.Builder(queries.count(), documents.count());
  }

  /**
   * Reads a file.
   *
   * @param queries how many rows the queries have
   * @param queryIds a file with their names, a line each or as {@code _id} of JSON lines
   * @throws BadInputException if it is of no such form; names file, line and value
   */
  public static Judgements read(
      Path file, int queries, Optional<Path> queryIds, int documents, Optional<Path> documentIds) {
    RelevanceFile reader =
        new RelevanceFile(
            file,
            new Rows("query", queries, queryIds.map(ids -> names(ids, queries))),
            new Rows("document", documents, documentIds.map(ids -> names(ids, documents))));
    String name = file.toString().toLowerCase(java.util.Locale.ROOT);
    try {
      if (name.endsWith(".npy")) {
        reader.array(IntegerArray.read(file));
      } else if (name.endsWith(".npz")) {
        reader.archive();
      } else {
        reader.text(reader::add);
      }
      return reader.found.build();
    } catch (BadInputException e) {
      throw e.source() == BadInputException.Source.FILE ? e : e.inFile(file.toString());
    }
  }

  /**
   * Reads a file by itself: the queries and documents are those that occur, with rows up to the
   * largest number, or where something else occurs with names in the order in which they appear.
   *
   * @throws BadInputException if it is of no such form; names file, line and value
   */
  public static Judgements read(Path file) {
    String name = file.toString().toLowerCase(java.util.Locale.ROOT);
    if (name.endsWith(".npy") || name.endsWith(".npz")) {
      long[] shape = shape(file);
      return read(
          file, count(shape[0], file), Optional.empty(), count(shape[1], file), Optional.empty());
    }
    RelevanceFile reader =
        new RelevanceFile(
            file,
            new Rows("query", 0, Optional.empty()),
            new Rows("document", 0, Optional.empty()));
    List<Map<String, Integer>> seen = List.of(new LinkedHashMap<>(), new LinkedHashMap<>());
    reader.text(
        (cells, where) -> {
          for (int side = 0; side < 2; side++) {
            Map<String, Integer> names = seen.get(side);
            names.putIfAbsent(cells[side == 0 ? 0 : cells.length == 4 ? 2 : 1], names.size());
          }
        });
    List<Rows> rows = new ArrayList<>();
    for (int side = 0; side < 2; side++) {
      Map<String, Integer> names = seen.get(side);
      boolean numbers = names.keySet().stream().allMatch(n -> n.matches("\\d{1,7}"));
      int largest =
          numbers ? names.keySet().stream().mapToInt(Integer::parseInt).max().orElse(-1) : -1;
      rows.add(
          new Rows(
              side == 0 ? "query" : "document",
              numbers ? largest + 1 : names.size(),
              numbers ? Optional.empty() : Optional.of(names)));
    }
    RelevanceFile whole = new RelevanceFile(file, rows.get(0), rows.get(1));
    try {
      whole.text(whole::add);
      return whole.found.build();
    } catch (BadInputException e) {
      throw e.source() == BadInputException.Source.FILE ? e : e.inFile(file.toString());
    }
  }

  private static int count(long length, Path file) {
    if (length < 1 || length > 10_000_000) {
      throw BadInputException.file(
          file.toString(), length + " queries or documents", "from 1 to 10 million");
    }
    return (int) length;
  }

  /** How many queries and documents an array has: its shape, or of pairs the largest ones. */
  private static long[] shape(Path file) {
    boolean archive = file.toString().endsWith(".npz");
    Optional<IntegerArray> shape = archive ? IntegerArray.member(file, "shape") : Optional.empty();
    if (shape.isPresent() && shape.get().values().length == 2) {
      return shape.get().values();
    }
    Optional<IntegerArray> columns =
        archive ? IntegerArray.member(file, "indices") : Optional.empty();
    if (columns.isPresent()) {
      long rows = IntegerArray.member(file, "indptr").map(p -> p.values().length - 1L).orElse(0L);
      return new long[] {rows, 1 + Arrays.stream(columns.get().values()).max().orElse(-1)};
    }
    IntegerArray array = IntegerArray.read(file);
    if (array.shape().length != 2 || array.shape()[1] != 2) {
      return array.shape().length == 2 ? array.shape() : new long[] {0, 0};
    }
    long[] largest = {-1, -1};
    for (int i = 0; i < array.values().length; i++) {
      largest[i % 2] = Math.max(largest[i % 2], array.values()[i]);
    }
    return new long[] {largest[0] + 1, largest[1] + 1};
  }

  /** Takes a line. */
  private interface Line {
    /** Looks at the cells of a line that is no head. */
    void of(String[] cells, String where);
  }

  private static Map<String, Integer> names(Path file, int rows) {
    Map<String, Integer> names = new HashMap<>();
    boolean json = file.toString().endsWith(".jsonl");
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        String name = json ? id(line) : line.strip();
        if (name.isEmpty() || names.put(name, names.size()) != null) {
          throw BadInputException.file(
              file + ", line " + number,
              name.isEmpty() ? "no name" : name + " again",
              json ? "a text _id of its own" : "a name of its own");
        }
      }
    } catch (IOException e) {
      throw BadInputException.file(file.toString(), "nothing readable", "a name in each line");
    }
    if (names.size() != rows) {
      throw BadInputException.file(
          file.toString(), names.size() + " names", rows + ", one for each row");
    }
    return names;
  }

  private static String id(String line) {
    try {
      JsonNode node = MAPPER.readTree(line);
      return node == null ? "" : node.path("_id").asText("");
    } catch (JsonProcessingException e) {
      return "";
    }
  }

  private void text(Line each) {
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      int number = 0;
      int columns = 0;
      Pattern separator = BLANKS;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        String text = (number == 1 ? line.replace("\uFEFF", "") : line).strip();
        if (text.isEmpty()) {
          continue;
        }
        if (columns == 0) {
          separator = text.contains("\t") ? TABS : text.matches(".*[,;].*") ? COMMAS : BLANKS;
        }
        String[] cells = separator.split(text, -1);
        boolean first = columns == 0;
        columns = first ? cells.length : columns;
        if (columns < 2 || columns > 4 || cells.length != columns) {
          throw BadInputException.file(
              file + ", line " + number,
              cells.length + " columns",
              first
                  ? "query and document, and perhaps a grade (and before it an iteration)"
                  : columns + " as before");
        }
        if (!first || !isHead(cells)) {
          each.of(cells, file + ", line " + number);
        }
      }
    } catch (IOException e) {
      throw BadInputException.file(
          file.toString(),
          Files.exists(file) ? "nothing readable" : "no such file",
          "judgements of queries and documents");
    }
  }

  /** Whether a first line has names of columns: no grade, or of pairs no rows. */
  private boolean isHead(String[] cells) {
    if (cells.length > 2) {
      return cells[cells.length - 1].matches("\\D+") && (cells.length == 3 || !isNumber(cells[1]));
    }
    // Without lists of names any word may be one.
    boolean known = queries.names().isPresent() || queries.count() > 0;
    return known
        ? !isRow(cells[0], queries) && !isRow(cells[1], documents)
        : HEAD.matcher(cells[0]).matches() && HEAD.matcher(cells[1]).matches();
  }

  private static boolean isRow(String cell, Rows rows) {
    return rows.names().map(names -> names.containsKey(cell)).orElse(cell.matches("\\d+"));
  }

  private static boolean isNumber(String cell) {
    return cell.matches("[-+]?\\d{1,18}(\\.\\d*)?");
  }

  private void add(String[] cells, String where) {
    String grade = cells.length == 2 ? "1" : cells[cells.length - 1];
    if (!isNumber(grade)) {
      throw BadInputException.file(where, grade, "a grade, a whole number");
    }
    BigDecimal value = new BigDecimal(grade);
    if (value.stripTrailingZeros().scale() > 0) {
      throw BadInputException.file(where, grade, "a grade, a whole number");
    }
    try {
      found.add(
          queries.row(cells[0], where, file),
          documents.row(cells[cells.length == 4 ? 2 : 1], where, file),
          value.longValue());
    } catch (BadInputException e) {
      throw e.source() == BadInputException.Source.FILE ? e : e.inFile(where);
    }
  }

  private void array(IntegerArray array) {
    long[] shape = array.shape();
    long[] values = array.values();
    boolean matrix =
        shape.length == 2 && shape[0] == queries.count() && shape[1] == documents.count();
    if (!matrix && (shape.length != 2 || shape[1] != 2)) {
      throw BadInputException.file(
          file.toString(),
          "an array of shape " + Arrays.toString(shape),
          queries.count() + " x " + documents.count() + ", or two columns, query and document");
    }
    for (int i = 0; i < values.length; i += matrix ? 1 : 2) {
      if (matrix && values[i] != 0) {
        found.add(i / documents.count(), i % documents.count(), values[i]);
      } else if (!matrix) {
        found.add(values[i], values[i + 1], 1);
      }
    }
  }

  private void archive() {
    Optional<IntegerArray> begins = IntegerArray.member(file, "indptr");
    Optional<IntegerArray> columns = IntegerArray.member(file, "indices");
    if (begins.isEmpty() || columns.isEmpty()) {
      array(IntegerArray.read(file));
      return;
    }
    long[] from = begins.get().values();
    long[] column = columns.get().values();
    long[] shape = IntegerArray.member(file, "shape").map(IntegerArray::values).orElse(null);
    boolean fits =
        from.length == queries.count() + 1
            && from[0] == 0
            && from[from.length - 1] == column.length
            && (shape == null || Arrays.equals(shape, shape(queries, documents)));
    long[] grade = IntegerArray.member(file, "data").map(IntegerArray::values).orElse(null);
    if (!fits || (grade != null && grade.length != column.length)) {
      throw BadInputException.file(
          file.toString(),
          "rows from "
              + Arrays.toString(Arrays.copyOf(from, Math.min(3, from.length)))
              + "..., shape "
              + Arrays.toString(shape),
          "a matrix of " + queries.count() + " x " + documents.count() + " in CSR form");
    }
    for (int i = 0; i < queries.count(); i++) {
      if (from[i] > from[i + 1] || from[i] < 0 || from[i + 1] > column.length) {
        throw BadInputException.file(
            file + ":indptr, number " + (i + 1), from[i + 1], "at least " + from[i]);
      }
      for (long p = from[i]; p < from[i + 1]; p++) {
        found.add(i, column[(int) p], grade == null ? 1 : grade[(int) p]);
      }
    }
  }

  private static long[] shape(Rows queries, Rows documents) {
    return new long[] {queries.count(), documents.count()};
  }
}

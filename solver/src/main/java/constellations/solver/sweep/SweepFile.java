package constellations.solver.sweep;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import constellations.solver.bound.HalfDegrees;
import constellations.solver.bound.ThreePointBound;
import constellations.solver.dimension.Query;
import constellations.solver.sweep.SweepCell.Task;
import constellations.verify.claim.Sha256;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Rationals;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A grid of instances in a JSON file: {@code {"grids": [{"task": "code", "dimension": "3..8",
 * "points": "10..40", "starts": 64}, ...]}}. Tasks are code, bound (both with dimension and
 * points), three-point (dimension with points or cosine, halfDegree), frame and constellation (both
 * with dimension, pairs, bias, modalities) and dimension (pairs, margin, bias, modalities); ranges
 * are numbers, "a..b" or lists of these.
 *
 * @param cells each once, in the order of the file
 * @param digest of the file
 */
public record SweepFile(List<SweepCell> cells, String digest) {
  private static final int MOST_CELLS = 1_000_000;
  private static final int MOST_BYTES = 1 << 20;
  private static final Pattern RANGE = Pattern.compile("([0-9]{1,9})(?:\\.\\.([0-9]{1,9}))?");
  private static final Set<String> NAMES =
      Set.of(
          "task",
          "dimension",
          "points",
          "cosine",
          "pairs",
          "margin",
          "bias",
          "modalities",
          "starts",
          "timeLimit",
          "halfDegree",
          "seed");

  /**
   * Reads a file.
   *
   * @throws BadInputException if it cannot be read or has another form
   */
  public static SweepFile read(Path file) {
    try {
      byte[] bytes = bytes(file);
      JsonNode root =
          JsonMapper.builder()
              .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
              .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
              .build()
              .readTree(bytes);
      JsonNode grids = root.path("grids");
      if (!grids.isArray() || grids.isEmpty()) {
        throw BadInputException.file(file + ": grids", grids.getNodeType(), "a list");
      }
      Map<String, SweepCell> cells = new LinkedHashMap<>();
      for (int g = 0; g < grids.size(); g++) {
        Grid grid = new Grid(grids.get(g), file + ": grids[" + g + "]");
        grid.cells().forEach(cell -> cells.putIfAbsent(cell.key(), cell));
        if (cells.size() > MOST_CELLS) {
          throw BadInputException.file(
              file.toString(), cells.size() + " cells", "at most " + MOST_CELLS);
        }
      }
      return new SweepFile(List.copyOf(cells.values()), Sha256.of(bytes));
    } catch (JsonProcessingException e) {
      throw BadInputException.file(file.toString(), e.getOriginalMessage(), "one JSON document");
    } catch (IOException e) {
      throw BadInputException.file(file.toString(), "no readable file", "a grid of instances");
    }
  }

  private static byte[] bytes(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw BadInputException.file(file.toString(), "a larger file", "at most 1 MiB");
      }
      return bytes;
    }
  }

  private record Grid(JsonNode node, String where) {
    List<SweepCell> cells() {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        if (!NAMES.contains(field.getKey())) {
          throw BadInputException.file(where, field.getKey(), "one of the names " + NAMES);
        }
      }
      String name = node.path("task").asText("");
      Task task =
          Arrays.stream(Task.values())
              .filter(t -> t.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(name))
              .findFirst()
              .orElseThrow(
                  () ->
                      BadInputException.file(
                          where + ".task",
                          name,
                          "code, bound, three-point, constellation or dimension"));
      boolean codes = task == Task.CODE || task == Task.BOUND || task == Task.THREE_POINT;
      boolean cosine = task == Task.THREE_POINT && node.has("cosine");
      List<SweepCell> cells = new ArrayList<>();
      int starts = (int) whole("starts", 64, 0, 1_000_000_000);
      long seed = whole("seed", 1, 0, Integer.MAX_VALUE);
      int modalities = codes ? 1 : (int) whole("modalities", 2, 2, 1000);
      double seconds = seconds();
      int halfDegree = (int) whole("halfDegree", 0, HalfDegrees.LEAST, HalfDegrees.MOST);
      List<Integer> dimensions =
          task == Task.DIMENSION ? List.of(0) : range("dimension", 2, 100_000);
      List<BigInteger> counts =
          cosine ? List.of(BigInteger.TWO) : numbers(codes ? "points" : "pairs");
      List<String> cosines = cosine ? rationals("cosine") : List.of("");
      List<String> biases = codes ? List.of("0") : rationals("bias");
      List<String> margins = task == Task.DIMENSION ? rationals("margin") : List.of("0");
      double size =
          (double) dimensions.size()
              * counts.size()
              * cosines.size()
              * biases.size()
              * margins.size();
      if (size > MOST_CELLS) {
        throw BadInputException.file(
            where, String.format(Locale.ROOT, "%.0f cells", size), "at most " + MOST_CELLS);
      }
      for (int d : dimensions) {
        for (BigInteger n : counts) {
          for (String b : biases) {
            for (String m : margins) {
              for (String a : cosines) {
                SweepCell cell =
                    new SweepCell(
                        task,
                        d,
                        cosine ? null : n,
                        cosine ? a : null,
                        modalities,
                        m,
                        b,
                        starts,
                        seconds,
                        halfDegree,
                        seed);
                require(cell);
                cells.add(cell);
              }
            }
          }
        }
      }
      return cells;
    }

    /** Refuses what the tasks would refuse, before hours of work. */
    private void require(SweepCell cell) {
      try {
        if (cell.task() == Task.DIMENSION) {
          new Query(
              cell.number(),
              Rationals.parse(cell.margin(), "margin"),
              Rationals.parse(cell.bias(), "bias"),
              cell.modalities());
          return;
        }
        if (cell.task() == Task.THREE_POINT) {
          requireCosine(cell);
          return;
        }
        long coordinates =
            cell.number().bitLength() > 31
                ? Long.MAX_VALUE
                : cell.number().longValue() * cell.dimension() * cell.modalities();
        if (cell.task() != Task.BOUND && coordinates > Sweep.MOST_COORDINATES) {
          throw BadInputException.argument(
              "number of coordinates", coordinates, "at most " + Sweep.MOST_COORDINATES);
        }
        BigFraction bias = Rationals.parse(cell.bias(), "bias");
        boolean decimal = Rationals.of(Rationals.floor(bias, Sweep.BIAS_DECIMALS)).equals(bias);
        if (bias.abs().compareTo(BigFraction.ONE) > 0 || !decimal) {
          throw BadInputException.argument(
              "bias", cell.bias(), "a decimal between -1 and 1 of at most 30 digits");
        }
        if (cell.task() != Task.BOUND && cell.starts() < 1) {
          throw BadInputException.argument("starts", cell.starts(), "at least 1");
        }
      } catch (BadInputException e) {
        throw e.inFile(where);
      }
    }

    private static void requireCosine(SweepCell cell) {
      if (cell.cosine() != null) {
        BigFraction a = Rationals.parse(cell.cosine(), "cosine");
        if (a.signum() <= 0 || a.compareTo(BigFraction.ONE) >= 0) {
          throw BadInputException.argument("cosine", cell.cosine(), "more than 0, less than 1");
        }
      }
      if (cell.dimension() < 3 || cell.dimension() > ThreePointBound.MAX_DIMENSION) {
        throw BadInputException.argument(
            "dimension", cell.dimension(), "from 3 to " + ThreePointBound.MAX_DIMENSION);
      }
    }

    private long whole(String name, long otherwise, long least, long most) {
      JsonNode field = node.path(name);
      if (field.isMissingNode()) {
        return otherwise;
      }
      if (!field.isIntegralNumber()
          || !field.canConvertToLong()
          || field.longValue() < least
          || field.longValue() > most) {
        throw BadInputException.file(
            where + "." + name, field, "a whole number from " + least + " to " + most);
      }
      return field.longValue();
    }

    private double seconds() {
      JsonNode field = node.path("timeLimit");
      if (field.isMissingNode()) {
        return 0;
      }
      if (!field.isNumber() || !(field.doubleValue() > 0) || field.doubleValue() > 1e6) {
        throw BadInputException.file(where + ".timeLimit", field, "seconds, more than 0");
      }
      return field.doubleValue();
    }

    /** The texts of a number or string, or of a list of them. */
    private List<String> texts(String name) {
      JsonNode field = node.path(name);
      List<JsonNode> items =
          field.isArray()
              ? StreamSupport.stream(field.spliterator(), false).toList()
              : List.of(field);
      if (items.isEmpty() || items.stream().anyMatch(i -> !i.isTextual() && !i.isNumber())) {
        throw BadInputException.file(
            where + "." + name,
            field.isMissingNode() ? "nothing" : field,
            "a number, a string, or a list of them");
      }
      return items.stream().map(JsonNode::asText).toList();
    }

    private List<Integer> range(String name, int least, int most) {
      return texts(name).stream().flatMap(t -> range(name, t, least, most).boxed()).toList();
    }

    private IntStream range(String name, String text, int least, int most) {
      Matcher matcher = RANGE.matcher(text);
      if (matcher.matches()) {
        int from = Integer.parseInt(matcher.group(1));
        int to = matcher.group(2) == null ? from : Integer.parseInt(matcher.group(2));
        if (least <= from && from <= to && to <= most && to - from < MOST_CELLS) {
          return IntStream.rangeClosed(from, to);
        }
      }
      throw BadInputException.file(
          where + "." + name, text, "a range such as 3..8, from " + least + " to " + most);
    }

    private List<BigInteger> numbers(String name) {
      List<BigInteger> all = new ArrayList<>();
      for (String text : texts(name)) {
        if (text.contains("..")) {
          range(name, text, 2, 100_000).forEach(n -> all.add(BigInteger.valueOf(n)));
          continue;
        }
        BigFraction value = parsed(name, text);
        if (!value.getDenominator().equals(BigInteger.ONE)
            || value.compareTo(BigFraction.of(2)) < 0) {
          throw BadInputException.file(where + "." + name, text, "a whole number from 2 on");
        }
        all.add(value.getNumerator());
      }
      return all;
    }

    private List<String> rationals(String name) {
      return texts(name).stream().map(t -> Rationals.toString(parsed(name, t))).toList();
    }

    private BigFraction parsed(String name, String text) {
      try {
        return Rationals.parse(text, name);
      } catch (BadInputException e) {
        throw e.inFile(where);
      }
    }
  }
}

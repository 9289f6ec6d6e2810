package constellations.solver.select;

import constellations.verify.exact.BadInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * A finite set of integer vectors of one norm, in lexicographic order.
 *
 * @param coordinates how many coordinates a vector has
 * @param vectors distinct vectors of the same squared norm
 */
public record VectorSet(int coordinates, List<int[]> vectors) {
  /** More vectors are refused. */
  public static final int MOST_VECTORS = 1_000_000;

  private static final int MOST_COORDINATES = 64;
  private static final int MOST_ENTRY = 1000;

  /**
   * Checks that the vectors have one norm, and brings them into order without repetition.
   *
   * @throws BadInputException if there are none, or of several norms
   */
  public static VectorSet of(int coordinates, List<int[]> vectors) {
    TreeSet<int[]> ordered = new TreeSet<>(Arrays::compare);
    ordered.addAll(vectors);
    if (ordered.isEmpty()) {
      throw BadInputException.argument("vectors", "none", "at least one vector in the set");
    }
    long norm = inner(ordered.first(), ordered.first());
    for (int[] v : ordered) {
      if (inner(v, v) != norm || norm == 0) {
        throw BadInputException.argument(
            "squared norm of " + Arrays.toString(v),
            inner(v, v),
            norm == 0 ? "not 0" : norm + " as for the others");
      }
    }
    return new VectorSet(coordinates, List.copyOf(ordered));
  }

  /** All vectors of Z^n of a squared norm whose entries are at most {@code most} in size. */
  public static VectorSet shell(int coordinates, int norm, int most) {
    requireCoordinates(coordinates);
    List<int[]> found = new ArrayList<>();
    shell(new int[coordinates], 0, norm, most, found);
    return of(coordinates, found);
  }

  private static void shell(int[] v, int at, int rest, int most, List<int[]> found) {
    if (at == v.length) {
      if (rest == 0) {
        add(found, v);
      }
      return;
    }
    if (rest > (long) most * most * (v.length - at)) {
      return;
    }
    for (int x = -most; x <= most; x++) {
      if (x * x <= rest) {
        v[at] = x;
        shell(v, at + 1, rest - x * x, most, found);
      }
    }
    v[at] = 0;
  }

  /**
   * Vectors by their shapes, such as {@code 2^4,0^9}: these sizes of entries in every order and
   * with all signs. Blocks of coordinates are separated by {@code |} and keep their entries;
   * several shapes are separated by {@code ;}.
   */
  public static VectorSet shapes(String text) {
    List<int[]> found = new ArrayList<>();
    int coordinates = -1;
    for (String shape : text.split(";")) {
      List<int[]> blocks = new ArrayList<>();
      for (String block : shape.strip().split("\\|")) {
        blocks.add(block(block, text));
      }
      int count = blocks.stream().mapToInt(b -> b.length).sum();
      requireCoordinates(count);
      if (coordinates >= 0 && count != coordinates) {
        throw BadInputException.argument(
            "shape " + shape, count + " coordinates", coordinates + " as in the first shape");
      }
      coordinates = count;
      arrange(blocks, 0, 0, new int[count], new boolean[count], 0, found);
    }
    return of(coordinates, found);
  }

  private static int[] block(String block, String text) {
    List<Integer> entries = new ArrayList<>();
    for (String part : block.strip().split(",")) {
      String[] power = part.strip().split("\\^", 2);
      try {
        int entry = Integer.parseInt(power[0]);
        int times = power.length == 1 ? 1 : Integer.parseInt(power[1]);
        if (entry < 0 || entry > MOST_ENTRY || times < 1 || times > MOST_COORDINATES) {
          throw new NumberFormatException(part);
        }
        for (int i = 0; i < times; i++) {
          entries.add(entry);
        }
      } catch (NumberFormatException e) {
        throw BadInputException.argument(
            "shape", text, "sizes of entries such as 2^4,0^9, with ; between shapes");
      }
    }
    return entries.stream().sorted(Comparator.reverseOrder()).mapToInt(x -> x).toArray();
  }

  /**
   * Puts the entries of the blocks to places, larger ones first, equal ones in increasing order.
   */
  private static void arrange(
      List<int[]> blocks,
      int block,
      int entry,
      int[] v,
      boolean[] used,
      int least,
      List<int[]> found) {
    if (block == blocks.size()) {
      add(found, v);
      return;
    }
    int[] entries = blocks.get(block);
    // Zeros come last and fill what is left.
    if (entry == entries.length || entries[entry] == 0) {
      arrange(blocks, block + 1, 0, v, used, 0, found);
      return;
    }
    int begin = 0;
    for (int b = 0; b < block; b++) {
      begin += blocks.get(b).length;
    }
    int size = entries[entry];
    int from = entry > 0 && entries[entry - 1] == size ? least : begin;
    int equal = 0;
    while (entry + equal < entries.length && entries[entry + equal] == size) {
      equal++;
    }
    for (int place = from; place <= begin + entries.length - equal; place++) {
      if (!used[place]) {
        used[place] = true;
        for (int sign = -1; sign <= 1; sign += 2) {
          v[place] = sign * size;
          arrange(blocks, block, entry + 1, v, used, place + 1, found);
        }
        used[place] = false;
        v[place] = 0;
      }
    }
  }

  /** Words of n bits and weight w as vectors n x - w, which are orthogonal to (1, ..., 1). */
  public static VectorSet words(int length, int weight) {
    requireCoordinates(length);
    if (weight < 1 || weight >= length) {
      throw BadInputException.argument("weight", weight, "between 1 and " + (length - 1));
    }
    List<int[]> found = new ArrayList<>();
    words(new int[length], 0, weight, length, weight, found);
    return of(length, found);
  }

  private static void words(int[] v, int at, int rest, int length, int weight, List<int[]> found) {
    if (at == length) {
      if (rest == 0) {
        add(found, v);
      }
      return;
    }
    if (length - at > rest) {
      v[at] = -weight;
      words(v, at + 1, rest, length, weight, found);
    }
    if (rest > 0) {
      v[at] = length - weight;
      words(v, at + 1, rest - 1, length, weight, found);
    }
  }

  private static void add(List<int[]> found, int[] v) {
    if (found.size() == MOST_VECTORS) {
      throw BadInputException.argument(
          "number of vectors", "more than " + MOST_VECTORS, "at most " + MOST_VECTORS);
    }
    found.add(v.clone());
  }

  private static void requireCoordinates(int coordinates) {
    if (coordinates < 2 || coordinates > MOST_COORDINATES) {
      throw BadInputException.argument(
          "number of coordinates", coordinates, "between 2 and " + MOST_COORDINATES);
    }
  }

  /** The vectors that satisfy a condition; refused when there are none. */
  public VectorSet where(Predicate<int[]> condition) {
    return of(coordinates, vectors.stream().filter(condition).toList());
  }

  /** The common squared norm. */
  public long norm() {
    return inner(vectors.get(0), vectors.get(0));
  }

  /** The inner product. */
  public static long inner(int[] x, int[] y) {
    long sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += (long) x[i] * y[i];
    }
    return sum;
  }

  /**
   * The vectors that are orthogonal to some.
   *
   * @param rows integers separated by commas, rows by semicolons; null for no row
   * @throws BadInputException if they are none
   */
  public VectorSet orthogonalTo(String rows) {
    VectorSet rest = this;
    for (String row : rows == null ? new String[0] : rows.split(";")) {
      int[] normal;
      try {
        normal =
            Arrays.stream(row.split(",")).map(String::strip).mapToInt(Integer::parseInt).toArray();
      } catch (NumberFormatException e) {
        throw BadInputException.argument("orthogonal", row, "integers separated by commas");
      }
      if (normal.length != coordinates()) {
        throw BadInputException.argument(
            "orthogonal", row, coordinates() + " integers separated by commas");
      }
      rest = rest.where(x -> inner(x, normal) == 0);
    }
    return rest;
  }
}

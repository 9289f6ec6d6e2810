package constellations.solver.group;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import constellations.verify.exact.BadInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A signed permutation of n coordinates.
 *
 * @param targets where each coordinate goes
 * @param signs what it is multiplied by on the way, 1 or -1
 */
public record SignedPermutation(int[] targets, int[] signs) {

  /** The image of a vector. */
  public int[] apply(int[] v) {
    int[] image = new int[v.length];
    for (int i = 0; i < v.length; i++) {
      image[targets[i]] = signs[i] * v[i];
    }
    return image;
  }

  /** A permutation without signs. */
  static SignedPermutation permutation(int[] targets) {
    int[] signs = new int[targets.length];
    Arrays.fill(signs, 1);
    return new SignedPermutation(targets, signs);
  }

  /** Changes of sign alone. */
  static SignedPermutation signs(int[] signs) {
    int[] targets = new int[signs.length];
    Arrays.setAll(targets, i -> i);
    return new SignedPermutation(targets, signs);
  }

  /**
   * From images as they are written in files: entry i is the place, counted from 1, where
   * coordinate i goes, with a minus when its sign changes.
   *
   * @throws BadInputException if that is no signed permutation of n coordinates
   */
  public static SignedPermutation ofImages(int[] images, int coordinates) {
    int[] targets = new int[images.length];
    int[] signs = new int[images.length];
    boolean[] hit = new boolean[coordinates];
    boolean good = images.length == coordinates;
    for (int i = 0; i < images.length && good; i++) {
      int place = Math.abs(images[i]);
      good = place >= 1 && place <= coordinates && !hit[place - 1];
      if (good) {
        hit[place - 1] = true;
        targets[i] = place - 1;
        signs[i] = Integer.signum(images[i]);
      }
    }
    if (!good) {
      throw BadInputException.argument(
          "generator " + Arrays.toString(images),
          "no signed permutation",
          "each of 1 to " + coordinates + " once, with a sign");
    }
    return new SignedPermutation(targets, signs);
  }

  /**
   * Generators of groups by name, joined by commas:
   *
   * <ul>
   *   <li>{@code negate}: all signs; {@code signs}: each sign; {@code even-signs}: pairs of signs;
   *       {@code signs:1100110}: the signs where the word has a 1;
   *   <li>{@code cycle:7+7}: cycles of these lengths on consecutive coordinates;
   *   <li>{@code multiply:11*3}: i to 3 i modulo 11 on the first 11 coordinates; {@code
   *       multiply:7*2+7*2} on consecutive blocks;
   *   <li>{@code dihedral:n}, {@code alternating:n}, {@code symmetric:n}, {@code affine:p} on the
   *       first n coordinates, {@code translate:2^e} (adding binary vectors);
   *   <li>{@code swap:7}: the first 7 coordinates with the next 7.
   * </ul>
   */
  public static List<SignedPermutation> named(String names, int n) {
    List<SignedPermutation> generators = new ArrayList<>();
    for (String name : names.split(",")) {
      generators.addAll(one(name.strip(), n));
    }
    return generators;
  }

  /**
   * Generators from a file such as {@code {"generators": [[2, -1, 3], [1, 3, 2]]}}, see {@link
   * #ofImages}.
   *
   * @throws BadInputException if the file holds something else
   */
  public static List<SignedPermutation> read(Path file, int coordinates) {
    JsonNode root;
    try {
      root = new JsonMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw BadInputException.file(file.toString(), "no readable JSON", "a file of generators");
    }
    JsonNode list = root == null ? null : root.get("generators");
    if (list == null || !list.isArray() || list.isEmpty() || list.size() > MOST_GENERATORS) {
      throw BadInputException.file(
          file + ": generators", list, "an array of 1 to " + MOST_GENERATORS + " generators");
    }
    List<SignedPermutation> generators = new ArrayList<>();
    for (JsonNode generator : list) {
      if (!generator.isArray()) {
        throw BadInputException.file(file + ": generator", generator, "an array of integers");
      }
      int[] images = new int[generator.size()];
      for (int i = 0; i < images.length; i++) {
        images[i] = generator.get(i).isInt() ? generator.get(i).intValue() : 0;
      }
      try {
        generators.add(ofImages(images, coordinates));
      } catch (BadInputException e) {
        throw e.inFile(file.toString());
      }
    }
    return generators;
  }

  private static final int MOST_GENERATORS = 1000;

  private static List<SignedPermutation> one(String name, int n) {
    String[] parts = name.split(":", 2);
    String argument = parts.length == 1 ? "" : parts[1];
    try {
      return switch (parts[0]) {
        case "negate" -> List.of(signs(filled(n, -1)));
        case "signs" -> argument.isEmpty() ? eachSign(n) : List.of(word(argument, n));
        case "even-signs" -> pairsOfSigns(n);
        case "cycle" -> List.of(cycles(lengths(argument, "\\+"), n));
        case "multiply" -> List.of(multiply(argument, n));
        case "dihedral" -> {
          int m = size(argument, n);
          int[] reverse = identity(n);
          for (int i = 0; i < m; i++) {
            reverse[i] = (m - i) % m;
          }
          yield List.of(cycles(new int[] {m}, n), permutation(reverse));
        }
        case "symmetric" -> {
          int m = size(argument, n);
          yield List.of(cycles(new int[] {m}, n), cycles(new int[] {2}, n));
        }
        case "alternating" -> {
          int m = size(argument, n);
          List<SignedPermutation> threes = new ArrayList<>();
          for (int i = 2; i < m; i++) {
            int[] three = identity(n);
            three[0] = 1;
            three[1] = i;
            three[i] = 0;
            threes.add(permutation(three));
          }
          yield threes;
        }
        case "affine" -> {
          int p = Integer.parseInt(argument);
          List<SignedPermutation> all = new ArrayList<>(List.of(cycles(new int[] {p}, n)));
          for (int k = 2; k < p; k++) {
            all.add(multiply(p + "*" + k, n));
          }
          yield all;
        }
        case "translate" -> {
          if (!argument.matches("2\\^\\d")) {
            throw new NumberFormatException(argument);
          }
          int e = Integer.parseInt(argument.substring(2));
          List<SignedPermutation> all = new ArrayList<>();
          for (int bit = 1; bit < 1 << e; bit <<= 1) {
            int[] translation = identity(n);
            for (int i = 0; i < 1 << e; i++) {
              translation[i] = i ^ bit;
            }
            all.add(permutation(translation));
          }
          yield all;
        }
        case "swap" -> {
          int m = Integer.parseInt(argument);
          int[] swap = identity(n);
          for (int i = 0; i < m; i++) {
            swap[i] = i + m;
            swap[i + m] = i;
          }
          yield List.of(permutation(swap));
        }
        default -> throw new NumberFormatException(name);
      };
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw BadInputException.argument(
          "group",
          name,
          "negate, signs, even-signs, signs:WORD, cycle:L+L, multiply:P*K, dihedral:N,"
              + " symmetric:N, alternating:N, affine:P, translate:2^E or swap:N that fit "
              + n
              + " coordinates");
    }
  }

  private static int size(String text, int n) {
    int m = Integer.parseInt(text);
    if (m < 2 || m > n) {
      throw new NumberFormatException(text);
    }
    return m;
  }

  private static int[] filled(int n, int value) {
    int[] all = new int[n];
    Arrays.fill(all, value);
    return all;
  }

  private static int[] identity(int n) {
    int[] all = new int[n];
    Arrays.setAll(all, i -> i);
    return all;
  }

  private static List<SignedPermutation> eachSign(int n) {
    List<SignedPermutation> all = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      int[] signs = filled(n, 1);
      signs[i] = -1;
      all.add(signs(signs));
    }
    return all;
  }

  private static List<SignedPermutation> pairsOfSigns(int n) {
    List<SignedPermutation> all = new ArrayList<>();
    for (int i = 1; i < n; i++) {
      int[] signs = filled(n, 1);
      signs[0] = -1;
      signs[i] = -1;
      all.add(signs(signs));
    }
    return all;
  }

  private static SignedPermutation word(String bits, int n) {
    if (bits.length() != n || !bits.matches("[01]+")) {
      throw new NumberFormatException(bits);
    }
    int[] signs = new int[n];
    for (int i = 0; i < n; i++) {
      signs[i] = bits.charAt(i) == '1' ? -1 : 1;
    }
    return signs(signs);
  }

  private static int[] lengths(String text, String separator) {
    return Arrays.stream(text.split(separator)).mapToInt(Integer::parseInt).toArray();
  }

  private static SignedPermutation cycles(int[] lengths, int n) {
    int[] targets = identity(n);
    int from = 0;
    for (int length : lengths) {
      for (int i = 0; i < length; i++) {
        targets[from + i] = from + (i + 1) % length;
      }
      from += length;
    }
    return permutation(targets);
  }

  private static SignedPermutation multiply(String text, int n) {
    int[] targets = identity(n);
    int from = 0;
    for (String block : text.split("\\+")) {
      int[] numbers = lengths(block, "\\*");
      int p = numbers[0];
      if (!java.math.BigInteger.valueOf(numbers[1])
          .gcd(java.math.BigInteger.valueOf(p))
          .equals(java.math.BigInteger.ONE)) {
        throw new NumberFormatException(text);
      }
      for (int i = 0; i < p; i++) {
        targets[from + i] = from + Math.floorMod((long) numbers[1] * i, p);
      }
      from += p;
    }
    return permutation(targets);
  }
}

package constellations.solver.code.binary;

import constellations.solver.code.ExistingCode;
import constellations.solver.code.IndexedCode;
import constellations.solver.code.lattice.SectionLattices;
import constellations.verify.claim.Claim;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import constellations.verify.words.BinaryCode;
import constellations.verify.words.BinaryCodeCertificate;
import constellations.verify.words.ConcatenatedCode;
import constellations.verify.words.CyclicCode;
import constellations.verify.words.GeneratedCode;
import constellations.verify.words.QuadraticFormCode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Binary codes as spherical codes: BCH, Reed-Muller, quadratic residue, Golay and Kerdock codes.
 */
public final class BinaryCodes {
  private static final long MAX_WORDS = 1L << 28;
  private static final int MAX_VARIABLES = 12;

  private static final int MAX_BLOCKS = 1000;

  private static final int MOST_SHORTENED = 33;

  private static final Map<List<Integer>, Optional<BinaryCode>> SIGNS = new ConcurrentHashMap<>();

  /** Longer concatenated codes are not looked for. */
  private static final int MAX_CONCATENATED = 20_000;

  private BinaryCodes() {}

  /**
   * A BCH code of designed distance, changed.
   *
   * @param length n, odd
   * @param distance the designed distance; the zeros are the exponents 1 to distance - 1
   * @throws BadInputException if there is no such code
   */
  public static ExistingCode bch(
      int length, int distance, boolean extended, int shortened, int radius, int punctured) {
    if (distance < 2 || distance > length) {
      throw BadInputException.argument("distance", distance, "from 2 to the length " + length);
    }
    List<Integer> zeros = new ArrayList<>();
    for (int z = 1; z < distance; z++) {
      zeros.add(z);
    }
    CyclicCode cyclic = CyclicCode.of(length, leaders(length, zeros));
    return cyclic(
        new BinaryCode(cyclic, extended, shortened, radius, punctured),
        "a BCH code of length " + length + " with " + cyclic.bits() + " information bits");
  }

  /**
   * The Reed-Muller code of an order, as an extended cyclic code: the zeros of the punctured code
   * are the exponents z with 0 &lt; weight of z in binary &lt; m - r (MacWilliams and Sloane,
   * chapter 13, theorem 11).
   *
   * @param order r
   * @param variables m, the length is 2^m
   * @throws BadInputException if the numbers are out of range
   */
  public static ExistingCode reedMuller(int order, int variables) {
    if (variables < 3 || variables > MAX_VARIABLES || order < 1 || order > variables - 2) {
      throw BadInputException.argument(
          "order and variables",
          order + " and " + variables,
          "3 to " + MAX_VARIABLES + " variables, order 1 to variables - 2");
    }
    int length = (1 << variables) - 1;
    List<Integer> zeros = new ArrayList<>();
    for (int z = 1; z < length; z++) {
      if (Integer.bitCount(z) < variables - order) {
        zeros.add(z);
      }
    }
    return cyclic(
        new BinaryCode(CyclicCode.of(length, leaders(length, zeros)), true, 0, 0),
        "the Reed-Muller code of order " + order + " and length " + (length + 1));
  }

  /**
   * The extended quadratic residue code of a prime length p = 1 or 7 mod 8; its distance is found
   * by visiting all words.
   *
   * @throws BadInputException if there is none, or it has too many words
   */
  public static ExistingCode quadraticResidue(int prime) {
    boolean fits =
        prime >= 7
            && prime < 60
            && (prime % 8 == 1 || prime % 8 == 7)
            && BigInteger.valueOf(prime).isProbablePrime(50);
    if (!fits) {
      throw BadInputException.argument(
          "length", prime, "a prime that is 1 or 7 mod 8, from 7 to 47 by its number of words");
    }
    List<Integer> zeros = new ArrayList<>();
    for (int i = 1; i < prime; i++) {
      zeros.add(i * i % prime);
    }
    CyclicCode cyclic = CyclicCode.of(prime, leaders(prime, zeros));
    IndexedCode points = new CyclicPoints(new BinaryCode(cyclic, true, 0, 0));
    List<String> generators = new ArrayList<>();
    for (int i = 0; i < cyclic.bits(); i++) {
      StringBuilder word = new StringBuilder();
      for (long x : points.encode(BigInteger.ONE.shiftLeft(i))) {
        word.append(x < 0 ? 1 : 0);
      }
      generators.add(word.toString());
    }
    GeneratedCode generated = GeneratedCode.of(prime + 1, generators, Optional.empty());
    String name = prime == 23 ? "the extended Golay code" : "the extended quadratic residue code";
    return code(
        new BinaryCode(generated, false, 0, 0),
        name + " of length " + (prime + 1),
        Optional.of(() -> points));
  }

  /**
   * The words of one weight of the extended Golay code, for example 759 octads in 23 dimensions.
   */
  public static ExistingCode golayWords(int weight) {
    if (weight != 8 && weight != 12) {
      throw BadInputException.argument("weight", weight, "8 or 12");
    }
    List<String> generators = new ArrayList<>();
    for (long word : SectionLattices.quadraticDoubleCirculant(11)) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 24; i++) {
        text.append(word >> i & 1);
      }
      generators.add(text.toString());
    }
    GeneratedCode words = GeneratedCode.of(24, generators, Optional.of(weight));
    return code(
        new BinaryCode(words, false, 0, 0),
        "the words of weight " + weight + " of the Golay code",
        Optional.empty());
  }

  /**
   * A Kerdock code of length 2^m with the vectors of the axes: n^2 + 2n points of cosine n^(-1/2).
   *
   * @param variables m, even, from 4 to 10
   * @throws BadInputException if it is not
   */
  public static ExistingCode kerdock(int variables) {
    if (variables < 4 || variables > 10 || variables % 2 != 0) {
      throw BadInputException.argument("variables", variables, "4, 6, 8 or 10");
    }
    QuadraticFormCode set = QuadraticFormPoints.kerdock(variables);
    return code(
        new BinaryCode(set, false, 0, 0),
        "the Kerdock code of length " + (1 << variables) + " with the axes",
        Optional.of(() -> new QuadraticFormPoints(set)));
  }

  /**
   * A generalised concatenated code of least distance D: inner Reed-Muller codes of length 2^m,
   * outer Reed-Solomon codes of distances D / 2^(m-i), and a BCH code for the signs.
   *
   * @param variables m
   * @param blocks L, the number of inner words; the length is L 2^m
   * @param distance D
   * @throws BadInputException if there is no such code
   */
  public static ExistingCode concatenated(int variables, int blocks, int distance) {
    if (variables < 2 || variables > ConcatenatedCode.MAX_VARIABLES) {
      throw BadInputException.argument(
          "variables", variables, "from 2 to " + ConcatenatedCode.MAX_VARIABLES);
    }
    if (blocks < 3 || blocks > MAX_BLOCKS) {
      throw BadInputException.argument("length", blocks, "from 3 to " + MAX_BLOCKS + " blocks");
    }
    if (distance < 1 || distance > blocks << (variables - 1)) {
      throw BadInputException.argument(
          "distance", distance, "from 1 to half the length, " + (blocks << (variables - 1)));
    }
    List<Integer> outer = new ArrayList<>();
    for (int i = 1; i <= variables; i++) {
      int least = ceiling(distance, 1 << (variables - i));
      int symbol = ConcatenatedCode.choose(variables, i);
      if (least > blocks || symbol > ConcatenatedCode.MAX_SYMBOL || blocks > 1 << symbol) {
        break;
      }
      outer.add(least);
    }
    BinaryCode signs = signs(blocks, ceiling(distance, 1 << variables));
    ConcatenatedCode code = ConcatenatedCode.of(variables, outer, signs);
    return code(
        new BinaryCode(code, false, 0, 0),
        "a concatenation of " + blocks + " Reed-Muller words of length " + (1 << variables),
        Optional.of(() -> new ConcatenatedPoints(code, new CyclicPoints(signs))));
  }

  /** The shortest concatenated code of at most a length with 2^bits points at a cosine. */
  private static Optional<ExistingCode> concatenated(int bits, BigFraction cosine, long most) {
    ExistingCode best = null;
    for (int m = 2; m <= ConcatenatedCode.MAX_VARIABLES; m++) {
      long longest = best == null ? most : best.dimension() - 1;
      for (int blocks = 3; blocks <= MAX_BLOCKS && (long) blocks << m <= longest; blocks++) {
        int n = blocks << m;
        BigFraction least = BigFraction.ONE.subtract(cosine).multiply(n).divide(2);
        int distance = Rationals.ceiling(least).intValue();
        // Each sign is at most one bit more.
        int possible = blocks;
        for (int i = 1; i <= m && ceiling(distance, 1 << (m - i)) <= blocks; i++) {
          possible +=
              (blocks - ceiling(distance, 1 << (m - i)) + 1) * ConcatenatedCode.choose(m, i);
        }
        if (distance <= n / 2 && possible >= bits) {
          Optional<ExistingCode> code = tried(m, blocks, distance);
          if (code.isPresent() && code.get().points().bitLength() > bits) {
            best = code.get();
            break;
          }
        }
      }
    }
    return Optional.ofNullable(best);
  }

  private static Optional<ExistingCode> tried(int variables, int blocks, int distance) {
    try {
      return Optional.of(concatenated(variables, blocks, distance));
    } catch (BadInputException noSuchCode) {
      return Optional.empty();
    }
  }

  private static int ceiling(int a, int b) {
    return (a + b - 1) / b;
  }

  /** The shortened BCH code of a length with the most words at a distance. */
  private static BinaryCode signs(int length, int distance) {
    return SIGNS
        .computeIfAbsent(List.of(length, distance), key -> computeSigns(length, distance))
        .orElseThrow(
            () ->
                BadInputException.argument("distance", distance, "less, for " + length + " signs"));
  }

  private static Optional<BinaryCode> computeSigns(int length, int distance) {
    BinaryCode best = null;
    for (int n = length | 1; n <= length + MOST_SHORTENED; n += 2) {
      for (int extended = 0; extended <= 1; extended++) {
        int shortened = n + extended - length;
        List<Integer> zeros = new ArrayList<>();
        for (int z = 1; z < distance - (extended == 1 && distance % 2 == 0 ? 1 : 0); z++) {
          zeros.add(z);
        }
        CyclicCode cyclic = CyclicCode.of(n, leaders(n, zeros));
        if (cyclic.bits() > shortened) {
          BinaryCode code = new BinaryCode(cyclic, extended == 1, shortened, 0);
          boolean better = best == null || code.points().compareTo(best.points()) > 0;
          best = better ? code : best;
        }
      }
    }
    return Optional.ofNullable(best);
  }

  private static ExistingCode cyclic(BinaryCode code, String name) {
    List<String> changes = new ArrayList<>();
    if (code.extended()) {
      changes.add("extended");
    }
    if (code.shortened() > 0) {
      String near = code.radius() > 0 ? " where words have at most " + code.radius() + " ones" : "";
      changes.add("shortened " + code.shortened() + " times" + near);
    }
    if (code.punctured() > 0) {
      changes.add("punctured " + code.punctured() + " times");
    }
    boolean said = changes.isEmpty() || name.contains("Reed");
    return code(
        code,
        name + (said ? "" : ", " + String.join(", ", changes)),
        Optional.of(() -> new CyclicPoints(code)));
  }

  private static ExistingCode code(
      BinaryCode code, String name, Optional<Supplier<IndexedCode>> indexed) {
    int distance =
        code.distance(MAX_WORDS)
            .orElseThrow(
                () -> BadInputException.argument("code", name, "a provable positive distance"));
    Quadratic cosine = Quadratic.of(code.cosine(distance));
    Claim.CodeExists claim = new Claim.CodeExists(code.dimension(), code.points(), cosine);
    return new ExistingCode(
        claim.dimension(),
        claim.points(),
        cosine,
        name,
        provenance -> new BinaryCodeCertificate(claim, code, provenance),
        indexed,
        Optional.empty());
  }

  /**
   * The changed BCH code, Kerdock code or concatenated code of least dimension with enough points,
   * if there is one.
   *
   * @param points N
   * @param cosine in [0, 1)
   */
  public static Optional<ExistingCode> reaching(BigInteger points, BigFraction cosine) {
    BchPlan best = null;
    for (int length : BchPlan.lengths()) {
      for (BchPlan plan : BchPlan.plans(length, points, cosine)) {
        best = best == null || plan.dimension() < best.dimension() ? plan : best;
      }
    }
    long longest = best == null ? Long.MAX_VALUE : best.dimension();
    Optional<ExistingCode> kerdock =
        kerdock(longest, cosine).filter(code -> code.points().compareTo(points) >= 0).findFirst();
    if (kerdock.isPresent()) {
      return kerdock;
    }
    Optional<ExistingCode> bch = Optional.ofNullable(best).map(BinaryCodes::bch);
    long most = best == null ? MAX_CONCATENATED : Math.min(MAX_CONCATENATED, best.dimension() - 1L);
    int bits = points.subtract(BigInteger.ONE).bitLength();
    return concatenated(bits, cosine, most).or(() -> bch);
  }

  /**
   * The changed BCH, Kerdock or concatenated code of most points in a dimension, if there is one.
   *
   * @param dimension d
   * @param cosine in [0, 1)
   */
  public static Optional<ExistingCode> largest(long dimension, BigFraction cosine) {
    BigInteger most = BigInteger.ONE;
    BchPlan best = null;
    for (int length : BchPlan.lengths()) {
      Optional<BchPlan> plan = BchPlan.largest(length, most, dimension, cosine);
      best = plan.orElse(best);
      most = plan.map(BchPlan::points).orElse(most);
    }
    Stream.Builder<ExistingCode> codes = Stream.builder();
    Optional.ofNullable(best).map(BinaryCodes::bch).ifPresent(codes);
    kerdock(dimension, cosine).forEach(codes);
    long length = Math.min(MAX_CONCATENATED, dimension);
    for (var more = concatenated(most.bitLength(), cosine, length); more.isPresent(); ) {
      codes.add(more.get());
      more = concatenated(more.get().points().bitLength(), cosine, length);
    }
    return codes.build().max(Comparator.comparing(ExistingCode::points));
  }

  private static Stream<ExistingCode> kerdock(long longest, BigFraction cosine) {
    return IntStream.of(4, 6, 8, 10)
        .filter(m -> 1 << m <= longest && cosine.compareTo(BigFraction.of(1, 1 << (m / 2))) >= 0)
        .mapToObj(BinaryCodes::kerdock);
  }

  /** The code of a plan. */
  static ExistingCode bch(BchPlan plan) {
    return bch(
        plan.length(),
        plan.designed(),
        plan.extended(),
        plan.shortened(),
        plan.radius(),
        plan.punctured());
  }

  /** The least exponent of each cyclotomic coset. */
  private static List<Integer> leaders(int length, List<Integer> exponents) {
    List<Integer> leaders = new ArrayList<>();
    boolean[] seen = new boolean[length];
    for (int z : exponents.stream().sorted().toList()) {
      if (!seen[z]) {
        leaders.add(z);
        for (int at = z; !seen[at]; at = 2 * at % length) {
          seen[at] = true;
        }
      }
    }
    return leaders;
  }
}

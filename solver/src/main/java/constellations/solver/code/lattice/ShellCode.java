package constellations.solver.code.lattice;

import constellations.solver.code.IndexedCode;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/**
 * All vectors of one norm of a lattice that a binary code describes, in the order of an index. The
 * lattice consists of the integer vectors x with x = g + q/2 c modulo q and sum x_i = t_g modulo s,
 * for a word c of the code and a glue g in {0, 1} (construction A for q = 2, the construction of
 * the Leech lattice for q = 4).
 *
 * <p>Vectors are ordered by glue, weight of the word, word, and then coordinate by coordinate; the
 * number of ways to go on is tabulated by the numbers of coordinates of both kinds that are left,
 * the norm and the sum that are left.
 */
final class ShellCode implements IndexedCode {
  private final Description lattice;
  private final int norm;
  private final int n;

  /** The words of each weight, in order. */
  private final long[][] words;

  /** At [glue][a][b]: ways to fill a coordinates with c_i = 0 and b with c_i = 1. */
  private final BigInteger[][][][] ways;

  private final BigInteger size;

  /**
   * A lattice.
   *
   * @param n the dimension
   * @param modulus q, 2 or 4
   * @param generators of the code, bit i for coordinate i
   * @param sumModulus s
   * @param sums t_g for each glue g; one for no glue
   */
  record Description(int n, int modulus, List<Long> generators, int sumModulus, int[] sums) {}

  /**
   * The vectors of a squared norm.
   *
   * @param norm the sum of the squares of the integers x_i
   */
  ShellCode(Description lattice, int norm) {
    this.lattice = lattice;
    this.norm = norm;
    this.n = lattice.n();
    this.words = words();
    this.ways = new BigInteger[lattice.sums().length][][][];
    for (int glue = 0; glue < ways.length; glue++) {
      ways[glue] = new BigInteger[(n + 1) * (n + 1)][][];
    }
    BigInteger total = BigInteger.ZERO;
    for (int glue = 0; glue < ways.length; glue++) {
      for (int w = 0; w <= n; w++) {
        if (words[w].length > 0) {
          total = total.add(block(glue, w).multiply(BigInteger.valueOf(words[w].length)));
        }
      }
    }
    this.size = total;
  }

  private long[][] words() {
    int k = lattice.generators().size();
    long[] all = new long[1 << k];
    for (int i = 1; i < all.length; i++) {
      all[i] = all[i & i - 1] ^ lattice.generators().get(Integer.numberOfTrailingZeros(i));
    }
    Arrays.sort(all);
    long[][] byWeight = new long[n + 1][];
    for (int w = 0; w <= n; w++) {
      int weight = w;
      byWeight[w] = Arrays.stream(all).filter(c -> Long.bitCount(c) == weight).toArray();
    }
    return byWeight;
  }

  /** The vectors of a glue and a word of a weight. */
  private BigInteger block(int glue, int weight) {
    return ways(glue, n - weight, weight, norm, lattice.sums()[glue]);
  }

  private BigInteger ways(int glue, int zeros, int ones, int rest, int sum) {
    if (rest < 0) {
      return BigInteger.ZERO;
    }
    int s = lattice.sumModulus();
    BigInteger[][] table = table(glue, zeros, ones);
    return table[rest][Math.floorMod(sum, s)];
  }

  private BigInteger[][] table(int glue, int zeros, int ones) {
    int at = zeros * (n + 1) + ones;
    if (ways[glue][at] != null) {
      return ways[glue][at];
    }
    int s = lattice.sumModulus();
    BigInteger[][] table = new BigInteger[norm + 1][s];
    for (BigInteger[] row : table) {
      Arrays.fill(row, BigInteger.ZERO);
    }
    if (zeros + ones == 0) {
      table[0][0] = BigInteger.ONE;
    } else {
      int kind = zeros > 0 ? 0 : 1;
      BigInteger[][] next = table(glue, zeros - (1 - kind), ones - kind);
      for (int x : values(glue, kind)) {
        for (int rest = x * x; rest <= norm; rest++) {
          for (int sum = 0; sum < s; sum++) {
            BigInteger more = next[rest - x * x][Math.floorMod(sum - x, s)];
            table[rest][sum] = table[rest][sum].add(more);
          }
        }
      }
    }
    ways[glue][at] = table;
    return table;
  }

  /** The values of a coordinate, from the least: all x = g + q/2 c_i modulo q. */
  private int[] values(int glue, int kind) {
    int q = lattice.modulus();
    int most = (int) Math.sqrt(norm);
    return java.util.stream.IntStream.rangeClosed(-most, most)
        .filter(x -> Math.floorMod(x - glue - q / 2 * kind, q) == 0)
        .toArray();
  }

  @Override
  public int coordinates() {
    return n;
  }

  @Override
  public BigInteger size() {
    return size;
  }

  @Override
  public long[] encode(BigInteger index) {
    require(index);
    BigInteger rest = index;
    for (int glue = 0; glue < ways.length; glue++) {
      for (int w = 0; w <= n; w++) {
        if (words[w].length == 0) {
          continue;
        }
        BigInteger block = block(glue, w);
        BigInteger all = block.multiply(BigInteger.valueOf(words[w].length));
        if (rest.compareTo(all) < 0) {
          BigInteger[] place = rest.divideAndRemainder(block);
          return encode(glue, words[w][place[0].intValue()], place[1]);
        }
        rest = rest.subtract(all);
      }
    }
    throw new IllegalStateException("the blocks add up to the size");
  }

  private long[] encode(int glue, long word, BigInteger index) {
    long[] x = new long[n];
    BigInteger rest = index;
    Walk walk = new Walk(glue, word);
    for (int i = 0; i < n; i++) {
      for (int value : values(glue, walk.kind(i))) {
        BigInteger below = walk.waysAfter(i, value);
        if (rest.compareTo(below) < 0) {
          x[i] = value;
          break;
        }
        rest = rest.subtract(below);
      }
      walk.take(i, (int) x[i]);
    }
    return x;
  }

  /** What is left while the coordinates of a word are chosen in order. */
  private final class Walk {
    private final int glue;
    private final long word;
    private int zeros;
    private int ones;
    private int left = norm;
    private int sum;

    Walk(int glue, long word) {
      this.glue = glue;
      this.word = word;
      this.ones = Long.bitCount(word);
      this.zeros = n - ones;
      this.sum = lattice.sums()[glue];
    }

    int kind(int i) {
      return (int) (word >>> i & 1);
    }

    BigInteger waysAfter(int i, int value) {
      int kind = kind(i);
      return ways(glue, zeros - (1 - kind), ones - kind, left - value * value, sum - value);
    }

    void take(int i, int value) {
      int kind = kind(i);
      zeros -= 1 - kind;
      ones -= kind;
      left -= value * value;
      sum -= value;
    }
  }

  @Override
  public BigInteger decode(long[] point) {
    long squares = 0;
    for (long x : point) {
      if (Math.abs(x) > norm) {
        throw IndexedCode.notInCode(point);
      }
      squares += x * x;
    }
    if (point.length != n || squares != norm) {
      throw IndexedCode.notInCode(point);
    }
    int q = lattice.modulus();
    int glue = q == 4 ? (int) Math.floorMod(point[0], 2L) : 0;
    long word = 0;
    for (int i = 0; i < n; i++) {
      int residue = (int) Math.floorMod(point[i] - glue, (long) q);
      if (residue % (q / 2) != 0) {
        throw IndexedCode.notInCode(point);
      }
      word |= residue != 0 ? 1L << i : 0;
    }
    int weight = Long.bitCount(word);
    int position = Arrays.binarySearch(words[weight], word);
    if (position < 0 || glue >= ways.length) {
      throw IndexedCode.notInCode(point);
    }
    BigInteger index = block(glue, weight).multiply(BigInteger.valueOf(position));
    for (int g = 0; g <= glue; g++) {
      for (int w = 0; w <= (g < glue ? n : weight - 1); w++) {
        if (words[w].length > 0) {
          index = index.add(block(g, w).multiply(BigInteger.valueOf(words[w].length)));
        }
      }
    }
    Walk walk = new Walk(glue, word);
    for (int i = 0; i < n; i++) {
      for (int value : values(glue, walk.kind(i))) {
        if (value >= point[i]) {
          break;
        }
        index = index.add(walk.waysAfter(i, value));
      }
      walk.take(i, (int) point[i]);
    }
    if (Math.floorMod(walk.sum, lattice.sumModulus()) != 0) {
      throw IndexedCode.notInCode(point);
    }
    return index;
  }
}

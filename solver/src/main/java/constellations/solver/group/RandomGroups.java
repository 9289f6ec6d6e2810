package constellations.solver.group;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.ListSampler;

/** Random choices among groups. */
public final class RandomGroups {
  /** Groups of which good codes are known, or which have few small representations. */
  static final List<String> CATALOGUE =
      List.of(
          "A4",
          "S4",
          "A5",
          "S5",
          "A6",
          "L2(7)",
          "PGL(2,7)",
          "Q8",
          "SL(2,3)",
          "SL(2,5)",
          "2^3:7",
          "2^3:7:3",
          "2^4:3",
          "2^4:5",
          "2^4:5:4",
          "2^4:15",
          "3^2:2",
          "3^2:4",
          "3^2:4:2",
          "3^2:8",
          "3^2:8:2",
          "3^2:Q8",
          "3^2:SL(2,3)",
          "3^3:13",
          "5^2:3",
          "5^2:4",
          "5^2:6:2",
          "He3",
          "He3:2",
          "5:4(2)",
          "7:3(2)",
          "7:6(3)",
          "8:2(3)",
          "8:2(5)",
          "9:3(4)",
          "9:6(2)",
          "11:5(3)",
          "11:10(2)",
          "13:3(3)",
          "13:4(5)",
          "13:6(4)",
          "13:12(2)",
          "15:4(2)",
          "16:4(3)",
          "17:4(4)",
          "17:8(2)",
          "17:16(3)",
          "19:3(7)",
          "19:6(8)",
          "19:9(4)",
          "21:3(4)",
          "21:6(2)",
          "23:11(2)",
          "29:7(7)",
          "31:3(5)",
          "31:5(2)",
          "37:3(10)",
          "37:4(6)",
          "41:5(10)",
          "43:3(6)",
          "43:7(4)",
          // Products of small groups with few or different representations.
          "A4xC2",
          "A4xC3",
          "A4xD3",
          "A4xA4",
          "S4xC2",
          "S4xC3",
          "S4xD3",
          "A5xC2",
          "A5xC3",
          "A5xD3",
          "S5xC2",
          "L2(7)xC2",
          "Q8xC3",
          "Q8xD3",
          "SL(2,3)xC2",
          "D3xD3",
          "D3xD3xC2",
          "D3xD3xD3",
          "D5xD3",
          "D5xD5",
          "D4xD3",
          "D4xD4",
          "5:4(2)xC2",
          "5:4(2)xC3",
          "5:4(2)xC4",
          "5:4(2)xD3",
          "7:3(2)xC2",
          "7:3(2)xC3",
          "7:3(2)xD3",
          "7:6(3)xC2",
          "2^3:7xC2",
          "3^2:2xC2",
          "3^2:4xC2",
          "3^2:2xD3",
          "He3xC2",
          "13:3(3)xC2",
          // Wreath products.
          "C2wrC3",
          "C2wrD3",
          "C2wrC4",
          "C2wrD4",
          "C2wrA4",
          "C2wrC5",
          "C2wrD5",
          "C3wrC2",
          "C3wrC3",
          "C3wrD3",
          "C3wrC4",
          "C4wrC2",
          "C5wrC2",
          "D3wrC2",
          "D4wrC2",
          "D5wrC2",
          "A4wrC2",
          "D3",
          "D4",
          "D5",
          "D6",
          "D7",
          "D8",
          "D9",
          "D10",
          "D11",
          "D13");

  private RandomGroups() {}

  /**
   * The name of a random group: a product of few cyclic groups or a metacyclic one of at most
   * {@code most} elements, with the antipode or without.
   */
  public static String random(UniformRandomProvider random, int most) {
    int limit = limit(most);
    String name = random.nextDouble() < 0.55 ? abelian(random, limit) : metacyclic(random, limit);
    return withAntipode(random, name, limit);
  }

  /**
   * The groups of the catalogue that have at most 12 or twice as many elements as allowed, in
   * random order.
   */
  public static List<String> catalogue(UniformRandomProvider random, int most) {
    int limit = limit(most);
    List<String> names = new ArrayList<>();
    for (String name : CATALOGUE) {
      if (order(name) <= Math.max(12, 2 * limit)) {
        names.add(name);
      }
    }
    ListSampler.shuffle(random, names);
    return names;
  }

  /** The group, or its product with the antipode, if that is not too large. */
  public static String withAntipode(UniformRandomProvider random, String name, int most) {
    return random.nextDouble() < 0.25 && 2 * order(name) <= limit(most) ? name + "x-1" : name;
  }

  private static int limit(int most) {
    return Math.max(2, Math.min(most, Groups.MOST_ELEMENTS));
  }

  private static int order(String name) {
    return Groups.named(name).order();
  }

  /** From least to most, numbers in inverse proportion to their size. */
  private static int small(UniformRandomProvider random, int least, int most) {
    double ratio = (most + 1.0) / least;
    return Math.min(most, (int) (least * Math.pow(ratio, random.nextDouble())));
  }

  private static String abelian(UniformRandomProvider random, int limit) {
    int first = small(random, 2, Math.min(limit, 36));
    StringBuilder name = new StringBuilder("C" + first);
    int order = first;
    while (random.nextDouble() < 0.4 && order * 2 <= limit) {
      int next = 2 + random.nextInt(Math.min(limit / order, 9) - 1);
      name.append("xC").append(next);
      order *= next;
    }
    return name.toString();
  }

  private static String metacyclic(UniformRandomProvider random, int limit) {
    for (int attempt = 0; attempt < 50; attempt++) {
      int n = small(random, 3, Math.max(3, Math.min(limit / 2, 60)));
      int k = 2 + random.nextInt(n - 2);
      int m = 1;
      long power = k;
      while (power != 1 && m <= limit) {
        power = power * k % n;
        m++;
      }
      if (power == 1 && m > 1 && n * m <= limit) {
        return n + ":" + m + "(" + k + ")";
      }
    }
    return "C" + Math.min(limit, 3);
  }
}

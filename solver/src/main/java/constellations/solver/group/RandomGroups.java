package constellations.solver.group;

import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

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
          "43:7(4)");

  private RandomGroups() {}

  /**
   * The name of a random group: a product of few cyclic groups or a metacyclic one of at most
   * {@code most} elements, or one of the catalogue of at most 12 or twice as many, each with the
   * antipode or without.
   */
  public static String random(UniformRandomProvider random, int most) {
    int limit = Math.max(2, Math.min(most, Groups.MOST_ELEMENTS));
    String name;
    double kind = random.nextDouble();
    if (kind < 0.2) {
      name = abelian(random, limit);
    } else if (kind < 0.35) {
      name = metacyclic(random, limit);
    } else {
      do {
        name = CATALOGUE.get(random.nextInt(CATALOGUE.size()));
      } while (order(name) > Math.max(12, 2 * limit));
      if (random.nextDouble() < 0.2) {
        String product = name + "xC" + (2 + random.nextInt(3));
        name = 4 * order(name) <= limit ? product : name;
      }
    }
    return random.nextDouble() < 0.25 && 2 * order(name) <= limit ? name + "x-1" : name;
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

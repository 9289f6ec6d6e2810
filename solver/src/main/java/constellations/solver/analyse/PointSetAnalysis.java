package constellations.solver.analyse;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.format.Exact;
import constellations.solver.format.NumberArray;
import constellations.solver.format.Stated;
import constellations.solver.loss.Ranking;
import constellations.solver.pmi.PointSets;
import constellations.verify.claim.Tier;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Parallel;
import constellations.verify.pmi.PointKernel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * N pairs of point sets with weights as a constellation of their scores, s(i,j) = log sum w w' k(u,
 * v) in place of inner products (docs/theory.md S14). Numeric.
 *
 * @param pairs N
 * @param points of each set
 * @param dimension d
 * @param least the least score of a match, in row {@code leastRow}
 * @param largest the largest of all others
 * @param ranking of the matches
 */
public record PointSetAnalysis(
    int pairs,
    int points,
    int dimension,
    double least,
    int leastRow,
    double largest,
    int largestRow,
    int largestColumn,
    Ranking ranking) {
  private static final double MOST_WORK = 1e13;

  /** Squares of larger ones overflow. */
  private static final double MOST = 1e150;

  /** What a row says. */
  private record Row(double own, double other, int column, Ranking.Place place) {}

  /**
   * Analyses.
   *
   * @param u an array of N sets of a points of d numbers, likewise v
   * @param weights of u and of v, N rows of a numbers each; 1/a if there are none
   * @return nothing if it was cancelled
   * @throws BadInputException if files are none of these, or a weight is negative or all are 0
   */
  public static Optional<PointSetAnalysis> of(
      Path u,
      Path v,
      List<Path> weights,
      PointKernel kernel,
      int threads,
      BooleanSupplier cancelled) {
    NumberArray left = NumberArray.read(u, 3, "N sets of a points of d numbers, 3 axes");
    NumberArray right = NumberArray.read(v, 3, "N sets of a points of d numbers, 3 axes");
    int n = (int) left.shape()[0];
    int a = (int) left.shape()[1];
    int d = (int) left.shape()[2];
    if (!Arrays.equals(left.shape(), right.shape()) || n < 2) {
      throw BadInputException.file(
          v.toString(),
          Arrays.toString(right.shape()),
          Arrays.toString(left.shape()) + " as in " + u + ", at least 2 sets");
    }
    if ((double) n * n * a * a * d > MOST_WORK) {
      throw BadInputException.file(
          u.toString(), Arrays.toString(left.shape()), "at most 1e13 products of coordinates");
    }
    double[] coordinates = new double[left.values().length + right.values().length];
    System.arraycopy(left.values(), 0, coordinates, 0, left.values().length);
    System.arraycopy(right.values(), 0, coordinates, left.values().length, right.values().length);
    double[] logarithms = new double[2 * n * a];
    Arrays.fill(logarithms, -Math.log(a));
    for (int side = 0; side < weights.size(); side++) {
      logarithms(weights.get(side), n, a, logarithms, side * n * a);
    }
    for (double x : coordinates) {
      if (!(Math.abs(x) <= MOST)) {
        throw BadInputException.file(u + " and " + v, x, "coordinates up to " + MOST);
      }
    }
    PointSets sets = new PointSets(kernel, d, a, coordinates, logarithms);
    List<Row> rows =
        Parallel.map(n, threads, i -> cancelled.getAsBoolean() ? null : row(sets, i, n));
    if (cancelled.getAsBoolean()) {
      return Optional.empty();
    }
    Ranking.Counter ranking = new Ranking.Counter();
    int least = 0;
    int largest = 0;
    for (int i = 0; i < n; i++) {
      ranking.add(rows.get(i).place());
      least = rows.get(i).own() < rows.get(least).own() ? i : least;
      largest = rows.get(i).other() > rows.get(largest).other() ? i : largest;
    }
    return Optional.of(
        new PointSetAnalysis(
            n,
            a,
            d,
            rows.get(least).own(),
            least,
            rows.get(largest).other(),
            largest,
            rows.get(largest).column(),
            ranking.ranking()));
  }

  private static void logarithms(Path file, int n, int a, double[] out, int from) {
    NumberArray weights = NumberArray.read(file, 2, n + " rows of " + a + " weights");
    if (weights.shape()[0] != n || weights.shape()[1] != a) {
      throw BadInputException.file(
          file.toString(), Arrays.toString(weights.shape()), n + " rows of " + a + " weights");
    }
    for (int i = 0; i < n; i++) {
      double[] row = Arrays.copyOfRange(weights.values(), i * a, (i + 1) * a);
      if (Arrays.stream(row).allMatch(w -> w == 0)) {
        throw BadInputException.file(file + ", row " + i, "only 0", "a weight above 0");
      }
    }
    for (int i = 0; i < n * a; i++) {
      if (weights.values()[i] < 0) {
        throw BadInputException.file(
            file + ", row " + i / a, weights.values()[i], "weights of at least 0");
      }
      out[from + i] = Math.log(weights.values()[i]);
    }
  }

  private static Row row(PointSets sets, int i, int n) {
    double[] scores = sets.logarithms(i, n, n);
    int best = i == 0 ? 1 : 0;
    for (int j = 0; j < n; j++) {
      best = j != i && scores[j] > scores[best] ? j : best;
    }
    return new Row(scores[i], scores[best], best, Ranking.Place.of(scores, i));
  }

  /** Half of the distance between matches and others. */
  public double margin() {
    return (least - largest) / 2;
  }

  /** The score half way. */
  public double bias() {
    return (least + largest) / 2;
  }

  /** For programs. */
  public ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("pairs", pairs).put("points", points).put("dimension", dimension);
    json.put("margin", Exact.plain(margin())).put("bias", Exact.plain(bias()));
    json.put("tier", Tier.NUMERIC.toString());
    json.putObject("leastMatching").put("score", Exact.plain(least)).put("row", leastRow);
    json.putObject("largestOther")
        .put("score", Exact.plain(largest))
        .put("row", largestRow)
        .put("column", largestColumn);
    json.put("recallAt1", Exact.plain(ranking.recallAt1()));
    json.put("recallAt10", Exact.plain(ranking.recallAt10()));
    json.put("reciprocalRank", Exact.plain(ranking.reciprocalRank()));
    return json.put("success", Exact.plain(ranking.success()));
  }

  /** For people. */
  public List<String> lines() {
    return List.of(
        pairs + " pairs of " + points + " points each in dimension " + dimension,
        Stated.numeric(
                String.format(Locale.ROOT, "margin of scores %.9g at bias %.9g", margin(), bias()))
            .line(),
        String.format(
            Locale.ROOT,
            "least matching score %.9g (row %d), largest other %.9g (row %d, column %d)",
            least,
            leastRow,
            largest,
            largestRow,
            largestColumn),
        String.format(
            Locale.ROOT,
            "recall@1 %.4f, recall@10 %.4f, mean 1/rank %.4f, E(s) %.6f",
            ranking.recallAt1(),
            ranking.recallAt10(),
            ranking.reciprocalRank(),
            ranking.success()));
  }
}

package constellations.solver.relevance;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Retrieval as trec_eval defines it, means over the queries that have relevant documents; other
 * documents come before relevant ones of equal product, and relevant ones of a lower grade before
 * those of a higher. Ranks are exact.
 */
public final class RetrievalMetrics {
  private final List<RelevanceScan.Query> queries;

  /** Of all queries of a scan. */
  public RetrievalMetrics(RelevanceScan.Result result) {
    this.queries = result.queries().stream().filter(RelevanceScan.Query::isAnswered).toList();
  }

  private double mean(ToDoubleFunction<RelevanceScan.Query> of) {
    return queries.stream().mapToDouble(of).average().orElseThrow();
  }

  private static int found(RelevanceScan.Query query, int k) {
    int found = 0;
    while (found < query.ranks().length && query.ranks()[found] <= k) {
      found++;
    }
    return found;
  }

  /** The mean part of the relevant documents among the first k. */
  public double recall(int k) {
    return mean(q -> (double) found(q, k) / q.ranks().length);
  }

  /** The same as a fraction. */
  public BigFraction recallExactly(int k) {
    SortedMap<Integer, Integer> found = new TreeMap<>();
    queries.forEach(q -> found.merge(q.ranks().length, found(q, k), Integer::sum));
    BigFraction sum = BigFraction.ZERO;
    for (Map.Entry<Integer, Integer> entry : found.entrySet()) {
      sum = sum.add(BigFraction.of(entry.getValue(), entry.getKey()));
    }
    return sum.divide(queries.size());
  }

  /** The part of the queries with a relevant document among the first k. */
  public double success(int k) {
    return mean(q -> found(q, k) > 0 ? 1 : 0);
  }

  /** The mean part of relevant documents among the first k. */
  public double precision(int k) {
    return mean(q -> (double) found(q, k) / k);
  }

  /** MAP: the mean over the relevant documents of the precision at their ranks, and its mean. */
  public double averagePrecision() {
    return mean(
        q -> {
          double sum = 0;
          for (int t = 0; t < q.ranks().length; t++) {
            sum += (t + 1.0) / q.ranks()[t];
          }
          return sum / q.ranks().length;
        });
  }

  /** MRR: the mean reciprocal of the first relevant document's rank. */
  public double reciprocalRank() {
    return mean(q -> 1.0 / q.ranks()[0]);
  }

  /** NDCG among the first k: gains are grades, discounted by log2(rank + 1). */
  public double discountedGain(int k) {
    return mean(
        q -> {
          double gain = 0;
          for (int t = 0; t < q.ranks().length; t++) {
            gain += q.ranks()[t] <= k ? q.grades()[t] * discount(q.ranks()[t]) : 0;
          }
          int[] best = q.grades().clone();
          java.util.Arrays.sort(best);
          double ideal = 0;
          for (int t = 0; t < Math.min(k, best.length); t++) {
            ideal += best[best.length - 1 - t] * discount(t + 1);
          }
          return gain / ideal;
        });
  }

  private static double discount(int rank) {
    return Math.log(2) / Math.log(rank + 1.0);
  }

  /** How many queries have a threshold of their own: all relevant documents before all others. */
  public int separated() {
    return (int)
        queries.stream().filter(q -> q.ranks()[q.ranks().length - 1] == q.ranks().length).count();
  }

  /** How many queries have relevant documents. */
  public int queries() {
    return queries.size();
  }
}

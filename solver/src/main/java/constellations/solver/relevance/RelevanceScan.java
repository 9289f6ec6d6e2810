package constellations.solver.relevance;

import constellations.solver.analyse.ExactPairs;
import constellations.solver.format.EmbeddingMatrix;
import constellations.solver.numeric.BlockProducts;
import constellations.verify.exact.Cosine;
import constellations.verify.exact.Parallel;
import constellations.verify.points.Separation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Looks at the products of all queries with all documents in single precision with a proved error
 * bound ({@link BlockProducts#errorBound}); what that leaves open for the extremes and the ranks is
 * decided in double precision, and then exactly. So these are true for the numbers of the files.
 * The histogram is that of the products as computed. Nothing depends on the number of threads.
 */
public final class RelevanceScan {
  /** The histogram has so many bins of equal width between -1 and 1. */
  static final int BINS = 1 << 15;

  /** So many queries are a task at most. */
  private static final int MOST_QUERIES = 256;

  private static final int TASKS = 16;

  /** Up to so many numbers the documents are converted once. */
  private static final long MOST_KEPT = 1L << 27;

  private static final float NONE = -2;

  private final EmbeddingMatrix u;
  private final EmbeddingMatrix v;
  private final Judgements relevance;
  private final BooleanSupplier cancelled;
  private final int dimension;

  /** No product in this band around another is known to be larger or smaller. */
  private final double band;

  /** What double precision errs by. */
  private final double error;

  private final List<float[]> documents = new ArrayList<>();

  /** A query, a document and their exact cosine. */
  public record Extreme(int query, int document, Cosine cosine) {}

  /** A query, a document and their product in double precision. */
  public record Product(int query, int document, double value) {}

  /**
   * A query.
   *
   * @param grades of its relevant documents, the largest product first; of equal products the least
   *     grade first
   * @param ranks of these: how many documents come before, and itself, where those that are not
   *     relevant come first among equal ones; exact
   * @param least the relevant document of the least product; exact
   * @param hardest the first of the other documents with the largest product; exact
   */
  record Query(int[] grades, int[] ranks, Product least, Product hardest) {
    boolean isAnswered() {
      return ranks.length > 0;
    }
  }

  /**
   * What was found.
   *
   * @param leastRelevant a relevant pair of least cosine, of the first query that has one
   * @param largestOther the other pair of largest cosine, the first one of those
   * @param relevant all relevant products in double precision, ascending
   * @param others how many other products lie in each bin
   */
  public record Result(
      Judgements relevance,
      Extreme leastRelevant,
      Extreme largestOther,
      List<Query> queries,
      double[] relevant,
      long[] others) {
    /** S* and beta*, and where they are attained. */
    public Separation separation() {
      return new Separation(
          new Separation.Entry(
              leastRelevant.cosine(), 0, leastRelevant.query(), 1, leastRelevant.document()),
          new Separation.Entry(
              largestOther.cosine(), 0, largestOther.query(), 1, largestOther.document()));
    }

    /** For each query whether a relevant document comes before all others; exact. */
    public boolean[] firsts() {
      boolean[] first = new boolean[queries.size()];
      for (int i = 0; i < first.length; i++) {
        first[i] = queries.get(i).isAnswered() && queries.get(i).ranks()[0] == 1;
      }
      return first;
    }
  }

  /** The queries of a task. */
  private record Task(List<Query> queries, double[][] relevant, long[] histogram) {}

  private RelevanceScan(
      EmbeddingMatrix u, EmbeddingMatrix v, Judgements relevance, BooleanSupplier cancelled) {
    this.u = u;
    this.v = v;
    this.relevance = relevance;
    this.cancelled = cancelled;
    this.dimension = u.columns();
    this.error = ExactPairs.errorBound(dimension);
    this.band = BlockProducts.errorBound(dimension) + error;
    if ((long) v.rows() * dimension <= MOST_KEPT) {
      for (int from = 0; from < v.rows(); from += BlockProducts.ROWS) {
        documents.add(v.singleUnits(from, v.rows()));
      }
    }
  }

  /**
   * Looks at all pairs.
   *
   * @param u a row for each query
   * @param v a row for each document, of as many coordinates
   * @param progress is told how many queries are done, from any thread
   * @return nothing if it was cancelled
   */
  public static Optional<Result> run(
      EmbeddingMatrix u,
      EmbeddingMatrix v,
      Judgements relevance,
      int threads,
      IntConsumer progress,
      BooleanSupplier cancelled) {
    return new RelevanceScan(u, v, relevance, cancelled).run(threads, progress);
  }

  private Optional<Result> run(int threads, IntConsumer progress) {
    int rows = relevance.queries();
    int height = Math.max(1, Math.min(MOST_QUERIES, (rows + TASKS - 1) / TASKS));
    AtomicInteger done = new AtomicInteger();
    List<Task> tasks =
        Parallel.map(
                (rows + height - 1) / height,
                threads,
                t -> {
                  int from = t * height;
                  int to = Math.min(rows, from + height);
                  Task task = cancelled.getAsBoolean() ? null : new Look(from, to).run();
                  progress.accept(done.addAndGet(to - from));
                  return Optional.ofNullable(task);
                })
            .stream()
            .flatMap(Optional::stream)
            .toList();
    if (cancelled.getAsBoolean()) {
      return Optional.empty();
    }
    List<Query> queries = tasks.stream().flatMap(t -> t.queries().stream()).toList();
    long[] histogram = new long[BINS];
    for (Task task : tasks) {
      for (int bin = 0; bin < BINS; bin++) {
        histogram[bin] += task.histogram()[bin];
      }
    }
    return Optional.of(
        new Result(
            relevance,
            extreme(queries, Query::least, -1),
            extreme(queries, Query::hardest, 1),
            queries,
            tasks.stream()
                .flatMap(t -> Arrays.stream(t.relevant()))
                .flatMapToDouble(Arrays::stream)
                .sorted()
                .toArray(),
            histogram));
  }

  /** The pair of the largest cosine times a sign, of those that are the extremes of queries. */
  private Extreme extreme(List<Query> queries, Function<Query, Product> of, int sign) {
    double largest =
        queries.stream().mapToDouble(q -> sign * of.apply(q).value()).max().orElseThrow();
    ExactPairs exact = new ExactPairs(u, v);
    Extreme best = null;
    for (Query query : queries) {
      Product pair = of.apply(query);
      if (sign * pair.value() >= largest - 2 * error) {
        Cosine cosine = exact.exact(pair.query(), pair.document());
        if (best == null || sign * cosine.compareTo(best.cosine()) > 0) {
          best = new Extreme(pair.query(), pair.document(), cosine);
        }
      }
    }
    return java.util.Objects.requireNonNull(best);
  }

  /** The look at the products of some queries with all documents. For one thread. */
  private final class Look {
    private final int from;
    private final int to;
    private final ExactPairs exact = new ExactPairs(u, v);
    private final long[] histogram = new long[BINS];

    /** For each query its relevant documents, the largest product first, and these products. */
    private final Integer[][] order;

    private final double[][] own;

    /** For each of them how many others are at least as large as it, but not as the one before. */
    private final int[][] above;

    private final float[] hardest;

    /** The other document of the largest product so far, exactly, and that in double precision. */
    private final int[] hardestDocument;

    private final double[] hardestProduct;
    private final double[] row = new double[dimension];
    private final double[] other = new double[dimension];

    Look(int from, int to) {
      this.from = from;
      this.to = to;
      this.order = new Integer[to - from][];
      this.own = new double[to - from][];
      this.above = new int[to - from][];
      this.hardest = new float[to - from];
      this.hardestDocument = new int[to - from];
      this.hardestProduct = new double[to - from];
      Arrays.fill(hardest, NONE);
      Arrays.fill(hardestDocument, -1);
      Arrays.fill(hardestProduct, Double.NEGATIVE_INFINITY);
      for (int i = from; i < to; i++) {
        sort(i);
        above[i - from] = new int[own[i - from].length + 1];
      }
    }

    /** The order of the relevant documents of a query; exact, and of equal ones by their grade. */
    private void sort(int i) {
      int[] documents = relevance.of(i);
      int[] grades = relevance.grades(i);
      double[] products = new double[documents.length];
      Arrays.setAll(products, p -> exact.approximate(i, documents[p]));
      Comparator<Integer> larger =
          (a, b) ->
              Math.abs(products[a] - products[b]) > 2 * error
                  ? Double.compare(products[b], products[a])
                  : exact.exact(i, documents[b]).compareTo(exact.exact(i, documents[a]));
      Integer[] sorted =
          IntStream.range(0, documents.length)
              .boxed()
              .sorted(larger.thenComparing(p -> grades[p]))
              .toArray(Integer[]::new);
      order[i - from] = sorted;
      own[i - from] = Arrays.stream(sorted).mapToDouble(p -> products[p]).toArray();
    }

    Task run() {
      float[] left = u.singleUnits(from, to);
      float[] products = new float[(to - from) * BlockProducts.ROWS];
      try (BlockProducts multiplier = BlockProducts.of(dimension)) {
        multiplier.left(left, to - from);
        for (int column = 0; column < v.rows(); column += BlockProducts.ROWS) {
          if (cancelled.getAsBoolean()) {
            return new Task(List.of(), new double[0][], histogram);
          }
          float[] right =
              documents.isEmpty()
                  ? v.singleUnits(column, v.rows())
                  : documents.get(column / BlockProducts.ROWS);
          int width = right.length / dimension;
          multiplier.right(right, width);
          multiplier.multiply(products);
          for (int i = from; i < to; i++) {
            look(products, (i - from) * width, width, i, column);
          }
        }
      }
      List<Query> queries = IntStream.range(from, to).mapToObj(this::query).toList();
      return new Task(queries, own, histogram);
    }

    private void look(float[] products, int at, int width, int i, int column) {
      for (int j : relevance.of(i)) {
        if (j >= column && j < column + width) {
          products[at + j - column] = NONE;
        }
      }
      int r = i - from;
      double[] mine = own[r];
      double lowest = mine.length == 0 ? Double.POSITIVE_INFINITY : mine[mine.length - 1] - band;
      for (int c = 0; c < width; c++) {
        float x = products[at + c];
        if (x == NONE) {
          continue;
        }
        int bin = (int) ((x + 1) * (BINS / 2));
        histogram[Math.max(0, Math.min(BINS - 1, bin))]++;
        if (x >= lowest) {
          above[r][place(mine, x, i, column + c)]++;
        }
        if (x >= hardest[r] - 2 * band) {
          hardest[r] = Math.max(hardest[r], x);
          consider(i, column + c);
        }
      }
    }

    /** Takes a document for the hardest if its product is larger, exactly. */
    private void consider(int i, int j) {
      int r = i - from;
      double x = exact.approximate(i, j);
      boolean larger = x > hardestProduct[r] + 2 * error;
      if (!larger && x >= hardestProduct[r] - 2 * error && !isSame(j, hardestDocument[r])) {
        larger = exact.exact(i, j).compareTo(exact.exact(i, hardestDocument[r])) > 0;
      }
      if (larger) {
        hardestDocument[r] = j;
        hardestProduct[r] = x;
      }
    }

    /** Whether two documents have the same numbers. */
    private boolean isSame(int j, int k) {
      v.row(j, row);
      v.row(k, other);
      return Arrays.equals(row, other);
    }

    /** The first of the sorted relevant products that is not above another product. */
    private int place(double[] mine, float x, int i, int j) {
      int low = 0;
      int high = mine.length;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (isAtLeast(x, i, j, mine[middle], order[i - from][middle])) {
          high = middle;
        } else {
          low = middle + 1;
        }
      }
      return low;
    }

    private boolean isAtLeast(float x, int i, int j, double product, int p) {
      return Math.abs(x - product) > band
          ? x > product
          : exact.atLeast(i, j, i, relevance.of(i)[p]);
    }

    private Query query(int i) {
      int r = i - from;
      int count = own[r].length;
      int[] grades = new int[count];
      int[] ranks = new int[count];
      int others = 0;
      for (int t = 0; t < count; t++) {
        others += above[r][t];
        grades[t] = relevance.grades(i)[order[r][t]];
        ranks[t] = others + t + 1;
      }
      Product largest = new Product(i, hardestDocument[r], hardestProduct[r]);
      Product least =
          count == 0
              ? new Product(i, -1, Double.POSITIVE_INFINITY)
              : new Product(i, relevance.of(i)[order[r][count - 1]], own[r][count - 1]);
      return new Query(grades, ranks, least, largest);
    }
  }
}

package constellations.solver.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.format.CoordinateFile;
import constellations.solver.format.EmbeddingFiles;
import constellations.solver.format.EmbeddingMatrix;
import constellations.solver.format.EmbeddingSource;
import constellations.solver.format.Exact;
import constellations.solver.format.Stated;
import constellations.solver.lock.LockedModality;
import constellations.solver.results.CertificateStore;
import constellations.solver.run.ProgressLine;
import constellations.solver.search.Rounding;
import constellations.verify.claim.Tier;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Rationals;
import constellations.verify.points.ConstellationCertificate;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lock}: the best second encoder for a first one that is fixed. */
@Command(
    name = "lock",
    description = {
      "The largest margin that any second encoder V can reach with the rows U of a file, over all",
      "relative biases or at one, with a bound from convex duality above it. Also for V with a",
      "coordinate more, in which all rows of U are 0."
    })
final class LockCommand implements Callable<Integer> {
  private static final int BIAS_DECIMALS = 17;
  private static final int SHOWN = 10;

  /** With more in U and as many in V a certificate would be too large a file. */
  private static final int MOST_COORDINATES = 700_000;

  /** What a coordinate more has to bring to be told. */
  private static final double LOOSE = 1e-6;

  private static final long MOST_PRODUCTS = 100_000_000L;

  @Parameters(paramLabel = "FILE", description = "U: a matrix of N rows, as for analyse.")
  private String file;

  @Option(names = "--bias", paramLabel = "b", description = "Relative bias (default: the best).")
  private Exact bias;

  @Option(
      names = "--normalise",
      description = "Accept rows that are no unit vectors, and take their directions.")
  private boolean normalise;

  @Option(
      names = "--write",
      paramLabel = "FILE",
      description = "Write V, without adapter: .npy, .csv with a header, or .txt.")
  private Path write;

  @Option(
      names = "--rows",
      description = {
        "Also the largest margin of each row by itself, at the best bias of the whole, with its own",
        "bound: which rows of U are in the way of the others. V is then the best for each row."
      })
  private boolean rows;

  @Mixin private CommonOptions common;

  @Override
  public Integer call() {
    EmbeddingMatrix matrix =
        EmbeddingFiles.open(EmbeddingSource.of(common.file(file).toString(), normalise));
    int n = matrix.rows();
    int d = matrix.columns();
    if (n < 2 || (long) n * n > MOST_PRODUCTS) {
      throw BadInputException.file(file, n + " rows", "2 to 10000 rows");
    }
    if (d < 2) {
      throw BadInputException.file(file, d + " coordinates", "at least 2");
    }
    Double fixed = bias == null ? null : bias.rational("bias").doubleValue();
    if (fixed != null && !(Math.abs(fixed) <= 1)) {
      throw BadInputException.argument("bias", bias.text(), "between -1 and 1");
    }
    if (write != null) {
      CoordinateFile.requireFormat(write);
    }
    double[] u = new double[n * d];
    double[] row = new double[d];
    for (int i = 0; i < n; i++) {
      matrix.unit(i, row);
      System.arraycopy(row, 0, u, i * d, d);
    }
    LockedModality.Outcome best;
    try (ProgressLine progress = common.progress("rows", 1)) {
      AtomicInteger done = new AtomicInteger();
      best =
          LockedModality.best(
              u,
              d,
              fixed,
              rows,
              common.threads(),
              () -> progress.step(done.incrementAndGet(), n, " rows"),
              common.stop());
    }
    if (write != null) {
      CoordinateFile.write(write, best.v(), d);
    }
    Optional<ConstellationCertificate> reached = certificate(u, best.v(), d, best);
    Optional<CertificateStore.Stored> stored =
        reached.map(c -> CertificateStore.write(common.out("out"), c, common.threads()));
    ObjectNode json = CommonOptions.object();
    json.put("pairs", n).put("dimension", d);
    // What the certificate says, where there is one.
    json.put(
        "margin",
        reached
            .map(c -> Exact.down(c.margin()))
            .orElse(decimal(best.margin(), RoundingMode.FLOOR)));
    json.put(
        "gap",
        reached
            .map(c -> Exact.down(c.margin().add(c.margin())))
            .orElse(decimal(2 * best.margin(), RoundingMode.FLOOR)));
    json.put(
        "bias",
        bias != null
            ? bias.text()
            : reached
                .map(c -> Exact.down(c.bias()))
                .orElse(decimal(best.bias(), RoundingMode.FLOOR)));
    json.put("marginRelaxed", decimal(best.relaxed(), RoundingMode.FLOOR));
    json.put("biasRelaxed", decimal(best.relaxedBias(), RoundingMode.FLOOR));
    json.put("marginUpper", decimal(best.marginUpper(), RoundingMode.CEILING));
    Stated margin =
        Stated.of(
            json.get("margin").asText(),
            stored.map(CertificateStore.Stored::verdict),
            Tier.NUMERIC);
    json.put("tier", margin.tier());
    json.put("upperTier", Stated.numeric("").tier());
    stored.ifPresent(s -> json.put("certificate", s.path().toString()));
    if (rows) {
      json.put("rowBias", decimal(best.rowBias(), RoundingMode.FLOOR));
      ArrayNode list = json.putArray("rows");
      for (LockedModality.Row one : best.rows()) {
        list.addObject()
            .put("margin", decimal(one.margin(), RoundingMode.FLOOR))
            .put("marginRelaxed", decimal(one.relaxed(), RoundingMode.FLOOR))
            .put("marginUpper", decimal(one.marginUpper(), RoundingMode.CEILING));
      }
    }
    if (common.json()) {
      common.print(json);
      return Main.DONE;
    }
    common.say("%d rows in %d dimensions", n, d);
    String found =
        String.format(
            Locale.ROOT,
            "margin %s (gap %s) at relative bias %s found",
            margin.value(),
            json.get("gap").asText(),
            json.get("bias").asText());
    common.say(Stated.of(found, stored.map(CertificateStore.Stored::verdict), Tier.NUMERIC).line());
    String relaxed = json.get("marginRelaxed").asText();
    common.say(Stated.numeric("margin " + relaxed + " with a coordinate more").line());
    String upper = json.get("marginUpper").asText();
    common.say(
        Stated.numeric("no second encoder has a margin above " + upper + ", by duality").line());
    stored.ifPresent(s -> common.say("certificate: %s", s.path()));
    if (rows) {
      sayRows(best, tightest(best.rows()));
    }
    return Main.DONE;
  }

  /** The rows in the order of their margins. */
  private static List<Integer> tightest(List<LockedModality.Row> rows) {
    return IntStream.range(0, rows.size())
        .boxed()
        .sorted(Comparator.comparingDouble(i -> rows.get(i).margin()))
        .toList();
  }

  private void sayRows(LockedModality.Outcome best, List<Integer> tightest) {
    List<LockedModality.Row> rows = best.rows();
    int last = rows.size() - 1;
    common.say(
        Stated.numeric("each row by itself at relative bias %s: margins from %s, median %s, to %s")
            .line(),
        decimal(best.rowBias(), RoundingMode.FLOOR),
        decimal(rows.get(tightest.get(0)).margin(), RoundingMode.FLOOR),
        decimal(rows.get(tightest.get(last / 2)).margin(), RoundingMode.FLOOR),
        decimal(rows.get(tightest.get(last)).margin(), RoundingMode.FLOOR));
    long loose = rows.stream().filter(r -> r.relaxed() - r.margin() > LOOSE).count();
    common.say("rows to which a coordinate more would give more: %d", loose);
    common.say(
        "the rows in the way, and the bounds that no V of theirs exceeds   [certified: duality]");
    for (int row : tightest.subList(0, Math.min(SHOWN, rows.size()))) {
      common.say(
          "%8d  %s  at most %s",
          row,
          decimal(rows.get(row).margin(), RoundingMode.FLOOR),
          decimal(rows.get(row).marginUpper(), RoundingMode.CEILING));
    }
  }

  private Optional<ConstellationCertificate> certificate(
      double[] u, double[] v, int d, LockedModality.Outcome outcome) {
    if (!(outcome.margin() > 0) || u.length > MOST_COORDINATES) {
      return Optional.empty();
    }
    double[] both = new double[u.length + v.length];
    System.arraycopy(u, 0, both, 0, u.length);
    System.arraycopy(v, 0, both, u.length, v.length);
    return Rounding.constellation(
        both,
        d,
        2,
        bias == null
            ? new BigDecimal(outcome.bias()).round(new MathContext(15))
            : Rationals.floor(bias.rational("bias"), BIAS_DECIMALS),
        common.threads(),
        common.provenance("convex optimisation with the first modality fixed"));
  }

  private static String decimal(double x, RoundingMode rounding) {
    return new BigDecimal(x).round(new MathContext(12, rounding)).toPlainString();
  }
}

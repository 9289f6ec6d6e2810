package constellations.solver.cli.model;

import constellations.solver.cli.options.CommonOptions;
import constellations.solver.cli.options.ExitCode;
import constellations.solver.format.CoordinateFile;
import constellations.solver.format.EmbeddingFiles;
import constellations.solver.format.EmbeddingMatrix;
import constellations.solver.format.EmbeddingSource;
import constellations.solver.format.Exact;
import constellations.solver.format.UnitRows;
import constellations.solver.lock.LockReport;
import constellations.solver.lock.LockedModality;
import constellations.solver.results.CertificateStore;
import constellations.solver.run.ProgressLine;
import constellations.solver.search.Rounding;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Rationals;
import constellations.verify.points.ConstellationCertificate;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lock}: the best second encoder for a first one that is fixed. */
@Command(
    name = "lock",
    description =
        "The largest margin that any second encoder V can reach with the rows U of a file, over all"
            + " relative biases or at one, with a bound from convex duality above it. Also for V with a"
            + " coordinate more, in which all rows of U are 0.")
public final class LockCommand implements Callable<Integer> {
  private static final int BIAS_DECIMALS = 17;

  /** With more in U and as many in V a certificate would be too large a file. */
  private static final int MOST_COORDINATES = 700_000;

  /** Seconds to round, write and verify a coordinate. */
  private static final double CERTIFYING = 2e-5;

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
      description =
          "Also the largest margin of each row by itself, at the best bias of the whole, with its own"
              + " bound: which rows of U are in the way of the others. V is then the best for each row.")
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
      CoordinateFile.require(write);
    }
    common.certificates();
    UnitRows u = new UnitRows(n, 1, d, new double[n * d]);
    double[] row = new double[d];
    for (int i = 0; i < n; i++) {
      matrix.unit(i, row);
      System.arraycopy(row, 0, u.data(), i * d, d);
    }
    LockedModality.Outcome best;
    try (ProgressLine progress = common.progress("rows", 1)) {
      AtomicInteger done = new AtomicInteger();
      best =
          LockedModality.best(
              u,
              fixed,
              rows,
              common.threads(),
              () -> progress.step(done.incrementAndGet(), n, " rows"),
              common.stopEarly(CERTIFYING * 2 * n * d));
    }
    Optional<ConstellationCertificate> reached = certificate(u, best);
    Optional<CertificateStore.Stored> stored = reached.map(common::store);
    LockReport report =
        new LockReport(
            n,
            d,
            best,
            reached,
            Optional.ofNullable(bias).map(Exact::text),
            stored.map(CertificateStore.Stored::verdict));
    Optional<String> path = stored.map(stock -> stock.path().toString());
    common.answer(report.json(path, rows), report.lines(path, rows));
    if (write != null) {
      CoordinateFile.write(write, Rounding.modalities(best.v()));
    }
    return ExitCode.DONE;
  }

  private Optional<ConstellationCertificate> certificate(
      UnitRows u, LockedModality.Outcome outcome) {
    if (!(outcome.margin() > 0) || u.data().length > MOST_COORDINATES) {
      return Optional.empty();
    }
    return Rounding.constellation(
        u.with(outcome.v()),
        bias == null
            ? new BigDecimal(outcome.bias()).round(new MathContext(15))
            : Rationals.floor(bias.rational("bias"), BIAS_DECIMALS),
        common.threads(),
        common.provenance("convex optimisation with the first modality fixed"));
  }
}

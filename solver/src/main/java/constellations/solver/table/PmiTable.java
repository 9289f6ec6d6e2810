package constellations.solver.table;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.format.Exact;
import constellations.solver.pmi.JointDistribution;
import constellations.solver.pmi.PmiRetrieval;
import constellations.solver.pmi.ScoreFit;
import constellations.solver.pmi.SingleVectorBound;
import constellations.solver.results.CertificateStore;
import constellations.verify.claim.Certificate;
import constellations.verify.claim.Provenance;
import constellations.verify.claim.ScoreClaim;
import constellations.verify.claim.Tier;
import constellations.verify.pmi.PmiBoundCertificate;
import constellations.verify.pmi.PmiScoreCertificate;
import constellations.verify.pmi.PointKernel;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * How near scores come to pointwise mutual information: CLIP from both sides, single weighted
 * points from both sides, point sets, with retrieval; each error with its certificate.
 */
public final class PmiTable {
  /** The name of the table, and of the folder of its certificates. */
  public static final String NAME = "pmi";

  private static final int SHOWN = 3;

  private final List<Integer> points;
  private final int starts;
  private final long seed;
  private final int threads;
  private final Function<String, Provenance> provenance;
  private final Function<Certificate, CertificateStore.Stored> store;
  private final List<Grid.Row> rows = new ArrayList<>();
  private final List<ObjectNode> lines = new ArrayList<>();

  /**
   * An empty table.
   *
   * @param points how many each x and y has, a column each
   * @param store keeps certificates
   */
  public PmiTable(
      List<Integer> points,
      int starts,
      long seed,
      int threads,
      Function<String, Provenance> provenance,
      Function<Certificate, CertificateStore.Stored> store) {
    this.points = List.copyOf(points);
    this.starts = starts;
    this.seed = seed;
    this.threads = threads;
    this.provenance = provenance;
    this.store = store;
  }

  /**
   * Computes a row.
   *
   * @return whether it was not cut short
   */
  public boolean add(String name, JointDistribution joint, int d, BooleanSupplier cancelled) {
    ObjectNode line = new JsonMapper().createObjectNode().put("distribution", name);
    line.put("dimension", d);
    List<Grid.Cell> cells = new ArrayList<>();
    cells.add(Grid.Cell.of(Integer.toString(d)));
    cells.add(bound(joint, d, ScoreClaim.Form.CLIP, "clip", line, cancelled));
    reached(joint, d, true, 1, "clip", line, cells, cancelled);
    cells.add(bound(joint, d, ScoreClaim.Form.WEIGHTED, "single", line, cancelled));
    for (int a : points) {
      if (cancelled.getAsBoolean()) {
        return false;
      }
      reached(joint, d, false, a, "points" + a, line, cells, cancelled);
    }
    if (cancelled.getAsBoolean()) {
      return false;
    }
    PmiRetrieval clip = retrieval(joint, d, true, 1, cancelled);
    int most = points.get(points.size() - 1);
    PmiRetrieval sets = retrieval(joint, d, false, most, cancelled);
    cells.add(numeric(clip.success()));
    cells.add(numeric(sets.success()));
    cells.add(numeric(clip.bestSuccess()));
    line.put("clipSuccess", Exact.plain(clip.success()));
    line.put("setsSuccess", Exact.plain(sets.success()));
    line.put("bestSuccess", Exact.plain(clip.bestSuccess()));
    rows.add(new Grid.Row(name, cells));
    lines.add(line);
    return !cancelled.getAsBoolean();
  }

  private static Grid.Cell numeric(double x) {
    return Grid.Cell.of(String.format(Locale.ROOT, "%.4f", x), Tier.NUMERIC, null);
  }

  private Grid.Cell bound(
      JointDistribution joint,
      int d,
      ScoreClaim.Form form,
      String name,
      ObjectNode line,
      BooleanSupplier cancelled) {
    Optional<PmiBoundCertificate> found =
        SingleVectorBound.of(
            joint,
            d,
            form,
            seed,
            threads,
            provenance.apply("inverses of chosen rows and columns"),
            cancelled);
    Optional<CertificateStore.Stored> stored = found.map(store);
    line.put(name + "Above", found.map(c -> Exact.down(c.claim().error())).orElse(""));
    line.put(name + "AboveCertificate", stored.map(PmiTable::file).orElse(""));
    return found.isEmpty()
        ? Grid.Cell.of("")
        : Grid.Cell.of(
            short3(found.get().claim().error(), RoundingMode.FLOOR),
            stored.flatMap(s -> s.verdict().tier()).orElse(null),
            null);
  }

  /** By what is trained on the contrastive loss, as models are. */
  private PmiRetrieval retrieval(
      JointDistribution joint, int d, boolean clip, int a, BooleanSupplier cancelled) {
    ScoreFit.Task task =
        new ScoreFit.Task(joint, PointKernel.GAUSSIAN, clip, d, a, ScoreFit.Loss.CONTRASTIVE);
    ScoreFit fit = ScoreFit.of(task, starts, seed, threads, error -> {}, cancelled).orElseThrow();
    return PmiRetrieval.of(joint, fit.scores(joint));
  }

  private void reached(
      JointDistribution joint,
      int d,
      boolean clip,
      int a,
      String name,
      ObjectNode line,
      List<Grid.Cell> cells,
      BooleanSupplier cancelled) {
    ScoreFit.Task task =
        new ScoreFit.Task(joint, PointKernel.GAUSSIAN, clip, d, a, ScoreFit.Loss.ERROR);
    ScoreFit fit = ScoreFit.of(task, starts, seed, threads, error -> {}, cancelled).orElseThrow();
    PmiScoreCertificate certificate =
        fit.certificate(task, threads, provenance.apply("L-BFGS on the errors of exp(score)"));
    CertificateStore.Stored stored = store.apply(certificate);
    line.put(name + "Error", Exact.up(certificate.claim().error()));
    line.put(name + "Certificate", file(stored));
    cells.add(
        Grid.Cell.of(
            short3(certificate.claim().error(), RoundingMode.CEILING),
            clip ? Tier.NUMERIC : stored.verdict().tier().orElse(null),
            null));
  }

  private static String file(CertificateStore.Stored stored) {
    return String.valueOf(stored.path().getFileName());
  }

  private static String short3(BigFraction x, RoundingMode direction) {
    BigDecimal rounded =
        new BigDecimal(x.getNumerator())
            .divide(new BigDecimal(x.getDenominator()), new MathContext(SHOWN, direction));
    return rounded.compareTo(new BigDecimal("1e-4")) < 0
        ? rounded.toString().replace("E", "e")
        : rounded.toPlainString();
  }

  private Grid grid() {
    List<String> heads = new ArrayList<>(List.of("d", "CLIP above", "CLIP", "single above"));
    for (int a : points) {
      heads.add(a == 1 ? "1 point" : a + " points");
    }
    heads.addAll(List.of("E, CLIP", "E, most points", "E, best"));
    return new Grid(
        "Scores against pointwise mutual information",
        "The largest |exp(score) - R| over all x and y, R = p(x,y)/(p(x) p(y)). Above: every score of"
            + " CLIP's form (unit vectors, one temperature and constant), or of single points with"
            + " weights and a Gaussian, errs by more, rounded down. The others reach their error,"
            + " rounded up: points with weights and a Gaussian; of CLIP the certificate is of single"
            + " weighted points. E is the chance that a match is ranked before another, of scores"
            + " that are trained on the contrastive loss. The certificates lie in pmi/. "
            + Grid.LEGEND,
        "distribution",
        heads,
        rows);
  }

  /** Writes the table in all its forms; returns its rows. */
  public ObjectNode write(Path folder) {
    TableFiles.write(folder, NAME, grid(), lines);
    ObjectNode json = new JsonMapper().createObjectNode();
    lines.forEach(json.putArray("rows")::add);
    return json;
  }

  /** The rows that are done, for people. */
  public List<String> lines() {
    return grid().markdown().lines().skip(2).toList();
  }
}

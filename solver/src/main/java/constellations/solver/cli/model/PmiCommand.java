package constellations.solver.cli.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.cli.options.CommonOptions;
import constellations.solver.cli.options.ExitCode;
import constellations.solver.format.Digest;
import constellations.solver.format.Exact;
import constellations.solver.format.Stated;
import constellations.solver.pmi.JointDistribution;
import constellations.solver.pmi.JointFile;
import constellations.solver.pmi.PmiRetrieval;
import constellations.solver.pmi.ScoreFit;
import constellations.solver.pmi.SingleVectorBound;
import constellations.solver.results.CertificateStore;
import constellations.solver.run.ProgressLine;
import constellations.solver.table.PmiTable;
import constellations.verify.claim.ScoreClaim;
import constellations.verify.claim.Tier;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Interval;
import constellations.verify.pmi.PmiBoundCertificate;
import constellations.verify.pmi.PointKernel;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.apache.commons.numbers.fraction.BigFraction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pmi}: scores against pointwise mutual information. */
@Command(
    name = "pmi",
    description = {
      "Scores against pointwise mutual information, which is the best contrastive score (arXiv",
      "2510.15508): of a finite joint distribution the ratio R = p(x,y) / (p(x) p(y)) exactly, point sets",
      "with exp(score) near R, and how far scores of single vectors stay off."
    },
    subcommands = {
      PmiCommand.Info.class,
      PmiCommand.Fit.class,
      PmiCommand.Bound.class,
      PmiCommand.Table.class
    })
public final class PmiCommand implements Runnable {
  private static final int DIGITS = 15;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "info, fit, bound or table is missing");
  }

  /** A joint distribution. */
  private static final class Joint {
    @Parameters(
        arity = "1..2",
        paramLabel = "FILE",
        description = {
          "Counts of x and y in .csv or as JSON {\"counts\": [[...], ...]}, a row for each x; or {\"latent\":",
          "{\"prior\": [p(z), ...], \"rows\": [[p(x|z), ...], ...], \"columns\": [[p(y|z), ...], ...]}}.",
          "Two files are labels of the two sides of N pairs, which are counted."
        })
    private List<Path> files = new ArrayList<>();

    JointDistribution read() {
      return files.size() == 2
          ? JointFile.ofLabels(files.get(0), files.get(1))
          : JointFile.read(files.get(0));
    }

    ObjectNode json(JointDistribution joint) {
      ObjectNode json = CommonOptions.object();
      json.put("rows", joint.counts().rows().size()).put("columns", joint.counts().columns());
      Digest.put(files.stream().map(Digest::of).toList(), json.putArray("files"));
      return json;
    }
  }

  private static int dimension(Exact dimension) {
    return dimension.whole("dimension", 1, 1000);
  }

  private static PointKernel kernel(String name) {
    return PointKernel.named(name.equals("imq") ? "inverse-multiquadric" : name);
  }

  /** {@code pmi info}. */
  @Command(
      name = "info",
      description = {
        "What is exact of a joint distribution: mutual information, enclosed; the rank of R, and a",
        "bracket of its nonnegative rank, the least number of latents given which x and y are",
        "independent. So many points suffice for any accuracy, in one dimension."
      })
  static final class Info implements Callable<Integer> {
    @Mixin private Joint input;
    @Mixin private CommonOptions common;

    @Override
    public Integer call() {
      JointDistribution joint = input.read();
      ObjectNode json = input.json(joint);
      Interval information = joint.mutualInformation();
      JointDistribution.NonnegativeRank nonnegative = joint.nonnegativeRank();
      String low = information.lower().setScale(DIGITS, RoundingMode.FLOOR).toPlainString();
      String high = information.upper().setScale(DIGITS, RoundingMode.CEILING).toPlainString();
      BigFraction least = extreme(joint, -1);
      BigFraction most = extreme(joint, 1);
      json.put("mutualInformation", high).putArray("mutualInformationEnds").add(low).add(high);
      json.put("rank", joint.rank());
      json.putObject("nonnegativeRank")
          .put("lower", nonnegative.least())
          .put("upper", nonnegative.most());
      json.put("leastRatio", Exact.down(least)).put("largestRatio", Exact.up(most));
      json.put("tier", "exact");
      String bracket =
          nonnegative.least() == nonnegative.most()
              ? Integer.toString(nonnegative.least())
              : nonnegative.least() + " to " + nonnegative.most();
      return common.answer(
          json,
          List.of(
              joint.counts().text(),
              Stated.exact("mutual information    " + high + " nats").line(),
              Stated.exact("R from                " + Exact.down(least) + " to " + Exact.up(most))
                  .line(),
              Stated.exact("rank of R             " + joint.rank()).line(),
              Stated.exact("nonnegative rank      " + bracket).line()));
    }

    private static BigFraction extreme(JointDistribution joint, int sign) {
      BigFraction found = null;
      for (BigFraction[] row : joint.counts().ratios()) {
        for (BigFraction ratio : row) {
          found = found == null || ratio.compareTo(found) * sign > 0 ? ratio : found;
        }
      }
      return found;
    }
  }

  /** {@code pmi fit}. */
  @Command(
      name = "fit",
      description = {
        "Fit scores to pointwise mutual information: exp(score(x,y)) = sum_ij w_i w'_j k(u_i, v_j) over a",
        "points of x and a of y with weights, or CLIP's c exp(<u,v>/tau) of unit vectors. The largest",
        "|exp(score) - R| is certified in intervals (kind pmi-score)."
      })
  static final class Fit implements Callable<Integer> {
    @Mixin private Joint input;

    @Option(names = "--dimension", required = true, paramLabel = "d", description = "Dimension.")
    private Exact dimension;

    @Option(
        names = "--points",
        paramLabel = "a",
        description = "Points of each x and y (default 1).")
    private Exact points;

    @Option(
        names = "--error",
        paramLabel = "e",
        description = "In place of --points: the least number of points found with this error.")
    private Exact error;

    @Option(
        names = "--score",
        paramLabel = "points|clip",
        description =
            "Point sets (the default), or unit vectors with one temperature and constant.")
    private String score = "points";

    @Option(
        names = "--kernel",
        paramLabel = "gaussian|imq",
        description = "exp(-|u-v|^2/2) (the default), or 1/sqrt(1 + |u-v|^2).")
    private String kernel = "gaussian";

    @Option(
        names = "--loss",
        paramLabel = "error|contrastive",
        description = {
          "Make the error small (the default), or the contrastive loss of both sides, after which",
          "exp(score) is scaled to the least error."
        })
    private String loss = "error";

    @Option(names = "--starts", paramLabel = "S", description = "Random starts (default 8).")
    private Exact starts = new Exact("8");

    @Mixin private CommonOptions common;

    @Override
    public Integer call() {
      JointDistribution joint = input.read();
      boolean clip = clip();
      if (points != null && error != null) {
        throw BadInputException.argument("--points and --error", "both", "one of them");
      }
      if (clip && (points != null || error != null || !kernel.equals("gaussian"))) {
        throw BadInputException.argument(
            "--score clip", "--points, --error or --kernel", "none of these beside it");
      }
      int least = points == null ? 1 : points.whole("points", 1, 100);
      int most = error == null ? least : joint.nonnegativeRank().most();
      BooleanSupplier cancelled = common.stop();
      for (int a = least; ; a++) {
        ScoreFit.Task task =
            new ScoreFit.Task(joint, kernel(kernel), clip, dimension(dimension), a, loss());
        Optional<ScoreFit> fit = fit(task, cancelled);
        if (fit.isEmpty()) {
          common.warn("Stopped, or overflowed, before a start came to its end.");
          return ExitCode.STOPPED;
        }
        boolean reached =
            error == null
                || fit.get().error() * (1 + 1e-6) <= error.rational("error").doubleValue();
        if (reached || a >= most || cancelled.getAsBoolean()) {
          int code = answer(task, fit.get());
          return reached ? code : ExitCode.NOT_REACHED;
        }
      }
    }

    private boolean clip() {
      if (!List.of("points", "clip").contains(score)) {
        throw BadInputException.argument("score", score, "points or clip");
      }
      return score.equals("clip");
    }

    private ScoreFit.Loss loss() {
      return switch (loss) {
        case "error" -> ScoreFit.Loss.ERROR;
        case "contrastive" -> ScoreFit.Loss.CONTRASTIVE;
        default -> throw BadInputException.argument("loss", loss, "error or contrastive");
      };
    }

    private Optional<ScoreFit> fit(ScoreFit.Task task, BooleanSupplier cancelled) {
      int count = starts.whole("starts", 1, 100_000);
      AtomicInteger done = new AtomicInteger();
      try (ProgressLine progress = common.progress("fit", 1)) {
        return ScoreFit.of(
            task,
            count,
            common.seed(),
            common.threads(),
            found ->
                progress.step(
                    done.incrementAndGet(),
                    count,
                    String.format(Locale.ROOT, " error %.3g", found)),
            cancelled);
      }
    }

    private int answer(ScoreFit.Task task, ScoreFit fit) {
      CertificateStore.Stored stored =
          common.store(
              fit.certificate(
                  task, common.provenance("L-BFGS on the errors of exp(score), of point sets")));
      BigFraction certified = fit.certificate(task, common.provenance("")).claim().error();
      PmiRetrieval retrieval = PmiRetrieval.of(task.joint(), fit.scores(task.joint()));
      Stated stated = stored.stated(Exact.up(certified));
      ObjectNode json = input.json(task.joint());
      json.put("dimension", task.dimension()).put("points", task.points());
      json.put("score", score).put("kernel", task.kernel().text());
      stated.put(json, "error", "tier");
      json.put("excess", Exact.plain(fit.excess()));
      json.put("success", Exact.plain(retrieval.success()));
      json.put("bestSuccess", Exact.plain(retrieval.bestSuccess()));
      json.put("certificate", stored.path().toString());
      return common.answer(
          json,
          List.of(
              Stated.of(
                      "exp(score) within      " + Exact.up(certified) + " of R, " + what(task),
                      Optional.of(stored.verdict()),
                      Tier.NUMERIC)
                  .line(),
              Stated.numeric(
                      String.format(
                          Locale.ROOT,
                          "loss above the least   %.4g nats, both sides",
                          fit.excess()))
                  .line(),
              Stated.numeric(
                      String.format(
                          Locale.ROOT,
                          "retrieval E(s)         %.6f, at best %.6f",
                          retrieval.success(),
                          retrieval.bestSuccess()))
                  .line(),
              "certificate: " + stored.path()));
    }

    private String what(ScoreFit.Task task) {
      return task.clip()
          ? "unit vectors in dimension " + task.dimension()
          : task.points()
              + (task.points() == 1 ? " point" : " points")
              + " of each in dimension "
              + task.dimension();
    }
  }

  /** {@code pmi bound}. */
  @Command(
      name = "bound",
      description = {
        "How far all scores of single vectors in R^d stay off pointwise mutual information, by the rank",
        "of their logarithms: CLIP's c exp(<u,v>/tau), or single points with weights and a Gaussian",
        "(kind pmi-bound)."
      })
  static final class Bound implements Callable<Integer> {
    @Mixin private Joint input;

    @Option(names = "--dimension", required = true, paramLabel = "d", description = "Dimension.")
    private Exact dimension;

    @Option(
        names = "--score",
        paramLabel = "clip|weighted",
        description = "One temperature and constant (the default), or a weight for each x and y.")
    private String score = "clip";

    @Mixin private CommonOptions common;

    @Override
    public Integer call() {
      JointDistribution joint = input.read();
      int d = dimension(dimension);
      if (!List.of("clip", "weighted").contains(score)) {
        throw BadInputException.argument("score", score, "clip or weighted");
      }
      ScoreClaim.Form form = ScoreClaim.Form.valueOf(score.toUpperCase(Locale.ROOT));
      Optional<PmiBoundCertificate> found =
          SingleVectorBound.of(
              joint,
              d,
              form,
              common.seed(),
              common.threads(),
              common.provenance("inverses of chosen rows and columns"),
              common.stop());
      ObjectNode json = input.json(joint);
      json.put("dimension", d).put("score", score);
      if (found.isEmpty()) {
        json.putNull("error").putNull("certificate");
        return common.answer(
            json,
            List.of("no bound found: d is too large, or such scores may come arbitrarily near"));
      }
      CertificateStore.Stored stored = common.store(found.get());
      String error = Exact.down(found.get().claim().error());
      Stated stated = stored.stated(error);
      stated.put(json, "error", "tier");
      json.put("certificate", stored.path().toString());
      String what = form == ScoreClaim.Form.CLIP ? "CLIP score" : "score of single weighted points";
      return common.answer(
          json,
          List.of(
              stored
                  .stated("each " + what + " in dimension " + d + " errs by more than " + error)
                  .line(),
              "certificate: " + stored.path()));
    }
  }

  /** {@code pmi table}. */
  @Command(
      name = "table",
      description = {
        "CLIP cannot, point sets can: for distributions and dimensions the certified errors of CLIP, from",
        "both sides, of single weighted points and of point sets, with retrieval; as pmi.md, .tex, .csv,",
        ".jsonl and .json in the folder --out (default results), certificates in its folder pmi."
      })
  static final class Table implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Distributions, as for fit.")
    private List<Path> files = new ArrayList<>();

    @Option(
        names = "--dimensions",
        split = ",",
        paramLabel = "d",
        description = "Dimensions (default 1,2,3).")
    private List<Exact> dimensions = List.of(new Exact("1"), new Exact("2"), new Exact("3"));

    @Option(
        names = "--points",
        split = ",",
        paramLabel = "a",
        description = "Points of each x and y (default 1,2,3).")
    private List<Exact> points = List.of(new Exact("1"), new Exact("2"), new Exact("3"));

    @Option(names = "--starts", paramLabel = "S", description = "Random starts (default 8).")
    private Exact starts = new Exact("8");

    @Mixin private CommonOptions common;

    @Override
    public Integer call() {
      Path folder = common.out("results");
      int cells = files.size() * dimensions.size();
      AtomicInteger done = new AtomicInteger();
      BooleanSupplier cancelled = common.stop();
      try (ProgressLine progress = common.progress("pmi", 1)) {
        PmiTable table =
            new PmiTable(
                points.stream().map(a -> a.whole("points", 1, 100)).toList(),
                starts.whole("starts", 1, 100_000),
                common.seed(),
                common.threads(),
                common::provenance,
                certificate ->
                    CertificateStore.write(
                        folder.resolve(PmiTable.NAME), certificate, common.threads()));
        for (Path file : files) {
          JointDistribution joint = JointFile.read(file);
          for (Exact d : dimensions) {
            if (!table.add(name(file), joint, dimension(d), cancelled)) {
              common.warn("Stopped before " + name(file) + " was done; no table is written.");
              return ExitCode.STOPPED;
            }
            progress.step(done.incrementAndGet(), cells, " rows");
          }
        }
        return common.answer(table.write(folder), table.lines(folder));
      }
    }

    private static String name(Path file) {
      return String.valueOf(file.getFileName()).replaceFirst("\\.[a-z]+$", "");
    }
  }
}

package constellations.solver.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.dimension.NeededDimension;
import constellations.solver.dimension.Query;
import constellations.solver.embedding.Analysis;
import constellations.solver.embedding.EmbeddingAnalysis;
import constellations.solver.embedding.EmbeddingFiles;
import constellations.solver.embedding.EmbeddingMatrix;
import constellations.solver.embedding.Matches;
import constellations.solver.embedding.PairScan;
import constellations.solver.embedding.Retrieval;
import constellations.solver.embedding.SeparatingPlane;
import constellations.solver.report.EmbeddingPage;
import constellations.verify.BadInputException;
import constellations.verify.check.CertificateStore;
import constellations.verify.configuration.Separation;
import constellations.verify.exact.Rationals;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.commons.numbers.fraction.BigFraction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code analyse}: real embeddings as a constellation. */
@Command(
    name = "analyse",
    description = {
      "What embeddings of N matching items are as a constellation: margin, relative bias, the pairs",
      "in the way, retrieval, losses, modality gap. The extremes and retrieval are exact for the",
      "numbers of the files, each row normalised exactly."
    })
final class AnalyseCommand implements Callable<Integer> {
  private static final int DECIMALS = 18;
  private static final int SHOWN = 10;

  /** Rows whose norms differ from 1 by more are not unit vectors rounded to 16 bits. */
  private static final double NORM_SLACK = 0.01;

  @Parameters(
      arity = "2",
      paramLabel = "FILE",
      description = {
        "U and V: matrices of N rows, .npy (float16, float32, float64), .npz, .safetensors, .csv or",
        ".tsv. Row i of U matches row i of V."
      })
  private List<Path> files;

  @Option(
      names = "--normalise",
      description = "Accept rows that are no unit vectors, and take their directions.")
  private boolean normalise;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = {
        "N integers (.npy): all rows of one label match, row i of both files having label i."
      })
  private Path labels;

  @Option(names = "--exact", description = "Recompute all products in Java, without native code.")
  private boolean exact;

  @Option(
      names = "--scan-only",
      description = "Leave out InfoNCE and triplet loss, what to remove, and the modality gap.")
  private boolean scanOnly;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write a page with histograms and the hardest pairs, in one file.")
  private Path html;

  @Option(
      names = "--texts",
      paramLabel = "FILE",
      description = {
        "What the rows stand for, for the page: N lines; with tabs, the last two columns are the",
        "texts of U and of V."
      })
  private Path texts;

  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    EmbeddingMatrix u = open(files.get(0), normalise);
    EmbeddingMatrix v = open(files.get(1), normalise);
    if (u.rows() != v.rows() || u.columns() != v.columns()) {
      throw BadInputException.file(
          files.get(1).toString(),
          v.rows() + " x " + v.columns() + " numbers",
          u.rows() + " x " + u.columns() + " as in " + files.get(0));
    }
    if (u.rows() < 2) {
      throw BadInputException.file(files.get(0).toString(), "1 row", "at least 2 rows");
    }
    Matches matches = matches(u.rows());
    Optional<List<String[]>> rowTexts = texts(u.rows());
    double limit = common.seconds();
    long begin = System.nanoTime();
    Interruption.watch();
    BooleanSupplier cancelled =
        () -> Interruption.requested() || (System.nanoTime() - begin) / 1e9 > limit;
    Optional<Analysis> found;
    try (CommonOptions.SearchProgress progress = common.progress("analyse", 1)) {
      int tasks = new PairScan(u, v, matches, exact).tasks();
      found =
          EmbeddingAnalysis.of(
              u,
              v,
              matches,
              exact,
              scanOnly,
              common.threads(),
              done -> progress.step(done, tasks, " blocks of rows"),
              cancelled);
    }
    if (found.isEmpty()) {
      System.err.println("Stopped before all pairs were seen; a part of them proves nothing.");
      return Main.STOPPED;
    }
    Analysis analysis = found.get();
    if (cancelled.getAsBoolean()) {
      System.err.println(
          "Stopped after all pairs were seen; losses or modality gap may be missing.");
    }
    Optional<NeededDimension> needed = needed(analysis);
    List<String> summary = new ArrayList<>();
    describe(analysis, needed, matches, summary::add);
    if (html != null) {
      String page =
          EmbeddingPage.of(
              analysis,
              u,
              v,
              files.get(0).getFileName() + " and " + files.get(1).getFileName(),
              worstPositives(analysis),
              hardestNegatives(analysis),
              // The page has the last two lines, the pairs in the way, as tables.
              summary.subList(0, summary.size() - 2),
              rowTexts);
      CertificateStore.writeWhole(html, page.getBytes(StandardCharsets.UTF_8));
    }
    if (common.json()) {
      CommonOptions.print(json(analysis, needed, matches));
    } else {
      summary.forEach(System.out::println);
    }
    return Main.DONE;
  }

  /** Opens a matrix of unit rows, or of any if they are to be normalised. */
  static EmbeddingMatrix open(Path file, boolean normalise) {
    EmbeddingMatrix matrix = EmbeddingFiles.open(file);
    for (int i = 0; i < matrix.rows() && !normalise; i++) {
      double norm = matrix.norm(i);
      if (!(Math.abs(norm - 1) <= NORM_SLACK)) {
        throw BadInputException.file(file + ", row " + i, "norm " + norm, "a unit vector")
            .withAdvice("Maybe --normalise was meant, which takes the directions of all rows.");
      }
    }
    return matrix;
  }

  private Optional<List<String[]>> texts(int rows) {
    if (texts == null) {
      return Optional.empty();
    }
    List<String[]> found = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(texts)) {
        String[] columns = line.split("\t", -1);
        found.add(
            new String[] {columns[Math.max(0, columns.length - 2)], columns[columns.length - 1]});
      }
    } catch (IOException e) {
      throw BadInputException.file(texts.toString(), "nothing readable", "lines of text in UTF-8");
    }
    if (found.size() != rows) {
      throw BadInputException.file(
          texts.toString(), found.size() + " lines", rows + ", one for each row");
    }
    return Optional.of(found);
  }

  private Matches matches(int rows) {
    if (labels == null) {
      return Matches.pairs(rows);
    }
    long[] values = EmbeddingFiles.labels(labels);
    if (values.length != rows) {
      throw BadInputException.file(
          labels.toString(), values.length + " labels", rows + ", one for each row");
    }
    return Matches.labelled(values);
  }

  /**
   * The question for the needed dimension: with the margin, or if it is negative with quantiles.
   */
  private record Asked(BigDecimal margin, BigDecimal bias, boolean quantiles) {}

  private static Asked asked(Analysis a) {
    if (a.zeroLoss()) {
      Separation s = a.separation();
      return new Asked(a.margin(DECIMALS), s.biasFloor(DECIMALS), false);
    }
    double s = a.positiveQuantile(0.05);
    double beta = a.negativeQuantile(0.95);
    return new Asked(
        Rationals.floor(BigFraction.from((s - beta) / 2), 9),
        Rationals.floor(BigFraction.from((s + beta) / 2), 9),
        true);
  }

  private Optional<NeededDimension> needed(Analysis a) {
    Asked asked = asked(a);
    BigFraction m = Rationals.of(asked.margin());
    BigFraction b = Rationals.of(asked.bias());
    if (m.signum() <= 0 || m.add(b).compareTo(BigFraction.ONE) > 0) {
      return Optional.empty();
    }
    try (CommonOptions.SearchProgress progress = common.progress("ends", 1)) {
      Query query = new Query(BigInteger.valueOf(a.pairs()), m, b, 2);
      return Optional.of(
          NeededDimension.of(
              query, DimensionCommand.effort(common, spec, 0, true, null, progress)));
    }
  }

  private static String decimal(double x) {
    BigDecimal rounded = new BigDecimal(x).round(new java.math.MathContext(15));
    return Math.abs(x) < 1e-9 ? rounded.toString() : rounded.toPlainString();
  }

  private ObjectNode json(Analysis a, Optional<NeededDimension> needed, Matches matches) {
    Separation s = a.separation();
    ObjectNode json = CommonOptions.object();
    json.put("pairs", a.pairs()).put("dimension", a.dimension());
    json.put("margin", a.margin(DECIMALS).toPlainString());
    json.put("bias", s.biasFloor(DECIMALS).toPlainString());
    json.put("gap", a.margin(DECIMALS).multiply(BigDecimal.valueOf(2)).toPlainString());
    Separation.Entry least = s.leastPositive();
    ObjectNode positive = json.putObject("minPositive");
    positive.put("value", least.cosine().floor(DECIMALS).toPlainString());
    positive.put("index", least.row());
    if (labels != null) {
      positive.put("column", least.column());
    }
    Separation.Entry largest = s.largestNegative();
    json.putObject("maxNegative")
        .put("value", largest.cosine().ceiling(DECIMALS).toPlainString())
        .put("row", largest.row())
        .put("column", largest.column());
    json.put("zeroLoss", a.zeroLoss());
    ObjectNode retrieval = json.putObject("retrieval");
    retrieval(retrieval.putObject("uToV"), a.scan().forwards());
    retrieval(retrieval.putObject("vToU"), a.scan().backwards());
    a.plane()
        .ifPresent(
            plane -> {
              ObjectNode gap = json.putObject("modalityGap");
              plane
                  .separable()
                  .ifPresentOrElse(
                      yes -> gap.put("separable", yes), () -> gap.putNull("separable"));
              gap.put("exceptions", plane.exceptions());
            });
    json.put("xi", decimal(a.xi())).put("meanShift", decimal(a.meanShift()));
    json.putObject("quantiles")
        .put("positive5", decimal(a.positiveQuantile(0.05)))
        .put("negative95", decimal(a.negativeQuantile(0.95)))
        .put("positiveMean", decimal(a.positiveMean()))
        .put("negativeMean", decimal(a.negativeMean()));
    ObjectNode loss = json.putObject("sigmoidLoss");
    loss.put("inverseTemperature", a.zeroLoss() ? "infinity" : decimal(a.fit().t()));
    loss.put("bias", decimal(a.fit().b())).put("loss", decimal(a.fit().loss()));
    a.losses()
        .ifPresent(
            l ->
                json.putObject("otherLosses")
                    .put("inverseTemperature", decimal(l.t()))
                    .put("infoNce", decimal(l.infoNce()))
                    .put("triplet", decimal(l.triplet()))
                    .put("retrievalDeficit", decimal(l.deficit()))
                    .put("retrievalDeficitBound", decimal(l.deficitBound())));
    a.removal()
        .ifPresent(
            r -> {
              ObjectNode node = json.putObject("removal");
              node.put("lower", r.lower()).put("upper", r.rows().length);
              ArrayNode rows = node.putArray("rows");
              Arrays.stream(r.rows()).forEach(rows::add);
            });
    guarantee(a).ifPresent(g -> json.put("guaranteedRetrieval", decimal(g)));
    ArrayNode worst = json.putArray("worstPositives");
    for (int i : worstPositives(a)) {
      worst.addObject().put("row", i).put("value", decimal(a.scan().own()[i]));
    }
    ArrayNode hardest = json.putArray("hardestNegatives");
    for (int i : hardestNegatives(a)) {
      hardest
          .addObject()
          .put("row", i)
          .put("column", a.scan().hardestColumn()[i])
          .put("value", decimal(a.scan().hardest()[i]));
    }
    ObjectNode ends = json.putObject("neededDimension");
    Asked asked = asked(a);
    ends.put("margin", asked.margin().toPlainString()).put("bias", asked.bias().toPlainString());
    ends.put("of", asked.quantiles() ? "quantiles" : "all pairs");
    needed.ifPresent(
        n -> {
          n.lower().dimension().ifPresent(d -> ends.put("lower", d));
          n.upper().dimension().ifPresent(d -> ends.put("upper", d));
        });
    json.put("matchingPairs", String.valueOf(matches.positives()));
    json.put("tier", "certified");
    json.putArray("numeric")
        .add("xi")
        .add("meanShift")
        .add("quantiles")
        .add("sigmoidLoss")
        .add("otherLosses")
        .add("removal")
        .add("guaranteedRetrieval");
    return json;
  }

  private static void retrieval(ObjectNode node, Retrieval retrieval) {
    for (int k : new int[] {1, 5, 10}) {
      node.put("at" + k, decimal(retrieval.at(k)));
    }
    node.put("meanReciprocalRank", decimal(retrieval.meanReciprocalRank()));
  }

  /** What Proposition 1 guarantees, when it says something. */
  private Optional<Double> guarantee(Analysis a) {
    double share = labels != null || a.zeroLoss() ? 0 : a.fit().guaranteedRetrieval(a.pairs());
    return share > 0 ? Optional.of(share) : Optional.empty();
  }

  private static int[] worstPositives(Analysis a) {
    return firstRows(a, Comparator.comparingDouble(i -> a.scan().own()[i]));
  }

  private static int[] hardestNegatives(Analysis a) {
    return firstRows(a, Comparator.comparingDouble(i -> -a.scan().hardest()[i]));
  }

  private static int[] firstRows(Analysis a, Comparator<Integer> order) {
    return IntStream.range(0, a.pairs())
        .boxed()
        .sorted(order)
        .limit(SHOWN)
        .mapToInt(i -> i)
        .toArray();
  }

  private void describe(
      Analysis a, Optional<NeededDimension> needed, Matches matches, Consumer<String> out) {
    Separation s = a.separation();
    say(
        out,
        "%d pairs in %d dimensions, %d of them matching",
        (long) a.pairs() * a.pairs(),
        a.dimension(),
        matches.positives());
    say(
        out,
        "margin %s, relative bias %s   [certified]",
        a.margin(9).toPlainString(),
        s.biasFloor(9).toPlainString());
    say(
        out,
        "  least matching product    %s  at (%d, %d)",
        s.leastPositive().cosine().floor(9).toPlainString(),
        s.leastPositive().row(),
        s.leastPositive().column());
    say(
        out,
        "  largest other product     %s  at (%d, %d)",
        s.largestNegative().cosine().ceiling(9).toPlainString(),
        s.largestNegative().row(),
        s.largestNegative().column());
    say(
        out,
        a.zeroLoss()
            ? "The sigmoid loss can be brought to 0 with these embeddings."
            : "No temperature and bias bring the sigmoid loss to 0 with these embeddings.");
    print(out, "retrieval U to V", a.scan().forwards());
    print(out, "retrieval V to U", a.scan().backwards());
    say(
        out,
        "5%% of matching products below %.6f, 5%% of others above %.6f; means %.6f and %.6f",
        a.positiveQuantile(0.05),
        a.negativeQuantile(0.95),
        a.positiveMean(),
        a.negativeMean());
    if (!a.zeroLoss()) {
      say(
          out,
          "least sigmoid loss %.6g at inverse temperature %.4g, relative bias %.4g",
          a.fit().loss(),
          a.fit().t(),
          a.fit().b());
    }
    a.removal()
        .ifPresent(
            r ->
                say(
                    out,
                    "for a positive margin %s of the %d items must be removed   [numeric]",
                    r.lower() == r.rows().length
                        ? String.valueOf(r.lower())
                        : r.lower() + " to " + r.rows().length,
                    a.pairs()));
    a.losses()
        .ifPresent(
            l ->
                say(
                    out,
                    "at inverse temperature %.4g: InfoNCE %.6g, triplet %.6g; retrieval falls short"
                        + " by %.3g, calibration allows %.3g",
                    l.t(),
                    l.infoNce(),
                    l.triplet(),
                    l.deficit(),
                    l.deficitBound()));
    guarantee(a)
        .ifPresent(
            g ->
                say(
                    out,
                    "Proposition 1 guarantees retrieval at 1 of %.4f",
                    Math.floor(g * 1e4) / 1e4));
    a.plane().ifPresent(plane -> say(out, "modality gap: %s", gap(plane)));
    say(out, "xi %.6f, mean shift %.6f", a.xi(), a.meanShift());
    Asked asked = asked(a);
    needed.ifPresent(
        n ->
            say(
                out,
                "needed dimension at margin %s, bias %s%s: %s to %s; used: %d",
                asked.margin().stripTrailingZeros().toPlainString(),
                asked.bias().stripTrailingZeros().toPlainString(),
                asked.quantiles() ? " (the quantiles)" : "",
                n.lower().dimension().isPresent() ? n.lower().dimension().getAsLong() : "none",
                n.upper().dimension().isPresent() ? n.upper().dimension().getAsLong() : "none",
                a.dimension()));
    say(out, "worst matching pairs: %s", rows(worstPositives(a), i -> a.scan().own()[i]));
    say(out, "hardest others: %s", rows(hardestNegatives(a), i -> (double) a.scan().hardest()[i]));
  }

  private static String gap(SeparatingPlane plane) {
    String exceptions = plane.exceptions() + " rows on the wrong side of the best found, or on it";
    if (plane.separable().isEmpty()) {
      return exceptions;
    }
    return plane.separable().get()
        ? "a hyperplane through 0 separates U from V   [certified]"
        : "no hyperplane through 0 separates U from V   [certified]; " + exceptions;
  }

  private static String rows(int[] rows, java.util.function.IntToDoubleFunction value) {
    return String.join(
        ", ",
        Arrays.stream(rows)
            .mapToObj(i -> String.format(Locale.ROOT, "row %d (%.4f)", i, value.applyAsDouble(i)))
            .toList());
  }

  private static void print(Consumer<String> out, String name, Retrieval retrieval) {
    say(
        out,
        "%s: %.4f at 1, %.4f at 5, %.4f at 10   [certified]",
        name,
        retrieval.atFloor(1),
        retrieval.atFloor(5),
        retrieval.atFloor(10));
  }

  private static void say(Consumer<String> out, String format, Object... values) {
    out.accept(String.format(Locale.ROOT, format, values));
  }
}

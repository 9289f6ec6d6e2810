package constellations.solver.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.bound.BoundChoice;
import constellations.solver.bound.BoundMethod;
import constellations.solver.bound.DelsarteBound;
import constellations.solver.bound.HalfDegrees;
import constellations.solver.bound.PointBound;
import constellations.solver.bound.PointBounds;
import constellations.solver.bound.PointBounds.CosineBound;
import constellations.solver.bound.Programs;
import constellations.solver.dimension.PairBounds;
import constellations.solver.format.Exact;
import constellations.solver.format.Stated;
import constellations.solver.run.Interruption;
import constellations.solver.run.ProgressLine;
import constellations.solver.theory.Margins;
import constellations.verify.claim.Certificate;
import constellations.verify.composition.Reduction;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Quadratic;
import constellations.verify.threepoint.ThreePointCertificate;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.commons.numbers.fraction.BigFraction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bound}. */
@Command(
    name = "bound",
    description = {
      "Bounds on the number of points of a spherical code (--dimension --cosine), on the number of",
      "pairs of a constellation (--dimension --margin --bias [--modalities]), or on the best cosine",
      "of N points and hence the margin of N pairs (--dimension --points), at one bias (--bias",
      "[--modalities]) or over all biases. The best bound is printed with its method; a linear",
      "programming bound comes with a certificate.",
    })
final class BoundCommand implements Callable<Integer> {
  private static final BigInteger MOST_POINTS = BigInteger.TEN.pow(18);
  private static final BigInteger NO_LIMIT = MOST_POINTS.pow(10);

  @Option(names = "--dimension", required = true, paramLabel = "d", description = "Dimension.")
  private Exact dimension;

  @Option(
      names = "--cosine",
      paramLabel = "a",
      description = "Largest cosine, in [-1, 1); also a+b*sqrt(D), such as 1/4+1/4*sqrt(5).")
  private String cosine;

  @Option(
      names = {"--points", "--pairs"},
      paramLabel = "N",
      description = "Number of points or pairs.")
  private Exact points;

  @Option(names = "--margin", paramLabel = "m", description = "Margin of a constellation.")
  private Exact margin;

  @Option(names = "--bias", paramLabel = "b", description = "Relative bias of a constellation.")
  private Exact bias;

  @Option(names = "--modalities", paramLabel = "k", description = "Modalities (default 2).")
  private Exact modalities = new Exact("2");

  @Option(
      names = "--method",
      paramLabel = "METHOD",
      description =
          "best (default), all (side by side), or one of rankin, levenshtein, lp, volume,"
              + " three-point, theorem-3.4, theorem-3.5.")
  private String method = "best";

  @Option(
      names = "--degree",
      paramLabel = "D",
      description =
          "Half degree of three-point bounds, 2 to 20 (default: what takes a second or two, or as"
              + " high as --time-limit allows).")
  private Exact degree;

  /** The one method that was asked for, if it was one. */
  private Optional<BoundMethod> asked;

  @Mixin private CommonOptions common;

  @Override
  public Integer call() {
    int d = dimension.whole("dimension", 2, 1_000_000);
    boolean pairs = margin != null;
    int questions = (cosine != null ? 1 : 0) + (points != null ? 1 : 0) + (pairs ? 1 : 0);
    if (questions != 1 || (pairs != (bias != null) && points == null)) {
      throw BadInputException.argument(
          "question",
          questions + " of them",
          "one of --cosine, --points [--bias], or --margin with --bias");
    }
    method = method.toLowerCase(Locale.ROOT);
    asked = BoundMethod.named(method);
    if (asked.isEmpty() && !method.equals("best") && !method.equals("all")) {
      throw BadInputException.argument(
          "method", method, "best, all, " + String.join(", ", BoundMethod.names()));
    }
    Interruption.watch();
    try (ProgressLine progress = common.progress("programs", 1)) {
      Programs programs = programs(progress);
      if (points != null) {
        return cosineBound(d, programs);
      }
      return cosine != null ? codeBound(d, programs) : pairBound(d, programs);
    }
  }

  /** The programs that were asked for; the best bound needs the second only where it pays. */
  private Programs programs(ProgressLine progress) {
    HalfDegrees half =
        degree == null
            ? HalfDegrees.within(0.9 * common.seconds())
            : HalfDegrees.only(degree.whole("degree", HalfDegrees.LEAST, HalfDegrees.MOST));
    boolean linear = asked.filter(m -> m != BoundMethod.DELSARTE).isEmpty();
    boolean three = asked.filter(m -> m != BoundMethod.THREE_POINT).isEmpty();
    return new Programs(
        linear ? Optional.of(common.delsarte(progress)) : Optional.empty(),
        three ? Optional.of(common.threePoint(progress, half)) : Optional.empty(),
        three && (degree != null || !method.equals("best")));
  }

  // How many points or pairs.

  private int codeBound(int d, Programs programs) {
    Quadratic a = Exact.quadratic("cosine", cosine);
    List<PointBound> uppers =
        new ArrayList<>(PointBounds.uppers(d, DelsarteBound.rationalAbove(a), NO_LIMIT));
    uppers.addAll(programs.bounds(d, a, null));
    return pointBound(d, a, uppers, PointBounds.lower(d, a), null);
  }

  private int pairBound(int d, Programs programs) {
    int k = modalities.whole("modalities", 2, 1000);
    PairBounds bounds =
        PairBounds.of(d, margin.rational("margin"), bias.rational("bias"), k, NO_LIMIT, programs);
    return pointBound(d, Quadratic.of(bounds.cosine()), bounds.uppers(), bounds.lower(), k);
  }

  private int pointBound(int d, Quadratic a, List<PointBound> all, PointBound lower, Integer k) {
    List<PointBound> uppers = new BoundChoice(asked).points(all);
    if (uppers.isEmpty() && asked.isPresent()) {
      common.warn("The method " + method + " gives no bound here.");
      return Main.NOT_REACHED;
    }
    // Numbers beyond 10^1000 are not written out.
    PointBound upper = uppers.isEmpty() ? null : uppers.get(0);
    String certificate =
        uppers.stream()
            .limit(1)
            .flatMap(bound -> bound.certificate().stream())
            .map(this::stored)
            .findFirst()
            .orElse(null);
    if (common.json()) {
      ObjectNode json = CommonOptions.object();
      json.put("dimension", d).put("cosine", Exact.down(a)).put("cosineExact", a.toString());
      if (k != null) {
        json.put("modalities", k);
      }
      json.put("upper", upper == null ? null : upper.points().toString())
          .put("upperValue", upper == null ? null : Exact.plain(upper.value()))
          .put("lower", lower.points().toString())
          .put("method", upper == null ? "none below 10^1000" : upper.method())
          .put("lowerMethod", lower.method())
          .put("tier", upper == null ? null : stated(upper).tier())
          .put("certificate", certificate);
      putDegree(json, uppers.stream().findFirst().flatMap(PointBound::certificate));
      ArrayNode methods = json.putArray("methods");
      for (PointBound bound : uppers) {
        methods
            .addObject()
            .put("method", bound.method())
            .put("upper", bound.points().toString())
            .put("upperValue", Exact.plain(bound.value()))
            .put("tier", stated(bound).tier());
      }
      common.print(json);
      return Main.DONE;
    }
    String what = k == null ? "points of cosine at most " : "pairs, by codes of cosine ";
    common.say("dimension " + d + ", " + what + a);
    if (upper == null) {
      common.say("at most  no bound below 10^1000");
    }
    for (PointBound bound : method.equals("all") ? uppers : uppers.stream().limit(1).toList()) {
      common.say(stated(bound).line());
    }
    common.say(
        Stated.of("at least " + lower.points() + "   " + lower.method(), lower.tier()).line());
    show(certificate);
    return Main.DONE;
  }

  private static Stated stated(PointBound bound) {
    String value = " (" + Exact.plain(bound.value()) + ")";
    return Stated.of("at most  " + bound.points() + "   " + bound.method() + value, bound.tier());
  }

  private static Stated stated(CosineBound bound) {
    return Stated.of(
        "best cosine "
            + (bound.exact() ? "is " : "is at least ")
            + Exact.down(bound.value())
            + "   "
            + bound.method(),
        bound.tier());
  }

  /** The half degree of a three-point bound. */
  private static void putDegree(ObjectNode json, Optional<Certificate> certificate) {
    if (certificate.orElse(null) instanceof ThreePointCertificate threePoint) {
      json.put("degree", threePoint.function().halfDegree());
    }
  }

  private String stored(Certificate certificate) {
    return common.store(certificate).path().toString();
  }

  private void show(String certificate) {
    if (certificate != null) {
      common.say("certificate: " + certificate);
    }
  }

  // How small a cosine, how large a margin.

  private int cosineBound(int d, Programs programs) {
    BigInteger n = points.whole("points");
    if (n.compareTo(BigInteger.TWO) < 0 || n.compareTo(MOST_POINTS) > 0) {
      throw BadInputException.argument("points", points.text(), "a whole number from 2 to 10^18");
    }
    BigFraction b = bias == null ? null : bias.rational("bias");
    int k = modalities.whole("modalities", 2, 1000);
    if (b != null) {
      Reduction.cosine(BigFraction.ZERO, b, 2);
    }
    List<CosineBound> all = new ArrayList<>(List.of(PointBounds.cosine(d, n)));
    if (!all.get(0).exact()) {
      all.addAll(programs.cosineBounds(d, n));
    }
    List<CosineBound> bounds = new BoundChoice(asked).cosines(all);
    if (bounds.isEmpty()) {
      common.warn("The method " + method + " gives no bound here.");
      return Main.NOT_REACHED;
    }
    CosineBound best = bounds.get(0);
    String certificate = best.certificate().map(this::stored).orElse(null);
    BigFraction most = marginBound(best, b, k);
    if (common.json()) {
      ObjectNode json = CommonOptions.object();
      json.put("dimension", d).put("points", n.toString());
      if (b != null) {
        json.put("bias", Exact.down(b)).put("modalities", k);
      }
      json.put("cosineLower", Exact.down(best.value()))
          .put("marginUpper", Exact.up(most))
          .put("attained", best.exact())
          .put("method", best.method())
          .put("tier", stated(best).tier())
          .put("certificate", certificate);
      putDegree(json, best.certificate());
      ArrayNode methods = json.putArray("methods");
      for (CosineBound bound : bounds) {
        methods
            .addObject()
            .put("method", bound.method())
            .put("cosineLower", Exact.down(bound.value()))
            .put("marginUpper", Exact.up(marginBound(bound, b, k)))
            .put("tier", stated(bound).tier());
      }
      common.print(json);
      return Main.DONE;
    }
    common.say("dimension " + d + ", " + n + " points or pairs");
    for (CosineBound bound : method.equals("all") ? bounds : bounds.subList(0, 1)) {
      common.say(stated(bound).line());
    }
    String where =
        b == null
            ? "over all biases"
            : "at bias " + Exact.down(b) + (k == 2 ? "" : " with " + k + " modalities");
    common.say("margin " + where + " is at most " + Exact.up(most));
    show(certificate);
    return Main.DONE;
  }

  private static BigFraction marginBound(CosineBound bound, BigFraction bias, int modalities) {
    return bias == null
        ? Margins.free(bound.value())
        : Margins.bound(bound.value(), bias, modalities);
  }
}

package constellations.solver.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.bound.PointBound;
import constellations.solver.bound.PointBounds;
import constellations.solver.dimension.PairBounds;
import constellations.verify.BadInputException;
import constellations.verify.theory.Reduction;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
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
      "of N points and hence the margin of N pairs over all biases (--dimension --points)."
    })
final class BoundCommand implements Callable<Integer> {
  private static final BigInteger MOST_POINTS = BigInteger.TEN.pow(18);

  @Option(names = "--dimension", required = true, paramLabel = "d", description = "Dimension.")
  private Exact dimension;

  @Option(names = "--cosine", paramLabel = "a", description = "Largest cosine, in [-1, 1).")
  private Exact cosine;

  @Option(names = "--points", paramLabel = "N", description = "Number of points.")
  private Exact points;

  @Option(names = "--margin", paramLabel = "m", description = "Margin of a constellation.")
  private Exact margin;

  @Option(names = "--bias", paramLabel = "b", description = "Relative bias of a constellation.")
  private Exact bias;

  @Option(names = "--modalities", paramLabel = "k", description = "Modalities (default 2).")
  private Exact modalities = new Exact("2");

  @Mixin private CommonOptions common;

  @Override
  public Integer call() {
    int d = dimension.whole("dimension", 2, 1_000_000);
    boolean constellation = margin != null && bias != null;
    int questions = (cosine != null ? 1 : 0) + (points != null ? 1 : 0) + (constellation ? 1 : 0);
    if (questions != 1 || !constellation && (margin != null || bias != null)) {
      throw BadInputException.argument(
          "question", questions + " of them", "one of --cosine, --points, or --margin with --bias");
    }
    if (points != null) {
      return cosineBound(d);
    }
    if (cosine != null) {
      BigFraction a = cosine.rational("cosine");
      return pointBound(
          d, a, PointBounds.uppers(d, a, MOST_POINTS.pow(10)), PointBounds.lower(d, a), null);
    }
    return pairBound(d);
  }

  private int pairBound(int d) {
    int k = modalities.whole("modalities", 2, 1000);
    PairBounds bounds =
        PairBounds.of(d, margin.rational("margin"), bias.rational("bias"), k, MOST_POINTS.pow(10));
    return pointBound(d, bounds.cosine(), bounds.uppers(), bounds.lower(), k);
  }

  private int pointBound(
      int d, BigFraction a, List<PointBound> uppers, PointBound lower, Integer k) {
    PointBound upper = uppers.stream().min(Comparator.comparing(PointBound::points)).orElseThrow();
    if (common.json()) {
      ObjectNode json = CommonOptions.object();
      json.put("dimension", d).put("cosine", Exact.up(a));
      if (k != null) {
        json.put("modalities", k);
      }
      json.put("upper", upper.points().toString())
          .put("upperValue", Exact.plain(upper.value()))
          .put("lower", lower.points().toString())
          .put("method", upper.method())
          .put("lowerMethod", lower.method())
          .put("tier", upper.tier().toString())
          .putNull("certificate");
      ArrayNode methods = json.putArray("methods");
      for (PointBound bound : uppers) {
        methods
            .addObject()
            .put("method", bound.method())
            .put("upper", bound.points().toString())
            .put("upperValue", Exact.plain(bound.value()))
            .put("tier", bound.tier().toString());
      }
      CommonOptions.print(json);
      return Main.DONE;
    }
    String what = k == null ? "points of cosine at most " : "pairs, by codes of cosine ";
    System.out.println("dimension " + d + ", " + what + Exact.up(a));
    for (PointBound bound : uppers) {
      System.out.println(
          "at most  "
              + bound.points()
              + "   "
              + bound.method()
              + " ("
              + Exact.plain(bound.value())
              + ")   ["
              + bound.tier()
              + "]");
    }
    System.out.println(
        "at least " + lower.points() + "   " + lower.method() + "   [" + lower.tier() + "]");
    return Main.DONE;
  }

  private int cosineBound(int d) {
    BigInteger n = points.whole("points");
    if (n.compareTo(BigInteger.TWO) < 0 || n.compareTo(MOST_POINTS) > 0) {
      throw BadInputException.argument("points", points.text(), "a whole number from 2 to 10^18");
    }
    PointBounds.CosineBound bound = PointBounds.cosine(d, n);
    BigFraction most = Reduction.freeMargin(bound.value());
    if (common.json()) {
      ObjectNode json = CommonOptions.object();
      json.put("dimension", d)
          .put("points", n.toString())
          .put("cosineLower", Exact.down(bound.value()))
          .put("marginUpper", Exact.up(most))
          .put("attained", bound.exact())
          .put("method", bound.method())
          .put("tier", bound.tier().toString())
          .putNull("certificate");
      CommonOptions.print(json);
    } else {
      System.out.println("dimension " + d + ", " + n + " points or pairs");
      System.out.println(
          "best cosine "
              + (bound.exact() ? "is " : "is at least ")
              + Exact.down(bound.value())
              + "   "
              + bound.method()
              + "   ["
              + bound.tier()
              + "]");
      System.out.println("margin over all biases is at most " + Exact.up(most));
    }
    return Main.DONE;
  }
}

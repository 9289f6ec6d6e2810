package constellations.solver.cli.code;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.bound.RateBounds;
import constellations.solver.bound.RateBounds.RateBound;
import constellations.solver.cli.options.CommonOptions;
import constellations.solver.cli.options.ExitCode;
import constellations.solver.dimension.Query;
import constellations.solver.format.Exact;
import constellations.solver.format.Stated;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Rationals;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.commons.numbers.fraction.BigFraction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rate}. */
@Command(
    name = "rate",
    description =
        "The asymptotic rate in bits per dimension: log2 N / d for the largest N, as d grows, of codes"
            + " of one cosine (--cosine) or constellations of one margin and bias (--margin --bias). All"
            + " upper bounds are evaluated for rational parameters in outward-rounded arithmetic.")
public final class RateCommand implements Callable<Integer> {
  @Option(names = "--cosine", paramLabel = "a", description = "Cosine, in [-1, 1).")
  private Exact cosine;

  @Option(names = "--margin", paramLabel = "m", description = "Margin, more than 0.")
  private Exact margin;

  @Option(names = "--bias", paramLabel = "b", description = "Relative bias in [-1, 1].")
  private Exact bias;

  @Option(names = "--modalities", paramLabel = "k", description = "Modalities (default 2).")
  private Exact modalities = new Exact("2");

  @Mixin private CommonOptions common;

  @Override
  public Integer call() {
    BigFraction a = alpha();
    if (a.compareTo(BigFraction.ONE) >= 0 || a.add(1).signum() < 0) {
      throw BadInputException.argument(
          "cosine", Rationals.toString(a), "at least -1 and less than 1");
    }
    RateBound lower = RateBounds.lower(a);
    List<RateBound> uppers = RateBounds.uppers(a);
    RateBound upper = uppers.stream().min(Comparator.comparing(RateBound::value)).orElseThrow();
    if (common.json()) {
      ObjectNode json = CommonOptions.object();
      json.put("cosine", Exact.down(a))
          .put("cosineExact", Rationals.toString(a))
          .put("rateLower", Exact.plain(lower.value()))
          .put("method", upper.method())
          .put("lowerMethod", lower.method());
      Stated.theorem(Exact.plain(upper.value())).put(json, "rateUpper", "tier");
      ArrayNode methods = json.putArray("methods");
      for (RateBound bound : uppers) {
        ObjectNode node =
            methods
                .addObject()
                .put("method", bound.method())
                .put("rateUpper", Exact.plain(bound.value()));
        ArrayNode parameters = node.putArray("parameters");
        bound.parameters().forEach(x -> parameters.add(Rationals.toString(x)));
      }
      common.print(json);
      return ExitCode.DONE;
    }
    common.say("rate in bits per dimension at code cosine " + Rationals.toString(a));
    for (RateBound bound : uppers) {
      common.say(
          "at most  "
              + Exact.plain(bound.value())
              + "   "
              + bound.method()
              + (bound.equals(upper) ? "   (best)" : ""));
    }
    common.say("at least " + Exact.plain(lower.value()) + "   " + lower.method());
    return ExitCode.DONE;
  }

  private BigFraction alpha() {
    boolean constellation = margin != null && bias != null;
    if (constellation == (cosine != null) || (!constellation && (margin != null || bias != null))) {
      throw BadInputException.argument(
          "question",
          cosine != null ? "--cosine with --margin or --bias" : "no complete one",
          "--cosine, or --margin and --bias");
    }
    if (cosine != null) {
      return cosine.rational("cosine");
    }
    int k = modalities.whole("modalities", 2, 1000);
    return new Query(BigInteger.TWO, margin.rational("margin"), bias.rational("bias"), k)
        .projectedCosine();
  }
}

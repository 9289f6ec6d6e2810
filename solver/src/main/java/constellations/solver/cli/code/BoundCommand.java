package constellations.solver.cli.code;

import constellations.solver.bound.BoundChoice;
import constellations.solver.bound.BoundMethod;
import constellations.solver.bound.DelsarteBound;
import constellations.solver.bound.HalfDegrees;
import constellations.solver.bound.KnownBounds;
import constellations.solver.bound.PointBound;
import constellations.solver.bound.PointBounds;
import constellations.solver.bound.PointBounds.CosineBound;
import constellations.solver.bound.Programs;
import constellations.solver.cli.options.CommonOptions;
import constellations.solver.cli.options.CosineOption;
import constellations.solver.cli.options.ExitCode;
import constellations.solver.cli.options.ModalityOptions;
import constellations.solver.cli.options.Questions;
import constellations.solver.cli.options.RelevanceQuestion;
import constellations.solver.dimension.BestMargin;
import constellations.solver.dimension.BoundReport;
import constellations.solver.dimension.NeededDimension;
import constellations.solver.dimension.PairBounds;
import constellations.solver.dimension.Query;
import constellations.solver.format.Exact;
import constellations.solver.modality.Synchronisation;
import constellations.solver.retrieval.RetrievalMargin;
import constellations.solver.retrieval.RetrievalReport;
import constellations.solver.run.Interruption;
import constellations.solver.run.ProgressLine;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Quadratic;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.apache.commons.numbers.fraction.BigFraction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bound}. */
@Command(
    name = "bound",
    description =
        "Bounds on the number of points of a spherical code (--dimension --cosine), on the number of"
            + " pairs of a constellation (--dimension --margin --bias [--modalities] [--graph]), or on the best cosine"
            + " of N points and hence the margin of N pairs (--dimension --points), at one bias (--bias"
            + " [--modalities]) or over all biases. The best bound is printed with its method and its"
            + " certificate. With --pairs, --margin and --bias: whether the constellation is possible,"
            + " impossible or open in that dimension. With --relevance FILE, or --documents n --top k: the"
            + " largest margin of queries and documents, in every dimension or in one.")
public final class BoundCommand implements Callable<Integer> {
  private static final BigInteger NO_LIMIT = BigInteger.TEN.pow(180);

  @Option(
      names = "--dimension",
      paramLabel = "d",
      description = "Dimension; with --relevance or --documents it may be left out, for all.")
  private Exact dimension;

  @Mixin private CosineOption cosine;

  @Option(
      names = {"--points", "--pairs"},
      paramLabel = "N",
      description = "Number of points or pairs.")
  private Exact points;

  @Option(names = "--margin", paramLabel = "m", description = "Margin of a constellation.")
  private Exact margin;

  @Option(names = "--bias", paramLabel = "b", description = "Relative bias of a constellation.")
  private Exact bias;

  @Mixin private ModalityOptions modalities;
  @Mixin private RelevanceQuestion relevance;

  @Option(
      names = "--method",
      paramLabel = "METHOD",
      description =
          "best (default), all (side by side), or one of rankin, levenshtein, lp, volume,"
              + " three-point, frame (margins at a bias), theorem-3.4, theorem-3.5.")
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
    if (relevance.present()) {
      return retrieval();
    }
    if (dimension == null) {
      throw BadInputException.argument("--dimension", "none", "a dimension");
    }
    int d = dimension.whole("dimension", 2, 1_000_000);
    boolean pairs = margin != null;
    boolean one = cosine.present() ? points == null && !pairs : points != null || pairs;
    if (!one || (pairs && bias == null) || (bias != null && points == null && !pairs)) {
      throw BadInputException.argument(
          "question",
          "these options",
          "one of --cosine, --points [--bias], --margin with --bias, or --pairs with both");
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
        return pairs ? decision(d, progress) : cosineBound(d, programs, progress);
      }
      return cosine.present() ? codeBound(d, programs) : pairBound(d, programs);
    }
  }

  /** The largest margin of queries and documents, in a dimension or in all. */
  private int retrieval() {
    boolean others = cosine.present() || points != null || margin != null || degree != null;
    if (others || modalities.present() || !List.of("best", "all").contains(method)) {
      throw BadInputException.argument(
          "--relevance or --documents",
          "--cosine, --points, --pairs, --margin, --degree, --modalities, --graph or a --method",
          "none of them but --method all");
    }
    Interruption.watch();
    try (ProgressLine progress = common.progress("bounds", 1)) {
      RetrievalMargin bounds =
          RetrievalMargin.of(
              relevance.asked(),
              dimension == null
                  ? OptionalInt.empty()
                  : OptionalInt.of(dimension.whole("dimension", 2, 1_000_000)),
              Questions.bias(bias),
              Questions.effort(common, 1, false, null, progress));
      return bounds.bounds().isEmpty()
          ? none()
          : common.answer(RetrievalReport.margin(bounds, method.equals("all"), common::written));
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
        three && (degree != null || !method.equals("best")),
        asked.isEmpty() ? common::knownBounds : () -> KnownBounds.NONE);
  }

  // How many points or pairs.

  private int codeBound(int d, Programs programs) {
    Quadratic a = cosine.value().orElseThrow();
    List<PointBound> uppers =
        new ArrayList<>(PointBounds.uppers(d, DelsarteBound.rationalAbove(a), NO_LIMIT));
    uppers.addAll(programs.bounds(d, a, null));
    PointBound built = PointBounds.lower(d, a);
    boolean sharp = uppers.stream().anyMatch(u -> u.points().equals(built.points()));
    PointBound lower =
        sharp
            ? built
            : PointBounds.larger(built, d, a, common.knownCodes(null), common.provenance(""));
    return pointBound(d, a, uppers, lower, null);
  }

  private int pairBound(int d, Programs programs) {
    Synchronisation k = modalities.synchronisation();
    PairBounds bounds =
        PairBounds.of(
            d,
            margin.rational("margin"),
            bias.rational("bias"),
            k,
            NO_LIMIT,
            programs,
            common.knownCodes(null),
            common.provenance(""));
    Quadratic a = Quadratic.of(bounds.cosine());
    return pointBound(d, a, bounds.uppers(), bounds.lower(), k.modalities());
  }

  private int pointBound(int d, Quadratic a, List<PointBound> all, PointBound lower, Integer k) {
    List<PointBound> uppers = new BoundChoice(asked).points(all);
    if (uppers.isEmpty() && asked.isPresent()) {
      return none();
    }
    return common.answer(
        BoundReport.points(
            d, a, Optional.ofNullable(k), uppers, lower, method.equals("all"), common::written));
  }

  private int none() {
    common.warn("The method " + method + " gives no bound here.");
    return ExitCode.NOT_REACHED;
  }

  /** Whether so many pairs are possible. */
  private int decision(int d, ProgressLine progress) {
    Query query =
        new Query(
            Questions.number(points),
            margin.rational("margin"),
            bias.rational("bias"),
            modalities.synchronisation());
    NeededDimension needed =
        NeededDimension.of(query, Questions.effort(common, 8, false, null, progress));
    return common.answer(BoundReport.decision(d, needed, common::written));
  }

  // How small a cosine, how large a margin.

  private int cosineBound(int d, Programs programs, ProgressLine progress) {
    BigInteger n = Questions.number(points);
    Optional<BigFraction> b = Questions.bias(bias);
    Synchronisation k = modalities.synchronisation();
    List<CosineBound> all = new ArrayList<>(List.of(PointBounds.cosine(d, n)));
    if (!all.get(0).exact()) {
      all.addAll(programs.cosineBounds(d, n));
    }
    List<CosineBound> cosines = new BoundChoice(asked).cosines(all);
    boolean theorems = asked.filter(m -> m != BoundMethod.RANKIN).isEmpty();
    BestMargin best =
        BestMargin.of(
            d, n, k, b, cosines, theorems, common.knownCodes(null), common.provenance(""));
    if (method.equals("all") || asked.filter(m -> m == BoundMethod.FRAME).isPresent()) {
      best = best.with(common.frames(progress));
    }
    return best.uppers().isEmpty()
        ? none()
        : common.answer(BoundReport.margin(best, cosines, method.equals("all"), common::written));
  }
}

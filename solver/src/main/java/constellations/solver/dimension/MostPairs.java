package constellations.solver.dimension;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.bound.PointBound;
import constellations.solver.bound.PointBounds;
import constellations.solver.bound.Programs;
import constellations.solver.code.ExistingCode;
import constellations.solver.code.find.CodeFinder;
import constellations.solver.dimension.DimensionReport.Written;
import constellations.solver.format.Exact;
import constellations.solver.format.Stated;
import constellations.verify.CertificateWriter;
import constellations.verify.claim.Certificate;
import constellations.verify.claim.Claim;
import constellations.verify.claim.ConstellationClaim;
import constellations.verify.claim.Tier;
import constellations.verify.composition.Composition;
import constellations.verify.composition.CompositionCertificate.Rule;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import constellations.verify.theorem.TheoremCertificate;
import constellations.verify.theorem.TheoremCertificate.Theorem;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The most pairs of a constellation in R^d as an interval: the inverse of {@link NeededDimension},
 * by the same bounds and constructions.
 *
 * @param query what was asked; its number of pairs means nothing
 * @param lower so many exist
 * @param upper more do not exist
 */
public record MostPairs(Query query, long dimension, Count lower, Count upper) {
  /** Longer numbers are not written out. */
  private static final BigInteger NO_LIMIT = BigInteger.TEN.pow(180);

  /** Certificates state no longer numbers; more is a theorem alone. */
  private static final BigInteger MOST_WRITTEN = BigInteger.TEN.pow(1000);

  /** Questions of {@link Query} end here. */
  private static final BigInteger MOST_PAIRS = BigInteger.TEN.pow(18);

  /**
   * One end.
   *
   * @param pairs the end, or nothing where no bound is known
   * @param method what proves it
   * @param certificate evidence; else a theorem stands behind the end
   */
  public record Count(
      Optional<BigInteger> pairs, String method, Optional<Certificate> certificate) {
    private Count(BigInteger pairs, String method) {
      this(Optional.of(pairs), method, Optional.empty());
    }
  }

  /**
   * Answers.
   *
   * @param query whose number of pairs means nothing
   * @param effort as for needed dimensions
   * @throws BadInputException if bias - margin is below -1
   */
  public static MostPairs of(Query query, long dimension, UpperEnd.Effort effort) {
    if (query.negative().add(1).signum() < 0) {
      throw BadInputException.argument(
          "bias - margin",
          Rationals.toString(query.negative()),
          "at least -1, the least inner product");
    }
    Count upper = upper(query.with(query.synchronised().ofClique()), dimension, effort);
    Count lower = lower(query.with(query.synchronised().ofColours()), dimension, effort);
    MostPairs answer =
        new MostPairs(
            query,
            dimension,
            moved(lower, c -> query.synchronised().reached(c, effort.by(lower.method()))),
            moved(upper, c -> query.synchronised().excluded(c, effort.by(upper.method()))));
    return answer.searched(effort);
  }

  private static Count moved(Count number, Function<Certificate, Certificate> graph) {
    return new Count(number.pairs(), number.method(), number.certificate().map(graph));
  }

  // More do not exist.

  /** A bound for codes, and the way from it. */
  private record Excluded(PointBound bound, BigFraction cosine, Rule rule, long dimension) {}

  private static Count upper(Query query, long d, UpperEnd.Effort effort) {
    Optional<Integer> most = query.mostItems();
    if (most.isPresent() && most.get() == 1) {
      return new Count(BigInteger.ONE, "two vectors of different pairs are opposite");
    }
    Optional<Count> rankin = rankin(query, d, effort);
    Optional<Count> codes =
        Stream.of(
                excluded(query.cosine(2), Rule.PROJECTION, d, effort),
                query.projected() > 2
                    ? excluded(query.projectedCosine(), Rule.PROJECTION, d, effort)
                    : List.<Excluded>of(),
                d > 2
                    ? Composition.flatCosine(query.margin(), query.bias())
                        .map(c -> excluded(c, Rule.FLAT_PROJECTION, d - 1, effort))
                        .orElse(List.of())
                    : List.<Excluded>of())
            .flatMap(List::stream)
            .min(Comparator.comparing(e -> e.bound().points()))
            .map(e -> number(query, d, e, effort));
    Optional<Count> any =
        most.map(n -> new Count(BigInteger.valueOf(n), "at most so many in any dimension"));
    return Stream.of(rankin, codes, any)
        .flatMap(Optional::stream)
        .min(Comparator.comparing(n -> n.pairs().orElseThrow()))
        .orElse(new Count(Optional.empty(), "none below 10^180", Optional.empty()));
  }

  private static List<Excluded> excluded(
      BigFraction cosine, Rule rule, long dimension, UpperEnd.Effort effort) {
    if (cosine.add(1).signum() < 0) {
      return List.of();
    }
    List<PointBound> bounds = new ArrayList<>(PointBounds.uppers(dimension, cosine, NO_LIMIT));
    Optional<Programs> programs = effort.programs();
    if (programs.isPresent() && dimension <= Integer.MAX_VALUE) {
      bounds.addAll(programs.get().bounds((int) dimension, Quadratic.of(cosine), null));
    }
    return bounds.stream().map(b -> new Excluded(b, cosine, rule, dimension)).toList();
  }

  private static Count number(Query query, long d, Excluded excluded, UpperEnd.Effort effort) {
    PointBound bound = excluded.bound();
    // Two points are never excluded by the flat projection, which begins with three.
    BigInteger points =
        excluded.rule() == Rule.FLAT_PROJECTION
            ? bound.points().max(BigInteger.TWO)
            : bound.points();
    String method =
        bound.method()
            + ", codes of cosine "
            + Rationals.toString(excluded.cosine())
            + " in dimension "
            + excluded.dimension();
    Optional<Certificate> certificate =
        bound
            .proof(excluded.dimension(), excluded.cosine(), effort.provenance())
            .map(
                part ->
                    CertificateWriter.composition(
                        needs(query, d, points), excluded.rule(), part, effort.by(method)));
    return new Count(Optional.of(points), method, certificate);
  }

  /** That one pair more needs another dimension. */
  private static ConstellationClaim needs(Query query, long d, BigInteger pairs) {
    return new ConstellationClaim.Needs(d + 1, query.demand().of(pairs.add(BigInteger.ONE)));
  }

  private static Optional<Count> rankin(Query query, long d, UpperEnd.Effort effort) {
    return PairBounds.rankin(d, query.margin(), query.bias())
        .map(
            bound ->
                new Count(
                    Optional.of(bound.points()),
                    bound.method(),
                    Optional.of(
                        new TheoremCertificate(
                            needs(query, d, bound.points()),
                            Theorem.RANKIN_CONSTELLATIONS,
                            effort.by(bound.method())))));
  }

  // So many exist.

  private static Count lower(Query query, long d, UpperEnd.Effort effort) {
    Optional<Count> best = Optional.empty();
    for (Way way : Way.of(query)) {
      long below = d - way.extraDimensions();
      if (below < 1 || way.cosine().add(1).signum() < 0) {
        continue;
      }
      Quadratic cosine = Quadratic.of(way.cosine());
      ExistingCode code =
          Stream.concat(
                  Stream.of(CodeFinder.largest(below, cosine)),
                  effort.known().stream()
                      .filter(c -> c.dimension() <= below && c.cosine().compareTo(cosine) <= 0))
              .max(Comparator.comparing(ExistingCode::points))
              .orElseThrow();
      if (code.points().compareTo(BigInteger.ONE) > 0
          && best.filter(b -> b.pairs().orElseThrow().compareTo(code.points()) >= 0).isEmpty()) {
        best = Optional.of(reached(query, d, way, code, effort));
      }
    }
    return best.orElse(new Count(BigInteger.ONE, "one pair"));
  }

  private static Count reached(
      Query query, long d, Way way, ExistingCode code, UpperEnd.Effort effort) {
    String method = way.name() + " of " + code.description();
    if (code.points().compareTo(MOST_WRITTEN) > 0) {
      return new Count(code.points(), method);
    }
    Claim claim = new ConstellationClaim.Exists(d, query.demand().of(code.points()));
    return new Count(
        Optional.of(code.points()),
        method,
        Optional.of(
            CertificateWriter.composition(
                claim, way.rule(), code.certificate(effort.provenance()), effort.by(method))));
  }

  /** Bisects between the ends with short searches, where the numbers are small. */
  private MostPairs searched(UpperEnd.Effort effort) {
    Count best = lower;
    BigInteger known = lower.pairs().orElseThrow();
    BigInteger most = upper.pairs().orElse(MOST_PAIRS).min(BigInteger.valueOf(UpperEnd.SEARCHED));
    BigInteger failed = most.add(BigInteger.ONE);
    long begin = System.nanoTime();
    while (effort.limits().starts() > 0
        && failed.subtract(known).compareTo(BigInteger.ONE) > 0
        && !effort.limits().interrupted().getAsBoolean()) {
      double left = effort.limits().seconds() - (System.nanoTime() - begin) / 1e9;
      if (left <= 0) {
        break;
      }
      BigInteger middle = known.add(failed).shiftRight(1);
      Optional<End> found =
          UpperEnd.at(
                  new Query(middle, query.margin(), query.bias(), query.synchronised().searched()),
                  dimension,
                  effort.within(left))
              .map(end -> query.synchronised().settled() ? onGraph(end, effort) : end);
      if (found.isPresent()) {
        known = middle;
        best = new Count(Optional.of(middle), found.get().method(), found.get().certificate());
      } else {
        failed = middle;
      }
    }
    return new MostPairs(query, dimension, best, upper);
  }

  private End onGraph(End end, UpperEnd.Effort effort) {
    return end.on(c -> query.synchronised().reached(c, effort.by(end.method())));
  }

  /** Both ends; the certificates are written. */
  public BoundReport report(Function<Certificate, Written> writer) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("dimension", dimension)
        .put("margin", Exact.down(query.margin()))
        .put("bias", Exact.down(query.bias()))
        .put("modalities", query.modalities());
    List<String> lines = new ArrayList<>();
    lines.add(
        "Most "
            + (query.modalities() == 2 ? "pairs" : "items of " + query.demand().graph().text())
            + " in dimension "
            + dimension
            + " at margin "
            + Exact.down(query.margin())
            + ", bias "
            + Exact.down(query.bias())
            + ": "
            + text(lower, RoundingMode.DOWN)
            + " to "
            + text(upper, RoundingMode.UP));
    put(json.putObject("lower"), lines, "at least", text(lower, RoundingMode.DOWN), lower, writer);
    put(json.putObject("upper"), lines, "at most", text(upper, RoundingMode.UP), upper, writer);
    return new BoundReport(json, lines);
  }

  private static String text(Count number, RoundingMode rounding) {
    return number.pairs().map(n -> Exact.shown(n, rounding)).orElse("unknown");
  }

  private static void put(
      ObjectNode json,
      List<String> lines,
      String side,
      String shown,
      Count number,
      Function<Certificate, Written> writer) {
    Optional<Written> written = number.certificate().map(writer);
    String line = String.format("%-9s %s   %s", side, shown, number.method());
    Stated stated = Stated.of(line, written.map(Written::verdict), Tier.THEOREM);
    lines.add(number.pairs().isPresent() ? stated.line() : line);
    written.ifPresent(w -> lines.add("          certificate: " + w.path()));
    json.put("pairs", number.pairs().map(BigInteger::toString).orElse(null))
        .put("method", number.method())
        .put("tier", number.pairs().isPresent() ? stated.tier() : null)
        .put("certificate", written.map(w -> w.path().toString()).orElse(null));
  }
}

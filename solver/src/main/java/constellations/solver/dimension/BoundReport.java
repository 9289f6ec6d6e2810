package constellations.solver.dimension;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.bound.PointBound;
import constellations.solver.bound.PointBounds.CosineBound;
import constellations.solver.dimension.BestMargin.Upper;
import constellations.solver.dimension.DimensionReport.Written;
import constellations.solver.format.Exact;
import constellations.solver.format.Stated;
import constellations.verify.claim.Certificate;
import constellations.verify.exact.Quadratic;
import constellations.verify.threepoint.ThreePointCertificate;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Bounds in a dimension, for programs and for people.
 *
 * @param json the same as the lines, with all bounds
 */
public record BoundReport(ObjectNode json, List<String> lines) {
  /**
   * Bounds on the number of points, or of pairs.
   *
   * @param cosine of the codes
   * @param modalities of pairs, or nothing for points
   * @param uppers best first
   * @param all whether all of them are shown
   * @param writer writes a certificate
   */
  public static BoundReport points(
      int dimension,
      Quadratic cosine,
      Optional<Integer> modalities,
      List<PointBound> uppers,
      PointBound lower,
      boolean all,
      Function<Certificate, Written> writer) {
    BoundReport report = new BoundReport(JsonNodeFactory.instance.objectNode(), new ArrayList<>());
    ObjectNode json = report.json;
    json.put("dimension", dimension)
        .put("cosine", Exact.down(cosine))
        .put("cosineExact", cosine.toString());
    modalities.ifPresent(k -> json.put("modalities", k));
    // Numbers beyond 10^1000 are not written out.
    Optional<PointBound> upper = uppers.stream().findFirst();
    Optional<Certificate> proof = upper.flatMap(PointBound::certificate);
    json.put("upper", upper.map(u -> u.points().toString()).orElse(null))
        .put("upperValue", upper.map(u -> Exact.plain(u.value())).orElse(null))
        .put("lower", lower.points().toString())
        .put("method", upper.map(PointBound::method).orElse("none below 10^1000"))
        .put("lowerMethod", lower.method())
        .put("tier", upper.map(u -> stated(u).tier()).orElse(null));
    String what = modalities.isEmpty() ? "points of cosine at most " : "pairs, by codes of cosine ";
    String angle = Exact.degrees(cosine);
    json.put("angle", angle);
    report.lines.add(
        "dimension " + dimension + ", " + what + cosine + " (angle " + angle + " degrees)");
    if (upper.isEmpty()) {
      report.lines.add("at most  no bound below 10^1000");
    }
    uppers.stream().limit(all ? uppers.size() : 1).forEach(u -> report.lines.add(stated(u).line()));
    String number = Exact.shown(lower.points(), RoundingMode.DOWN);
    Stated least = Stated.of("at least " + number + "   " + lower.method(), lower.tier());
    report.lines.add(least.line());
    report.certificate(proof, proof, writer);
    Optional<String> below = lower.certificate().map(c -> writer.apply(c).path().toString());
    json.put("lowerTier", lower.tier().toString());
    json.put("lowerCertificate", below.orElse(null));
    below.ifPresent(p -> report.lines.add("certificate below: " + p));
    ArrayNode methods = json.putArray("methods");
    for (PointBound bound : uppers) {
      methods
          .addObject()
          .put("method", bound.method())
          .put("upper", bound.points().toString())
          .put("upperValue", Exact.plain(bound.value()))
          .put("tier", stated(bound).tier());
    }
    return report;
  }

  /**
   * Bounds on the best cosine and on the margin; the margin has at least one.
   *
   * @param cosines best first
   * @param all whether all bounds are shown
   * @param writer writes a certificate
   */
  public static BoundReport margin(
      BestMargin best,
      List<CosineBound> cosines,
      boolean all,
      Function<Certificate, Written> writer) {
    BoundReport report = new BoundReport(JsonNodeFactory.instance.objectNode(), new ArrayList<>());
    Upper first = best.uppers().get(0);
    ObjectNode json = report.json;
    json.put("dimension", best.dimension()).put("points", best.pairs().toString());
    best.bias()
        .ifPresent(b -> json.put("bias", Exact.down(b)).put("modalities", best.modalities()));
    cosines.stream().findFirst().ifPresent(c -> json.put("cosineLower", Exact.down(c.value())));
    json.put("marginUpper", Exact.up(first.margin()))
        .put("attained", best.attained())
        .put("method", first.method())
        .put("tier", first.tier().toString());
    report.lines.add("dimension " + best.dimension() + ", " + best.pairs() + " points or pairs");
    ArrayNode methods = json.putArray("methods");
    for (Upper upper : best.uppers()) {
      ObjectNode node = methods.addObject().put("method", upper.method());
      upper.cosine().ifPresent(c -> node.put("cosineLower", Exact.down(c.value())));
      node.put("marginUpper", Exact.up(upper.margin())).put("tier", upper.tier().toString());
      if (all || upper.equals(first)) {
        upper.cosine().ifPresent(c -> report.lines.add(stated(c).line()));
        String text = "margin " + best.where() + " is at most " + Exact.up(upper.margin());
        report.lines.add(Stated.of(text + "   " + upper.method(), upper.tier()).line());
      }
    }
    if (best.attained()) {
      report.lines.add("* it is attained: " + best.lower().orElseThrow().method());
    }
    report.certificate(first.proof(), first.cosine().flatMap(CosineBound::certificate), writer);
    return report;
  }

  /**
   * Whether a constellation exists in a dimension: possible, impossible or open.
   *
   * @param writer writes a certificate
   */
  public static BoundReport decision(
      long dimension, NeededDimension needed, Function<Certificate, Written> writer) {
    BoundReport report = new BoundReport(JsonNodeFactory.instance.objectNode(), new ArrayList<>());
    boolean none = needed.lower().dimension().isEmpty();
    boolean impossible = none || needed.lower().dimension().getAsLong() > dimension;
    boolean possible =
        !impossible
            && needed.upper().dimension().isPresent()
            && needed.upper().dimension().getAsLong() <= dimension;
    String answer = impossible ? "impossible" : possible ? "possible" : "open";
    report.json.put("dimension", dimension).put("answer", answer);
    String question =
        needed.query().demand().text() + ", in dimension " + dimension + ": " + answer;
    report.lines.add(question);
    if (impossible || possible) {
      End end = impossible ? needed.lower() : needed.upper();
      report.json.put("method", end.method());
      report.lines.add(end.method());
      report.certificate(end.certificate(), Optional.empty(), writer);
    } else {
      report.json.putNull("certificate");
      report.lines.add("needed dimension: " + DimensionReport.interval(needed));
    }
    return report;
  }

  private static Stated stated(PointBound bound) {
    String number = Exact.shown(bound.points(), RoundingMode.UP);
    boolean whole =
        !number.equals(bound.points().toString())
            || bound.value().compareTo(new BigDecimal(bound.points())) == 0;
    String value = whole ? "" : " (" + Exact.plain(bound.value()) + ")";
    return Stated.of("at most  " + number + "   " + bound.method() + value, bound.tier());
  }

  private static Stated stated(CosineBound bound) {
    String is = bound.exact() ? "is " : "is at least ";
    String angle = " (angle " + Exact.degrees(Quadratic.of(bound.value())) + " degrees)";
    return Stated.of(
        "best cosine " + is + Exact.down(bound.value()) + angle + "   " + bound.method(),
        bound.tier());
  }

  /** Writes a certificate; a three-point bound tells its half degree. */
  private void certificate(
      Optional<Certificate> certificate,
      Optional<Certificate> program,
      Function<Certificate, Written> writer) {
    Optional<String> path = certificate.map(c -> writer.apply(c).path().toString());
    json.put("certificate", path.orElse(null));
    path.ifPresent(p -> lines.add("certificate: " + p));
    if (program.orElse(null) instanceof ThreePointCertificate threePoint) {
      json.put("degree", threePoint.function().halfDegree());
    }
  }
}

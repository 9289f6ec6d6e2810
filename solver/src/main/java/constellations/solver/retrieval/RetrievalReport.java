package constellations.solver.retrieval;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.dimension.BoundReport;
import constellations.solver.dimension.DimensionReport.Written;
import constellations.solver.dimension.EndsReport;
import constellations.solver.format.Exact;
import constellations.solver.format.Stated;
import constellations.verify.claim.Certificate;
import constellations.verify.claim.Relevance;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Answers about queries and documents, for programs and for people. */
public final class RetrievalReport {
  private RetrievalReport() {}

  private static ObjectNode relevance(Relevance relevance) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("queries", relevance.queries())
        .put("documents", relevance.numberOfDocuments());
  }

  /**
   * Both ends of a needed dimension.
   *
   * @param writer writes a certificate
   * @param explain whether to tell how each end follows
   */
  public static BoundReport dimension(
      RetrievalDimension answer, Function<Certificate, Written> writer, boolean explain) {
    RetrievalQuery query = answer.query();
    EndsReport ends = new EndsReport(answer.lower(), answer.upper(), writer, explain);
    ObjectNode json = relevance(query.relevance());
    json.put("margin", Exact.down(query.margin())).put("bias", Exact.down(query.bias()));
    List<String> lines = new ArrayList<>();
    String asked =
        query.relevance().text()
            + ", margin "
            + Exact.down(query.margin())
            + ", bias "
            + Exact.down(query.bias())
            + ": ";
    boolean none = answer.lower().dimension().isEmpty();
    lines.add(asked + (none ? "no dimension suffices" : "needed dimension " + ends.interval()));
    if (none) {
      lines.add(answer.lower().method());
      answer
          .lower()
          .certificate()
          .ifPresent(c -> lines.add("certificate: " + writer.apply(c).path()));
    } else {
      ends.add(lines);
    }
    ends.put(json);
    return new BoundReport(json, lines);
  }

  /**
   * Bounds on the margin.
   *
   * @param all whether all are shown
   * @param writer writes a certificate
   */
  public static BoundReport margin(
      RetrievalMargin margin, boolean all, Function<Certificate, Written> writer) {
    ObjectNode json = relevance(margin.relevance());
    json.put(
        "dimension",
        margin.dimension().isPresent() ? (Integer) margin.dimension().getAsInt() : null);
    json.put("bias", margin.bias().map(Exact::down).orElse(null));
    List<String> lines = new ArrayList<>();
    lines.add(
        margin.relevance().text()
            + (margin.dimension().isPresent()
                ? ", dimension " + margin.dimension().getAsInt()
                : ", any dimension")
            + margin.bias().map(b -> ", bias " + Exact.down(b)).orElse(", over all biases"));
    ArrayNode methods = json.putArray("methods");
    for (RetrievalMargin.Bound bound : margin.bounds()) {
      Stated stated =
          Stated.certified(
              "margin at most " + Exact.up(bound.margin()) + "   " + bound.method(),
              bound.accepted().verdict());
      ObjectNode node = methods.addObject();
      node.put("marginUpper", Exact.up(bound.margin()))
          .put("method", bound.method())
          .put("tier", stated.tier());
      if (all || methods.size() == 1) {
        Written written = writer.apply(bound.accepted().certificate());
        node.put("certificate", written.path().toString());
        lines.add(stated.line());
        lines.add("certificate: " + written.path());
      }
      if (methods.size() == 1) {
        json.setAll(node);
      }
    }
    return new BoundReport(json, lines);
  }
}

package constellations.solver.dimension;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.format.Exact;
import constellations.verify.claim.Certificate;
import constellations.verify.claim.Verdict;
import constellations.verify.exact.Rationals;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A needed dimension for people and for programs.
 *
 * @param writer writes a certificate and says where, and what the verifier says of it
 * @param explain whether to tell how each end follows
 */
public record DimensionReport(
    NeededDimension answer, Function<Certificate, Written> writer, boolean explain) {

  /** A certificate that was written, and what the verifier says of it. */
  public record Written(Path path, Verdict verdict) {}

  /** The interval in words. */
  public static String interval(NeededDimension answer) {
    return answer.lower().text(answer.lower()) + " to " + answer.upper().text(answer.lower());
  }

  /** Line by line; the certificates are written. */
  public List<String> lines() {
    Query query = answer.query();
    if (answer.lower().dimension().isEmpty()) {
      return List.of(
          "No dimension suffices for " + query.pairs() + " pairs: " + answer.lower().method());
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        "Needed dimension of "
            + query.pairs()
            + (query.modalities() == 2
                ? " pairs"
                : " items in " + query.modalities() + " modalities")
            + (query.synchronised().text().isEmpty()
                ? ""
                : " (" + query.synchronised().text() + ")")
            + " at margin "
            + Exact.down(query.margin())
            + ", bias "
            + Exact.down(query.bias())
            + " (code cosine "
            + Exact.up(query.projectedCosine())
            + "): "
            + interval(answer));
    ends().add(lines);
    return lines;
  }

  private EndsReport ends() {
    return new EndsReport(answer.lower(), answer.upper(), writer, explain);
  }

  /** As a JSON object; the certificates are written. */
  public ObjectNode json() {
    Query query = answer.query();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("pairs", query.pairs().toString())
        .put("margin", Exact.down(query.margin()))
        .put("bias", Exact.down(query.bias()))
        .put("modalities", query.modalities())
        .put("clique", query.synchronised().clique().size())
        .put("colours", query.synchronised().colours())
        .put("cosine", Exact.up(query.projectedCosine()))
        .put("cosineExact", Rationals.toString(query.projectedCosine()));
    ends().put(json);
    return json;
  }
}

package constellations.solver.dimension;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.format.Exact;
import constellations.solver.format.Stated;
import constellations.verify.claim.Certificate;
import constellations.verify.claim.Tier;
import constellations.verify.claim.Verdict;
import constellations.verify.exact.Rationals;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
    return answer.text(answer.lower()) + " to " + answer.text(answer.upper());
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
    add(lines, "at least", answer.lower());
    add(lines, "at most", answer.upper());
    return lines;
  }

  private void add(List<String> lines, String side, End end) {
    Optional<Written> written = end.certificate().map(writer);
    String value = String.format(Locale.ROOT, "%-9s %s   %s", side, answer.text(end), end.method());
    lines.add(end.dimension().isPresent() ? stated(value, written).line() : value);
    written.ifPresent(w -> lines.add("          certificate: " + w.path()));
    if (explain) {
      end.certificate().ifPresent(c -> lines.addAll(Explanation.lines(c)));
    }
  }

  private static Stated stated(String value, Optional<Written> written) {
    return Stated.of(value, written.map(Written::verdict), Tier.THEOREM);
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
    json.set("lower", json(answer.lower()));
    json.set("upper", json(answer.upper()));
    return json;
  }

  private ObjectNode json(End end) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    if (end.dimension().isPresent()) {
      json.put("dimension", end.dimension().getAsLong());
    } else {
      json.putNull("dimension");
    }
    Optional<Written> written = end.certificate().map(writer);
    json.put("method", end.method()).put("tier", stated("", written).tier());
    json.put("certificate", written.map(w -> w.path().toString()).orElse(null));
    if (explain) {
      end.certificate().ifPresent(c -> json.set("explanation", Explanation.json(c)));
    }
    return json;
  }
}

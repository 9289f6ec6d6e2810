package constellations.solver.dimension;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.dimension.DimensionReport.Written;
import constellations.solver.format.Stated;
import constellations.verify.claim.Certificate;
import constellations.verify.claim.Tier;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Two ends of a needed dimension for people and for programs.
 *
 * @param writer writes a certificate and says where, and what the verifier says of it
 * @param explain whether to tell how each end follows
 */
public record EndsReport(
    End lower, End upper, Function<Certificate, Written> writer, boolean explain) {
  /** The interval in words. */
  public String interval() {
    return lower.text(lower) + " to " + upper.text(lower);
  }

  /** Adds a line and the certificate for each end. */
  public void add(List<String> lines) {
    add(lines, "at least", lower);
    add(lines, "at most", upper);
  }

  private void add(List<String> lines, String side, End end) {
    Optional<Written> written = end.certificate().map(writer);
    String value = String.format(Locale.ROOT, "%-9s %s   %s", side, end.text(lower), end.method());
    lines.add(end.dimension().isPresent() ? stated(value, written).line() : value);
    written.ifPresent(w -> lines.add("          certificate: " + w.path()));
    if (explain) {
      end.certificate().ifPresent(c -> lines.addAll(Explanation.lines(c)));
    }
  }

  private static Stated stated(String value, Optional<Written> written) {
    return Stated.of(value, written.map(Written::verdict), Tier.THEOREM);
  }

  /** Puts both ends; the certificates are written. */
  public void put(ObjectNode json) {
    json.set("lower", json(lower));
    json.set("upper", json(upper));
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

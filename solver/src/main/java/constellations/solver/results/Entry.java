package constellations.solver.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.verify.CertificateWriter;
import constellations.verify.claim.Certificate;
import constellations.verify.claim.Claim;
import constellations.verify.claim.ConstellationClaim;
import constellations.verify.claim.Demand;
import constellations.verify.claim.Provenance;
import constellations.verify.claim.Tier;
import constellations.verify.composition.CompositionCertificate;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Quadratic;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of the index of results. All of it follows from the certificate, so that a line which was
 * changed does not fit its certificate any more.
 *
 * @param id the name of the certificate's file without its ending; it begins with the kind and ends
 *     with the first digits of the digest
 * @param sha256 of the file
 * @param claim what the certificate proves
 * @param text the claim in words
 * @param tier what stands behind it
 * @param provenance how it was found
 * @param budget the limits named in the command that found it, or "default"
 */
public record Entry(
    String id,
    String sha256,
    Claim claim,
    String text,
    Tier tier,
    Provenance provenance,
    String budget) {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final Pattern LIMIT =
      Pattern.compile("--(starts|time-limit)[= ]([0-9][0-9a-z.]*)");

  /** The entry of a certificate that was accepted. */
  static Entry of(Certificate certificate) {
    CompositionCertificate.Part file = CertificateWriter.part(certificate);
    Provenance provenance = certificate.provenance();
    Matcher limit = LIMIT.matcher(provenance.command());
    StringBuilder budget = new StringBuilder();
    while (limit.find()) {
      budget.append(budget.isEmpty() ? "" : ", ").append(limit.group(1)).append(' ');
      budget.append(limit.group(2));
    }
    return new Entry(
        file.file().replaceFirst("\\.json$", ""),
        file.sha256(),
        certificate.claim(),
        certificate.text(),
        Tier.CERTIFIED,
        provenance,
        budget.isEmpty() ? "default" : budget.toString());
  }

  /** The file of the certificate, relative to the folder of results. */
  public String file() {
    return ResultIndex.CERTIFICATES + "/" + id + ".json";
  }

  /** The kind of the certificate. */
  public String kind() {
    return id.replaceFirst("-[^-]*$", "");
  }

  /**
   * The name of what is claimed: code, code-bound, constellation, constellation-bound or
   * margin-bound.
   */
  public String type() {
    return Cell.of(claim).type().toString();
  }

  /** The entry as a JSON object, without line breaks when it is printed plainly. */
  public ObjectNode json() {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("id", id).put("kind", kind()).put("file", file()).put("sha256", sha256);
    node.set("claim", json(claim));
    node.put("text", text).put("tier", tier.toString()).put("method", provenance.method());
    if (provenance.seed() == null) {
      node.putNull("seed");
    } else {
      node.put("seed", provenance.seed());
    }
    return node.put("budget", budget)
        .put("command", provenance.command())
        .put("toolVersion", provenance.toolVersion())
        .put("date", provenance.date());
  }

  private static ObjectNode json(Claim claim) {
    ObjectNode node = MAPPER.createObjectNode().put("type", Cell.of(claim).type().toString());
    if (claim instanceof Claim.CodeExists code) {
      return node.put("dimension", code.dimension())
          .put("points", code.points().toString())
          .put("cosine", code.cosine().toString());
    }
    if (claim instanceof Claim.CodeBound bound) {
      return node.put("dimension", bound.dimension())
          .put("pointsAtMost", bound.points().toString())
          .put("cosine", bound.cosine().toString());
    }
    if (claim instanceof ConstellationClaim.Exists exists) {
      node.put("dimension", exists.dimension());
    } else if (claim instanceof ConstellationClaim.MarginBound bound) {
      node.put("dimension", bound.dimension());
    } else if (claim instanceof ConstellationClaim.Needs needs) {
      node.put("dimensionAtLeast", needs.dimension());
    }
    Demand demand = ((ConstellationClaim) claim).demand();
    return node.put("pairs", demand.pairs().toString())
        .put("modalities", demand.modalities())
        .put("margin", demand.margin().toString())
        .put("bias", demand.bias().toString());
  }

  /**
   * Reads the lines of an index.
   *
   * @throws BadInputException if it cannot be read
   */
  static List<Entry> readAll(Path file) {
    List<Entry> entries = new ArrayList<>();
    String where = file.toString();
    try {
      for (String line : Files.readAllLines(file)) {
        where = file + ", line " + (entries.size() + 1);
        entries.add(parse(MAPPER.readTree(line), where));
      }
    } catch (JsonProcessingException e) {
      throw BadInputException.file(where, e.getOriginalMessage(), "a JSON object on each line");
    } catch (IOException e) {
      throw BadInputException.file(file.toString(), "nothing readable", "an index of results");
    }
    return entries;
  }

  /**
   * Reads a line of the index.
   *
   * @param where names it in messages
   * @throws BadInputException if it is no entry
   */
  static Entry parse(JsonNode node, String where) {
    String kind = text(node, "kind", where);
    String id = text(node, "id", where);
    if (!id.matches("[a-z-]{1,60}-[0-9a-f]{16}") || !id.startsWith(kind + "-")) {
      throw BadInputException.file(where + ": id", id, "a kind, - and 16 hexadecimal digits");
    }
    return new Entry(
        id,
        text(node, "sha256", where),
        claim(node.path("claim"), where + ": claim"),
        text(node, "text", where),
        Tier.CERTIFIED,
        new Provenance(
            text(node, "method", where),
            node.path("seed").isIntegralNumber() ? node.path("seed").longValue() : null,
            text(node, "command", where),
            text(node, "toolVersion", where),
            text(node, "date", where)),
        text(node, "budget", where));
  }

  private static Claim claim(JsonNode node, String where) {
    String type = text(node, "type", where);
    try {
      switch (type) {
        case "code":
          return new Claim.CodeExists(
              whole(node, "dimension", where),
              number(node, "points", where),
              exact(node, "cosine", where));
        case "code-bound":
          return new Claim.CodeBound(
              whole(node, "dimension", where),
              number(node, "pointsAtMost", where),
              exact(node, "cosine", where));
        case "constellation":
          return new ConstellationClaim.Exists(
              whole(node, "dimension", where), demand(node, where));
        case "margin-bound":
          return new ConstellationClaim.MarginBound(
              whole(node, "dimension", where), demand(node, where));
        case "constellation-bound":
          return new ConstellationClaim.Needs(
              whole(node, "dimensionAtLeast", where), demand(node, where));
        default:
          throw BadInputException.file(where + ".type", type, "the type of a claim");
      }
    } catch (BadInputException e) {
      throw e.source() == BadInputException.Source.FILE ? e : e.inFile(where);
    }
  }

  private static Demand demand(JsonNode node, String where) {
    return new Demand(
        number(node, "pairs", where),
        (int) whole(node, "modalities", where),
        exact(node, "margin", where),
        exact(node, "bias", where));
  }

  private static String text(JsonNode node, String name, String where) {
    if (!node.path(name).isTextual()) {
      throw BadInputException.file(where + "." + name, node.path(name), "a string");
    }
    return node.path(name).textValue();
  }

  private static long whole(JsonNode node, String name, String where) {
    if (!node.path(name).canConvertToExactIntegral() || !node.path(name).canConvertToLong()) {
      throw BadInputException.file(where + "." + name, node.path(name), "a whole number");
    }
    return node.path(name).longValue();
  }

  private static BigInteger number(JsonNode node, String name, String where) {
    String digits = text(node, name, where);
    if (!digits.matches("[0-9]{1,2000}")) {
      throw BadInputException.file(where + "." + name, digits, "a whole number as a string");
    }
    return new BigInteger(digits);
  }

  private static Quadratic exact(JsonNode node, String name, String where) {
    return Quadratic.parse(text(node, name, where), where + "." + name);
  }
}

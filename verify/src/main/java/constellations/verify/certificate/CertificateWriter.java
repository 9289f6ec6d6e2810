package constellations.verify.certificate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.verify.configuration.BinaryCode;
import constellations.verify.configuration.ConcatenatedCode;
import constellations.verify.configuration.CyclicCode;
import constellations.verify.configuration.GeneratedCode;
import constellations.verify.configuration.QuadraticFormCode;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Writes certificates in the form that {@link CertificateReader} reads. */
public final class CertificateWriter {
  private static final JsonMapper MAPPER = new JsonMapper();

  /** Integers up to 2^53 are JSON numbers; larger ones are strings, for readers with doubles. */
  private static final int PLAIN_BITS = 53;

  private CertificateWriter() {}

  /** The certificate as UTF-8 JSON, a row of vectors on a line each. */
  public static byte[] bytes(Certificate certificate) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("kind", certificate.kind());
    root.put("version", Certificate.VERSION);
    ObjectNode claim = root.putObject("claim");
    ObjectNode evidence = MAPPER.createObjectNode();
    if (certificate instanceof SphericalCodeCertificate code) {
      claim.put("dimension", code.dimension());
      claim.put("points", code.points());
      claim.put("cosine", code.cosine().toString());
      evidence.set("vectors", vectors(code.vectors()));
    } else if (certificate instanceof ConstellationCertificate constellation) {
      claim.put("dimension", constellation.dimension());
      claim.put("pairs", constellation.pairs());
      claim.put("modalities", constellation.modalities());
      claim.put("margin", constellation.margin().toString());
      claim.put("bias", constellation.bias().toString());
      ArrayNode modalities = evidence.putArray("vectors");
      constellation.vectors().forEach(v -> modalities.add(vectors(v)));
    } else if (certificate instanceof LatticeExistenceCertificate existence) {
      claim.put("dimension", existence.dimension());
      number(claim, "pointsAtLeast", existence.points());
      claim.put("cosine", existence.cosine().toString());
      existence.norm().ifPresent(m -> evidence.put("norm", m));
      existence.width().ifPresent(w -> evidence.put("width", Rationals.toString(w)));
      if (!existence.bands().isEmpty()) {
        ArrayNode bands = evidence.putArray("bands");
        existence
            .bands()
            .forEach(
                band ->
                    bands
                        .addArray()
                        .add(Rationals.toString(band.from()))
                        .add(Rationals.toString(band.to())));
      }
      evidence.put("leastNorm", existence.leastNorm());
      ArrayNode gram = evidence.putArray("gram");
      for (int i = 0; i < existence.lattice().dimension(); i++) {
        ArrayNode row = gram.addArray();
        for (int j = 0; j < existence.lattice().dimension(); j++) {
          row.add(existence.lattice().gram(i, j));
        }
      }
    } else if (certificate instanceof LpBoundCertificate bound) {
      claim.put("dimension", bound.dimension());
      boolean most = bound.claimed() == LpBoundCertificate.Form.POINTS_AT_MOST;
      number(claim, most ? "pointsAtMost" : "points", bound.points());
      claim.put(most ? "cosine" : "cosineAtLeast", bound.cosine().toString());
      ArrayNode coefficients = evidence.putArray("coefficients");
      bound.polynomial().coefficients().forEach(f -> coefficients.add(Rationals.toString(f)));
    } else if (certificate instanceof BinaryCodeCertificate binary) {
      write(claim, binary.stated());
      write(evidence, binary.code());
    } else if (certificate instanceof TheoremCertificate theorem) {
      write(claim, theorem.stated());
      evidence.put("theorem", theorem.theorem().toString());
    } else if (certificate instanceof CompositionCertificate composition) {
      write(claim, composition.stated());
      evidence.put("rule", composition.rule().toString());
      ArrayNode parts = evidence.putArray("parts");
      composition
          .parts()
          .forEach(part -> parts.addObject().put("file", part.file()).put("sha256", part.sha256()));
      if (!composition.heights().isEmpty()) {
        ArrayNode heights = evidence.putArray("heights");
        composition.heights().forEach(h -> heights.add(Rationals.toString(h)));
      }
    }
    root.set("provenance", provenance(certificate.provenance()));
    root.set("evidence", evidence);
    try {
      String text = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root);
      return (joinRows(text) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of strings and numbers is always written", e);
    }
  }

  private static void write(ObjectNode node, Claim claim) {
    if (claim instanceof Claim.CodeExists code) {
      node.put("dimension", code.dimension());
      number(node, "pointsAtLeast", code.points());
      node.put("cosine", code.cosine().toString());
    } else if (claim instanceof Claim.CodeBound bound) {
      node.put("dimension", bound.dimension());
      number(node, "pointsAtMost", bound.points());
      node.put("cosine", bound.cosine().toString());
    } else if (claim instanceof Claim.ConstellationExists exists) {
      node.put("dimension", exists.dimension());
      write(node, exists.demand());
    } else if (claim instanceof Claim.ConstellationNeeds needs) {
      node.put("dimensionAtLeast", needs.dimension());
      write(node, needs.demand());
    }
  }

  private static void write(ObjectNode node, Claim.Demand demand) {
    number(node, "pairs", demand.pairs());
    node.put("modalities", demand.modalities());
    node.put("margin", demand.margin().toString());
    node.put("bias", demand.bias().toString());
  }

  private static void write(ObjectNode node, BinaryCode code) {
    if (code.source() instanceof CyclicCode cyclic) {
      ObjectNode source = node.putObject("cyclic");
      source.put("length", cyclic.length());
      ArrayNode zeros = source.putArray("zeros");
      cyclic.representatives().forEach(zeros::add);
    } else if (code.source() instanceof GeneratedCode generated) {
      ObjectNode source = node.putObject("generated");
      source.put("length", generated.length());
      generated.weight().ifPresent(w -> source.put("weight", w));
      ArrayNode generators = source.putArray("generators");
      generated.generators().forEach(generators::add);
    } else if (code.source() instanceof QuadraticFormCode quadratic) {
      ObjectNode source = node.putObject("quadraticForms");
      source.put("variables", quadratic.variables());
      source.put("axes", quadratic.axes());
      ArrayNode forms = source.putArray("forms");
      for (int[] form : quadratic.forms()) {
        ArrayNode rows = forms.addArray();
        Arrays.stream(form).forEach(rows::add);
      }
    }
    if (code.source() instanceof ConcatenatedCode concatenated) {
      ObjectNode source = node.putObject("concatenated");
      source.put("variables", concatenated.variables());
      ArrayNode distances = source.putArray("distances");
      concatenated.distances().forEach(distances::add);
      write(source.putObject("signs"), concatenated.signs());
    }
    if (code.extended()) {
      node.put("extended", true);
    }
    if (code.shortened() > 0) {
      node.put("shortened", code.shortened());
    }
    if (code.punctured() > 0) {
      node.put("punctured", code.punctured());
    }
  }

  private static void number(ObjectNode node, String name, BigInteger value) {
    if (value.bitLength() <= PLAIN_BITS) {
      node.put(name, value.longValue());
    } else {
      node.put(name, value.toString());
    }
  }

  /** Breaks lines between rows only. */
  private static String joinRows(String text) {
    return text.replace("], [", "],\n    [");
  }

  private static ObjectNode provenance(Provenance provenance) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("method", provenance.method());
    if (provenance.seed() != null) {
      node.put("seed", provenance.seed());
    }
    node.put("command", provenance.command());
    node.put("toolVersion", provenance.toolVersion());
    node.put("date", provenance.date());
    return node;
  }

  private static com.fasterxml.jackson.databind.JsonNode vectors(Vectors vectors) {
    if (vectors instanceof Vectors.SideFile side) {
      return MAPPER.createObjectNode().put("file", side.file()).put("sha256", side.sha256());
    }
    ArrayNode rows = MAPPER.createArrayNode();
    for (List<Quadratic> row : ((Vectors.Inline) vectors).rows()) {
      ArrayNode numbers = rows.addArray();
      for (Quadratic x : row) {
        if (x.isRational()
            && x.rational().getDenominator().equals(BigInteger.ONE)
            && x.rational().getNumerator().bitLength() <= PLAIN_BITS) {
          numbers.add(x.rational().getNumerator().longValue());
        } else {
          numbers.add(x.toString());
        }
      }
    }
    return rows;
  }
}

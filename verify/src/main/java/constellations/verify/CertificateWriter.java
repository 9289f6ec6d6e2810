package constellations.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.verify.claim.Certificate;
import constellations.verify.claim.Claim;
import constellations.verify.claim.Provenance;
import constellations.verify.claim.Sha256;
import constellations.verify.composition.CompositionCertificate;
import constellations.verify.composition.Placement;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes certificates in the form that {@link CertificateReader} reads. */
public final class CertificateWriter {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final int NAME_DIGITS = 16;

  private CertificateWriter() {}

  /**
   * {@return the certificate as UTF-8 JSON, a row of vectors on a line each}
   *
   * @param certificate a certificate of any kind
   */
  public static byte[] bytes(Certificate certificate) {
    ObjectNode root = MAPPER.createObjectNode();
    ObjectNode claim = MAPPER.createObjectNode();
    ObjectNode evidence = MAPPER.createObjectNode();
    Kinds.of(certificate).write(certificate, claim, evidence);
    root.put("kind", certificate.kind());
    root.put("version", Certificate.VERSION);
    root.set("claim", claim);
    root.set("provenance", provenance(certificate.provenance()));
    root.set("evidence", evidence);
    // Lines are broken between rows only.
    String rows = text(root, true).replace("], [", "],\n    [");
    return (rows + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * {@return the certificate as a part of a composition: its file is named after its content}
   *
   * @param certificate a certificate of any kind
   */
  public static CompositionCertificate.Part part(Certificate certificate) {
    byte[] bytes = bytes(certificate);
    return new CompositionCertificate.Part(
        fileName(certificate.kind(), bytes), Sha256.of(bytes), certificate);
  }

  /**
   * {@return the name of the file of a certificate, after its content}
   *
   * @param kind the name of its kind
   * @param bytes the certificate as it is written
   */
  public static String fileName(String kind, byte[] bytes) {
    return kind + "-" + Sha256.of(bytes).substring(0, NAME_DIGITS) + ".json";
  }

  /**
   * {@return a composition of one part}
   *
   * @param claim what the composition claims
   * @param rule the rule that leads from the part to the claim
   * @param part the only part
   * @param provenance how the evidence was found; never relied upon
   */
  public static CompositionCertificate composition(
      Claim claim, CompositionCertificate.Rule rule, Certificate part, Provenance provenance) {
    return new CompositionCertificate(claim, rule, List.of(part(part)), provenance);
  }

  /**
   * {@return what follows from one certificate by a rule that says where it lies}
   *
   * @param claim what the composition claims
   * @param rule the rule that leads from the part to the claim
   * @param placement how the part lies in the whole
   * @param part the only part
   * @param provenance how the evidence was found; never relied upon
   */
  public static CompositionCertificate composition(
      Claim claim,
      CompositionCertificate.Rule rule,
      Placement placement,
      Certificate part,
      Provenance provenance) {
    return new CompositionCertificate(claim, rule, List.of(part(part)), placement, provenance);
  }

  /** What a certificate says and by what evidence, without its provenance. */
  static String content(Certificate certificate) {
    ObjectNode claim = MAPPER.createObjectNode();
    ObjectNode evidence = MAPPER.createObjectNode();
    Kinds.of(certificate).write(certificate, claim, evidence);
    String text = certificate.kind() + text(claim, false) + text(evidence, false);
    return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(ObjectNode node, boolean pretty) {
    try {
      return (pretty ? MAPPER.writerWithDefaultPrettyPrinter() : MAPPER.writer())
          .writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of strings and numbers is always written", e);
    }
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
}

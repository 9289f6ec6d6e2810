package constellations.verify.certificate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import constellations.verify.BadInputException;
import constellations.verify.configuration.BinaryCode;
import constellations.verify.configuration.BinarySource;
import constellations.verify.configuration.ConcatenatedCode;
import constellations.verify.configuration.CyclicCode;
import constellations.verify.configuration.GeneratedCode;
import constellations.verify.configuration.LatitudeBand;
import constellations.verify.configuration.QuadraticFormCode;
import constellations.verify.exact.GegenbauerExpansion;
import constellations.verify.exact.Lattice;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Reads certificates, strictly: an unknown kind, version or field, a field twice, a number that is
 * not exact or anything after the document is refused.
 */
public final class CertificateReader {
  /** The largest certificate that is read, in bytes; larger evidence belongs into a side file. */
  public static final long MAX_BYTES = 32L << 20;

  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,199}");
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(20)
                          .maxNumberLength(Rationals.MAX_LENGTH)
                          .maxStringLength(10_000)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  /** How deep certificates may lie in certificates, and how many of them in one. */
  private static final int MAX_DEPTH = 8;

  private static final int MAX_CERTIFICATES = 200;

  private static final Set<String> SOURCES =
      Set.of("cyclic", "generated", "quadraticForms", "concatenated");
  private static final Set<String> BINARY_FIELDS =
      Set.of(
          "cyclic",
          "generated",
          "quadraticForms",
          "concatenated",
          "extended",
          "shortened",
          "punctured");

  private final Path folder;
  private final int depth;
  private final AtomicInteger read;

  private CertificateReader(Path folder, int depth, AtomicInteger read) {
    this.folder = folder;
    this.depth = depth;
    this.read = read;
  }

  /**
   * Reads a certificate and the side files that it names.
   *
   * @throws BadInputException if a file cannot be read or is not a certificate of this version
   */
  public static Certificate read(Path path) {
    byte[] bytes = bytes(path);
    Path parent = path.toAbsolutePath().getParent();
    try {
      return parse(bytes, parent);
    } catch (BadInputException e) {
      throw e.inFile(path.toString());
    }
  }

  private static byte[] bytes(Path path) {
    try {
      if (Files.size(path) > MAX_BYTES) {
        throw BadInputException.file(
                path.toString(), Files.size(path) + " bytes", "at most " + MAX_BYTES)
            .withAdvice("Maybe the vectors belong into a side file.");
      }
      return Files.readAllBytes(path);
    } catch (IOException e) {
      String found = Files.isDirectory(path) ? "a folder" : "no readable file";
      throw BadInputException.file(path.toString(), found, "a certificate");
    }
  }

  /**
   * Reads a certificate from memory.
   *
   * @param folder where side files are looked for
   * @throws BadInputException if it is not a certificate of this version
   */
  public static Certificate parse(byte[] json, Path folder) {
    if (json.length > MAX_BYTES) {
      throw BadInputException.argument(
          "certificate", json.length + " bytes", "at most " + MAX_BYTES);
    }
    return new CertificateReader(folder, 0, new AtomicInteger()).certificate(json);
  }

  private Certificate certificate(byte[] json) {
    JsonNode root;
    try {
      root = MAPPER.readTree(json);
    } catch (StreamConstraintsException e) {
      throw BadInputException.argument("JSON", e.getOriginalMessage(), "a document within limits");
    } catch (JsonProcessingException e) {
      String at = e.getLocation() == null ? "" : " at line " + e.getLocation().getLineNr();
      throw BadInputException.argument("JSON" + at, e.getOriginalMessage(), "one JSON document");
    } catch (IOException | IllegalArgumentException | ArithmeticException e) {
      // Jackson reports numbers beyond all bounds as the last two.
      throw BadInputException.argument("JSON", e.getMessage(), "one JSON document");
    }
    return certificate(root);
  }

  private Certificate certificate(JsonNode root) {
    if (root == null || !root.isObject()) {
      throw BadInputException.argument("document", "no object", "a JSON object");
    }
    // The kind and the version come first: another version may have other fields.
    int version = integer(root, "version");
    if (version != Certificate.VERSION) {
      throw BadInputException.argument("version", version, "version " + Certificate.VERSION);
    }
    String kind = text(root, "kind");
    fields(root, "document", Set.of("kind", "version", "claim", "evidence", "provenance"));
    JsonNode claim = object(root, "claim");
    JsonNode evidence = object(root, "evidence");
    Provenance provenance = provenance(object(root, "provenance"));
    fields(
        evidence,
        "evidence",
        switch (kind) {
          case LpBoundCertificate.KIND -> Set.of("coefficients");
          case LatticeExistenceCertificate.KIND ->
              Set.of("gram", "leastNorm", "width", "norm", "bands");
          case TheoremCertificate.KIND -> Set.of("theorem");
          case CompositionCertificate.KIND -> Set.of("rule", "parts", "heights");
          case BinaryCodeCertificate.KIND -> BINARY_FIELDS;
          default -> Set.of("vectors");
        });
    return switch (kind) {
      case SphericalCodeCertificate.KIND -> {
        fields(claim, "claim", Set.of("dimension", "points", "cosine"));
        yield new SphericalCodeCertificate(
            integer(claim, "dimension"),
            integer(claim, "points"),
            number(field(claim, "cosine"), "claim.cosine"),
            vectors(field(evidence, "vectors"), "evidence.vectors"),
            provenance);
      }
      case ConstellationCertificate.KIND -> {
        fields(claim, "claim", Set.of("dimension", "pairs", "modalities", "margin", "bias"));
        yield new ConstellationCertificate(
            integer(claim, "dimension"),
            integer(claim, "pairs"),
            integer(claim, "modalities"),
            number(field(claim, "margin"), "claim.margin"),
            number(field(claim, "bias"), "claim.bias"),
            modalities(array(evidence, "vectors")),
            provenance);
      }
      case LpBoundCertificate.KIND -> lpBound(claim, array(evidence, "coefficients"), provenance);
      case LatticeExistenceCertificate.KIND -> latticeExistence(claim, evidence, provenance);
      case TheoremCertificate.KIND ->
          new TheoremCertificate(
              claim(claim),
              TheoremCertificate.Theorem.named(text(evidence, "theorem")),
              provenance);
      case BinaryCodeCertificate.KIND -> binaryCode(claim, evidence, provenance);
      case CompositionCertificate.KIND -> composition(claim, evidence, provenance);
      default ->
          throw BadInputException.argument(
              "kind",
              kind,
              String.join(
                  " or ",
                  SphericalCodeCertificate.KIND,
                  ConstellationCertificate.KIND,
                  LpBoundCertificate.KIND,
                  LatticeExistenceCertificate.KIND,
                  BinaryCodeCertificate.KIND,
                  TheoremCertificate.KIND,
                  CompositionCertificate.KIND));
    };
  }

  private static LpBoundCertificate lpBound(
      JsonNode claim, JsonNode evidence, Provenance provenance) {
    boolean most = claim.has("pointsAtMost");
    String points = most ? "pointsAtMost" : "points";
    String cosine = most ? "cosine" : "cosineAtLeast";
    fields(claim, "claim", Set.of("dimension", points, cosine));
    int dimension = integer(claim, "dimension");
    if (dimension < 3) {
      throw BadInputException.argument("claim.dimension", dimension, "at least 3");
    }
    if (evidence.isEmpty() || evidence.size() > LpBoundCertificate.MAX_COEFFICIENTS) {
      throw BadInputException.argument(
          "evidence.coefficients",
          evidence.size() + " numbers",
          "from 1 to " + LpBoundCertificate.MAX_COEFFICIENTS);
    }
    List<BigFraction> coefficients = new ArrayList<>();
    for (JsonNode node : evidence) {
      String where = "evidence.coefficients[" + coefficients.size() + "]";
      coefficients.add(rational(node, where));
    }
    return new LpBoundCertificate(
        dimension,
        most ? LpBoundCertificate.Form.POINTS_AT_MOST : LpBoundCertificate.Form.COSINE_AT_LEAST,
        count(claim, points),
        number(field(claim, cosine), "claim." + cosine),
        new GegenbauerExpansion(dimension, coefficients),
        provenance);
  }

  /** A claim that some kinds share; which one, its fields say. */
  private static Claim claim(JsonNode claim) {
    if (claim.has("pointsAtLeast")) {
      return codeExists(claim);
    }
    if (claim.has("pointsAtMost")) {
      fields(claim, "claim", Set.of("dimension", "pointsAtMost", "cosine"));
      return new Claim.CodeBound(
          wholeLong(claim, "dimension"),
          count(claim, "pointsAtMost"),
          number(field(claim, "cosine"), "claim.cosine"));
    }
    boolean needs = claim.has("dimensionAtLeast");
    String dimension = needs ? "dimensionAtLeast" : "dimension";
    fields(claim, "claim", Set.of(dimension, "pairs", "modalities", "margin", "bias"));
    Claim.Demand demand =
        new Claim.Demand(
            count(claim, "pairs"),
            integer(claim, "modalities"),
            number(field(claim, "margin"), "claim.margin"),
            number(field(claim, "bias"), "claim.bias"));
    long d = wholeLong(claim, dimension);
    return needs
        ? new Claim.ConstellationNeeds(d, demand)
        : new Claim.ConstellationExists(d, demand);
  }

  private static Claim.CodeExists codeExists(JsonNode claim) {
    fields(claim, "claim", Set.of("dimension", "pointsAtLeast", "cosine"));
    return new Claim.CodeExists(
        wholeLong(claim, "dimension"),
        count(claim, "pointsAtLeast"),
        number(field(claim, "cosine"), "claim.cosine"));
  }

  private static long wholeLong(JsonNode object, String name) {
    JsonNode node = field(object, name);
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw BadInputException.argument("claim." + name, node, "an integer below 2^63");
    }
    return node.longValue();
  }

  private static BigInteger count(JsonNode claim, String name) {
    BigFraction count = rational(field(claim, name), "claim." + name);
    if (!count.getDenominator().equals(BigInteger.ONE)) {
      throw BadInputException.argument("claim." + name, count, "a whole number");
    }
    return count.getNumerator();
  }

  private static BinaryCodeCertificate binaryCode(
      JsonNode claim, JsonNode evidence, Provenance provenance) {
    return new BinaryCodeCertificate(codeExists(claim), binaryCode(evidence), provenance);
  }

  private static BinaryCode binaryCode(JsonNode evidence) {
    BinarySource source;
    if (evidence.has("concatenated")) {
      JsonNode node = object(evidence, "concatenated");
      fields(node, "evidence.concatenated", Set.of("variables", "distances", "signs"));
      JsonNode signs = object(node, "signs");
      fields(signs, "evidence.concatenated.signs", BINARY_FIELDS);
      if (signs.has("concatenated")) {
        throw BadInputException.argument("signs", "a concatenated code", "a simple code");
      }
      source =
          ConcatenatedCode.of(
              integer(node, "variables"),
              integers(array(node, "distances"), "distances"),
              binaryCode(signs));
    } else if (evidence.has("cyclic")) {
      JsonNode node = object(evidence, "cyclic");
      fields(node, "evidence.cyclic", Set.of("length", "zeros"));
      source = CyclicCode.of(integer(node, "length"), integers(array(node, "zeros"), "zeros"));
    } else if (evidence.has("generated")) {
      JsonNode node = object(evidence, "generated");
      fields(node, "evidence.generated", Set.of("length", "generators", "weight"));
      List<String> words = new ArrayList<>();
      for (JsonNode word : array(node, "generators")) {
        if (!word.isTextual()) {
          throw BadInputException.argument("generators", word, "strings of 0 and 1");
        }
        words.add(word.textValue());
      }
      source =
          GeneratedCode.of(
              integer(node, "length"),
              words,
              node.has("weight") ? Optional.of(integer(node, "weight")) : Optional.empty());
    } else {
      JsonNode node = object(evidence, "quadraticForms");
      fields(node, "evidence.quadraticForms", Set.of("variables", "forms", "axes"));
      List<int[]> forms = new ArrayList<>();
      for (JsonNode form : array(node, "forms")) {
        forms.add(integers(form, "forms").stream().mapToInt(Integer::intValue).toArray());
      }
      source = QuadraticFormCode.of(integer(node, "variables"), forms, truth(node, "axes"));
    }
    if (SOURCES.stream().filter(evidence::has).count() != 1) {
      throw BadInputException.argument("evidence", "several codes", "one of " + SOURCES);
    }
    return new BinaryCode(
        source,
        truth(evidence, "extended"),
        evidence.has("shortened") ? integer(evidence, "shortened") : 0,
        evidence.has("punctured") ? integer(evidence, "punctured") : 0);
  }

  /** False unless it is there. */
  private static boolean truth(JsonNode object, String name) {
    JsonNode node = object.get(name);
    if (node != null && !node.isBoolean()) {
      throw BadInputException.argument(name, node, "true or false");
    }
    return node != null && node.booleanValue();
  }

  private static List<Integer> integers(JsonNode node, String where) {
    if (!node.isArray()) {
      throw BadInputException.argument(where, node.getNodeType(), "a list of integers");
    }
    List<Integer> numbers = new ArrayList<>();
    for (JsonNode number : node) {
      numbers.add(Math.toIntExact(whole(number, where)));
    }
    return numbers;
  }

  private CompositionCertificate composition(
      JsonNode claim, JsonNode evidence, Provenance provenance) {
    CompositionCertificate.Rule rule = CompositionCertificate.Rule.named(text(evidence, "rule"));
    JsonNode nodes = array(evidence, "parts");
    if (nodes.size() > CompositionCertificate.MAX_PARTS) {
      throw BadInputException.argument(
          "evidence.parts", nodes.size(), "at most " + CompositionCertificate.MAX_PARTS);
    }
    List<CompositionCertificate.Part> parts = new ArrayList<>();
    for (JsonNode node : nodes) {
      parts.add(part(node, "evidence.parts[" + parts.size() + "]"));
    }
    List<BigFraction> heights = new ArrayList<>();
    if (evidence.has("heights")) {
      for (JsonNode height : array(evidence, "heights")) {
        heights.add(rational(height, "evidence.heights[" + heights.size() + "]"));
      }
    }
    return new CompositionCertificate(claim(claim), rule, parts, heights, provenance);
  }

  private CompositionCertificate.Part part(JsonNode node, String where) {
    if (depth == MAX_DEPTH || read.incrementAndGet() > MAX_CERTIFICATES) {
      throw BadInputException.argument(
          where,
          "one certificate more",
          "at most " + MAX_CERTIFICATES + ", and " + MAX_DEPTH + " in each other");
    }
    fields(node, where, Set.of("file", "sha256"));
    String file = plainName(node, where);
    String digest = digest(node, where);
    byte[] bytes = bytes(folder.resolve(file));
    String found = IntegerMatrixFile.sha256(bytes);
    if (!found.equals(digest)) {
      throw BadInputException.file(
          folder.resolve(file).toString(), "SHA-256 " + found, "SHA-256 " + digest);
    }
    try {
      Certificate certificate = new CertificateReader(folder, depth + 1, read).certificate(bytes);
      return new CompositionCertificate.Part(file, digest, certificate);
    } catch (BadInputException e) {
      throw e.inFile(file);
    }
  }

  private static LatticeExistenceCertificate latticeExistence(
      JsonNode claim, JsonNode evidence, Provenance provenance) {
    fields(claim, "claim", Set.of("dimension", "pointsAtLeast", "cosine"));
    JsonNode rows = array(evidence, "gram");
    if (rows.size() > Lattice.MAX_DIMENSION) {
      throw BadInputException.argument(
          "evidence.gram", rows.size() + " rows", "at most " + Lattice.MAX_DIMENSION);
    }
    long[][] gram = new long[rows.size()][];
    for (int i = 0; i < gram.length; i++) {
      JsonNode row = rows.get(i);
      if (!row.isArray() || row.size() != gram.length) {
        throw BadInputException.argument(
            "evidence.gram[" + i + "]", row, gram.length + " integers");
      }
      gram[i] = new long[gram.length];
      for (int j = 0; j < gram.length; j++) {
        gram[i][j] = whole(row.get(j), "evidence.gram[" + i + "][" + j + "]");
      }
    }
    JsonNode width = evidence.get("width");
    return new LatticeExistenceCertificate(
        integer(claim, "dimension"),
        count(claim, "pointsAtLeast"),
        number(field(claim, "cosine"), "claim.cosine"),
        Lattice.of(gram),
        whole(field(evidence, "leastNorm"), "evidence.leastNorm"),
        width == null ? Optional.empty() : Optional.of(rational(width, "evidence.width")),
        evidence.has("norm") ? Optional.of(integer(evidence, "norm")) : Optional.empty(),
        evidence.has("bands") ? bands(array(evidence, "bands")) : List.of(),
        provenance);
  }

  private static List<LatitudeBand> bands(JsonNode nodes) {
    List<LatitudeBand> bands = new ArrayList<>();
    for (JsonNode node : nodes) {
      String where = "evidence.bands[" + bands.size() + "]";
      if (!node.isArray() || node.size() != 2) {
        throw BadInputException.argument(where, node, "two latitudes");
      }
      bands.add(new LatitudeBand(rational(node.get(0), where), rational(node.get(1), where)));
    }
    return bands;
  }

  private static long whole(JsonNode node, String where) {
    if (!node.isIntegralNumber() || !node.canConvertToInt()) {
      throw BadInputException.argument(where, node, "an integer below 2^31");
    }
    return node.longValue();
  }

  private static BigFraction rational(JsonNode node, String where) {
    Quadratic value = number(node, where);
    if (!value.isRational()) {
      throw BadInputException.argument(where, value, "a rational number");
    }
    return value.rational();
  }

  private List<Vectors> modalities(JsonNode node) {
    List<Vectors> modalities = new ArrayList<>();
    for (JsonNode modality : node) {
      modalities.add(vectors(modality, "evidence.vectors[" + modalities.size() + "]"));
    }
    return modalities;
  }

  private Vectors vectors(JsonNode node, String where) {
    if (node.isObject()) {
      fields(node, where, Set.of("file", "sha256"));
      String file = plainName(node, where);
      String digest = digest(node, where);
      return new Vectors.SideFile(
          file, digest, IntegerMatrixFile.read(folder.resolve(file), digest));
    }
    if (!node.isArray()) {
      throw BadInputException.argument(where, node.getNodeType(), "rows of numbers or a side file");
    }
    List<List<Quadratic>> rows = new ArrayList<>();
    for (JsonNode row : node) {
      String at = where + "[" + rows.size() + "]";
      if (!row.isArray()) {
        throw BadInputException.argument(at, row.getNodeType(), "a row of numbers");
      }
      List<Quadratic> numbers = new ArrayList<>();
      for (JsonNode number : row) {
        numbers.add(number(number, at));
      }
      rows.add(numbers);
    }
    return Vectors.Inline.of(rows);
  }

  private static String plainName(JsonNode node, String where) {
    String file = text(node, "file");
    if (!PLAIN_NAME.matcher(file).matches()) {
      throw BadInputException.argument(where + ".file", file, "a plain file name");
    }
    return file;
  }

  private static String digest(JsonNode node, String where) {
    String digest = text(node, "sha256");
    if (!DIGEST.matcher(digest).matches()) {
      throw BadInputException.argument(where + ".sha256", digest, "64 hexadecimal digits");
    }
    return digest;
  }

  private static Provenance provenance(JsonNode node) {
    fields(node, "provenance", Set.of("method", "seed", "command", "toolVersion", "date"));
    JsonNode seed = node.get("seed");
    if (seed != null && !seed.isNull() && !(seed.isIntegralNumber() && seed.canConvertToLong())) {
      throw BadInputException.argument("provenance.seed", seed, "an integer");
    }
    return new Provenance(
        text(node, "method"),
        seed == null || seed.isNull() ? null : seed.asLong(),
        text(node, "command"),
        text(node, "toolVersion"),
        text(node, "date"));
  }

  /**
   * A JSON integer or a string; a JSON number with a point or an exponent is a decimal, exactly.
   */
  private static Quadratic number(JsonNode node, String where) {
    if (node.isIntegralNumber()) {
      return Quadratic.of(node.bigIntegerValue());
    }
    if (node.isTextual()) {
      return Quadratic.parse(node.textValue(), where);
    }
    if (node.isBigDecimal()) {
      // The exponent of the text is between the two.
      long least = Math.min(0, -(long) node.decimalValue().scale());
      long most = (long) node.decimalValue().precision() - node.decimalValue().scale();
      if (least >= -2L * Rationals.MAX_EXPONENT && most <= 2L * Rationals.MAX_EXPONENT) {
        return Quadratic.of(Rationals.of(node.decimalValue()));
      }
    }
    throw BadInputException.argument(where, node, "a number, or a number in a string");
  }

  private static void fields(JsonNode object, String where, Set<String> known) {
    for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw BadInputException.argument(
            where,
            "the field \"" + name + "\"",
            "only " + String.join(", ", known.stream().sorted().toList()));
      }
    }
  }

  private static JsonNode field(JsonNode object, String name) {
    JsonNode node = object.get(name);
    if (node == null) {
      throw BadInputException.argument("field \"" + name + "\"", "nothing", "a value");
    }
    return node;
  }

  private static JsonNode object(JsonNode parent, String name) {
    JsonNode node = field(parent, name);
    if (!node.isObject()) {
      throw BadInputException.argument("field \"" + name + "\"", node.getNodeType(), "an object");
    }
    return node;
  }

  private static JsonNode array(JsonNode parent, String name) {
    JsonNode node = field(parent, name);
    if (!node.isArray()) {
      throw BadInputException.argument("field \"" + name + "\"", node.getNodeType(), "an array");
    }
    return node;
  }

  private static String text(JsonNode parent, String name) {
    JsonNode node = field(parent, name);
    if (!node.isTextual()) {
      throw BadInputException.argument("field \"" + name + "\"", node.getNodeType(), "a string");
    }
    return node.textValue();
  }

  private static int integer(JsonNode parent, String name) {
    JsonNode node = field(parent, name);
    if (!node.isIntegralNumber() || !node.canConvertToInt()) {
      throw BadInputException.argument("field \"" + name + "\"", node, "an integer below 2^31");
    }
    return node.intValue();
  }
}

package constellations.verify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import constellations.verify.claim.Beside;
import constellations.verify.claim.Certificate;
import constellations.verify.claim.Fields;
import constellations.verify.claim.Kind;
import constellations.verify.claim.Provenance;
import constellations.verify.claim.Sha256;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Rationals;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reads certificates, strictly: an unknown kind, version or field, a field twice, a number that is
 * not exact, anything after the document, and text that is not UTF-8 are refused.
 */
public final class CertificateReader {
  /** The largest certificate that is read, in bytes; larger evidence belongs into a side file. */
  public static final long MAX_BYTES = 32L << 20;

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

  private CertificateReader() {}

  /**
   * Reads a certificate and the side files that it names.
   *
   * @param path the JSON file; side files are looked for in its folder
   * @return the certificate as it is written, not yet checked
   * @throws BadInputException if a file cannot be read or is not a certificate of this version
   */
  public static Certificate read(Path path) {
    byte[] bytes = bytes(path, MAX_BYTES, "a certificate");
    try {
      return parse(bytes, path.toAbsolutePath().getParent());
    } catch (BadInputException e) {
      throw e.inFile(path.toString());
    }
  }

  /**
   * Reads a certificate from memory.
   *
   * @param json the bytes of the JSON document, in UTF-8
   * @param folder where side files are looked for
   * @return the certificate as it is written, not yet checked
   * @throws BadInputException if it is not a certificate of this version
   */
  public static Certificate parse(byte[] json, Path folder) {
    if (json.length > MAX_BYTES) {
      throw BadInputException.argument(
          "certificate", json.length + " bytes", "at most " + MAX_BYTES);
    }
    return certificate(json, new Folder(folder, 0, new AtomicInteger()));
  }

  /** The bytes of a regular file, never more than allowed. */
  private static byte[] bytes(Path path, long most, String expected) {
    try {
      if (!Files.isRegularFile(path)) {
        String found =
            Files.isDirectory(path)
                ? "a folder"
                : Files.exists(path) ? "no regular file" : "no readable file";
        throw BadInputException.file(path.toString(), found, expected);
      }
      try (InputStream in = Files.newInputStream(path)) {
        byte[] bytes = in.readNBytes((int) Math.min(most + 1, Integer.MAX_VALUE - 8));
        if (bytes.length > most) {
          throw BadInputException.file(
                  path.toString(), Files.size(path) + " bytes", "at most " + most)
              .withAdvice("Maybe the vectors belong into a side file.");
        }
        return bytes;
      }
    } catch (IOException e) {
      throw BadInputException.file(path.toString(), "no readable file", expected);
    }
  }

  /** The files of one folder, for a certificate at some depth. */
  private record Folder(Path folder, int depth, AtomicInteger read) implements Beside {
    @Override
    public byte[] bytes(Fields file, long most) {
      Path path = folder.resolve(file.fileName());
      byte[] bytes = CertificateReader.bytes(path, most, "a file beside the certificate");
      String digest = Sha256.of(bytes);
      if (!digest.equals(file.digest())) {
        throw BadInputException.file(
            path.toString(), "SHA-256 " + digest, "SHA-256 " + file.digest());
      }
      return bytes;
    }

    @Override
    public Certificate part(Fields file) {
      if (depth == MAX_DEPTH || read.incrementAndGet() > MAX_CERTIFICATES) {
        throw BadInputException.argument(
            file.where(),
            "one certificate more",
            "at most " + MAX_CERTIFICATES + ", and " + MAX_DEPTH + " in each other");
      }
      byte[] bytes = bytes(file, MAX_BYTES);
      try {
        return certificate(bytes, new Folder(folder, depth + 1, read));
      } catch (BadInputException e) {
        throw e.inFile(file.fileName());
      }
    }
  }

  private static Certificate certificate(byte[] json, Beside beside) {
    Fields root = Fields.of(tree(json), "document");
    // The kind and the version come first: another version may have other fields.
    int version = root.integer("version");
    if (version != Certificate.VERSION) {
      throw BadInputException.argument("version", version, "version " + Certificate.VERSION);
    }
    Kind<?> kind = Kinds.named(root.text("kind"));
    root.only("kind", "version", "claim", "evidence", "provenance");
    return kind.codec()
        .read(
            Fields.of(root.node("claim"), "claim"),
            Fields.of(root.node("evidence"), "evidence"),
            provenance(Fields.of(root.node("provenance"), "provenance")),
            beside);
  }

  private static JsonNode tree(byte[] json) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
      if (text.startsWith("\uFEFF")) {
        throw BadInputException.argument("JSON", "a byte order mark", "UTF-8 without one");
      }
      return MAPPER.readTree(text);
    } catch (CharacterCodingException e) {
      throw BadInputException.argument("JSON", "another encoding", "UTF-8");
    } catch (StreamConstraintsException e) {
      throw BadInputException.argument("JSON", e.getOriginalMessage(), "a document within limits");
    } catch (JsonProcessingException e) {
      String at = e.getLocation() == null ? "" : " at line " + e.getLocation().getLineNr();
      throw BadInputException.argument("JSON" + at, e.getOriginalMessage(), "one JSON document");
    } catch (IllegalArgumentException | ArithmeticException e) {
      // Jackson reports numbers beyond all bounds so.
      throw BadInputException.argument("JSON", e.getMessage(), "one JSON document");
    }
  }

  private static Provenance provenance(Fields fields) {
    fields.only("method", "seed", "command", "toolVersion", "date");
    JsonNode seed = fields.has("seed") ? fields.node("seed") : null;
    if (seed != null && !seed.isNull() && !(seed.isIntegralNumber() && seed.canConvertToLong())) {
      throw BadInputException.argument("provenance.seed", seed, "an integer");
    }
    return new Provenance(
        fields.text("method"),
        seed == null || seed.isNull() ? null : seed.asLong(),
        fields.text("command"),
        fields.text("toolVersion"),
        fields.text("date"));
  }
}

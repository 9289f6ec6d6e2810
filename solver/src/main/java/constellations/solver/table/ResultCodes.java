package constellations.solver.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import constellations.solver.construct.ExistingCode;
import constellations.verify.BadInputException;
import constellations.verify.certificate.Certificate;
import constellations.verify.certificate.CertificateReader;
import constellations.verify.certificate.SphericalCodeCertificate;
import constellations.verify.exact.Quadratic;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The codes of the table of bounds, whose certificates are read when they are used. */
public final class ResultCodes {
  private static final String FILE = "bounds.jsonl";

  private ResultCodes() {}

  /**
   * All codes of a folder of results; none if it has no such table.
   *
   * @throws BadInputException if the table cannot be read
   */
  public static List<ExistingCode> of(Path folder) {
    Path file = folder.resolve(FILE);
    List<ExistingCode> codes = new ArrayList<>();
    if (!Files.isRegularFile(file)) {
      return codes;
    }
    JsonMapper mapper = new JsonMapper();
    try {
      for (String line : Files.readAllLines(file)) {
        JsonNode node = mapper.readTree(line);
        Path certificate = folder.resolve(node.path("certificate").asText("none"));
        long dimension = node.path("dimension").asLong();
        long points = node.path("points").asLong();
        String cosine = node.path("cosineUpperExact").asText();
        Supplier<Certificate> read = () -> CertificateReader.read(certificate);
        codes.add(
            new ExistingCode(
                dimension,
                BigInteger.valueOf(points),
                Quadratic.parse(cosine, file + ": cosineUpperExact"),
                "a code of " + points + " points in the table of results",
                provenance -> read.get(),
                Optional.empty(),
                Optional.of(() -> ((SphericalCodeCertificate) read.get()).vectors().points())));
      }
    } catch (JsonProcessingException e) {
      throw BadInputException.file(file.toString(), e.getOriginalMessage(), "JSON Lines");
    } catch (IOException e) {
      throw BadInputException.file(file.toString(), "no readable file", "the table of bounds");
    }
    return codes;
  }
}

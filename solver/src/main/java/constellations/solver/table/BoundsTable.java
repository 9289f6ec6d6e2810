package constellations.solver.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.bound.DelsarteBound;
import constellations.solver.bound.PointBounds;
import constellations.solver.construct.Families;
import constellations.solver.optimize.Rounding;
import constellations.solver.optimize.SearchLimits;
import constellations.solver.optimize.SphericalCodeSearch;
import constellations.verify.BadInputException;
import constellations.verify.certificate.CertificateReader;
import constellations.verify.certificate.LpBoundCertificate;
import constellations.verify.certificate.Provenance;
import constellations.verify.certificate.SphericalCodeCertificate;
import constellations.verify.certificate.Vectors;
import constellations.verify.check.CertificateStore;
import constellations.verify.check.Checker;
import constellations.verify.exact.PointSet;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The best cosine of N points in R^d over a range of cells, between a proved lower bound and a code
 * with a certificate. A run goes on where an earlier one in the same folder stopped.
 */
public final class BoundsTable {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final int SHOWN = 6;
  private static final String NAME = "bounds";
  private static final String PROOFS = "proofs";

  private final Path folder;
  private final SearchLimits limits;
  private final DelsarteBound delsarte;
  private final Provenance provenance;
  private final TreeMap<Key, Cell> cells = new TreeMap<>();

  private record Key(int dimension, int points) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      return dimension != other.dimension
          ? Integer.compare(dimension, other.dimension)
          : Integer.compare(points, other.points);
    }
  }

  /**
   * A cell.
   *
   * @param lower a bound below the best cosine, rounded down
   * @param lowerCertificate the file of its proof, relative to the folder, or null
   * @param upper the cosine of a code, exact
   * @param certificate the file of the code, relative to the folder
   */
  private record Cell(
      int dimension,
      int points,
      BigDecimal lower,
      String lowerMethod,
      String lowerCertificate,
      Quadratic upper,
      String upperMethod,
      String certificate) {
    /** Whether the ends are equal, or would be but for rounding at the 15th decimal. */
    boolean meets() {
      Quadratic gap = upper.subtract(Quadratic.of(Rationals.of(lower)));
      return gap.compareTo(Quadratic.of(BigFraction.of(1, 10_000_000_000_000L))) <= 0;
    }
  }

  /**
   * Prepares a table.
   *
   * @param limits of the search in each cell
   * @param delsarte the linear program for the lower bounds
   * @param provenance of the codes found, apart from the method
   */
  public BoundsTable(
      Path folder, SearchLimits limits, DelsarteBound delsarte, Provenance provenance) {
    this.folder = folder;
    this.delsarte = delsarte;
    this.limits = limits;
    this.provenance = provenance;
  }

  /**
   * Fills the cells that the folder does not have yet, proves lower bounds where a proof is
   * missing, and writes {@code bounds.md}, {@code bounds.csv} and {@code bounds.jsonl}, the last
   * after each row of the table.
   *
   * @param progress is told each finished dimension
   */
  public void fill(
      int firstDimension,
      int lastDimension,
      int firstPoints,
      int lastPoints,
      Consumer<String> progress) {
    load();
    for (int d = firstDimension; d <= lastDimension; d++) {
      for (int n = firstPoints; n <= lastPoints; n++) {
        Cell known = cells.get(new Key(d, n));
        if (known == null) {
          cells.put(new Key(d, n), cell(d, n));
        } else if (known.lowerCertificate() == null && !known.meets()) {
          cells.put(new Key(d, n), withLower(known, lower(d, n)));
        }
        if (limits.interrupted().getAsBoolean()) {
          break;
        }
      }
      write(NAME + ".jsonl", jsonLines());
      progress.accept("dimension " + d + " done");
      if (limits.interrupted().getAsBoolean()) {
        break;
      }
    }
    write(NAME + ".md", grid().markdown());
    write(NAME + ".csv", csv());
  }

  private void write(String name, String text) {
    CertificateStore.writeWhole(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }

  private Cell cell(int d, int n) {
    PointBounds.CosineBound bound = lower(d, n);
    SphericalCodeCertificate code = code(d, n, bound);
    CertificateStore.Stored stored =
        CertificateStore.write(folder.resolve("codes"), code, limits.threads());
    return new Cell(
        d,
        n,
        Rationals.floor(bound.value(), 18),
        bound.method(),
        stored(bound),
        code.cosine(),
        code.provenance().method(),
        "codes/" + stored.path().getFileName());
  }

  /** The best lower bound on the cosine; a certified one where it is no worse. */
  private PointBounds.CosineBound lower(int d, int n) {
    PointBounds.CosineBound theorem = PointBounds.cosine(d, BigInteger.valueOf(n));
    if (d < 3 || theorem.exact()) {
      return theorem;
    }
    return delsarte
        .cosineBound(d, BigInteger.valueOf(n))
        .filter(certified -> certified.value().compareTo(theorem.value()) >= 0)
        .orElse(theorem);
  }

  private String stored(PointBounds.CosineBound bound) {
    return bound
        .certificate()
        .map(proof -> CertificateStore.write(folder.resolve(PROOFS), proof, limits.threads()))
        .map(stored -> PROOFS + "/" + stored.path().getFileName())
        .orElse(null);
  }

  private Cell withLower(Cell cell, PointBounds.CosineBound bound) {
    return new Cell(
        cell.dimension(),
        cell.points(),
        Rationals.floor(bound.value(), 18),
        bound.method(),
        stored(bound),
        cell.upper(),
        cell.upperMethod(),
        cell.certificate());
  }

  private SphericalCodeCertificate code(int d, int n, PointBounds.CosineBound bound) {
    if (n <= d + 1) {
      return exact(Families.simplex(n - 1), d, n);
    }
    if (n <= 2 * d) {
      return exact(Families.crossPolytope(d), d, n);
    }
    for (Families.Code family : Families.fixed()) {
      if (family.dimension() == d
          && family.size() == n
          && family.cosine().compareTo(Quadratic.of(bound.value())) >= 0) {
        return exact(family, d, n);
      }
    }
    int starts = limits.starts();
    var outcome = SphericalCodeSearch.run(d, n, bound.value().doubleValue(), limits);
    return Rounding.code(
        outcome.x(), d, limits.threads(), by("search, " + starts + " starts", limits.seed()));
  }

  /** The first n points of a named code, with zero coordinates up to dimension d. */
  private SphericalCodeCertificate exact(Families.Code family, int d, int n) {
    PointSet points = family.vectors().get();
    List<List<Quadratic>> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      List<Quadratic> row = new ArrayList<>(points.row(i));
      while (row.size() < d) {
        row.add(Quadratic.ZERO);
      }
      rows.add(row);
    }
    return new SphericalCodeCertificate(
        d, n, family.cosine(), Vectors.Inline.of(rows), by(family.description(), null));
  }

  private Provenance by(String method, Long seed) {
    return new Provenance(
        method, seed, provenance.command(), provenance.toolVersion(), provenance.date());
  }

  // Reading what is there, verifying each certificate again.

  private void load() {
    Path file = folder.resolve(NAME + ".jsonl");
    if (!Files.exists(file)) {
      return;
    }
    try {
      for (String line : Files.readAllLines(file)) {
        cells.putAll(cell(MAPPER.readTree(line)));
      }
    } catch (JsonProcessingException e) {
      throw BadInputException.file(file.toString(), e.getOriginalMessage(), "JSON Lines");
    } catch (IOException e) {
      throw BadInputException.file(file.toString(), e.getMessage(), "a readable file");
    }
  }

  private TreeMap<Key, Cell> cell(JsonNode node) {
    Path path = folder.resolve(node.path("certificate").asText());
    TreeMap<Key, Cell> loaded = new TreeMap<>();
    if (CertificateReader.read(path) instanceof SphericalCodeCertificate code
        && Checker.verify(code, limits.threads()).accepted()) {
      int d = code.dimension();
      int n = code.points();
      loaded.put(
          new Key(d, n),
          new Cell(
              d,
              n,
              new BigDecimal(node.path("cosineLower").asText()),
              node.path("lowerMethod").asText(),
              proof(node.path("lowerCertificate").asText(null), d, n),
              code.cosine(),
              code.provenance().method(),
              node.path("certificate").asText()));
      return loaded;
    }
    throw rejected(path);
  }

  /** The file of a lower bound, verified again. */
  private String proof(String file, int d, int n) {
    if (file == null) {
      return null;
    }
    Path path = folder.resolve(file);
    if (CertificateReader.read(path) instanceof LpBoundCertificate bound
        && bound.dimension() == d
        && bound.points().equals(BigInteger.valueOf(n))
        && Checker.verify(bound, limits.threads()).accepted()) {
      return file;
    }
    throw rejected(path);
  }

  private static BadInputException rejected(Path path) {
    return BadInputException.file(path.toString(), "a rejected certificate", "an accepted one")
        .withAdvice("Maybe delete its line in " + NAME + ".jsonl.");
  }

  // Writing.

  private static String up(Quadratic x, int decimals) {
    return x.enclosure(decimals + 30).upper().setScale(decimals, RoundingMode.CEILING).toString();
  }

  private String jsonLines() {
    StringBuilder lines = new StringBuilder();
    for (Cell cell : cells.values()) {
      ObjectNode node = MAPPER.createObjectNode();
      node.put("dimension", cell.dimension())
          .put("points", cell.points())
          .put("cosineLower", cell.lower().toPlainString())
          .put("lowerMethod", cell.lowerMethod())
          .put("lowerTier", cell.lowerCertificate() == null ? "theorem" : "certified")
          .put("lowerCertificate", cell.lowerCertificate())
          .put("cosineUpper", up(cell.upper(), 18))
          .put("cosineUpperExact", cell.upper().toString())
          .put("upperMethod", cell.upperMethod())
          .put("upperTier", "certified")
          .put("meets", cell.meets())
          .put("certificate", cell.certificate());
      lines.append(node).append('\n');
    }
    return lines.toString();
  }

  private String csv() {
    StringBuilder text =
        new StringBuilder(
            "dimension,points,cosineLower,cosineUpper,meets,lowerMethod,certificate\n");
    for (Cell cell : cells.values()) {
      text.append(cell.dimension())
          .append(',')
          .append(cell.points())
          .append(',')
          .append(cell.lower().toPlainString())
          .append(',')
          .append(up(cell.upper(), 18))
          .append(',')
          .append(cell.meets())
          .append(",\"")
          .append(cell.lowerMethod())
          .append("\",")
          .append(cell.certificate())
          .append('\n');
    }
    return text.toString();
  }

  private Grid grid() {
    List<Integer> dimensions = cells.keySet().stream().map(Key::dimension).distinct().toList();
    List<Integer> points = cells.keySet().stream().map(Key::points).distinct().sorted().toList();
    List<Grid.Row> rows = new ArrayList<>();
    for (int n : points) {
      List<String> row = new ArrayList<>();
      for (int d : dimensions) {
        row.add(Optional.ofNullable(cells.get(new Key(d, n))).map(BoundsTable::text).orElse(""));
      }
      rows.add(new Grid.Row(Integer.toString(n), row));
    }
    String title =
        "# Best cosine of N points in R^d\n\n"
            + "Each cell has a lower bound, rounded down, and the cosine of a code, rounded up, at "
            + SHOWN
            + " decimals; a star where they agree to 13 decimals. Lower bounds are certified linear"
            + " programs, or theorems evaluated exactly (Rankin, Levenshtein, the circle); every code"
            + " and every program has a certificate, named in bounds.jsonl, that `constellation"
            + " verify` accepts.";
    return new Grid(
        title, "N \\ d", dimensions.stream().map(d -> Integer.toString(d)).toList(), rows);
  }

  private static String text(Cell cell) {
    String upper = up(cell.upper(), SHOWN);
    return cell.meets()
        ? upper + "*"
        : cell.lower().setScale(SHOWN, RoundingMode.FLOOR).toPlainString() + " " + upper;
  }
}

package constellations.solver.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import constellations.solver.code.find.Families;
import constellations.solver.search.CodeSearch;
import constellations.solver.search.ConstellationSearch;
import constellations.solver.search.Rounding;
import constellations.solver.search.SearchLimits;
import constellations.solver.table.Cells;
import constellations.solver.table.Grid;
import constellations.solver.table.MarginTable;
import constellations.solver.table.TableFiles;
import constellations.solver.theory.Margins;
import constellations.verify.CertificateWriter;
import constellations.verify.Verifier;
import constellations.verify.claim.Certificate;
import constellations.verify.claim.Claim;
import constellations.verify.claim.ConstellationClaim;
import constellations.verify.claim.Demand;
import constellations.verify.claim.Provenance;
import constellations.verify.claim.Weakening;
import constellations.verify.composition.CompositionCertificate;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.PointSet;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import constellations.verify.points.SphericalCodeCertificate;
import constellations.verify.points.Vectors;
import constellations.verify.theorem.TheoremCertificate;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the results keep, what they refuse, and that nothing in them can change unseen. */
class ResultIndexTest {
  private static final Provenance BY =
      new Provenance("a test", 7L, "constellation search --starts 8", "0.1.0", "2026-11-23");

  @TempDir Path folder;

  private static SphericalCodeCertificate exact(Families.Code code, Quadratic claimed) {
    PointSet points = code.vectors().get();
    List<List<Quadratic>> rows = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      rows.add(points.row(i));
    }
    return new SphericalCodeCertificate(
        code.dimension(), points.size(), claimed, Vectors.Inline.of(rows), BY);
  }

  private static SphericalCodeCertificate found(int dimension, int points, int starts) {
    return CodeSearch.find(
            CodeSearch.Question.of(dimension, points, -1),
            SearchLimits.of(1, starts, 1),
            outcome -> BY)
        .certificate();
  }

  private static Quadratic number(String text) {
    return Quadratic.parse(text, "test");
  }

  @Test
  void theBestOfACellStays() {
    ResultIndex index = ResultIndex.open(folder);
    Families.Code cross = Families.crossPolytope(3);
    assertEquals(
        ResultIndex.Change.ADDED, index.add(exact(cross, number("0.1")), folder, 1).change());
    assertEquals(
        ResultIndex.Change.IMPROVED, index.add(exact(cross, number("0")), folder, 1).change());
    assertEquals(
        ResultIndex.Change.KNOWN, index.add(exact(cross, number("0")), folder, 1).change());
    assertEquals(
        ResultIndex.Change.NO_BETTER, index.add(exact(cross, number("0.05")), folder, 1).change());
    ResultIndex.Added lie = index.add(exact(cross, number("-0.01")), folder, 1);
    assertEquals(ResultIndex.Change.REJECTED, lie.change());
    assertFalse(lie.reason().isEmpty());
    index.save();
    assertEquals(1, index.entries().size());
    assertEquals(
        List.of(), IndexCheck.of(ResultIndex.open(folder), 2, () -> {}, () -> false).problems());
    // What was refused or replaced leaves no file.
    assertEquals(1, folder.resolve(ResultIndex.CERTIFICATES).toFile().list().length);
    Entry entry = ResultIndex.open(folder).entries().get(0);
    assertEquals("starts 8", entry.budget());
    assertEquals(entry, ResultIndex.open(folder).find(entry.sha256().substring(0, 6)).get());
  }

  /**
   * A search begins with a code with vectors of that dimension, of as many points or a few more.
   */
  @Test
  void startsOfSearches() {
    ResultIndex index = ResultIndex.open(folder);
    index.add(exact(Families.crossPolytope(3), number("0")), folder, 1);
    index.add(found(3, 7, 8), folder, 1);
    index.save();
    Path six = folder.resolve(index.code(3, 6).orElseThrow().file());
    Path seven = folder.resolve(index.code(3, 7).orElseThrow().file());
    assertEquals(Optional.of(six), ResultCodes.start(folder, 3, 6));
    assertEquals(Optional.of(six), ResultCodes.start(folder, 3, 4));
    assertEquals(Optional.of(seven), ResultCodes.start(folder, 3, 7));
    assertEquals(Optional.empty(), ResultCodes.start(folder, 3, 8));
    assertEquals(Optional.empty(), ResultCodes.start(folder, 3, 2), "too many more");
    assertEquals(Optional.empty(), ResultCodes.start(folder, 4, 6), "another dimension");
    assertEquals(Optional.empty(), ResultCodes.start(folder.resolve("none"), 3, 6));
  }

  private ResultIndex small(Path at) {
    ResultIndex index = ResultIndex.open(at);
    index.add(exact(Families.crossPolytope(3), number("0")), at, 1);
    index.add(exact(Families.simplex(4), number("-1/4")), at, 1);
    Claim.CodeExists cube = new Claim.CodeExists(3, BigInteger.valueOf(6), number("0"));
    TheoremCertificate theorem =
        new TheoremCertificate(cube, TheoremCertificate.Theorem.CROSS_POLYTOPE, BY);
    Demand demand = new Demand(BigInteger.valueOf(6), 2, number("1/4"), number("1/4"));
    index.add(
        CertificateWriter.composition(
            new ConstellationClaim.Exists(3, demand),
            CompositionCertificate.Rule.ALIGNED,
            theorem,
            BY),
        at,
        1);
    index.save();
    return index;
  }

  /** Every byte of index and certificates counts; so does every file. */
  @Property(tries = 150, seed = "1")
  @net.jqwik.api.Tag("long")
  void aChangedByteIsReported(@ForAll @IntRange(min = 0, max = 1 << 24) int seed) throws Exception {
    Path at = Files.createTempDirectory("results");
    try {
      small(at);
      assertEquals(
          List.of(), IndexCheck.of(ResultIndex.open(at), 1, () -> {}, () -> false).problems());
      List<Path> files = new ArrayList<>(List.of(at.resolve("index.jsonl")));
      try (Stream<Path> list = Files.list(at.resolve(ResultIndex.CERTIFICATES))) {
        files.addAll(list.sorted().toList());
      }
      Random random = new Random(seed);
      Path file = files.get(random.nextInt(files.size()));
      byte[] bytes = Files.readAllBytes(file);
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(127));
      if (random.nextInt(5) == 0 && !file.endsWith("index.jsonl")) {
        Files.delete(file);
      } else {
        Files.write(file, bytes);
      }
      boolean reported;
      try {
        reported =
            !IndexCheck.of(ResultIndex.open(at), 1, () -> {}, () -> false).problems().isEmpty();
      } catch (BadInputException e) {
        reported = true;
      }
      assertTrue(reported, file.toString());
    } finally {
      try (Stream<Path> walk = Files.walk(at)) {
        walk.sorted(java.util.Comparator.reverseOrder()).forEach(p -> p.toFile().delete());
      }
    }
  }

  @Test
  void linesThatAreMissingAreReported() throws Exception {
    small(folder);
    Path file = folder.resolve("index.jsonl");
    List<String> lines = Files.readAllLines(file);
    Files.write(file, lines.subList(1, lines.size()));
    List<String> problems =
        IndexCheck.of(ResultIndex.open(folder), 1, () -> {}, () -> false).problems();
    assertEquals(1, problems.size(), problems.toString());
    assertTrue(problems.get(0).contains("in no entry"), problems.toString());
    Files.writeString(file, lines.get(0) + "\n" + lines.get(0) + "\n");
    assertThrows(BadInputException.class, () -> ResultIndex.open(folder));
    Files.writeString(file, "{\n");
    assertThrows(BadInputException.class, () -> ResultIndex.open(folder));
  }

  /** docs/theory.md S4: the margins of lift and aligned code, from exact codes. */
  @Test
  void closureAppliesTheRules() {
    ResultIndex index = ResultIndex.open(folder);
    index.add(exact(Families.crossPolytope(3), number("0")), folder, 1);
    index.add(found(3, 7, 8), folder, 1);
    BigDecimal bias = new BigDecimal("0.2");
    Certificate poor =
        Rounding.constellation(
                ConstellationSearch.run(4, 6, 2, 0.2, 1, SearchLimits.of(1, 1, 1)).x(), bias, 1, BY)
            .orElseThrow();
    Claim weak =
        new ConstellationClaim.Exists(
            4, new Demand(BigInteger.valueOf(6), 2, number("0.01"), number("0.2")));
    index.add(
        CertificateWriter.composition(weak, CompositionCertificate.Rule.WEAKENING, poor, BY),
        folder,
        1);
    int improved = new Closure(index, BY, 1, () -> false).close(3, 5, 4, 7, e -> {});
    assertTrue(improved > 0);
    index.save();
    assertEquals(
        List.of(), IndexCheck.of(ResultIndex.open(folder), 1, () -> {}, () -> false).problems());
    // Points may be left out and dimensions added.
    assertEquals(number("0"), CodeCell.of(index, 3, 5).cosine().get());
    assertEquals(number("0"), CodeCell.of(index, 5, 6).cosine().get());
    BigFraction lift = Margins.of(BigFraction.ZERO, BigFraction.of(1, 5), 2);
    Quadratic margin =
        index.entries().stream()
            .filter(e -> e.claim() instanceof ConstellationClaim.Exists)
            .map(e -> ((ConstellationClaim.Exists) e.claim()).demand().margin())
            .findFirst()
            .orElseThrow();
    assertEquals(Rationals.of(Rationals.floor(lift, 15)), margin.rational());
    assertEquals(0, new Closure(index, BY, 1, () -> false).close(3, 5, 4, 7, e -> {}), "closed");
  }

  private SphericalCodeCertificate withSideFile(Path at, Families.Code code, String claimed)
      throws IOException {
    Files.createDirectories(at);
    Vectors.SideFile side = CertificateStore.writeSideFile(at, code.vectors().get());
    Files.move(at.resolve(side.file()), at.resolve("vectors.npy"));
    return new SphericalCodeCertificate(
        code.dimension(),
        code.size(),
        number(claimed),
        new Vectors.SideFile("vectors.npy", side.sha256(), side.points()),
        BY);
  }

  /** Files of one name and other content do not take each other's place; lies leave no file. */
  @Test
  void filesAreNamedAfterTheirContent() throws Exception {
    ResultIndex index = ResultIndex.open(folder.resolve("results"));
    Path a = folder.resolve("a");
    Path b = folder.resolve("b");
    Path c = folder.resolve("c");
    index.add(withSideFile(a, Families.crossPolytope(3), "0"), a, 1);
    index.add(withSideFile(b, Families.crossPolytope(4), "0"), b, 1);
    assertEquals(
        ResultIndex.Change.REJECTED,
        index.add(withSideFile(c, Families.crossPolytope(5), "-1/100"), c, 1).change());
    index.save();
    ResultIndex again = ResultIndex.open(folder.resolve("results"));
    assertEquals(List.of(), IndexCheck.of(again, 1, () -> {}, () -> false).problems());
    assertEquals(2, again.entries().size());
    // A file that was lost comes back.
    Path file = folder.resolve("results").resolve(again.entries().get(0).file());
    byte[] bytes = Files.readAllBytes(file);
    Files.delete(file);
    assertFalse(IndexCheck.of(again, 1, () -> {}, () -> false).problems().isEmpty());
    assertEquals(
        ResultIndex.Change.KNOWN,
        again
            .add(
                withSideFile(folder.resolve("d"), Families.crossPolytope(3), "0"),
                folder.resolve("d"),
                1)
            .change());
    assertEquals(List.of(), IndexCheck.of(again, 1, () -> {}, () -> false).problems());
    assertEquals(bytes.length, Files.size(file));
    Files.writeString(folder.resolve("results/certificates/more"), "x");
    assertEquals(1, IndexCheck.of(again, 1, () -> {}, () -> false).problems().size());
  }

  /** Ends of different quadratic fields are compared as well. */
  @Test
  void endsOfTwoFieldsAreCompared() {
    Quadratic lower = number("1/100*sqrt(2290)");
    Claim.CodeExists claim = new Claim.CodeExists(4, BigInteger.valueOf(24), number("1/2*sqrt(2)"));
    Entry code =
        Entry.of(new TheoremCertificate(claim, TheoremCertificate.Theorem.GILBERT_VARSHAMOV, BY));
    CodeCell cell =
        new CodeCell(4, 24, lower, "test", java.util.Optional.empty(), java.util.Optional.of(code));
    assertFalse(cell.meets());
    assertEquals("0.478539", Cells.of(cell).values().get(0).text());
    assertEquals("0.707107", Cells.of(cell).values().get(1).text());
  }

  /** The margins of the project that are called above both are above what its own codes give. */
  @Test
  @Tag("long")
  void marginsAboveBothAreAboveAllCodesOfTheResults() {
    ResultIndex index =
        ResultIndex.open(Path.of("").toAbsolutePath().getParent().resolve("results"));
    int above = 0;
    for (List<MarginTable.Margin> margins : MarginTable.margins(index).values()) {
      for (MarginTable.Margin margin : margins) {
        if (!margin.isAboveBoth()) {
          continue;
        }
        above++;
        ConstellationClaim.Exists claim = (ConstellationClaim.Exists) margin.entry().claim();
        Demand demand = claim.demand();
        for (Entry entry : index.entries()) {
          if (entry.claim() instanceof Claim.CodeExists code
              && code.points().compareTo(demand.pairs()) >= 0) {
            double cosine = code.cosine().enclosure(20).lower().doubleValue();
            double b = demand.bias().enclosure(20).lower().doubleValue();
            double m = demand.margin().enclosure(20).lower().doubleValue();
            if (code.dimension() <= claim.dimension()) {
              assertTrue(m > b - cosine, margin.entry().id());
            }
            if (code.dimension() < claim.dimension()) {
              assertTrue(m > (1 + b) * (1 - cosine) / (3 + cosine), margin.entry().id());
            }
          }
        }
      }
    }
    assertTrue(above > 10);
  }

  /** Margins that follow from codes are accepted by the verifier as compositions. */
  @Test
  @Tag("long")
  void reachedMarginsAreProved() {
    ResultIndex index =
        ResultIndex.open(Path.of("").toAbsolutePath().getParent().resolve("results"));
    int checked = 0;
    for (int d = 4; d <= 8; d++) {
      for (int n : new int[] {5, 11, 16, 30}) {
        for (String b : new String[] {"-3/10", "0", "2/5", "17/20"}) {
          for (int k = 2; k <= 3; k++) {
            BigFraction bias = Rationals.parse(b, "bias");
            PairCell cell = PairCell.of(index, d, n, k, java.util.Optional.of(bias));
            if (cell.lower().isEmpty() || cell.lower().get().rule().isEmpty()) {
              continue;
            }
            PairCell.Reached reached = cell.lower().get();
            BigFraction margin = Rationals.of(Rationals.floor(reached.margin(), 15));
            assertTrue(margin.compareTo(cell.upper().margin()) <= 0);
            Claim claim =
                new ConstellationClaim.Exists(
                    d,
                    new Demand(BigInteger.valueOf(n), k, Quadratic.of(margin), Quadratic.of(bias)));
            CompositionCertificate.Rule rule =
                reached.rule().equals("aligned")
                    ? CompositionCertificate.Rule.ALIGNED
                    : CompositionCertificate.Rule.LIFT;
            Certificate proof =
                CertificateWriter.composition(claim, rule, index.certificate(reached.entry()), BY);
            assertTrue(Verifier.verify(proof, 1).accepted(), claim.text());
            checked++;
          }
        }
      }
    }
    assertTrue(checked > 50, "" + checked);
  }

  /** The implied claim of an implied claim is implied, and each claim implies itself. */
  @Property(tries = 300, seed = "1")
  void implicationIsAnOrder(@ForAll @IntRange(min = 0, max = 1 << 24) int seed) {
    Random random = new Random(seed);
    int type = random.nextInt(4);
    Claim a = claim(random, type);
    Claim b = claim(random, type);
    Claim c = claim(random, type);
    assertTrue(Weakening.follows(a, a));
    if (Weakening.follows(a, b) && Weakening.follows(b, c)) {
      assertTrue(Weakening.follows(a, c), a.text() + "; " + b.text() + "; " + c.text());
    }
    if (Cell.of(a).equals(Cell.of(b))) {
      assertEquals(Cell.better(a, b), Weakening.follows(a, b) && !Weakening.follows(b, a));
    }
  }

  private static Claim claim(Random random, int type) {
    int dimension = 2 + random.nextInt(3);
    BigInteger n = BigInteger.valueOf(4 + random.nextInt(3));
    String[] cosines = {"0", "1/3", "-1/2+1/2*sqrt(2)", "1/5*sqrt(5)"};
    Quadratic cosine = number(cosines[random.nextInt(4)]);
    Demand demand =
        new Demand(
            n,
            2 + random.nextInt(2),
            number(random.nextInt(3) + "/10"),
            number((random.nextInt(3) - 1) + "/10"));
    return switch (type) {
      case 0 -> new Claim.CodeExists(dimension, n, cosine);
      case 1 -> new Claim.CodeBound(dimension, n, cosine);
      case 2 -> new ConstellationClaim.Exists(dimension, demand);
      default -> new ConstellationClaim.Needs(dimension, demand);
    };
  }

  /** The index of the project follows its schema. */
  @Test
  void theProjectsIndexFollowsItsSchema() throws Exception {
    Path results = Path.of("").toAbsolutePath().getParent().resolve("results");
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Files.readString(results.resolve("index.schema.json")));
    JsonMapper mapper = new JsonMapper();
    List<String> lines = Files.readAllLines(results.resolve("index.jsonl"));
    assertTrue(lines.size() > 1000);
    for (String line : lines) {
      assertEquals("[]", schema.validate(mapper.readTree(line)).toString(), line);
    }
  }

  /**
   * Optimal codes of up to 64 points in up to 16 dimensions, as published. The optimality of some
   * is proved by other means than linear programs: these have no star.
   */
  @Test
  void publishedOptimaAreInTheResults() throws Exception {
    Set<String> open =
        Set.of("3,7", "3,8", "3,9", "3,10", "3,11", "3,13", "3,14", "3,24", "4,10", "4,24");
    Path root = Path.of("").toAbsolutePath().getParent();
    ResultIndex index = ResultIndex.open(root.resolve("results"));
    int rows = 0;
    for (String line : Files.readAllLines(root.resolve("instances/spherical-codes.csv"))) {
      String[] fields = line.split(",");
      if (!line.matches("\\d.*")
          || !fields[3].equals("yes")
          || Integer.parseInt(fields[0]) > 16
          || Integer.parseInt(fields[1]) > 64) {
        continue;
      }
      CodeCell cell = CodeCell.of(index, Long.parseLong(fields[0]), Long.parseLong(fields[1]));
      double ours = cell.cosine().orElseThrow().enclosure(30).upper().doubleValue();
      assertEquals(Double.parseDouble(fields[2]), ours, 1e-10, line);
      assertEquals(!open.contains(fields[0] + "," + fields[1]), cell.meets(), line);
      rows++;
    }
    assertEquals(62, rows);
  }

  @Test
  void tablesAreReadBack() {
    Grid grid =
        new Grid(
            "A_title",
            "50 % of ^ & more",
            "N",
            List.of("2", "3"),
            List.of(
                new Grid.Row(
                    "5",
                    List.of(
                        Grid.Cell.of("1", constellations.verify.claim.Tier.CERTIFIED, "x"),
                        Grid.Cell.of("2 to 3", constellations.verify.claim.Tier.CITED, null)))));
    com.fasterxml.jackson.databind.node.ObjectNode row = new JsonMapper().createObjectNode();
    row.put("name", "a,\"b\"").putObject("lower").put("dimension", 3);
    TableFiles.write(folder, "t", grid, List.of(row));
    assertEquals(grid, TableFiles.read(folder, "t").orElseThrow());
    Map<String, String> expected =
        Map.of(
            "t.md", "| 5 | **1** | *2 to 3* |",
            "t.tex", "5 & \\textbf{1} & \\textit{2 to 3} \\\\",
            "t.csv", "\"a,\"\"b\"\"\",3",
            "t.jsonl", "\"lower\":{\"dimension\":3}");
    expected.forEach(
        (file, text) -> {
          try {
            String content = Files.readString(folder.resolve(file));
            assertTrue(content.contains(text), content);
          } catch (java.io.IOException e) {
            throw new AssertionError(e);
          }
        });
  }
}

package constellations.solver.search;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.solver.format.UnitRows;
import constellations.solver.group.RandomGroups;
import constellations.solver.numeric.Rows;
import constellations.solver.search.objective.Objective;
import constellations.solver.search.objective.OrbitObjective;
import constellations.solver.search.objective.PairObjective;
import constellations.solver.search.objective.RandomStarts;
import constellations.solver.search.objective.Smoothing;
import constellations.solver.search.objective.SymmetricCode;
import constellations.verify.Verifier;
import constellations.verify.claim.Provenance;
import constellations.verify.exact.BadInputException;
import constellations.verify.points.SphericalCodeCertificate;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Symmetric starts, hops, checkpoints and refinement. */
class CampaignTest {
  private static final Provenance PROVENANCE =
      new Provenance("test", 1L, "none", "test", "2026-11-22");

  /** The terms of the orbits are the terms of all points, and so is the smooth maximum. */
  @Property(tries = 80, seed = "1")
  void orbitsAreTheWholeConfiguration(
      @ForAll @IntRange(min = 2, max = 7) int dimension,
      @ForAll @IntRange(min = 4, max = 30) int items,
      @ForAll @IntRange(min = 1, max = 3) int modalities,
      @ForAll @IntRange(min = 0, max = 100000) int seed) {
    UniformRandomProvider random = RandomStarts.random(seed, 0);
    Optional<SymmetricCode> drawn =
        new SymmetrySampler(dimension, items, items, false)
            .withGroup(random, RandomGroups.random(random, 60));
    Assume.that(drawn.isPresent());
    double bias = modalities == 1 ? 0 : 0.3;
    SymmetricCode code = drawn.get();
    OrbitObjective orbits = new OrbitObjective(code, modalities, bias);
    PairObjective whole =
        modalities == 1
            ? PairObjective.code(items, dimension)
            : PairObjective.constellation(items, modalities, dimension, bias);
    double[] x = RandomStarts.sphere(random, orbits.rows(), dimension);
    orbits.project(x);
    double[] all = orbits.expand(x);
    assertEquals(whole.rows() * dimension, all.length);
    Objective.Workspace workspace = orbits.workspace();
    assertEquals(whole.workspace().largest(all), workspace.largest(x), 1e-9);
    Assume.that(workspace.largest(x) < 0.95);
    for (Smoothing smoothing :
        new Smoothing[] {Smoothing.exponential(9), new Smoothing(Smoothing.Potential.POWER, 2)}) {
      double[] gradient = new double[x.length];
      double[] scratch = new double[all.length];
      double value = workspace.smoothMaximum(x, smoothing, gradient);
      assertEquals(whole.workspace().smoothMaximum(all, smoothing, scratch), value, 1e-9);
      // A move inside the fixed spaces, which projection leaves alone.
      double[] move = RandomStarts.sphere(random, orbits.rows(), dimension);
      orbits.project(move);
      double slope = 0;
      double[] up = x.clone();
      double[] down = x.clone();
      double h = 1e-6;
      for (int i = 0; i < x.length; i++) {
        slope += gradient[i] * move[i];
        up[i] += h * move[i];
        down[i] -= h * move[i];
      }
      double difference =
          (workspace.smoothMaximum(up, smoothing, new double[x.length])
                  - workspace.smoothMaximum(down, smoothing, new double[x.length]))
              / (2 * h);
      assertEquals(difference, slope, 1e-4 * (1 + Math.abs(slope)));
    }
  }

  /** 44 points of S^2, where plain starts find the record of Sloane's table late. */
  @Test
  @Tag("long")
  void hopsFindWhatPlainStartsMiss() {
    SearchLimits limits = SearchLimits.of(1, 1600, 2);
    SearchOutcome outcome = CodeSearch.run(3, 44, -2, limits);
    assertEquals(0.84820137838, outcome.value(), 1e-9);
  }

  /** Stopped after every round and continued from a file, the end is the same. */
  @Test
  @Tag("long")
  void goesOnFromACheckpoint(@TempDir Path folder) {
    SearchOutcome undisturbed = CodeSearch.run(4, 19, -2, SearchLimits.of(7, 300, 2));
    Path file = folder.resolve("state.json");
    for (int starts = 64; ; starts += 64) {
      SearchLimits limits =
          SearchLimits.of(7, Math.min(starts, 300), 1).with(new Checkpoint(file, "4 19", 76));
      SearchOutcome outcome = CodeSearch.run(4, 19, -2, limits);
      if (starts >= 300) {
        assertArrayEquals(undisturbed.x().data(), outcome.x().data());
        assertEquals(undisturbed.bestStart(), outcome.bestStart());
        assertEquals(undisturbed.method(), outcome.method());
        return;
      }
    }
  }

  /** Also where walkers are shaken, and with other threads. */
  @Test
  @Tag("long")
  void goesOnThroughShakes(@TempDir Path folder) {
    SearchOutcome undisturbed = CodeSearch.run(6, 15, -2, SearchLimits.of(3, 1600, 2));
    Checkpoint checkpoint = new Checkpoint(folder.resolve("state.json"), "6 15", 90);
    SearchState last = SearchState.BEGIN;
    for (int starts = 500; starts <= 1500; starts += 500) {
      CodeSearch.run(6, 15, -2, SearchLimits.of(3, starts, 1).with(checkpoint));
      last = checkpoint.read().orElseThrow();
    }
    assertTrue(last.shakes().vain() > 0, "nothing was shaken");
    SearchOutcome resumed = CodeSearch.run(6, 15, -2, SearchLimits.of(3, 1600, 1).with(checkpoint));
    assertArrayEquals(undisturbed.x().data(), resumed.x().data());
    assertEquals(undisturbed.bestStart(), resumed.bestStart());
  }

  /** Also from a search whose last round was short. */
  @Test
  @Tag("long")
  void goesOnFromAShortSearch(@TempDir Path folder) {
    SearchOutcome undisturbed = CodeSearch.run(4, 21, -2, SearchLimits.of(1, 200, 2));
    Checkpoint checkpoint = new Checkpoint(folder.resolve("state.json"), "4 21", 84);
    CodeSearch.run(4, 21, -2, SearchLimits.of(1, 100, 2).with(checkpoint));
    SearchOutcome resumed = CodeSearch.run(4, 21, -2, SearchLimits.of(1, 200, 2).with(checkpoint));
    assertArrayEquals(undisturbed.x().data(), resumed.x().data());
    assertEquals(undisturbed.bestStart(), resumed.bestStart());
  }

  @Test
  @Tag("long")
  void refusesChangedCheckpoints(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("state.json");
    Checkpoint checkpoint = new Checkpoint(file, "3 9", 27);
    SearchLimits limits = SearchLimits.of(1, 128, 1).with(checkpoint);
    CodeSearch.run(3, 9, -2, limits);
    String good = Files.readString(file);
    for (String[] change :
        new String[][] {
          {"\"value\":0.3", "\"value\":-0.3"},
          {"\"summands\":\\[", "\"summands\":[99,"},
          {"\"stabilisers\":\\[", "\"stabilisers\":[99,"},
          {"\"kinds\":\\[", "\"kinds\":[null,"},
          {"\"walkers\":\\[", "\"walkers\":[null,"},
          {"\"group\":\"C", "\"group\":\"Z"},
          {"\"x\":\\[", "\"x\":[\"NaN\","},
          {"\"groups\":\\[[^\\]]*\\]", "\"groups\":[]"},
          {"\"name\":\"", "\"name\":\"Z"},
          {"\"turns\":\\d+", "\"turns\":2147483647"},
          {"\"trials\":\\d+", "\"trials\":9223372036854775807"},
          {"\"values\":\\[", "\"values\":[\"NaN\","},
          {"\"values\":\\[", "\"values\":[9,"},
          {"\"next\":\\d+", "\"next\":-1"},
          {"\"vain\":\\d+", "\"vain\":99"},
          {"\"shakes\":\\{[^}]*\\}", "\"shakes\":null"},
          {"\"work\":", "\"work\":-"},
          {"\"summands\":\\[", "\"summands\":[" + "0,".repeat(50_000)},
          {"\"stabilisers\":\\[", "\"stabilisers\":[" + "0,".repeat(50_000)}
        }) {
      String bad = good.replaceFirst(change[0], change[1]);
      assertTrue(!bad.equals(good), change[0]);
      Files.writeString(file, bad);
      assertThrows(BadInputException.class, () -> CodeSearch.run(3, 9, -2, limits), change[1]);
    }
  }

  @Test
  @Tag("long")
  void refusesOtherCheckpoints(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("state.json");
    CodeSearch.run(3, 9, -2, SearchLimits.of(1, 64, 1).with(new Checkpoint(file, "one", 27)));
    String good = Files.readString(file);
    assertThrows(BadInputException.class, () -> new Checkpoint(file, "two", 27).read());
    assertThrows(BadInputException.class, () -> new Checkpoint(file, "one", 30).read());
    for (String bad :
        new String[] {
          "",
          "{}",
          "[]",
          "null",
          good.substring(0, good.length() / 2),
          good.replace("\"x\"", "\"y\""),
          good.replaceFirst("\"version\":\\d+", "\"version\":1")
        }) {
      Files.writeString(file, bad);
      assertThrows(BadInputException.class, () -> new Checkpoint(file, "one", 27).read());
    }
    Files.writeString(file, good);
    assertTrue(new Checkpoint(file, "one", 27).read().isPresent());
  }

  /** A state whose numbers were changed is refused, whatever they are. */
  @Test
  @Tag("long")
  void refusesChangedStates(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("state.json");
    SearchLimits limits = SearchLimits.of(1, 64, 1).with(new Checkpoint(file, "one", 27));
    CodeSearch.run(3, 9, -2, limits);
    String good = Files.readString(file);
    for (String bad :
        new String[] {
          good.replaceFirst("\"walkers\":\\[\\{", "\"walkers\":[],\"other\":[{"),
          good.replaceFirst("\"value\":[^,]*", "\"value\":-0.9"),
          good.replaceAll("\"stabilisers\":\\[", "\"stabilisers\":[0,0,0,0,0,0,0,0,0,")
        }) {
      Files.writeString(file, bad);
      assertThrows(
          BadInputException.class,
          () ->
              CodeSearch.run(
                  3, 9, -2, SearchLimits.of(1, 128, 1).with(new Checkpoint(file, "one", 27))));
    }
  }

  /** From the best 13 points less one or with one more to the best 12 (icosahedron) and 14. */
  @Test
  @Tag("long")
  void beginsWithGivenPoints() {
    SearchOutcome thirteen = CodeSearch.run(3, 13, -2, SearchLimits.of(1, 200, 2));
    Strategy strategy = new Strategy(false, true, null, thirteen.x(), Strategy.GIVEN);
    SearchOutcome twelve = CodeSearch.run(3, 12, -2, SearchLimits.of(1, 200, 2).with(strategy));
    assertEquals(1 / Math.sqrt(5), twelve.value(), 1e-12);
    SearchOutcome fourteen = CodeSearch.run(3, 14, -2, SearchLimits.of(1, 400, 2).with(strategy));
    assertEquals(0.56395030036050516, fourteen.value(), 1e-12);
  }

  /** The icosahedron as one orbit of A5, and its cosine 1/sqrt(5) to 50 digits. */
  @Test
  @Tag("long")
  void refinesToFiftyDigits() {
    Strategy strategy = new Strategy(true, false, "A5", null, Strategy.GIVEN);
    SearchOutcome outcome = CodeSearch.run(3, 12, -2, SearchLimits.of(1, 64, 1).with(strategy));
    SphericalCodeCertificate certificate = Rounding.code(outcome.x(), 50, 1, PROVENANCE);
    assertTrue(Verifier.verify(certificate, 1).accepted());
    BigDecimal optimum =
        new BigDecimal("0.44721359549995793928183473374625524708812367192230514485");
    BigDecimal claim =
        certificate.cosine().rational().bigDecimalValue(60, java.math.RoundingMode.UP);
    BigDecimal excess = claim.subtract(optimum);
    assertTrue(excess.signum() >= 0 && excess.compareTo(new BigDecimal("1e-46")) < 0, "" + excess);
  }

  /** Beside symmetric starts all that takes turns among plain ones has its turn. */
  @Test
  void plainStartsTakeTurns() {
    for (PairObjective objective :
        List.of(
            PairObjective.constellation(5, 2, 3, 0.2),
            PairObjective.code(9, 3),
            PairObjective.code(14, 6))) {
      Set<Integer> fours = new ConcurrentSkipListSet<>();
      Set<Integer> fives = new ConcurrentSkipListSet<>();
      new Campaign(
              objective,
              (number, turn) -> {
                if (number >= Tuning.FIRST) {
                  fours.add(turn % 4);
                  fives.add(turn % 5);
                }
                int rows = objective.rows();
                int d = objective.dimension();
                double[] x = RandomStarts.sphere(RandomStarts.random(1, number), rows, d);
                return new PlainStarts.Start(x, List.of(), false);
              },
              Strategy.ALL)
          .run(SearchLimits.of(1, Tuning.FIRST + 1536, 2), -2);
      assertEquals(Set.of(0, 1, 2, 3), fours);
      assertEquals(Set.of(0, 1, 2, 3, 4), fives);
    }
  }

  /** Derived codes of E8: Conway and Sloane, chapter 14; its roots orthogonal to a root are E7. */
  @Test
  void codesInOneDimensionLess() {
    UnitRows e8 = UnitRows.code(e8(), 8);
    assertEquals(240, e8.items());
    double[] neighbours = DimensionSteps.down(e8, 56).data();
    assertEquals(56 * 7, neighbours.length);
    assertEquals(1 / 3.0, PairObjective.code(56, 7).workspace().largest(neighbours), 1e-12);
    double[] equator = DimensionSteps.down(e8, 126).data();
    assertEquals(0.5, PairObjective.code(126, 7).workspace().largest(equator), 1e-12);
    assertEquals(238 * 7, DimensionSteps.down(e8, 1000).data().length);
  }

  @Test
  void aCodeOffTheEquator() {
    double[] up = DimensionSteps.up(UnitRows.code(e8(), 8), 1).data();
    assertEquals(240 * 9, up.length);
    double largest = PairObjective.code(240, 9).workspace().largest(up);
    assertEquals(0.5, largest, 1e-2);
    assertTrue(largest != 0.5);
  }

  private static double[] e8() {
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      for (int j = 0; j < i; j++) {
        for (int signs = 0; signs < 4; signs++) {
          double[] row = new double[8];
          row[i] = signs < 2 ? 1 : -1;
          row[j] = signs % 2 == 0 ? 1 : -1;
          rows.add(row);
        }
      }
    }
    for (int signs = 0; signs < 256; signs++) {
      if (Integer.bitCount(signs) % 2 == 0) {
        double[] row = new double[8];
        for (int k = 0; k < 8; k++) {
          row[k] = (signs >> k) % 2 == 0 ? 0.5 : -0.5;
        }
        rows.add(row);
      }
    }
    double[] x = rows.stream().flatMapToDouble(Arrays::stream).toArray();
    PairObjective.normalise(x, 8);
    return x;
  }

  @Property(tries = 200, seed = "1")
  void exponentialsAreThose(
      @ForAll @DoubleRange(min = -37, max = 0) double exponent,
      @ForAll @DoubleRange(min = 1, max = 1e12) double sharpness) {
    double[] values = {0.25 + exponent / sharpness, 0.25, -7};
    double exact = Math.exp(sharpness * (values[0] - 0.25));
    Rows.exponentials(values, 2, sharpness, 0.25);
    assertEquals(1, values[0] / exact, 1e-10);
    assertEquals(1, values[1], 0);
    assertEquals(-7, values[2]);
  }
}

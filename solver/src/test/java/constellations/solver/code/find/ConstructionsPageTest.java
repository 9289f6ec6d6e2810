package constellations.solver.code.find;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.solver.code.ExistingCode;
import constellations.solver.code.IndexedCode;
import constellations.verify.Verifier;
import constellations.verify.claim.Provenance;
import constellations.verify.exact.BadInputException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** docs/constructions.md and the families; those of cosine 1/2 by their numbers of points. */
class ConstructionsPageTest {
  private static final Provenance PROVENANCE =
      new Provenance("test", 1L, "none", "test", "2026-11-28");

  @Test
  void thePageHasAllFamilies() throws IOException {
    String page = Files.readString(Path.of("../docs/constructions.md"));
    TreeSet<String> lacking = new TreeSet<>();
    NamedCodes.parametric().forEach(family -> lacking.add(family.name()));
    Families.fixed().forEach(code -> lacking.add(code.name()));
    // "quadruples-9 to quadruples-14" and "odd-signs-17 to odd-signs-21" stand for those between.
    lacking.removeIf(name -> page.contains("`" + name + "`"));
    lacking.removeIf(name -> name.startsWith("quadruples-") || name.startsWith("odd-signs-"));
    assertEquals(new TreeSet<>(), lacking);
  }

  /** The best known numbers of points when the codes were written down (results/kissing.md). */
  @Test
  void kissingCodes() {
    Map<Integer, Long> sizes = Map.of(17, 5730L, 18, 8358L, 19, 11948L, 15, 2564L);
    for (Families.Code code : OddSigns.all().subList(0, 3)) {
      ExistingCode existing = code.existing();
      assertEquals(sizes.get(code.dimension()), existing.points().longValueExact());
      assertTrue(Verifier.verify(existing.certificate(PROVENANCE), 2).accepted(), code.name());
    }
    ExistingCode fifteen = Families.named("leech-sloane-2564", null).existing();
    assertEquals(2564, fifteen.points().intValueExact());
    assertTrue(Verifier.verify(fifteen.certificate(PROVENANCE), 2).accepted());
  }

  @Test
  @Tag("long")
  void largeKissingCodes() {
    for (Families.Code code : OddSigns.all().subList(3, 5)) {
      assertTrue(
          Verifier.verify(code.existing().certificate(PROVENANCE), 2).accepted(), code.name());
    }
  }

  @Test
  void liftsOfTheLeechLattice() {
    long[] sizes = {197_058, 198_550, 200_540, 204_520, 209_496, 220_440, 238_350};
    for (int d = 25; d <= 31; d++) {
      ExistingCode code = NamedCodes.named("leech-lifts", Map.of("dimension", d));
      assertEquals(BigInteger.valueOf(sizes[d - 25]), code.points());
      assertTrue(Verifier.verify(code.certificate(PROVENANCE), 2).accepted(), d + " dimensions");
    }
    for (int d : List.of(24, 32)) {
      assertThrows(
          BadInputException.class, () -> NamedCodes.named("leech-lifts", Map.of("dimension", d)));
    }
  }

  /** Points of random indices are as far apart as claimed, and have their index back. */
  @Test
  void wordsNearAPatternByTheirIndex() {
    ExistingCode code =
        NamedCodes.named(
            "bch",
            Map.of("length", 255, "distance", 85, "extended", 1, "shortened", 34, "radius", 6));
    IndexedCode points = code.indexed().orElseThrow().get();
    Random random = new Random(1);
    long[] last = null;
    BigInteger before = null;
    for (int i = 0; i < 300; i++) {
      BigInteger index = new BigInteger(34, random).mod(points.size());
      long[] point = points.encode(index);
      assertEquals(index, points.decode(point));
      if (last != null && !index.equals(before)) {
        int places = 0;
        for (int k = 0; k < point.length; k++) {
          places += point[k] == last[k] ? 0 : 1;
        }
        assertTrue(places >= 74, places + " places");
      }
      last = point;
      before = index;
    }
  }
}

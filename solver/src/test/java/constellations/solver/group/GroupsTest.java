package constellations.solver.group;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.verify.exact.BadInputException;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders and degrees from character tables, and the laws of groups and representations. */
class GroupsTest {
  /**
   * Orders, and the degrees of the real irreducible representations (2 or 4 times a complex one).
   */
  @ParameterizedTest
  @CsvSource({
    "C5,5,1 2 2",
    "C6,6,1 1 2 2",
    "D4,8,1 1 1 1 2",
    "Q8,8,1 1 1 1 4",
    "A4,12,1 2 3",
    "S4,24,1 1 2 3 3",
    "A5,60,1 3 3 4 5",
    "S5,120,1 1 4 4 5 5 6",
    "L2(7),168,1 6 6 7 8",
    "7:3(2),21,1 2 6",
    "2^4:5,80,1 2 2 5 5 5",
    "A6,360,1 5 5 8 8 9 10",
    "'PGL(2,7)',336,1 1 6 6 6 7 7 8 8",
    "2^3:7:3,168,1 2 6 7 14",
    "2^4:5:4,320,1 1 2 4 5 5 10 10 10",
    "3^2:8:2,144,1 1 1 1 2 4 8 8",
    "3^2:Q8,72,1 1 1 1 4 8",
    "'3^2:SL(2,3)',216,1 2 3 4 4 8 16",
    "He3,27,1 2 2 2 2 6",
    "He3:2,54,1 1 2 2 2 2 6 6",
    "C2xC3x-1,12,1 1 1 1 2 2 2 2"
  })
  void degrees(String name, int order, String degrees) {
    FiniteGroup group = Groups.named(name);
    assertEquals(order, group.order());
    List<Irreducible> all = Groups.irreducibles(group);
    assertEquals(degrees, String.join(" ", all.stream().map(r -> "" + r.degree()).toList()));
    assertTrue(all.get(0).isTrivial());
  }

  /** Numbers of classes of subgroups from the literature; 2^4 has 67 subgroups, all normal. */
  @ParameterizedTest
  @CsvSource({
    "C12,6",
    "Q8,6",
    "A4,5",
    "S4,11",
    "A5,9",
    "S5,19",
    "L2(7),15",
    "2^3:7,6",
    "C2xC2xC2xC2,67",
    "C2xC2xC2xC2xC2xC2," + (FiniteGroup.MOST_SUBGROUPS + 1)
  })
  void classesOfSubgroups(String name, int classes) {
    FiniteGroup group = Groups.named(name);
    List<FiniteGroup.Subgroup> subgroups = group.subgroups();
    assertEquals(classes, subgroups.size());
    assertEquals(1, subgroups.get(0).order());
    assertEquals(group.order(), subgroups.get(classes - 1).order());
    assertEquals(List.of(), subgroups.get(classes - 1).above());
  }

  /** The product of the numbers in a name is the order, where the name has only such. */
  @Test
  void ordersOfTheCatalogue() {
    for (String name : RandomGroups.CATALOGUE) {
      int order = Groups.named(name).order();
      assertTrue(order <= Groups.MOST_ELEMENTS, name);
      if (name.matches("[0-9:^()]*")) {
        int product = 1;
        for (String factor : name.replaceAll("\\(.*", "").split(":")) {
          String[] power = factor.split("\\^");
          int exponent = power.length > 1 ? Integer.parseInt(power[1]) : 1;
          product *= (int) Math.pow(Integer.parseInt(power[0]), exponent);
        }
        assertEquals(product, order, name);
      }
    }
  }

  /** A copy of the first group for each point that the second one permutes. */
  @ParameterizedTest
  @CsvSource({"C2wrC3,24", "D3wrC2,72", "C2wrD5,320", "A4wrC2,288", "C2wrS3,48", "C2wrA4,192"})
  void wreathProducts(String name, int order) {
    assertEquals(order, Groups.named(name).order());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A2", "S1", "S6", "A7", "S99", "C1wrC3", "C2wrC1", "A2wrC2", "C0wrC2", "D2wrC3", "S5wrC2",
        "C2wrS6"
      })
  void noSuchPermutations(String name) {
    assertThrows(BadInputException.class, () -> Groups.named(name));
  }

  /** The squares of the degrees over the dimensions of the commutants add up to the order. */
  @Test
  @Tag("long")
  void allRepresentationsAreFound() {
    for (String name : RandomGroups.CATALOGUE) {
      FiniteGroup group = Groups.named(name);
      if (group.order() <= 120) {
        List<Irreducible> all = Groups.irreducibles(group);
        int sum = 0;
        for (int i = 0; i < all.size(); i++) {
          int degree = all.get(i).degree();
          sum += degree * degree / Groups.characters(group).commutants(i);
        }
        assertEquals(group.order(), sum, name);
      }
    }
  }

  /** A small turn is none of nothing. */
  @Test
  void faithfulRepresentationsOfLargeCyclicGroups() {
    Characters characters = Groups.characters(Groups.named("C300"));
    int faithful = 0;
    for (int i : characters.usable()) {
      faithful += characters.isFaithful(List.of(i)) ? 1 : 0;
    }
    // phi(300) = 80 generators, in pairs.
    assertEquals(40, faithful);
  }

  /** The whole group fixes the trivial representation alone, and the identity everything. */
  @Test
  void fixedVectors() {
    for (String name : List.of("S4", "A5", "7:3(2)", "Q8", "C2wrC3")) {
      FiniteGroup group = Groups.named(name);
      Characters characters = Groups.characters(group);
      int whole = group.subgroups().size() - 1;
      List<Irreducible> all = Groups.irreducibles(group);
      for (int i = 0; i < all.size(); i++) {
        assertEquals(all.get(i).degree(), characters.fixed(0, i));
        assertEquals(i == 0 ? 1 : 0, characters.fixed(whole, i));
      }
    }
  }

  @Property(tries = 60, seed = "1")
  void randomGroupsActByOrthogonalMatrices(@ForAll @IntRange(min = 0, max = 100000) int seed) {
    UniformRandomProvider random = RandomSource.SPLIT_MIX_64.create(seed);
    FiniteGroup group = Groups.named(RandomGroups.random(random, 60));
    int n = group.order();
    for (int i = 0; i < 50; i++) {
      int a = random.nextInt(n);
      int b = random.nextInt(n);
      int c = random.nextInt(n);
      assertEquals(group.product(group.product(a, b), c), group.product(a, group.product(b, c)));
      assertEquals(0, group.product(a, group.inverse(a)));
    }
    List<Irreducible> all = Groups.irreducibles(group);
    Irreducible r = all.get(random.nextInt(all.size()));
    Representation representation = new Representation(group, List.of(r, all.get(0)));
    int d = representation.dimension();
    double[] x = new double[d];
    Arrays.setAll(x, k -> random.nextDouble());
    int g = random.nextInt(n);
    int h = random.nextInt(n);
    double[] hx = new double[d];
    double[] ghx = new double[d];
    double[] product = new double[d];
    representation.apply(h, x, 0, hx, 0);
    representation.apply(g, hx, 0, ghx, 0);
    representation.apply(group.product(g, h), x, 0, product, 0);
    double before = 0;
    double after = 0;
    for (int k = 0; k < d; k++) {
      assertEquals(ghx[k], product[k], 1e-9);
      before += x[k] * x[k];
      after += hx[k] * hx[k];
    }
    assertEquals(before, after, 1e-9);
    int[] subgroup = group.generated(g);
    // The mean of the images under a subgroup is fixed by it.
    double[] mean = new double[d];
    for (int element : subgroup) {
      representation.apply(element, x, 0, hx, 0);
      for (int k = 0; k < d; k++) {
        mean[k] += hx[k] / subgroup.length;
      }
    }
    representation.apply(g, mean, 0, hx, 0);
    assertArrayEquals(mean, hx, 1e-9);
    assertEquals(0, n % subgroup.length);
    assertEquals(n / subgroup.length, group.cosets(subgroup).length);
  }

  /** The signed permutations of 3 coordinates: 48 elements, irreducible on R^3. */
  @Test
  void groupsFromGenerators() {
    Groups.define("@cube", SignedPermutation.named("signs,symmetric:3", 3));
    assertEquals(48, Groups.named("@cube").order());
    List<Integer> natural = Groups.natural("@cube").orElseThrow();
    assertEquals(1, natural.size());
    assertEquals(3, Groups.irreducibles(Groups.named("@cube")).get(natural.get(0)).degree());
  }

  @ParameterizedTest
  @CsvSource({
    "C0",
    "C",
    "Z5",
    "7:3(3)",
    "C30xC30",
    "C300xC300",
    "2^9:3",
    "2^4:15:2",
    "3^3:13:3",
    "''",
    "x"
  })
  void badNames(String name) {
    assertThrows(BadInputException.class, () -> Groups.named(name));
  }

  @ParameterizedTest
  @CsvSource({"cycle:9", "signs:0102", "multiply:4*2", "turn", "swap:3", "symmetric:9"})
  void badGenerators(String name) {
    assertThrows(BadInputException.class, () -> SignedPermutation.named(name, 4));
  }

  @Test
  void imagesMustBeSignedPermutations() {
    assertThrows(BadInputException.class, () -> SignedPermutation.ofImages(new int[] {1, 1, 2}, 3));
    assertThrows(BadInputException.class, () -> SignedPermutation.ofImages(new int[] {1, 0, 2}, 3));
    assertEquals(
        "[3, -1, 2]",
        Arrays.toString(
            SignedPermutation.ofImages(new int[] {-2, 3, 1}, 3).apply(new int[] {1, 2, 3})));
  }
}

package constellations.solver.code.find;

import constellations.solver.code.ExistingCode;
import constellations.solver.code.binary.BinaryCodes;
import constellations.solver.code.lattice.LatticeCodes;
import constellations.solver.code.lattice.LeechLifts;
import constellations.verify.exact.BadInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** All families of codes by name, with the numbers that each of them needs. */
public final class NamedCodes {
  private NamedCodes() {}

  /**
   * A family with parameters.
   *
   * @param name as on the command line
   * @param description for people
   * @param required the names of its numbers
   * @param optional the names of further numbers, which are 0 otherwise
   */
  public record Family(
      String name,
      String description,
      List<String> required,
      List<String> optional,
      Function<Map<String, Integer>, ExistingCode> code) {}

  private static Family family(
      String name,
      String description,
      List<String> required,
      Function<Map<String, Integer>, ExistingCode> code) {
    return new Family(name, description, required, List.of(), code);
  }

  /** The families that need numbers. */
  public static List<Family> parametric() {
    List<Family> families = new ArrayList<>();
    for (String name : Families.parametric()) {
      String description =
          switch (name) {
            case "a" -> "roots of A_d";
            case "d" -> "roots of D_d";
            default -> "the " + name;
          };
      families.add(
          family(
              name,
              description,
              List.of("dimension"),
              p -> Families.named(name, p.get("dimension")).existing()));
    }
    families.add(
        family(
            "shell",
            "all vectors of a squared norm of our densest lattice (least norm 4)",
            List.of("dimension", "norm"),
            p -> shell(p.get("dimension"), p.get("norm"))));
    families.add(
        family(
            "leech-lifts",
            "minimal vectors of the Leech lattice, some lifted: dimension 25 to 31, cosine 1/2",
            List.of("dimension"),
            p -> leechLifts(p.get("dimension"))));
    families.add(
        new Family(
            "bch",
            "the BCH code of a length and a designed distance",
            List.of("length", "distance"),
            List.of("extended", "shortened", "radius", "punctured"),
            p ->
                BinaryCodes.bch(
                    p.get("length"),
                    p.get("distance"),
                    p.get("extended") != 0,
                    p.get("shortened"),
                    p.get("radius"),
                    p.get("punctured"))));
    families.add(
        family(
            "reed-muller",
            "the Reed-Muller code of an order, of length 2^variables",
            List.of("order", "variables"),
            p -> BinaryCodes.reedMuller(p.get("order"), p.get("variables"))));
    families.add(
        family(
            "quadratic-residue",
            "the extended quadratic residue code of a prime length",
            List.of("length"),
            p -> BinaryCodes.quadraticResidue(p.get("length"))));
    families.add(
        family(
            "concatenated",
            "length many Reed-Muller words of length 2^variables, at a distance in all",
            List.of("variables", "length", "distance"),
            p -> BinaryCodes.concatenated(p.get("variables"), p.get("length"), p.get("distance"))));
    families.add(
        family(
            "kerdock",
            "a Kerdock code of length n = 2^variables with the axes: n^2 + 2n points",
            List.of("variables"),
            p -> BinaryCodes.kerdock(p.get("variables"))));
    families.add(
        family(
            "golay-words",
            "the words of a weight, 8 or 12, of the extended Golay code",
            List.of("weight"),
            p -> BinaryCodes.golayWords(p.get("weight"))));
    return families;
  }

  private static ExistingCode leechLifts(int dimension) {
    if (dimension < 25 || dimension > LeechLifts.MAX_DIMENSION) {
      throw BadInputException.argument(
          "dimension", dimension, "from 25 to " + LeechLifts.MAX_DIMENSION + " for leech-lifts");
    }
    return LeechLifts.of(dimension);
  }

  private static ExistingCode shell(int dimension, int norm) {
    if (dimension < 2 || dimension > 64) {
      throw BadInputException.argument("dimension", dimension, "from 2 to 64 for shells");
    }
    if (norm < 4 || norm > 200) {
      throw BadInputException.argument("norm", norm, "from 4, the least, to 200");
    }
    return LatticeCodes.vectors(dimension, norm)
        .orElseThrow(
            () ->
                BadInputException.argument(
                    "norm", norm, "a norm whose vectors exist and are quickly counted"));
  }

  /**
   * Finds a code.
   *
   * @param name of a family
   * @param numbers that were given
   * @throws BadInputException if there is no such family, or a number is missing, refused or
   *     unknown
   */
  public static ExistingCode named(String name, Map<String, Integer> numbers) {
    String key = name.toLowerCase(Locale.ROOT);
    for (Family family : parametric()) {
      if (family.name().equals(key)) {
        return family.code().apply(checked(family, numbers));
      }
    }
    for (Map.Entry<String, Integer> number : numbers.entrySet()) {
      if (!number.getKey().equals("dimension")) {
        throw BadInputException.argument(
            number.getKey(), number.getValue(), "no such number for " + key);
      }
    }
    return Families.named(key, numbers.get("dimension")).existing();
  }

  private static Map<String, Integer> checked(Family family, Map<String, Integer> numbers) {
    Map<String, Integer> all = new TreeMap<>();
    for (String number : family.required()) {
      if (numbers.get(number) == null) {
        throw BadInputException.argument(number, "none", "a number for " + family.name());
      }
    }
    family.optional().forEach(number -> all.put(number, 0));
    for (Map.Entry<String, Integer> entry : numbers.entrySet()) {
      boolean known =
          family.required().contains(entry.getKey()) || family.optional().contains(entry.getKey());
      if (!known) {
        throw BadInputException.argument(
            entry.getKey(), entry.getValue(), "no such number for " + family.name());
      }
      all.put(entry.getKey(), entry.getValue());
    }
    return all;
  }
}

package constellations.solver.search;

import constellations.solver.group.Groups;
import constellations.solver.group.SignedPermutation;
import constellations.verify.exact.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A group that symmetric starts are given.
 *
 * @param name as it was given
 * @param key the name, which for a file of generators is told apart by its content
 */
public record GivenGroup(String name, String key) {
  /**
   * A group by its name, or by a JSON file of signed permutations.
   *
   * @param file the file of that name
   * @param dimension in which the group acts
   * @throws BadInputException if there is no such group
   */
  public static GivenGroup of(String name, Path file, int dimension) {
    if (!name.endsWith(".json")) {
      Groups.named(name);
      return new GivenGroup(name, name);
    }
    Groups.define(name, SignedPermutation.read(file, dimension));
    try {
      int hash = Arrays.hashCode(Files.readAllBytes(file));
      return new GivenGroup(name, name + " " + Integer.toHexString(hash));
    } catch (IOException e) {
      throw BadInputException.file(name, "nothing readable", "a file of generators");
    }
  }
}

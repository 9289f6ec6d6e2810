package constellations.solver.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.solver.bench.SearchBenchmark.Cell;
import constellations.solver.bench.SearchBenchmark.Row;
import constellations.verify.exact.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cells from files and by name, and what a method says of its source. */
class SearchBenchmarkTest {
  private static final Path INSTANCES = Path.of("..", "instances");

  @Test
  void theCellsOfTheProject() throws IOException {
    Path file = INSTANCES.resolve("search-cells.csv");
    List<Cell> cells = SearchBenchmark.cells(Path.of("none"), List.of(file.toString()));
    assertEquals(30, cells.stream().distinct().count());
    List<String> halves =
        Files.readAllLines(file).stream()
            .filter(line -> line.matches("\\d.*"))
            .map(line -> line.substring(line.lastIndexOf(',') + 1))
            .toList();
    assertEquals(15, halves.stream().filter("1"::equals).count());
    assertEquals(15, halves.stream().filter("2"::equals).count());
    assertTrue(cells.contains(new Cell(6, 27, 0.25)));
  }

  @Test
  void cellsByName() {
    Path reference = INSTANCES.resolve("spherical-codes.csv");
    assertEquals(
        List.of(new Cell(7, 56, 1 / 3.0), new Cell(6, 27, 0.25)),
        SearchBenchmark.cells(reference, List.of("7:56", "6:27")));
    for (String name : List.of("3", "3:", ":", "7:57:1", "7:1001")) {
      assertThrows(
          BadInputException.class, () -> SearchBenchmark.cells(reference, List.of(name)), name);
    }
  }

  @Test
  void filesOfAnotherFormAreRefused(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("cells.csv");
    for (String line :
        List.of(
            "",
            "# nothing",
            "7",
            "7,56",
            "7,x,0.3",
            "7,56,cosine",
            "70000000000,56,0.3",
            "1,56,0.3",
            "7,1,0.3",
            "7,56,NaN",
            "7,56,1.5",
            "-3,24,0.5")) {
      Files.writeString(file, line + "\n");
      assertThrows(
          BadInputException.class,
          () -> SearchBenchmark.cells(file, List.of(file.toString())),
          line);
    }
    assertThrows(
        BadInputException.class,
        () -> new SearchBenchmark(1, 1, 1, () -> true).rows(List.of(), List.of("other")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "plain|plain",
        "plain, hops|plain + hops",
        "group A5, orbits 1 x 60 + 3 x 6|symmetric",
        "group A5, orbits 1 x 60 + 3 x 6, hops|symmetric + hops",
        "group 7:3(2), orbits 4 x 21, less 1, hops|resized + hops",
        "group C4, orbits 19 x 4, and 1|resized",
        "group C5, orbits 14 x 5 + 1 x 1, and of 1 x 5, hops|holes + hops",
        "given, hops|given + hops"
      })
  void sources(String method, String source) {
    Row row = new Row(new Cell(3, 4, 0), "all", 0, 1, 1, 1, 1, 1, method);
    assertEquals(source, row.source());
  }
}

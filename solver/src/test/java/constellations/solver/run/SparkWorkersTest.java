package constellations.solver.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.solver.analyse.Matches;
import constellations.solver.analyse.PairScan;
import constellations.solver.format.EmbeddingFiles;
import constellations.solver.format.EmbeddingMatrix;
import constellations.solver.format.NpyWriter;
import constellations.verify.exact.BadInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.SparkConf;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cluster of two cores on this machine, where a task may fail four times. */
@Tag("long")
class SparkWorkersTest {
  private static final Path WORDNET =
      Path.of("").toAbsolutePath().getParent().resolve("instances/wordnet");
  private static JavaSparkContext context;

  @TempDir static Path folder;

  @BeforeAll
  static void begin() {
    context =
        new JavaSparkContext(
            new SparkConf()
                .setMaster("local[2,4]")
                .setAppName("test")
                .set("spark.ui.enabled", "false")
                .set("spark.driver.host", "localhost")
                .set("spark.driver.bindAddress", "127.0.0.1")
                .set("spark.local.dir", folder.toString()));
    context.setLogLevel("OFF");
  }

  @AfterAll
  static void end() {
    context.close();
  }

  private static EmbeddingMatrix random(String name, int rows, int columns, int seed) {
    Random random = new Random(seed);
    Path file = folder.resolve(name);
    try (NpyWriter writer = NpyWriter.singles(file, rows, columns)) {
      for (int i = 0; i < rows; i++) {
        writer.row(random.doubles(columns, -1, 1).toArray());
      }
    }
    return EmbeddingFiles.open(file);
  }

  private static void same(EmbeddingMatrix u, EmbeddingMatrix v, Workers... all) {
    PairScan.Result local = scan(u, v, Workers.threads(2));
    for (Workers workers : all) {
      PairScan.Result other = scan(u, v, workers);
      assertEquals(local.leastPositive(), other.leastPositive());
      assertEquals(local.largestNegative(), other.largestNegative());
      assertArrayEquals(local.positives(), other.positives());
      assertArrayEquals(local.negatives(), other.negatives());
      assertArrayEquals(local.forwards().above(), other.forwards().above());
      assertArrayEquals(local.backwards().above(), other.backwards().above());
      assertArrayEquals(local.hardest(), other.hardest());
      assertArrayEquals(local.hardestColumn(), other.hardestColumn());
      assertArrayEquals(local.own(), other.own());
      assertEquals(local.xi(), other.xi());
      assertEquals(local.meanShift(), other.meanShift());
    }
  }

  private static PairScan.Result scan(EmbeddingMatrix u, EmbeddingMatrix v, Workers workers) {
    return PairScan.run(u, v, Matches.pairs(u.rows()), false, workers, done -> {}, () -> false);
  }

  @Test
  void realEmbeddingsAreAsOnOneMachine() {
    same(
        EmbeddingFiles.open(WORDNET.resolve("U.npy")),
        EmbeddingFiles.open(WORDNET.resolve("V.npy")),
        new SparkWorkers(context, 0),
        new SparkWorkers(context, 1));
  }

  @Test
  @Tag("long")
  void manyRowsAreAsOnOneMachine() {
    EmbeddingMatrix u = random("u.npy", 20_000, 128, 1);
    EmbeddingMatrix v = random("v.npy", 20_000, 128, 2);
    same(u, v, new SparkWorkers(context, 0), new SparkWorkers(context, 3));
  }

  /** Fails the first time that each partition is tried. */
  private static String unreliable(String shared, int number) {
    if (TaskContext.get().attemptNumber() == 0) {
      throw new IllegalStateException("a machine is lost");
    }
    return shared + number;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7})
  @Tag("long")
  void tasksThatFailRunAgain(int partitions) {
    List<String> found = Collections.synchronizedList(new ArrayList<>());
    new SparkWorkers(context, partitions)
        .run(
            "task ",
            20,
            SparkWorkersTest::unreliable,
            (number, result) -> found.add(number + result),
            () -> false);
    Collections.sort(found);
    assertEquals(20, found.size());
    assertEquals("0task 0", found.get(0));
  }

  @Test
  void badInputIsToldAsItIsOnOneMachine() {
    Workers workers = new SparkWorkers(context, 0);
    BadInputException e =
        assertThrows(
            BadInputException.class,
            () ->
                workers.<String, String>run(
                    "",
                    3,
                    (shared, number) -> {
                      throw BadInputException.file("f", number, "something else");
                    },
                    (number, result) -> {},
                    () -> false));
    assertTrue(e.getMessage().startsWith("f: found"), e.getMessage());
  }

  @Test
  void itCanBeStopped() {
    EmbeddingMatrix u = EmbeddingFiles.open(WORDNET.resolve("U.npy"));
    boolean[] stop = new boolean[1];
    assertNull(
        PairScan.run(
            u,
            u,
            Matches.pairs(u.rows()),
            false,
            new SparkWorkers(context, 0),
            done -> stop[0] = true,
            () -> stop[0]));
  }
}

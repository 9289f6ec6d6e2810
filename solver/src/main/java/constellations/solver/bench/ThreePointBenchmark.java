package constellations.solver.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.threepoint.ThreePointProgram;
import constellations.verify.exact.Rationals;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Three-point programs by our interior point method, with all rounds of samples, beside one run of
 * CSDP (Borchers; package coinor-csdp of Debian), where it is installed, on the last of their
 * programs: double precision, uncertified.
 */
public final class ThreePointBenchmark {
  private static final double PRECISION = 1e-6;
  private static final Pattern VALUE = Pattern.compile("Dual objective value:\\s*([-+0-9.eE]+)");

  private record Case(int dimension, String cosine, int halfDegree, double size) {}

  private static final List<Case> CASES =
      List.of(
          new Case(4, "1/2", 4, 26),
          new Case(4, "1/2", 6, 26),
          new Case(10, "1/3", 6, 140),
          new Case(4, "1/2", 8, 25),
          new Case(24, "1/2", 8, 200_000));

  private ThreePointBenchmark() {}

  /** One program. */
  public record Row(
      int dimension,
      String cosine,
      int halfDegree,
      double value,
      double seconds,
      int rounds,
      double csdp,
      double csdpSeconds) {
    /** For programs. */
    public ObjectNode json() {
      ObjectNode node =
          JsonNodeFactory.instance
              .objectNode()
              .put("dimension", dimension)
              .put("cosine", cosine)
              .put("halfDegree", halfDegree)
              .put("threePoint", value)
              .put("threePointSeconds", seconds)
              .put("rounds", rounds);
      return Double.isNaN(csdp)
          ? node.putNull("csdp").putNull("csdpSeconds")
          : node.put("csdp", csdp).put("csdpSeconds", csdpSeconds);
    }

    /** For people. */
    public String line() {
      String peer =
          Double.isNaN(csdp)
              ? "CSDP is not installed or failed"
              : String.format(
                  Locale.ROOT,
                  "CSDP on the last samples %.9f in %.2f s, %.2f of one round",
                  csdp,
                  csdpSeconds,
                  seconds / rounds / csdpSeconds);
      return String.format(
          Locale.ROOT,
          "three-point, dimension %d, cosine %s, half degree %d: %.9f in %.2f s, %d rounds; %s",
          dimension,
          cosine,
          halfDegree,
          value,
          seconds,
          rounds,
          peer);
    }
  }

  /** The rows, each measured when it is asked for, after one that is not, until it is stopped. */
  public static Stream<Row> rows(int threads, BooleanSupplier stop) {
    row(new Case(3, "1/3", 4, 10), threads, stop);
    return CASES.stream().takeWhile(c -> !stop.getAsBoolean()).map(c -> row(c, threads, stop));
  }

  private static Row row(Case c, int threads, BooleanSupplier stop) {
    double end = Rationals.parse(c.cosine(), "cosine").doubleValue();
    long begin = System.nanoTime();
    ThreePointProgram program =
        new ThreePointProgram(c.dimension(), end, c.halfDegree(), c.size(), threads);
    ThreePointProgram.Solution solution = program.solve(PRECISION, stop, round -> {});
    double seconds = (System.nanoTime() - begin) / 1e9;
    long second = System.nanoTime();
    double peer = csdp(program, threads);
    return new Row(
        c.dimension(),
        c.cosine(),
        c.halfDegree(),
        solution.value(),
        seconds,
        solution.rounds(),
        peer,
        (System.nanoTime() - second) / 1e9);
  }

  /** What CSDP says of a program with the samples that it has now; NaN where it says nothing. */
  public static double csdp(ThreePointProgram program, int threads) {
    try {
      Path file = Files.createTempFile("three-point", ".dat-s");
      try {
        program.write(file);
        ProcessBuilder builder = new ProcessBuilder("csdp", file.toString());
        builder.environment().put("OMP_NUM_THREADS", Integer.toString(threads));
        builder.redirectErrorStream(true);
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor(10, TimeUnit.MINUTES);
        Matcher value = VALUE.matcher(text);
        return value.find() ? program.points(Double.parseDouble(value.group(1))) : Double.NaN;
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException | NumberFormatException e) {
      return Double.NaN;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Double.NaN;
    }
  }
}

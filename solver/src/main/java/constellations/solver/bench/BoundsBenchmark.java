package constellations.solver.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.bound.DelsarteBound;
import constellations.solver.bound.SampledDelsarte;
import constellations.solver.format.Exact;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import constellations.verify.lp.LpBoundCertificate;
import constellations.verify.theorem.Levenshtein;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.commons.numbers.fraction.BigFraction;

/** The certified linear program beside one plain GLOP solve of its degree and Levenshtein. */
public final class BoundsBenchmark {
  /** The heads of the columns of {@link Row#line}. */
  public static final String HEAD =
      String.format(
          Locale.ROOT,
          "%9s %7s  %22s %8s  %22s %8s  %22s %8s  %s",
          "dimension",
          "cosine",
          "certified LP",
          "s",
          "GLOP",
          "s",
          "Levenshtein",
          "s",
          "LP/GLOP time");

  private static final int SAMPLES = 2000;

  private record Case(int dimension, String cosine) {}

  private static final List<Case> CASES =
      List.of(
          new Case(3, "0.5"),
          new Case(4, "0.5"),
          new Case(8, "0.5"),
          new Case(16, "0.5"),
          new Case(24, "0.5"),
          new Case(32, "0.5"),
          new Case(64, "0.5"),
          new Case(3, "0.9"),
          new Case(10, "0.8"),
          new Case(14, "0.9473"),
          new Case(20, "0.9"),
          new Case(100, "0.2"));

  private BoundsBenchmark() {}

  private record Timed<T>(T value, double seconds) {
    static <T> Timed<T> of(Supplier<T> work) {
      long begin = System.nanoTime();
      T value = work.get();
      return new Timed<>(value, (System.nanoTime() - begin) / 1e9);
    }
  }

  /** Values as text and seconds, of the three for one dimension and cosine. */
  public record Row(
      int dimension,
      String cosine,
      int degree,
      String certified,
      double certifiedSeconds,
      String glop,
      double glopSeconds,
      String levenshtein,
      double levenshteinSeconds) {
    /** For programs. */
    public ObjectNode json() {
      return JsonNodeFactory.instance
          .objectNode()
          .put("dimension", dimension)
          .put("cosine", cosine)
          .put("degree", degree)
          .put("certified", certified)
          .put("certifiedSeconds", certifiedSeconds)
          .put("glop", glop)
          .put("glopSeconds", glopSeconds)
          .put("levenshtein", levenshtein)
          .put("levenshteinSeconds", levenshteinSeconds);
    }

    /** For people. */
    public String line() {
      return String.format(
          Locale.ROOT,
          "%9d %7s  %22s %8.3f  %22s %8.3f  %22s %8.3f  %.2f",
          dimension,
          cosine,
          certified,
          certifiedSeconds,
          glop,
          glopSeconds,
          levenshtein,
          levenshteinSeconds,
          certifiedSeconds / glopSeconds);
    }
  }

  /**
   * The rows, each measured when it is asked for; before the first, one solve of each, for loading
   * and compiling are not what is measured.
   */
  public static Iterable<Row> rows(Supplier<DelsarteBound> delsarte) {
    row(new Case(5, "0.5"), delsarte.get());
    return () -> CASES.stream().map(c -> row(c, delsarte.get())).iterator();
  }

  private static Row row(Case c, DelsarteBound delsarte) {
    BigFraction a = Rationals.parse(c.cosine(), "cosine");
    Timed<Optional<Levenshtein.Bound>> levenshtein =
        Timed.of(() -> Levenshtein.below(c.dimension(), a, BigInteger.TEN.pow(30)));
    Timed<Optional<LpBoundCertificate>> program =
        Timed.of(() -> delsarte.pointsAtMost(c.dimension(), Quadratic.of(a), null));
    int degree = program.value().map(p -> p.polynomial().coefficients().size() - 1).orElse(30);
    Timed<SampledDelsarte.Outcome> glop =
        Timed.of(() -> SampledDelsarte.solve(c.dimension(), a.doubleValue(), degree, SAMPLES));
    double value = glop.value().value();
    return new Row(
        c.dimension(),
        c.cosine(),
        degree,
        program.value().map(p -> shown(p.value())).orElse("none"),
        program.seconds(),
        Double.isNaN(value) ? glop.value().status() : Double.toString(value),
        glop.seconds(),
        levenshtein.value().map(b -> shown(b.value())).orElse("none"),
        levenshtein.seconds());
  }

  private static String shown(BigFraction value) {
    return Exact.plain(Rationals.ceiling(value, 6));
  }
}

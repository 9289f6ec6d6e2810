package constellations.solver.sweep;

import constellations.solver.bound.DelsarteBound;
import constellations.solver.bound.FrameBound;
import constellations.solver.bound.HalfDegrees;
import constellations.solver.bound.MarginBound;
import constellations.solver.bound.PointBound;
import constellations.solver.bound.PointBounds;
import constellations.solver.bound.Programs;
import constellations.solver.bound.ThreePointBound;
import constellations.solver.dimension.NeededDimension;
import constellations.solver.dimension.Query;
import constellations.solver.dimension.UpperEnd;
import constellations.solver.modality.Synchronisation;
import constellations.solver.search.CodeSearch;
import constellations.solver.search.ConstellationSearch;
import constellations.solver.search.SearchLimits;
import constellations.verify.claim.Certificate;
import constellations.verify.claim.Provenance;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import java.io.Serializable;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * One instance of a sweep, computed by one thread; the outcome depends on nothing but the numbers
 * here, unless there is a time limit.
 *
 * @param dimension d, or 0 for needed dimensions
 * @param number of points or pairs, or null where a cosine is asked about
 * @param cosine an exact number as text, or null where a number of points is asked about
 * @param modalities k, or 1 for codes
 * @param margin a rational number as text, or null
 * @param bias the same
 * @param starts of searches
 * @param seconds a limit for each cell, or 0 for none
 * @param halfDegree of three-point bounds; 0 for as high as the time allows
 */
public record SweepCell(
    Task task,
    int dimension,
    BigInteger number,
    String cosine,
    int modalities,
    String margin,
    String bias,
    int starts,
    double seconds,
    int halfDegree,
    long seed)
    implements Serializable {
  /** Of three-point bounds in tables, relatively. */
  private static final double PRECISION = 1e-5;

  /** What is done in a cell. */
  public enum Task {
    /** Search for a code. */
    CODE,
    /** A certified lower bound on the best cosine, by the linear program. */
    BOUND,
    /** The same, or an upper bound on the number of points, by the semidefinite program. */
    THREE_POINT,
    /** An upper bound on the margin at a bias, by frames. */
    FRAME,
    /** Search for a constellation at a bias. */
    CONSTELLATION,
    /** Both ends of the needed dimension. */
    DIMENSION
  }

  /** What tells a cell from all others: the command that does the same. */
  public String key() {
    String limits =
        " --starts "
            + starts
            + (seconds > 0 ? " --time-limit " + seconds + "s" : "")
            + " --seed "
            + seed;
    String many = modalities > 2 ? " --modalities " + modalities : "";
    return switch (task) {
      case CODE -> "search --dimension " + dimension + " --points " + number + limits;
      case BOUND -> "bound --dimension " + dimension + " --points " + number;
      case THREE_POINT ->
          "bound --method three-point --dimension "
              + dimension
              + (cosine == null ? " --points " + number : " --cosine " + cosine)
              + (halfDegree > 0 ? " --degree " + halfDegree : "")
              + (seconds > 0 ? " --time-limit " + seconds + "s" : "");
      case FRAME ->
          "bound --method frame --dimension "
              + dimension
              + " --points "
              + number
              + " --bias "
              + bias
              + many;
      case CONSTELLATION ->
          "search --dimension "
              + dimension
              + " --pairs "
              + number
              + " --bias "
              + bias
              + many
              + limits;
      case DIMENSION ->
          "dimension --pairs " + number + " --margin " + margin + " --bias " + bias + many + limits;
    };
  }

  /**
   * Computes this cell.
   *
   * @param date for the provenance of its certificates
   */
  CellResult compute(String version, String date, BooleanSupplier cancelled) {
    SearchLimits limits = SearchLimits.of(seed, starts, 1).with(cancelled);
    if (seconds > 0) {
      limits = limits.within(seconds);
    }
    Provenance by = new Provenance("", null, "constellation " + key(), version, date);
    return CellResult.of(found(limits, by, cancelled).toList());
  }

  private Stream<? extends Certificate> found(
      SearchLimits limits, Provenance by, BooleanSupplier cancelled) {
    Provenance seeded =
        new Provenance(by.method(), seed, by.command(), by.toolVersion(), by.date());
    return switch (task) {
      case CODE -> Stream.of(code(limits, seeded));
      case BOUND ->
          // What is exactly known by Rankin needs no program, and has none.
          dimension < 3 || PointBounds.cosine(dimension, number).exact()
              ? Stream.empty()
              : new DelsarteBound(by, cancelled, message -> {})
                      .cosineBound(dimension, number)
                      .flatMap(PointBounds.CosineBound::certificate)
                      .stream();
      case THREE_POINT -> threePoint(by, cancelled).stream();
      case FRAME -> frame(by, cancelled).stream();
      case CONSTELLATION -> constellation(limits, seeded).stream();
      case DIMENSION -> ends(limits, by, cancelled);
    };
  }

  private Optional<Certificate> frame(Provenance by, BooleanSupplier cancelled) {
    MarginBound.Question question =
        new MarginBound.Question(dimension, number, modalities, Rationals.parse(bias, "bias"));
    return new FrameBound(by, cancelled, message -> {})
        .bound(question, BigFraction.ZERO, MarginBound.theorem(question).margin())
        .map(accepted -> accepted.certificate());
  }

  private Optional<Certificate> threePoint(Provenance by, BooleanSupplier cancelled) {
    HalfDegrees degrees =
        halfDegree > 0
            ? HalfDegrees.only(halfDegree).rounded(PRECISION)
            : HalfDegrees.within(seconds > 0 ? seconds : Double.POSITIVE_INFINITY);
    ThreePointBound program = new ThreePointBound(by, degrees, 1, cancelled, message -> {});
    return cosine == null
        ? program.cosineBound(dimension, number).flatMap(PointBounds.CosineBound::certificate)
        : program
            .bound(dimension, Quadratic.parse(cosine, "cosine"), null)
            .flatMap(PointBound::certificate);
  }

  private Certificate code(SearchLimits limits, Provenance by) {
    double bound = PointBounds.cosine(dimension, number).value().doubleValue();
    return CodeSearch.find(
            CodeSearch.Question.of(dimension, number.intValueExact(), bound),
            limits,
            outcome -> outcome.by(by))
        .certificate();
  }

  private Optional<? extends Certificate> constellation(SearchLimits limits, Provenance by) {
    BigFraction b = Rationals.parse(bias, "bias");
    MarginBound bound =
        MarginBound.theorem(new MarginBound.Question(dimension, number, modalities, b));
    ConstellationSearch.Question question =
        new ConstellationSearch.Question(
            dimension,
            number.intValueExact(),
            Synchronisation.complete(modalities),
            Rationals.floor(b, Sweep.BIAS_DECIMALS),
            bound.margin().doubleValue());
    return ConstellationSearch.find(question, limits, outcome -> outcome.by(by)).certificate();
  }

  private Stream<Certificate> ends(SearchLimits limits, Provenance by, BooleanSupplier cancelled) {
    UpperEnd.Effort effort =
        new UpperEnd.Effort(
            Optional.of(
                Programs.of(
                    new DelsarteBound(by, cancelled, message -> {}),
                    new ThreePointBound(by, HalfDegrees.quick(), 1, cancelled, message -> {}))),
            limits,
            new ArrayList<>(),
            by);
    Query query =
        new Query(
            number, Rationals.parse(margin, "margin"), Rationals.parse(bias, "bias"), modalities);
    NeededDimension answer = NeededDimension.of(query, effort);
    return Stream.of(answer.lower(), answer.upper()).flatMap(end -> end.certificate().stream());
  }
}

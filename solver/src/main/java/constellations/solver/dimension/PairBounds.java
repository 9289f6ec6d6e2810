package constellations.solver.dimension;

import constellations.solver.bound.BoundMethod;
import constellations.solver.bound.PointBound;
import constellations.solver.bound.PointBounds;
import constellations.solver.bound.Programs;
import constellations.solver.code.ExistingCode;
import constellations.solver.modality.Synchronisation;
import constellations.solver.theory.Theorem34;
import constellations.solver.theory.Theorem35;
import constellations.verify.claim.Provenance;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import constellations.verify.theorem.RankinConstellations;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Bounds on the number of items of constellations in R^d: upper bounds for the codes that they
 * project to and the paper's own, lower bounds from lift and alignment (docs/theory.md S4).
 *
 * @param cosine the cosine of the code that all modalities project to
 * @param uppers all upper bounds that apply
 * @param lower the best lower bound
 */
public record PairBounds(BigFraction cosine, List<PointBound> uppers, PointBound lower) {
  private static final PointBound ONE_PAIR =
      PointBound.theorem(BigInteger.ONE, BoundMethod.CONSTRUCTION, "one pair");

  /** Theorem 3.5 evaluates cap measures, whose time grows with the dimension. */
  private static final int MAX_CAP_DIMENSION = 100_000;

  /**
   * The bounds for a dimension, margin, bias and number of modalities.
   *
   * @param limit upper bounds that are at least this may be left out
   * @param programs the programs, none of which need be there
   * @param known codes that are known beside the constructions
   * @param provenance of what is written
   * @throws BadInputException if a number is out of range or bias - margin is below -1
   */
  public static PairBounds of(
      int d,
      BigFraction margin,
      BigFraction bias,
      Synchronisation synchronised,
      BigInteger limit,
      Programs programs,
      List<ExistingCode> known,
      Provenance provenance) {
    Query query = new Query(BigInteger.TWO, margin, bias, synchronised.ofClique());
    Query colours = query.with(synchronised.ofColours());
    if (query.negative().add(1).signum() < 0) {
      throw BadInputException.argument(
          "bias - margin",
          Rationals.toString(query.negative()),
          "at least -1, the least inner product");
    }
    BigFraction cosine = query.projectedCosine();
    PointBound lower = ONE_PAIR;
    int codeDimension = d - colours.modalities() + 1;
    if (colours.projected() == colours.modalities() && codeDimension >= 1) {
      Quadratic lifted = Quadratic.of(colours.projectedCosine());
      lower =
          better(lower, PointBounds.lower(codeDimension, lifted, known, provenance), "lift of ");
    }
    Quadratic negative = Quadratic.of(query.negative());
    lower = better(lower, PointBounds.lower(d, negative, known, provenance), "aligned, ");
    List<PointBound> uppers = new ArrayList<>(codes(d, cosine, limit, programs, ""));
    if (query.projected() > 2) {
      uppers.addAll(codes(d, query.cosine(2), limit, programs, "two modalities, "));
    }
    rankin(d, margin, bias).ifPresent(uppers::add);
    Theorem34.most(margin, bias)
        .ifPresent(
            most -> uppers.add(PointBound.theorem(most, BoundMethod.THEOREM_3_4, "Theorem 3.4")));
    if (d <= MAX_CAP_DIMENSION) {
      Theorem35.bestBound(d, margin, bias)
          .filter(most -> most.compareTo(limit) < 0)
          .ifPresent(
              most ->
                  uppers.add(
                      PointBound.theorem(
                          most, BoundMethod.THEOREM_3_5, "Theorem 3.5, finite form")));
    }
    return new PairBounds(cosine, uppers, lower);
  }

  /**
   * The most pairs in Rankin's range that no theorem for constellations excludes, if that helps.
   */
  static Optional<PointBound> rankin(long d, BigFraction margin, BigFraction bias) {
    BigInteger excluded = BigInteger.valueOf(d).shiftLeft(1).add(BigInteger.ONE);
    if (!RankinConstellations.excludes(d, excluded, margin, bias)) {
      return Optional.empty();
    }
    // More pairs are excluded where fewer are.
    BigInteger most = BigInteger.ONE;
    while (excluded.subtract(most).compareTo(BigInteger.ONE) > 0) {
      BigInteger middle = excluded.add(most).shiftRight(1);
      if (RankinConstellations.excludes(d, middle, margin, bias)) {
        excluded = middle;
      } else {
        most = middle;
      }
    }
    return Optional.of(PointBound.theorem(most, BoundMethod.RANKIN, "Rankin, constellations"));
  }

  private static List<PointBound> codes(
      int d, BigFraction cosine, BigInteger limit, Programs programs, String projection) {
    List<PointBound> bounds = new ArrayList<>(PointBounds.uppers(d, cosine, limit));
    bounds.addAll(programs.bounds(d, Quadratic.of(cosine), null));
    return bounds.stream().map(bound -> bound.by(projection + bound.method())).toList();
  }

  private static PointBound better(PointBound known, PointBound other, String way) {
    return other.points().compareTo(known.points()) > 0 ? other.by(way + other.method()) : known;
  }
}

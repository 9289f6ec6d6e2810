package constellations.solver.dimension;

import constellations.solver.dimension.BestMargin.Lower;
import constellations.solver.search.CodeSearch;
import constellations.solver.search.ConstellationSearch;
import constellations.solver.search.Rounding;
import constellations.solver.search.SearchLimits;
import constellations.verify.claim.Provenance;
import constellations.verify.exact.Rationals;
import constellations.verify.points.ConstellationCertificate;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/** A short search for constellations of large margin, where they are small. */
public final class MarginSearch {
  private static final int MOST_COORDINATES = 3_000;
  private static final int MOST_PAIRS = 200;

  /** Decimals of a bias; what is not one of them is not searched at. */
  private static final int BIAS_DECIMALS = 30;

  private MarginSearch() {}

  /**
   * Searches at the bias of a question, or for a code, whose aligned constellation is the best over
   * all biases, unless the ends meet, the question is too large or its bias is no decimal.
   *
   * @param limits of the search
   * @return with the constellation that was found, if it is better
   */
  public static BestMargin improved(BestMargin best, SearchLimits limits, Provenance origin) {
    return best.attained() ? best : find(best, limits, origin).map(best::with).orElse(best);
  }

  private static Optional<Lower> find(BestMargin question, SearchLimits limits, Provenance origin) {
    if (question.pairs().compareTo(BigInteger.valueOf(MOST_PAIRS)) > 0) {
      return Optional.empty();
    }
    int n = question.pairs().intValueExact();
    int k = question.synchronised().searched().modalities();
    int d = (int) question.dimension();
    if ((long) n * d * k > MOST_COORDINATES) {
      return Optional.empty();
    }
    double most = question.uppers().get(0).margin().doubleValue();
    if (question.bias().isEmpty()) {
      CodeSearch.Found found =
          CodeSearch.find(
              CodeSearch.Question.of(d, n, 1 - 2 * most), limits, outcome -> outcome.by(origin));
      return Optional.of(
          lower(
              question,
              Rounding.aligned(
                  found.certificate(),
                  question.synchronised().colours(),
                  found.outcome().by(origin))));
    }
    BigFraction bias = question.bias().get();
    BigDecimal decimal = Rationals.floor(bias, BIAS_DECIMALS);
    return Rationals.of(decimal).equals(bias)
        ? ConstellationSearch.find(
                new ConstellationSearch.Question(d, n, question.synchronised(), decimal, most),
                limits,
                outcome -> outcome.by(origin))
            .certificate()
            .map(certificate -> lower(question, certificate))
        : Optional.empty();
  }

  /** A margin of the colours is one on the graph; one on the graph stays as it is. */
  private static Lower lower(BestMargin question, ConstellationCertificate certificate) {
    return new Lower(
        certificate.margin().rational(java.math.RoundingMode.FLOOR),
        certificate.bias().rational(java.math.RoundingMode.FLOOR),
        certificate.provenance().method(),
        certificate.graph().equals(question.synchronised().graph())
            ? certificate
            : question.synchronised().reached(certificate, certificate.provenance()));
  }
}

package constellations.verify.check;

import constellations.verify.BadInputException;
import constellations.verify.certificate.BinaryCodeCertificate;
import constellations.verify.certificate.Certificate;
import constellations.verify.certificate.CompositionCertificate;
import constellations.verify.certificate.ConstellationCertificate;
import constellations.verify.certificate.LatticeExistenceCertificate;
import constellations.verify.certificate.LpBoundCertificate;
import constellations.verify.certificate.SphericalCodeCertificate;
import constellations.verify.certificate.TheoremCertificate;
import constellations.verify.exact.Cosine;
import constellations.verify.exact.Interval;
import constellations.verify.exact.PointSet;
import constellations.verify.exact.Quadratic;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Decides whether the evidence of a certificate proves its claim. One implementation for each kind.
 *
 * @param <C> the kind of certificate
 */
public sealed interface Checker<C extends Certificate>
    permits SphericalCodeChecker,
        ConstellationChecker,
        LpBoundChecker,
        LatticeExistenceChecker,
        BinaryCodeChecker,
        TheoremChecker,
        CompositionChecker {
  /** Vectors with more coordinates than their dimension have at most this many. */
  int MAX_COORDINATES = 128;

  /**
   * Checks a certificate, exactly.
   *
   * @param threads how many threads to use; the verdict does not depend on it
   * @throws BadInputException if claim and evidence cannot be compared, such as numbers of two
   *     quadratic fields
   */
  Verdict check(C certificate, int threads);

  /** Checks a certificate of any kind; see {@link #check}. */
  static Verdict verify(Certificate certificate, int threads) {
    if (certificate instanceof SphericalCodeCertificate code) {
      return new SphericalCodeChecker().check(code, threads);
    }
    if (certificate instanceof LpBoundCertificate bound) {
      return new LpBoundChecker().check(bound, threads);
    }
    if (certificate instanceof LatticeExistenceCertificate existence) {
      return new LatticeExistenceChecker().check(existence, threads);
    }
    if (certificate instanceof BinaryCodeCertificate code) {
      return new BinaryCodeChecker().check(code, threads);
    }
    if (certificate instanceof TheoremCertificate theorem) {
      return new TheoremChecker().check(theorem, threads);
    }
    if (certificate instanceof CompositionCertificate composition) {
      return new CompositionChecker().check(composition, threads);
    }
    return new ConstellationChecker().check((ConstellationCertificate) certificate, threads);
  }

  /** Whether vectors lie in a space of a dimension; they may have more coordinates than that. */
  static boolean fits(PointSet points, int dimension) {
    return points.dimension() == dimension
        || points.dimension() > dimension
            && points.dimension() <= MAX_COORDINATES
            && points.isSmall()
            && points.rank() <= dimension;
  }

  /** A cosine to 15 decimals for a reader. */
  static String show(Cosine cosine, boolean roundUp) {
    BigDecimal value = roundUp ? cosine.ceiling(15) : cosine.floor(15);
    return value.stripTrailingZeros().toPlainString();
  }

  /** The distance between a cosine and a claimed bound, to three digits, for a reader. */
  static String distance(Cosine cosine, Quadratic bound) {
    for (int digits = 50; digits < 5000; digits *= 4) {
      Interval difference = cosine.enclosure(digits).subtract(bound.enclosure(digits));
      if (difference.lower().signum() * difference.upper().signum() > 0) {
        return difference.lower().abs().round(new MathContext(3, RoundingMode.DOWN)).toString();
      }
    }
    return "less than 1e-1000";
  }
}

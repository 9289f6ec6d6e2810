package constellations.solver.recognise;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.format.Configuration;
import constellations.solver.format.Exact;
import constellations.verify.claim.Certificate;
import constellations.verify.claim.Provenance;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Cosine;
import constellations.verify.exact.ExtremePairs;
import constellations.verify.exact.PointSet;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import constellations.verify.exact.WorkBudget;
import constellations.verify.points.SphericalCode;
import constellations.verify.points.SphericalCodeCertificate;
import constellations.verify.points.Vectors;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/** Certificates of configurations that come from elsewhere. */
public final class CodeCertificates {
  /** Products of unit vectors differ by so many times the rounding of coordinates. */
  private static final double PRODUCTS = 20;

  /** Printed digits are often more than the program behind them had. */
  private static final double PRINTED = 1e4;

  private static final double MOST_PRINTED = 2e-12;

  /** A search ends so near to a sharp code. */
  private static final double SEARCHED = 1e-12;

  private static final int CLAIM_DECIMALS = 15;

  /** A cosine with a root of a longer number is easier to read as a decimal. */
  private static final int MOST_BITS = 32;

  private static final int MOST_COORDINATES = 128;

  private CodeCertificates() {}

  /**
   * A code and what was recognised in it.
   *
   * @param exact whether its coordinates are exact and not rounded ones
   * @param reason what they are, or why they stay rounded
   */
  public record Found(SphericalCodeCertificate certificate, boolean exact, String reason) {
    /** What was recognised, for people. */
    public String line() {
      return (exact ? "exact: " : "as written, not exact: ") + reason;
    }

    /** The code and what was recognised. */
    public ObjectNode json() {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.put("dimension", certificate.dimension()).put("points", certificate.points());
      json.put("cosine", Exact.up(certificate.cosine()));
      json.put("cosineExact", certificate.cosine().toString());
      return json.put("exact", exact).put("reason", reason);
    }
  }

  /**
   * The certificate of a configuration as it is written; a certificate is itself.
   *
   * @throws BadInputException if it is a Gram matrix without coordinates
   */
  public static Certificate asWritten(
      Configuration configuration, int threads, Provenance provenance) {
    return configuration
        .certificate()
        .orElseGet(() -> asTheyAre(configuration, threads, provenance).certificate());
  }

  /**
   * The certificate of a code: exact where an exact form is recognised.
   *
   * @param tolerance how far products may be from exact ones; 0 for what the numbers suggest
   * @throws BadInputException if it is no code, or a Gram matrix of no points
   */
  public static Found of(
      Configuration configuration, double tolerance, int threads, Provenance provenance) {
    double apart = tolerance > 0 ? tolerance : tolerance(configuration.rounding());
    return found(configuration, Optional.of(apart), threads, provenance);
  }

  /** The same without looking for exact coordinates of rounded ones. */
  public static Found asTheyAre(Configuration configuration, int threads, Provenance provenance) {
    return found(configuration, Optional.empty(), threads, provenance);
  }

  private static Found found(
      Configuration configuration, Optional<Double> tolerance, int threads, Provenance provenance) {
    if (configuration.gram().isPresent()) {
      Recognition factored = Recognition.ofGram(configuration.gram().get());
      PointSet points =
          factored
              .points()
              .orElseThrow(
                  () ->
                      BadInputException.argument(
                          "inner products",
                          factored.reason(),
                          "those of points, in one quadratic field"));
      return new Found(
          exact(points, factored.dimension(), threads, provenance), true, factored.reason());
    }
    if (configuration.sets().size() != 1) {
      throw BadInputException.argument(
          "configuration", configuration.sets().size() + " sets of points", "the points of a code");
    }
    PointSet points = configuration.sets().get(0).points();
    if (configuration.rounding() == 0) {
      return new Found(
          exact(points, rank(points), threads, provenance), true, "coordinates are exact");
    }
    Recognition found =
        tolerance
            .map(apart -> Recognition.of(points, apart))
            .orElse(new Recognition(Optional.empty(), 0, "exact coordinates were not asked for"));
    return found
        .points()
        .map(x -> new Found(exact(x, found.dimension(), threads, provenance), true, found.reason()))
        .orElseGet(
            () ->
                new Found(
                    rounded(configuration.sets().get(0), threads, provenance),
                    false,
                    found.reason()));
  }

  private static double tolerance(double rounding) {
    return Math.max(PRODUCTS * rounding, Math.min(PRINTED * rounding, MOST_PRINTED));
  }

  /** The exact form of a code that a search has found, if it has one. */
  public static Optional<SphericalCodeCertificate> recognised(
      SphericalCodeCertificate code, int threads, Provenance provenance) {
    Recognition found = Recognition.of(code.vectors().points(), SEARCHED);
    return found
        .points()
        .map(points -> exact(points, found.dimension(), threads, provenance))
        .filter(exact -> exact.cosine().compareTo(code.cosine()) <= 0);
  }

  private static int rank(PointSet points) {
    return points.isSmall() && points.dimension() <= MOST_COORDINATES
        ? points.rank()
        : points.dimension();
  }

  private static Cosine largest(PointSet points, int threads) {
    try {
      ExtremePairs.Pair pair = new SphericalCode(points).largestCosine(threads);
      if (pair.cosine().compareTo(Quadratic.ONE) >= 0) {
        throw BadInputException.argument(
            "points", "equal ones, " + pair.row() + " and " + pair.column(), "different points");
      }
      return pair.cosine();
    } catch (WorkBudget.Exhausted e) {
      throw BadInputException.argument(
          "points", "too many pairs near the largest cosine", "pairs that can be told apart");
    }
  }

  /** The exact largest cosine as a number of a quadratic field, else rounded up. */
  private static SphericalCodeCertificate exact(
      PointSet points, int dimension, int threads, Provenance provenance) {
    Cosine largest = largest(points, threads);
    Optional<Quadratic> root = Squares.root(largest.norms(), points.radicand());
    Optional<Quadratic> claim = root.map(r -> largest.inner().divide(r));
    boolean plain = largest.norms().isRational() && largest.inner().isRational();
    BigInteger n = largest.norms().rational().getNumerator();
    if (claim.isEmpty() && plain && n.bitLength() < MOST_BITS) {
      // p / sqrt(q) = p sqrt(q) / q, with q an integer as rows are held.
      claim =
          Optional.of(
              Quadratic.sqrt(largest.norms().rational())
                  .multiply(largest.inner().rational().divide(largest.norms().rational())));
    }
    Quadratic cosine =
        claim.orElseGet(() -> Quadratic.of(Rationals.of(largest.ceiling(CLAIM_DECIMALS))));
    return new SphericalCodeCertificate(
        dimension, points.size(), cosine, Vectors.Inline.of(points), provenance);
  }

  /** Coordinates as they are written, their largest cosine rounded up. */
  private static SphericalCodeCertificate rounded(
      Vectors vectors, int threads, Provenance provenance) {
    PointSet points = vectors.points();
    BigDecimal cosine = largest(points, threads).ceiling(CLAIM_DECIMALS);
    return new SphericalCodeCertificate(
        rank(points), points.size(), Quadratic.of(Rationals.of(cosine)), vectors, provenance);
  }
}

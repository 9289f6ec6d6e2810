package constellations.verify.points;

import constellations.verify.claim.Check;
import constellations.verify.claim.Checker;
import constellations.verify.claim.RelevanceMatrix;
import constellations.verify.claim.RetrievalClaim;
import constellations.verify.claim.Verdict;
import constellations.verify.exact.Cosine;
import constellations.verify.exact.ExtremePairs;
import constellations.verify.exact.Interval;
import constellations.verify.exact.PointSet;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.WorkBudget;
import java.math.BigInteger;
import java.util.List;

/**
 * Checks {@code retrieval}: the shapes, and the inequality of every query and document; in double
 * precision with a proved error bound, and exactly where that leaves it open.
 *
 * <p>The argument: docs/theory.md T32.
 */
final class RetrievalChecker implements Checker<RetrievalCertificate> {
  private static final int DIGITS = 25;

  /** Work for pairs that rounded products leave open: some ten seconds. */
  private static final double MAX_TIES = 8e9;

  @Override
  public Verdict check(RetrievalCertificate certificate, Check check) {
    RetrievalClaim.Exists claim = certificate.claim();
    PointSet queries = certificate.queries().points();
    PointSet documents = certificate.documents().points();
    boolean fits =
        BigInteger.valueOf(queries.size()).equals(claim.relevance().queries())
            && BigInteger.valueOf(documents.size()).equals(claim.relevance().numberOfDocuments())
            && queries.dimension() == claim.dimension()
            && documents.dimension() == claim.dimension();
    if (!fits) {
      return Verdict.rejected(
          certificate,
          "the evidence has "
              + queries.size()
              + " and "
              + documents.size()
              + " vectors in dimension "
              + queries.dimension()
              + " and "
              + documents.dimension(),
          0);
    }
    RelevanceMatrix relevance = claim.relevance().listed();
    check.budget().charge((double) queries.size() * documents.size() * (queries.dimension() + 10));
    WorkBudget ties = check.budget().limited(MAX_TIES);
    Bound least = new Bound(claim.bias().add(claim.margin()), queries.dimension());
    Bound most = new Bound(claim.bias().subtract(claim.margin()), queries.dimension());
    double[][] columns = new double[documents.size()][];
    for (int j = 0; j < columns.length; j++) {
      columns[j] = documents.approximateUnit(j);
    }
    double words =
        Math.max(
            Math.max(queries.words(), documents.words()), Math.max(least.words(), most.words()));
    double exactly = 40 * (3.0 * queries.dimension() + 64) * (words * words + 8);
    long decided = 0;
    for (int i = 0; i < queries.size(); i++) {
      double[] row = queries.approximateUnit(i);
      List<Integer> relevant = relevance.rows().get(i);
      int next = 0;
      for (int j = 0; j < columns.length; j++) {
        double product = product(row, columns[j]);
        boolean matches = next < relevant.size() && relevant.get(next) == j;
        next += matches ? 1 : 0;
        decided++;
        if (matches ? least.isBelow(product) : most.isAbove(product)) {
          continue;
        }
        ties.charge(exactly);
        Cosine cosine = queries.cosine(i, documents, j);
        int order = cosine.compareTo(matches ? least.value : most.value);
        if (matches ? order < 0 : order > 0) {
          return Verdict.rejected(certificate, reason(i, j, matches, cosine, claim), decided);
        }
      }
    }
    return Verdict.accepted(
        certificate, "all relevant pairs above all others by the claimed margin", decided);
  }

  private static String reason(
      int i, int j, boolean relevant, Cosine cosine, RetrievalClaim.Exists claim) {
    Quadratic bound =
        relevant ? claim.bias().add(claim.margin()) : claim.bias().subtract(claim.margin());
    return "query "
        + i
        + " and document "
        + j
        + (relevant ? " are relevant and have cosine " : " are not relevant and have cosine ")
        + Shown.cosine(cosine, relevant)
        + (relevant ? ", below bias + margin by " : ", above bias - margin by ")
        + Shown.distance(cosine, bound);
  }

  private static double product(double[] x, double[] y) {
    double sum = 0;
    for (int k = 0; k < x.length; k++) {
      sum += x[k] * y[k];
    }
    return sum;
  }

  /** A number, and doubles on both sides of it that are farther away than products err. */
  private static final class Bound {
    private final Quadratic value;
    private final double below;
    private final double above;

    Bound(Quadratic value, int dimension) {
      this.value = value;
      Interval enclosure = value.enclosure(DIGITS);
      double error = ExtremePairs.errorBound(dimension);
      this.below = Math.nextDown(Math.nextDown(enclosure.lower().doubleValue()) - error);
      this.above = Math.nextUp(Math.nextUp(enclosure.upper().doubleValue()) + error);
    }

    /** The length of the number, in words of 64 bits; an upper bound. */
    double words() {
      return value.toString().length() / 16.0 + 1;
    }

    /** Whether the number is at most what a computed product stands for, for certain. */
    boolean isBelow(double product) {
      return product >= above;
    }

    /** Whether the number is at least what a computed product stands for, for certain. */
    boolean isAbove(double product) {
      return product <= below;
    }
  }
}

package constellations.verify.claim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Rationals;
import java.util.Locale;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * What is said of scores s(x,y) from vectors of R^d against pointwise mutual information: of the
 * largest |exp(s(x,y)) - R_xy| over all x and y, R_xy = p(x,y) / (p(x) p(y)).
 *
 * <p>The argument: docs/theory.md T41, T42.
 */
public sealed interface ScoreClaim extends Claim {
  /** {@return the joint distribution} */
  JointCounts counts();

  /** {@return the dimension d of the points} */
  long dimension();

  /** {@return the error, above 0} */
  BigFraction error();

  /** Scores of one vector for each x and each y. */
  enum Form {
    /** exp(s) = c exp(t &lt;u_x,v_y&gt;) with one constant c, as CLIP has it. */
    CLIP,
    /** exp(s) = c_x c'_y exp(t &lt;u_x,v_y&gt;): single points with weights and a Gaussian. */
    WEIGHTED;

    /** {@return the name in files} */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Point sets reach an error: exp(s(x,y)) = sum_ij w_i w'_j k(u_i, v_j) over the points of x and
   * of y, weights not negative.
   *
   * @param counts the joint distribution
   * @param dimension the dimension d of the points
   * @param points how many each x and y has
   * @param error that is not exceeded
   */
  record Reached(JointCounts counts, long dimension, int points, BigFraction error)
      implements ScoreClaim {
    /**
     * Checks the ranges.
     *
     * @param counts the joint distribution
     * @param dimension the dimension d of the points
     * @param points how many each x and y has
     * @param error that is not exceeded
     * @throws BadInputException if a number is out of range
     */
    public Reached {
      require(dimension, error);
      if (points < 1) {
        throw BadInputException.argument("claim.points", points, "at least 1");
      }
    }

    @Override
    public String text() {
      return "scores of "
          + points
          + (points == 1 ? " point" : " points")
          + " in dimension "
          + dimension
          + " have exp(score) within "
          + shown(error)
          + " of exp(PMI) of "
          + counts.text();
    }
  }

  /**
   * All scores of single vectors err by more, at some x and y.
   *
   * @param counts the joint distribution
   * @param dimension the dimension d of the vectors
   * @param form which scores
   * @param error that is exceeded
   */
  record Exceeded(JointCounts counts, long dimension, Form form, BigFraction error)
      implements ScoreClaim {
    /**
     * Checks the ranges.
     *
     * @param counts the joint distribution
     * @param dimension the dimension d of the vectors
     * @param form which scores
     * @param error that is exceeded
     * @throws BadInputException if a number is out of range
     */
    public Exceeded {
      require(dimension, error);
    }

    @Override
    public String text() {
      return "all scores of single "
          + (form == Form.CLIP ? "vectors" : "weighted points")
          + " in dimension "
          + dimension
          + " have exp(score) more than "
          + shown(error)
          + " off exp(PMI) of "
          + counts.text();
    }
  }

  private static void require(long dimension, BigFraction error) {
    Claim.requireDimension(dimension);
    if (error.signum() <= 0) {
      throw BadInputException.argument("claim.error", error, "more than 0");
    }
  }

  private static String shown(BigFraction error) {
    return Rationals.toString(error);
  }

  /**
   * Reads a claim about scores.
   *
   * @param claim the fields of the claim
   * @return the claim, its ranges checked
   * @throws BadInputException if it is another
   */
  static ScoreClaim read(Fields claim) {
    boolean exceeded = claim.has("errorAbove");
    claim.only(
        "counts",
        "dimension",
        exceeded ? "score" : "points",
        exceeded ? "errorAbove" : "errorAtMost");
    JointCounts counts = JointCounts.read(claim.array("counts"));
    long dimension = claim.wholeLong("dimension");
    if (!exceeded) {
      return new Reached(counts, dimension, claim.integer("points"), claim.rational("errorAtMost"));
    }
    String form = claim.text("score");
    for (Form known : Form.values()) {
      if (known.text().equals(form)) {
        return new Exceeded(counts, dimension, known, claim.rational("errorAbove"));
      }
    }
    throw BadInputException.argument("claim.score", form, "clip or weighted");
  }

  /**
   * Writes a claim into an empty object.
   *
   * @param node the object, empty
   */
  default void write(ObjectNode node) {
    counts().write(node);
    node.put("dimension", dimension());
    if (this instanceof Reached reached) {
      node.put("points", reached.points()).put("errorAtMost", shown(error()));
    } else if (this instanceof Exceeded exceeded) {
      node.put("score", exceeded.form().text()).put("errorAbove", shown(error()));
    }
  }
}

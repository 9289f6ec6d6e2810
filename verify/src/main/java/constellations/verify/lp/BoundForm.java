package constellations.verify.lp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.verify.claim.Fields;
import constellations.verify.exact.Quadratic;
import java.math.BigInteger;

/**
 * What an upper bound for spherical codes claims, in one of two forms, and how it is written. In
 * both forms it bounds codes: in the second one fewer points than are claimed.
 *
 * <p>The argument: docs/theory.md T4.
 */
public enum BoundForm {
  /** Codes of cosine at most the cosine have at most so many points. */
  POINTS_AT_MOST("pointsAtMost", "cosine"),
  /** Codes of so many points have a pair of cosine at least the cosine. */
  COSINE_AT_LEAST("points", "cosineAtLeast");

  private final String pointsField;
  private final String cosineField;

  BoundForm(String pointsField, String cosineField) {
    this.pointsField = pointsField;
    this.cosineField = cosineField;
  }

  /**
   * {@return the largest number of points that a code of the cosine may have}
   *
   * @param points the claimed number of points
   */
  public BigInteger most(BigInteger points) {
    return this == POINTS_AT_MOST ? points : points.subtract(BigInteger.ONE);
  }

  /**
   * {@return the claim in words}
   *
   * @param dimension the dimension d of the space
   * @param points the claimed number of points
   * @param cosine the claimed cosine
   */
  public String text(int dimension, BigInteger points, Quadratic cosine) {
    return this == POINTS_AT_MOST
        ? "at most " + points + " points of cosine at most " + cosine + " in dimension " + dimension
        : points + " points in dimension " + dimension + " have a cosine of at least " + cosine;
  }

  /**
   * {@return the form of a claim that is read; other fields are refused}
   *
   * @param claim the fields of the claim
   */
  public static BoundForm read(Fields claim) {
    BoundForm form = claim.has(POINTS_AT_MOST.pointsField) ? POINTS_AT_MOST : COSINE_AT_LEAST;
    claim.only("dimension", form.pointsField, form.cosineField);
    return form;
  }

  /**
   * {@return the number of points of a claim that is read}
   *
   * @param claim the fields of the claim
   */
  public BigInteger points(Fields claim) {
    return claim.count(pointsField);
  }

  /**
   * {@return the cosine of a claim that is read}
   *
   * @param claim the fields of the claim
   */
  public Quadratic cosine(Fields claim) {
    return claim.number(cosineField);
  }

  /**
   * Writes a claim.
   *
   * @param claim receives the fields
   * @param dimension the dimension d of the space
   * @param points the claimed number of points
   * @param cosine the claimed cosine
   */
  public void write(ObjectNode claim, int dimension, BigInteger points, Quadratic cosine) {
    claim.put("dimension", dimension);
    Fields.putWhole(claim, pointsField, points);
    claim.put(cosineField, cosine.toString());
  }
}

package constellations.verify.lattice;

import constellations.verify.claim.Certificate;
import constellations.verify.claim.Claim;
import constellations.verify.claim.Provenance;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.PointSet;
import constellations.verify.exact.Quadratic;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Claims that a spherical code exists: the vectors of one norm of a lattice, some of which are
 * lifted into further dimensions, each several times, and some points in these dimensions.
 *
 * <p>The argument: docs/theory.md T43.
 *
 * @param points a number of points, at least 1
 * @param cosine an exact number in (-1, 1)
 * @param leastNorm mu: no vector of the lattice but zero has a smaller squared norm
 * @param norm M, the squared norm of the vectors of the lattice
 * @param lift h in (0, 1), the squared sine of the angle by which vectors are lifted
 * @param directions vectors of the further dimensions; those that no class names are points
 * @param classes which vectors are lifted into which directions
 */
public record LiftedShellCertificate(
    int dimension,
    BigInteger points,
    Quadratic cosine,
    Lattice lattice,
    long leastNorm,
    int norm,
    BigFraction lift,
    PointSet directions,
    List<Lifted> classes,
    Provenance provenance)
    implements Certificate {
  /** The name of this kind. */
  public static final String KIND = "lifted-shell";

  /** The largest absolute value of a coefficient of a vector in the basis. */
  static final int MAX_COEFFICIENT = 511;

  private static final int MAX_NORM = 1000;

  /** Directions have at most this many coordinates more than the code's space. */
  private static final int MAX_COORDINATES = 128;

  /**
   * Vectors of the lattice that are lifted into the same directions.
   *
   * @param heads coefficients in the basis of the lattice, a row for each vector
   * @param tails the places of the directions, from 0
   */
  public record Lifted(long[][] heads, List<Integer> tails) {
    /**
     * Copies both.
     *
     * @param heads coefficients in the basis of the lattice, a row for each vector
     * @param tails the places of the directions, from 0
     */
    public Lifted {
      heads = Arrays.stream(heads).map(long[]::clone).toArray(long[][]::new);
      tails = List.copyOf(tails);
    }
  }

  /**
   * Checks that the claim means something, not that it is true.
   *
   * @param dimension the dimension of the sphere's space
   * @param points the number of points that exist
   * @param cosine their largest cosine
   * @param lattice the lattice
   * @param leastNorm the claimed least squared norm of its vectors but zero
   * @param norm the squared norm of the vectors that are the code
   * @param lift the squared sine of the lift
   * @param directions vectors of dimension - n coordinates, or integers in more
   * @param classes the vectors that are lifted
   * @param provenance how the evidence was found; never relied upon
   * @throws BadInputException if a number is out of range, or a direction is named twice
   */
  public LiftedShellCertificate {
    classes = List.copyOf(classes);
    int further = dimension - lattice.dimension();
    if (further < 1) {
      throw BadInputException.argument(
          "claim.dimension", dimension, "more than " + lattice.dimension() + ", the lattice's");
    }
    if (points.signum() <= 0) {
      throw BadInputException.argument("claim.pointsAtLeast", points, "at least 1");
    }
    if (cosine.compareTo(Quadratic.ONE) >= 0 || cosine.compareTo(Quadratic.of(-1)) <= 0) {
      throw BadInputException.argument("claim.cosine", cosine, "more than -1 and less than 1");
    }
    if (leastNorm < 1 || norm < leastNorm || norm > MAX_NORM) {
      throw BadInputException.argument(
          "evidence.norm", norm, "from leastNorm, at least 1, to " + MAX_NORM);
    }
    if (lift.signum() <= 0 || lift.compareTo(BigFraction.ONE) >= 0) {
      throw BadInputException.argument("evidence.lift", lift, "more than 0 and less than 1");
    }
    if (directions.dimension() < further
        || (directions.dimension() > further
            && (directions.dimension() > MAX_COORDINATES || !directions.isSmall()))) {
      throw BadInputException.argument(
          "evidence.directions",
          directions.dimension() + " coordinates",
          further + ", or integers below 2^31 in at most " + MAX_COORDINATES);
    }
    Set<Integer> named = new HashSet<>();
    for (int c = 0; c < classes.size(); c++) {
      Lifted lifted = classes.get(c);
      String where = "evidence.classes[" + c + "]";
      if (lifted.heads().length == 0 || lifted.tails().isEmpty()) {
        throw BadInputException.argument(where, "nothing", "heads and tails");
      }
      for (int tail : lifted.tails()) {
        if (tail < 0 || tail >= directions.size() || !named.add(tail)) {
          throw BadInputException.argument(
              where + ".tails", tail, "a direction, from 0, that no class has yet");
        }
      }
      for (long[] head : lifted.heads()) {
        if (head.length != lattice.dimension()) {
          throw BadInputException.argument(
              where + ".heads", head.length + " numbers", lattice.dimension() + " coefficients");
        }
        for (long x : head) {
          if (x < -MAX_COEFFICIENT || x > MAX_COEFFICIENT) {
            throw BadInputException.argument(
                where + ".heads", x, "at most " + MAX_COEFFICIENT + " in size");
          }
        }
      }
    }
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Claim claim() {
    return new Claim.CodeExists(dimension, points, cosine);
  }
}

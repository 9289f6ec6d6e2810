package constellations.solver.format;

import constellations.verify.claim.Certificate;
import constellations.verify.exact.PointSet;
import constellations.verify.exact.Quadratic;
import constellations.verify.points.ConstellationCertificate;
import constellations.verify.points.SphericalCodeCertificate;
import constellations.verify.points.Vectors;
import java.util.List;
import java.util.Optional;

/**
 * A configuration of points as a file has it: every number is what it says.
 *
 * @param sets the points of each modality, one for a code; none for a Gram matrix
 * @param gram inner products in place of points, N x N
 * @param rounding how far a coordinate of a unit vector may be from what is meant; 0 where numbers
 *     are exact
 * @param certificate what the file is, if it is one
 * @param notes what was left out, or taken for something
 */
public record Configuration(
    List<Vectors> sets,
    Optional<List<List<Quadratic>>> gram,
    double rounding,
    Optional<Certificate> certificate,
    List<String> notes) {

  /** The points of a code. */
  static Configuration of(Vectors points, double rounding, List<String> notes) {
    return new Configuration(
        List.of(points), Optional.empty(), rounding, Optional.empty(), List.copyOf(notes));
  }

  /** The configuration of a certificate; of other kinds than points one without points. */
  public static Configuration of(Certificate certificate) {
    List<Vectors> vectors =
        certificate instanceof SphericalCodeCertificate code
            ? List.of(code.vectors())
            : certificate instanceof ConstellationCertificate constellation
                ? constellation.vectors()
                : List.of();
    boolean exact = vectors.stream().map(Vectors::points).allMatch(Configuration::isExact);
    double rounding = exact ? 0 : DecimalFile.ROUNDING;
    return new Configuration(
        vectors, Optional.empty(), rounding, Optional.of(certificate), List.of());
  }

  /** Whether no coordinate looks like a rounded one: integers of up to 31 bits, or irrational. */
  private static boolean isExact(PointSet points) {
    return points.isSmall() || !points.radicand().equals(java.math.BigInteger.ONE);
  }
}

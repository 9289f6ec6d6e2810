package constellations.solver.search;

import constellations.solver.format.Configuration;
import constellations.solver.format.ConfigurationFile;
import constellations.solver.format.UnitRows;
import constellations.solver.numeric.Rows;
import constellations.verify.claim.Certificate;
import constellations.verify.exact.BadInputException;
import constellations.verify.points.Vectors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Configurations of certificates to start from. */
public final class GivenPoints {
  /** So many times more points than asked for, or fewer, are deleted or inserted. */
  private static final int MOST_CHANGES = 10;

  /** What is left of a point in the space of others, in double precision. */
  private static final double FLAT = 1e-7;

  private GivenPoints() {}

  /**
   * The unit vectors of a certificate, row by row; all modalities, one after the other.
   *
   * @param modalities 1 for a code, whose number of points may differ, and whose dimension by one
   */
  public static UnitRows read(Path file, int dimension, int items, int modalities, long seed) {
    Configuration configuration =
        ConfigurationFile.read(file, OptionalInt.of(dimension), ConfigurationFile.Meaning.POINTS);
    List<Vectors> vectors = configuration.sets();
    if (vectors.isEmpty() || (vectors.size() > 1) != (modalities > 1)) {
      throw BadInputException.file(
          file.toString(),
          configuration.certificate().map(Certificate::kind).orElse("a code"),
          modalities == 1 ? "a spherical code" : "a constellation");
    }
    int count = vectors.get(0).points().size();
    int columns = vectors.get(0).points().dimension();
    for (Vectors part : vectors) {
      if (part.points().size() != count || part.points().dimension() != columns) {
        throw BadInputException.file(
            file.toString(), "modalities of several sizes", "modalities of one size");
      }
    }
    UnitRows given = UnitRows.of(vectors.stream().map(Vectors::points).toList());
    if (modalities == 1 && columns > dimension) {
      given = inSpan(given);
    }
    int coordinates = given.dimension();
    int apart = Math.abs(coordinates - dimension);
    boolean fits =
        modalities == 1
            ? apart <= (count < 4 ? 0 : 1)
                && count / MOST_CHANGES <= items
                && items / MOST_CHANGES <= count
            : apart == 0 && count == items;
    if (!fits || vectors.size() != modalities) {
      throw BadInputException.file(
          file.toString(),
          vectors.size() + " x " + count + " vectors of " + coordinates + " coordinates",
          modalities
              + " x "
              + items
              + " vectors of "
              + dimension
              + " coordinates"
              + (modalities == 1 ? " (or one more or less, and more or fewer points)" : ""));
    }
    return coordinates < dimension
        ? DimensionSteps.up(given, seed)
        : coordinates > dimension ? DimensionSteps.down(given, items) : given;
  }

  /**
   * The same points in an orthonormal basis of the space that they span: exact coordinates are
   * often more than the dimension.
   */
  static UnitRows inSpan(UnitRows code) {
    List<double[]> basis = new ArrayList<>();
    for (int i = 0; i < code.items() && basis.size() < code.dimension(); i++) {
      double[] rest = code.row(i);
      for (int twice = 0; twice < 2; twice++) {
        for (double[] axis : basis) {
          double product = Rows.dot(axis, rest);
          for (int k = 0; k < rest.length; k++) {
            rest[k] -= product * axis[k];
          }
        }
      }
      double norm = Math.sqrt(Rows.dot(rest, rest));
      if (norm > FLAT) {
        for (int k = 0; k < rest.length; k++) {
          rest[k] /= norm;
        }
        basis.add(rest);
      }
    }
    double[] x = new double[code.items() * basis.size()];
    for (int i = 0, at = 0; i < code.items(); i++) {
      double[] row = code.row(i);
      for (double[] axis : basis) {
        x[at++] = Rows.dot(axis, row);
      }
    }
    return UnitRows.code(x, basis.size());
  }
}

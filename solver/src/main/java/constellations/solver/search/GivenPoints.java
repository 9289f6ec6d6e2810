package constellations.solver.search;

import constellations.solver.format.Configuration;
import constellations.solver.format.ConfigurationFile;
import constellations.solver.format.UnitRows;
import constellations.verify.claim.Certificate;
import constellations.verify.exact.BadInputException;
import constellations.verify.points.Vectors;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/** Configurations of certificates to start from. */
public final class GivenPoints {
  /** So many times more points than asked for, or fewer, are deleted or inserted. */
  private static final int MOST_CHANGES = 10;

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
    int coordinates = vectors.get(0).points().dimension();
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
    for (Vectors part : vectors) {
      if (part.points().size() != count || part.points().dimension() != coordinates) {
        throw BadInputException.file(
            file.toString(), "modalities of several sizes", "modalities of one size");
      }
    }
    double[] x = new double[vectors.size() * count * coordinates];
    int at = 0;
    for (Vectors part : vectors) {
      for (int i = 0; i < count; i++) {
        for (double coordinate : part.points().approximateUnit(i)) {
          x[at++] = coordinate;
        }
      }
    }
    UnitRows given = new UnitRows(count, vectors.size(), coordinates, x);
    return coordinates < dimension
        ? DimensionSteps.up(given, seed)
        : coordinates > dimension ? DimensionSteps.down(given, items) : given;
  }
}

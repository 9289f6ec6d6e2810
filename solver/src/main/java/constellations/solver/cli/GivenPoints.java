package constellations.solver.cli;

import constellations.solver.format.NpyWriter;
import constellations.solver.format.WholeFiles;
import constellations.solver.search.DimensionSteps;
import constellations.verify.CertificateReader;
import constellations.verify.claim.Certificate;
import constellations.verify.exact.BadInputException;
import constellations.verify.points.ConstellationCertificate;
import constellations.verify.points.SphericalCodeCertificate;
import constellations.verify.points.Vectors;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** Coordinates of configurations: read from certificates, written as plain numbers. */
final class GivenPoints {
  /** So many times more points than asked for, or fewer, are deleted or inserted. */
  private static final int MOST_CHANGES = 10;

  private GivenPoints() {}

  /**
   * The unit vectors of a certificate, row by row; all modalities, one after the other.
   *
   * @param modalities 1 for a code, whose number of points may differ, and whose dimension by one
   */
  static double[] read(Path file, int dimension, int items, int modalities, long seed) {
    Certificate certificate = CertificateReader.read(file);
    List<Vectors> vectors;
    if (certificate instanceof SphericalCodeCertificate code && modalities == 1) {
      vectors = List.of(code.vectors());
    } else if (certificate instanceof ConstellationCertificate constellation && modalities > 1) {
      vectors = constellation.vectors();
    } else {
      throw BadInputException.file(
          file.toString(),
          certificate.kind(),
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
    return coordinates < dimension
        ? DimensionSteps.up(x, coordinates, seed)
        : coordinates > dimension ? DimensionSteps.down(x, coordinates, items) : x;
  }

  /** Refuses names of files whose format is not known. */
  static void requireFormat(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (!name.endsWith(".npy") && !name.endsWith(".csv") && !name.endsWith(".txt")) {
      throw BadInputException.argument("write", file, "a name that ends in .npy, .csv or .txt");
    }
  }

  /** Writes rows of length d, in the format that the name of the file asks for. */
  static void write(Path file, double[] x, int dimension) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".npy")) {
      try (NpyWriter writer = new NpyWriter(file, x.length / dimension, dimension)) {
        for (int from = 0; from < x.length; from += dimension) {
          writer.row(Arrays.copyOfRange(x, from, from + dimension));
        }
      }
      return;
    }
    StringBuilder text = new StringBuilder();
    if (name.endsWith(".csv")) {
      StringJoiner header = new StringJoiner(",", "", "\n");
      for (int k = 1; k <= dimension; k++) {
        header.add("x" + k);
      }
      text.append(header);
    }
    for (int from = 0; from < x.length; from += dimension) {
      StringJoiner line = new StringJoiner(",", "", "\n");
      for (int k = from; k < from + dimension; k++) {
        line.add(Double.toString(x[k]));
      }
      text.append(line);
    }
    WholeFiles.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
  }
}

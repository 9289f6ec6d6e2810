package constellations.solver.theory;

import constellations.verify.exact.BadInputException;
import constellations.verify.exact.PointSet;
import constellations.verify.exact.Quadratic;
import constellations.verify.points.Constellation;
import constellations.verify.points.SphericalCode;
import java.util.ArrayList;
import java.util.List;

/**
 * The projection (docs/theory.md T20): the normalised centroids of the k unit vectors of each item
 * of a (d, m, b)-constellation form a spherical code of cosine at most alpha_k(m, b), for s = b + m
 * > -1/(k-1) and alpha_k >= -1/(k-1). Hence every upper bound for codes bounds constellations.
 */
public final class Projection {
  private Projection() {}

  /**
   * The code of centroids.
   *
   * @throws BadInputException if a row's norm is not rational, or a centroid is zero
   */
  public static SphericalCode of(Constellation constellation) {
    List<List<Quadratic>> centroids = new ArrayList<>();
    for (int i = 0; i < constellation.size(); i++) {
      List<Quadratic> sum = constellation.modality(0).unitRow(i);
      for (int a = 1; a < constellation.modalities().size(); a++) {
        sum = LinearRepresentation.add(sum, constellation.modality(a).unitRow(i));
      }
      centroids.add(sum);
    }
    return new SphericalCode(PointSet.of(centroids));
  }
}

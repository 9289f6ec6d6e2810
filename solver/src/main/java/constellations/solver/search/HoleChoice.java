package constellations.solver.search;

import constellations.solver.search.objective.OrbitObjective;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/** Chooses holes to put points into, such that these are far from one another. */
final class HoleChoice {
  /** How much sharper near points repel than far ones. */
  private static final double SHARPNESS = 100;

  private HoleChoice() {}

  /**
   * The points of a symmetric code and so many of its holes that there are N: of all holes the one
   * that is nearest to others, by a sum of exponentials, is left out until few enough are left.
   *
   * @param x one point of each orbit
   * @param wanted N
   */
  static double[] chosen(
      OrbitObjective space, double[] x, int wanted, UniformRandomProvider random) {
    int d = space.dimension();
    int solid = space.solidItems();
    double[] all = space.expand(x);
    int count = space.items() - solid;
    double[][] repulsion = new double[count][count];
    double[] sums = new double[count];
    for (int i = 0; i < count; i++) {
      // Ties are broken at random.
      sums[i] += 1e-40 * random.nextDouble();
      for (int j = 0; j < i; j++) {
        double inner = 0;
        for (int k = 0; k < d; k++) {
          inner += all[(solid + i) * d + k] * all[(solid + j) * d + k];
        }
        repulsion[i][j] = Math.exp(SHARPNESS * (inner - 1)) * (1 + 1e-6 * random.nextDouble());
        repulsion[j][i] = repulsion[i][j];
        sums[i] += repulsion[i][j];
        sums[j] += repulsion[i][j];
      }
    }
    boolean[] left = new boolean[count];
    for (int rest = count; rest > wanted - solid; rest--) {
      int worst = -1;
      for (int i = 0; i < count; i++) {
        if (!left[i] && (worst < 0 || sums[i] > sums[worst])) {
          worst = i;
        }
      }
      left[worst] = true;
      for (int i = 0; i < count; i++) {
        sums[i] -= repulsion[worst][i];
      }
    }
    double[] points = Arrays.copyOf(all, wanted * d);
    int at = solid;
    for (int i = 0; i < count; i++) {
      if (!left[i]) {
        System.arraycopy(all, (solid + i) * d, points, at * d, d);
        at++;
      }
    }
    return points;
  }
}

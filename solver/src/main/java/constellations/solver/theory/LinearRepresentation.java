package constellations.solver.theory;

import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Quadratic;
import constellations.verify.points.Constellation;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The deviation xi from a linear representation (arXiv 2509.18552): with x_i = U_i - V_i and mean
 * xbar, xi = mean |x_i|^2 - |xbar|^2 = mean |x_i - xbar|^2. By Proposition 6 and Corollary 2 it is
 * 0 exactly when all x_i are equal.
 */
public final class LinearRepresentation {
  private LinearRepresentation() {}

  /**
   * xi of the first two modalities, exact.
   *
   * @throws BadInputException if a row's norm is not rational
   */
  public static Quadratic xi(Constellation constellation) {
    List<List<Quadratic>> differences = differences(constellation);
    BigFraction share = BigFraction.of(1, differences.size());
    List<Quadratic> mean =
        differences.stream().reduce(LinearRepresentation::add).orElseThrow().stream()
            .map(x -> x.multiply(share))
            .toList();
    Quadratic squares = Quadratic.ZERO;
    for (List<Quadratic> x : differences) {
      squares = squares.add(inner(x, x));
    }
    return squares.multiply(share).subtract(inner(mean, mean));
  }

  /** The differences x_i = U_i - V_i of unit vectors. */
  public static List<List<Quadratic>> differences(Constellation constellation) {
    List<List<Quadratic>> u = constellation.modality(0).unitRows();
    List<List<Quadratic>> v = constellation.modality(1).unitRows();
    List<List<Quadratic>> differences = new ArrayList<>();
    for (int i = 0; i < u.size(); i++) {
      differences.add(add(u.get(i), v.get(i).stream().map(Quadratic::negate).toList()));
    }
    return differences;
  }

  static List<Quadratic> add(List<Quadratic> x, List<Quadratic> y) {
    List<Quadratic> sum = new ArrayList<>();
    for (int k = 0; k < x.size(); k++) {
      sum.add(x.get(k).add(y.get(k)));
    }
    return sum;
  }

  static Quadratic inner(List<Quadratic> x, List<Quadratic> y) {
    Quadratic sum = Quadratic.ZERO;
    for (int k = 0; k < x.size(); k++) {
      sum = sum.add(x.get(k).multiply(y.get(k)));
    }
    return sum;
  }
}

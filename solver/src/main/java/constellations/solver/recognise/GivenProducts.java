package constellations.solver.recognise;

import constellations.verify.exact.Quadratic;
import java.math.BigInteger;
import java.util.List;

/** A symmetric matrix of exact numbers. */
final class GivenProducts implements Products {
  private final List<List<Quadratic>> matrix;
  private final double[][] near;
  private final BigInteger radicand;

  GivenProducts(List<List<Quadratic>> matrix) {
    this.matrix = matrix;
    this.near = new double[matrix.size()][matrix.size()];
    BigInteger field = BigInteger.ONE;
    for (int i = 0; i < near.length; i++) {
      for (int j = 0; j < near.length; j++) {
        Quadratic x = matrix.get(i).get(j);
        near[i][j] = x.enclosure(20).lower().doubleValue();
        field = x.isRational() ? field : x.radicand();
      }
    }
    this.radicand = field;
  }

  @Override
  public int size() {
    return near.length;
  }

  @Override
  public Quadratic exact(int i, int j) {
    return matrix.get(i).get(j);
  }

  @Override
  public double near(int i, int j) {
    return near[i][j];
  }

  @Override
  public BigInteger radicand() {
    return radicand;
  }
}

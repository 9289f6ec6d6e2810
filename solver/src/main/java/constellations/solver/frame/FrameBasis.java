package constellations.solver.frame;

import constellations.solver.conic.SymmetricBlock;
import constellations.verify.frame.FrameForm;
import constellations.verify.frame.FrameKernel;
import constellations.verify.frame.FramePolynomial;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * The functions that a frame bound is made of: for each kernel a positive semidefinite matrix of
 * variables, whose entries stand in a vector by their upper triangle, those beside the diagonal
 * times sqrt 2.
 */
final class FrameBasis {
  /** A kernel without its matrix. */
  record Shape(FrameForm form, int degree, int parity, int powerOfNu) {
    int order() {
      return form.order(degree, parity);
    }
  }

  private final List<Shape> shapes;
  private final List<CompiledPolynomial> functions = new ArrayList<>();

  /** Offset and order of each matrix. */
  final int[][] blocks;

  /** The number of variables. */
  final int variables;

  /**
   * Expands the kernels.
   *
   * @param d the dimension, at least 3
   */
  FrameBasis(int d, List<Shape> shapes) {
    this.shapes = List.copyOf(shapes);
    this.blocks = new int[shapes.size()][];
    int offset = 0;
    for (int b = 0; b < blocks.length; b++) {
      Shape shape = shapes.get(b);
      int order = shape.order();
      blocks[b] = new int[] {offset, order};
      offset += SymmetricBlock.size(order);
      FramePolynomial[][] products = shape.form().products(shape.degree(), shape.parity(), d);
      FramePolynomial power = FramePolynomial.NU.power(shape.powerOfNu());
      for (int i = 0; i < order; i++) {
        functions.add(CompiledPolynomial.of(products[i][i].multiply(power), 1));
        for (int j = i + 1; j < order; j++) {
          FramePolynomial both = products[i][j].add(products[j][i]);
          functions.add(CompiledPolynomial.of(both.multiply(power), Math.sqrt(0.5)));
        }
      }
    }
    this.variables = offset;
  }

  /**
   * The value of each function at a point.
   *
   * @param point t, nu, xi, eta, u, v
   */
  double[] row(double[] point) {
    double[] row = new double[variables];
    for (int i = 0; i < variables; i++) {
      row[i] = functions.get(i).value(point);
    }
    return row;
  }

  /** The function with these variables. */
  CompiledPolynomial function(double[] y) {
    CompiledPolynomial sum = CompiledPolynomial.ZERO;
    for (int i = 0; i < variables; i++) {
      sum = sum.plus(functions.get(i), y[i]);
    }
    return sum;
  }

  /**
   * The kernels with rounded factors of the matrices; those that vanish are left out.
   *
   * @param bits of the denominators
   */
  List<FrameKernel> rounded(double[] y, int bits) {
    List<FrameKernel> kernels = new ArrayList<>();
    for (int b = 0; b < blocks.length; b++) {
      Shape shape = shapes.get(b);
      double[][] matrix = SymmetricBlock.unpack(y, blocks[b][0], blocks[b][1]);
      List<List<BigInteger>> rows = PivotedFactor.rows(matrix, bits);
      if (!rows.isEmpty()) {
        kernels.add(
            new FrameKernel(shape.form(), shape.degree(), shape.parity(), shape.powerOfNu(), rows));
      }
    }
    return kernels;
  }
}

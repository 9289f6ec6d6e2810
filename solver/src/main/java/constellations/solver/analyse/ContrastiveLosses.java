package constellations.solver.analyse;

import constellations.solver.format.EmbeddingMatrix;
import constellations.solver.loss.Calibration;
import constellations.solver.numeric.BlockProducts;
import java.util.function.BooleanSupplier;

/**
 * Losses that need the products row by row, in double precision, for pairs without labels.
 *
 * @param t the inverse temperature
 * @param infoNce softmax cross-entropy over rows plus over columns, nats
 * @param triplet sum over i != j of max(0, |U_i-V_i|^2 - |U_i-V_j|^2), the triplet loss of margin 0
 * @param deficit E* - E(s) of retrieval by rows, ties counted against (docs/theory.md S8)
 * @param deficitBound what calibration puts above the deficit, with the best constant
 * @param paperBound the same with the paper's constant, sqrt(2 t (L - L*))
 */
public record ContrastiveLosses(
    double t,
    double infoNce,
    double triplet,
    double deficit,
    double deficitBound,
    double paperBound) {
  /** More pairs take too long for what is a by-product. */
  public static final int MOST_PAIRS = 5000;

  private static final double MOST_T = 300;

  /**
   * Evaluates; about N^2 d operations in Java.
   *
   * @param t at most 300 is used
   * @return the losses, or null when cancelled
   */
  static ContrastiveLosses of(
      EmbeddingMatrix u,
      EmbeddingMatrix v,
      PairScan.Result scan,
      double t,
      BooleanSupplier cancelled) {
    double used = Math.min(t, MOST_T);
    int n = u.rows();
    double[] own = scan.own();
    double[] rowSums = new double[n];
    double[] columnSums = new double[n];
    double[] triplet = new double[1];
    float[] block = new float[BlockProducts.ROWS * BlockProducts.ROWS];
    try (BlockProducts products = BlockProducts.of(u.columns())) {
      for (int row = 0; row < n; row += BlockProducts.ROWS) {
        float[] left = u.singleUnits(row, n);
        int height = left.length / u.columns();
        products.left(left, height);
        for (int column = 0;
            column < n && !cancelled.getAsBoolean();
            column += BlockProducts.ROWS) {
          float[] right = v.singleUnits(column, n);
          int width = right.length / u.columns();
          products.right(right, width);
          products.multiply(block);
          for (int r = 0; r < height; r++) {
            int i = row + r;
            for (int c = 0; c < width; c++) {
              int j = column + c;
              if (i != j) {
                double x = block[r * width + c];
                rowSums[i] += Math.exp(used * (x - own[i]));
                columnSums[j] += Math.exp(used * (x - own[j]));
                triplet[0] += Math.max(0, 2 * (x - own[i]));
              }
            }
          }
        }
      }
    }
    if (cancelled.getAsBoolean()) {
      return null;
    }
    double rows = 0;
    double columns = 0;
    double above = 0;
    for (int i = 0; i < n; i++) {
      rows += Math.log1p(rowSums[i]);
      columns += Math.log1p(columnSums[i]);
      above += scan.forwards().above()[i];
    }
    // Only what the bounds need: the success itself is counted in the products of the scan.
    double deficit = above / n / n;
    Calibration calibration =
        new Calibration(1 - 1 / (2.0 * n) - deficit, rows / n / used, 1 / used, n);
    return new ContrastiveLosses(
        used,
        rows + columns,
        triplet[0],
        deficit,
        calibration.pairBound(),
        calibration.deficitBound());
  }
}

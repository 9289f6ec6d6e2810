package constellations.solver.analyse;

import constellations.verify.points.Separation;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;

/**
 * What real embeddings are as a constellation: N rows of U and of V in R^d.
 *
 * @param separation s*, beta*, m* and b*; exact for the numbers of the files
 * @param scan all that was found in the products
 * @param fit the least sigmoid loss, numeric
 * @param losses losses of a kind that need all products again; for labelled or large data nothing
 * @param removal what must go for a positive margin; for labelled or large data nothing
 * @param plane the modality gap, unless it was left out
 */
public record Analysis(
    int pairs,
    int dimension,
    Separation separation,
    PairScan.Result scan,
    SigmoidFit fit,
    Optional<ContrastiveLosses> losses,
    Optional<Removal> removal,
    Optional<SeparatingPlane> plane) {

  /** Whether the sigmoid loss can be made as small as one likes: s* > beta*; exact. */
  public boolean zeroLoss() {
    return signOfMargin() > 0;
  }

  private int signOfMargin() {
    return separation.leastPositive().cosine().compareTo(separation.largestNegative().cosine());
  }

  /**
   * A margin and a bias that hold together, see {@link Separation#rounded}; a margin of 0 where the
   * extremes are equal.
   */
  public Separation.Rounded rounded(int decimals) {
    Separation.Rounded rounded = separation.rounded(decimals);
    return signOfMargin() == 0
        ? new Separation.Rounded(BigDecimal.ZERO.setScale(decimals), rounded.bias())
        : rounded;
  }

  /** The q-quantile of the matching products, linear between them as NumPy has it. */
  public double positiveQuantile(double q) {
    double[] x = scan.positives();
    double at = q * (x.length - 1);
    int below = (int) Math.floor(at);
    int above = Math.min(x.length - 1, below + 1);
    return x[below] + (at - below) * (x[above] - x[below]);
  }

  /**
   * The q-quantile of the other products, from the histogram: within the width of a bin, 6.2e-5.
   */
  public double negativeQuantile(double q) {
    long total = Arrays.stream(scan.negatives()).sum();
    double wanted = q * (total - 1);
    long before = 0;
    for (int bin = 0; bin < PairScan.BINS; bin++) {
      long count = scan.negatives()[bin];
      if (count > 0 && before + count > wanted) {
        double share = (wanted - before + 0.5) / count;
        return (bin + Math.min(1, share)) * 2 / PairScan.BINS - 1;
      }
      before += count;
    }
    return 1;
  }

  /** The mean of the matching products. */
  public double positiveMean() {
    return Arrays.stream(scan.positives()).average().orElse(0);
  }

  /** The mean of the other products, from the histogram. */
  public double negativeMean() {
    double sum = 0;
    double total = 0;
    for (int bin = 0; bin < PairScan.BINS; bin++) {
      sum += scan.negatives()[bin] * ((bin + 0.5) * 2 / PairScan.BINS - 1);
      total += scan.negatives()[bin];
    }
    return sum / total;
  }
}

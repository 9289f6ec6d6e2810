package constellations.solver.pmi;

import constellations.verify.claim.JointCounts;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Rationals;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A finite latent z given which x and y are independent, exactly (docs/theory.md S14).
 *
 * @param prior p(z), above 0, of sum 1
 * @param rows for each z the distribution p(x|z)
 * @param columns for each z the distribution p(y|z)
 */
public record Latent(
    List<BigFraction> prior, List<List<BigFraction>> rows, List<List<BigFraction>> columns) {
  /**
   * Checks the distributions.
   *
   * @throws BadInputException if one of them does not sum to 1, or a number is negative
   */
  public Latent {
    prior = List.copyOf(prior);
    rows = rows.stream().map(List::copyOf).toList();
    columns = columns.stream().map(List::copyOf).toList();
    distribution("latent.prior", prior);
    if (prior.stream().anyMatch(p -> p.signum() == 0)) {
      throw BadInputException.argument("latent.prior", prior, "probabilities above 0");
    }
    given("latent.rows", rows, prior.size());
    given("latent.columns", columns, prior.size());
  }

  private static void given(String name, List<List<BigFraction>> lists, int latents) {
    if (lists.size() != latents) {
      throw BadInputException.argument(
          name, lists.size() + " distributions", latents + ", one for each latent");
    }
    for (List<BigFraction> list : lists) {
      distribution(name, list);
      if (list.size() != lists.get(0).size()) {
        throw BadInputException.argument(
            name, list.size() + " numbers", lists.get(0).size() + " as in the first");
      }
    }
  }

  private static void distribution(String name, List<BigFraction> list) {
    BigFraction sum = BigFraction.ZERO;
    for (BigFraction p : list) {
      if (p.signum() < 0) {
        throw BadInputException.argument(name, p, "probabilities, at least 0");
      }
      sum = sum.add(p);
    }
    if (!sum.equals(BigFraction.ONE)) {
      throw BadInputException.argument(
          name, "the sum " + Rationals.toString(sum), "probabilities of sum 1, exactly");
    }
  }

  /** The counts of p(x,y) = sum_z p(z) p(x|z) p(y|z) over their common denominator. */
  public JointCounts counts() {
    int m = rows.get(0).size();
    int n = columns.get(0).size();
    List<BigFraction> joint = new ArrayList<>();
    for (int x = 0; x < m; x++) {
      for (int y = 0; y < n; y++) {
        BigFraction p = BigFraction.ZERO;
        for (int z = 0; z < prior.size(); z++) {
          p = p.add(prior.get(z).multiply(rows.get(z).get(x)).multiply(columns.get(z).get(y)));
        }
        joint.add(p);
      }
    }
    BigInteger common = Rationals.commonDenominator(joint);
    List<List<BigInteger>> counts = new ArrayList<>();
    for (int x = 0; x < m; x++) {
      counts.add(
          joint.subList(x * n, (x + 1) * n).stream()
              .map(p -> Rationals.multiple(p, common))
              .toList());
    }
    return new JointCounts(counts);
  }

  /** Sqrt(p(z)) p(x|z)/p(x) for all x: the factor of x; products over z of x and y sum to R. */
  double[][] rowFactors() {
    return factors(rows);
  }

  /** The same of y. */
  double[][] columnFactors() {
    return factors(columns);
  }

  private double[][] factors(List<List<BigFraction>> given) {
    int n = given.get(0).size();
    double[][] factors = new double[n][prior.size()];
    for (int x = 0; x < n; x++) {
      BigFraction marginal = BigFraction.ZERO;
      for (int z = 0; z < prior.size(); z++) {
        marginal = marginal.add(prior.get(z).multiply(given.get(z).get(x)));
      }
      for (int z = 0; z < prior.size(); z++) {
        factors[x][z] =
            Math.sqrt(prior.get(z).doubleValue())
                * given.get(z).get(x).divide(marginal).doubleValue();
      }
    }
    return factors;
  }
}

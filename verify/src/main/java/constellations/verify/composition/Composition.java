package constellations.verify.composition;

import constellations.verify.exact.Quadratic;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The inequalities behind the rules by which codes give codes and constellations. Exact.
 *
 * <p>The argument: docs/theory.md T18, T20, T22, T28.
 */
public final class Composition {
  private Composition() {}

  /**
   * {@return whether a code of this cosine with a simplex suffix in k - 1 more dimensions is an (m,
   * b)-constellation of k modalities: cosine at most alpha_k(m, b), for -1/(k-1) &lt; s &lt;= 1
   * (docs/theory.md T18, Construction 2)}
   *
   * @param cosine the cosine of the code
   * @param margin the margin m
   * @param bias the relative bias b
   * @param k the number of modalities, at least 2
   */
  public static boolean lifts(Quadratic cosine, BigFraction margin, BigFraction bias, int k) {
    return bias.add(margin).compareTo(BigFraction.of(-1, k - 1)) > 0
        && cosine.compareTo(Quadratic.of(Reduction.cosine(margin, bias, k))) <= 0;
  }

  /**
   * {@return whether j modalities of every (m, b)-constellation project to a code of at most this
   * cosine: alpha_j(m, b) is at most that, for s &gt; -1/(j-1) and alpha_j &gt;= -1/(j-1)
   * (docs/theory.md T20)}
   *
   * @param cosine the cosine of the code
   * @param margin the margin m
   * @param bias the relative bias b
   * @param j the number of modalities, at least 2
   */
  public static boolean projects(Quadratic cosine, BigFraction margin, BigFraction bias, int j) {
    BigFraction least = BigFraction.of(-1, j - 1);
    if (bias.add(margin).compareTo(least) <= 0) {
      return false;
    }
    BigFraction alpha = Reduction.cosine(margin, bias, j);
    return alpha.compareTo(least) >= 0 && cosine.compareTo(Quadratic.of(alpha)) >= 0;
  }

  /**
   * {@return the cosine (1 + alpha)/(1 - e^2/(2 + 2s)) - 1 of the code in R^(d-1) to which N &gt;=
   * 3 pairs of an (m, b)-constellation in R^d project, with alpha = alpha_2(m, b) &gt;= 0, gamma =
   * -beta &gt; 1/2 and e = (1 - gamma)(3 + 2 gamma)/2, or nothing where it says nothing
   * (docs/theory.md T28)}
   *
   * @param margin the margin m
   * @param bias the relative bias b, with b + m &lt;= 1
   */
  public static Optional<BigFraction> flatCosine(BigFraction margin, BigFraction bias) {
    BigFraction s = bias.add(margin);
    BigFraction gamma = margin.subtract(bias);
    if (s.add(1).signum() <= 0 || gamma.compareTo(BigFraction.of(1, 2)) <= 0) {
      return Optional.empty();
    }
    BigFraction alpha = Reduction.cosine(margin, bias, 2);
    BigFraction e = BigFraction.ONE.subtract(gamma).multiply(gamma.multiply(2).add(3)).divide(2);
    BigFraction rest = BigFraction.ONE.subtract(e.multiply(e).divide(s.add(1).multiply(2)));
    if (alpha.signum() < 0 || gamma.compareTo(BigFraction.ONE) > 0 || rest.signum() <= 0) {
      return Optional.empty();
    }
    return Optional.of(alpha.add(1).divide(rest).subtract(1))
        .filter(c -> c.compareTo(BigFraction.ONE) < 0);
  }

  /**
   * {@return whether a code of cosine c in the layer of height h, (sqrt(1 - h^2) x, h), has cosines
   * at most a: h^2 + (1 - h^2) c &lt;= a}
   *
   * @param c the cosine of the code of the layer
   * @param h a height, in [-1, 1]
   * @param a the cosine that is allowed
   */
  public static boolean layer(Quadratic c, BigFraction h, Quadratic a) {
    BigFraction square = h.multiply(h);
    Quadratic cosine = c.multiply(BigFraction.ONE.subtract(square)).add(Quadratic.of(square));
    return cosine.compareTo(a) <= 0;
  }

  /**
   * {@return whether points of layers of height g and h have cosines at most a: g h + sqrt((1 -
   * g^2)(1 - h^2)) &lt;= a}
   *
   * @param g the height of the other layer, in [-1, 1]
   * @param h a height, in [-1, 1]
   * @param a the cosine that is allowed
   */
  public static boolean apart(BigFraction g, BigFraction h, Quadratic a) {
    BigFraction squares =
        BigFraction.ONE.subtract(g.multiply(g)).multiply(BigFraction.ONE.subtract(h.multiply(h)));
    Quadratic rest = a.subtract(Quadratic.of(g.multiply(h)));
    return rest.signum() >= 0 && rest.square().compareTo(Quadratic.of(squares)) >= 0;
  }
}

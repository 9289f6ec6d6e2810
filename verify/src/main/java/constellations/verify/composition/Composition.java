package constellations.verify.composition;

import constellations.verify.exact.Quadratic;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The inequalities behind the rules by which codes give codes and constellations. Exact.
 *
 * <p>The argument: docs/theory.md T18, T20, T22.
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

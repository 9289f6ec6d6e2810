package constellations.verify.pmi;

import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Exponential;
import constellations.verify.exact.Interval;
import java.math.BigDecimal;

/**
 * How alike two points are, by the square r of their distance; between 0 and 1.
 *
 * <p>The argument: docs/theory.md T40.
 */
public enum PointKernel {
  /** exp(-r/2). */
  GAUSSIAN("gaussian"),
  /** 1 / sqrt(1 + r). */
  INVERSE_MULTIQUADRIC("inverse-multiquadric");

  private final String text;

  PointKernel(String text) {
    this.text = text;
  }

  /** {@return the name in files} */
  public String text() {
    return text;
  }

  /**
   * {@return the kernel of a name}
   *
   * @param name the name in files
   * @throws BadInputException if there is none
   */
  public static PointKernel named(String name) {
    for (PointKernel kernel : values()) {
      if (kernel.text.equals(name)) {
        return kernel;
      }
    }
    throw BadInputException.argument("kernel", name, "gaussian or inverse-multiquadric");
  }

  /** An enclosure of the value at a square of a distance, exact. */
  Interval of(BigDecimal square, int digits) {
    Interval r = Interval.of(square, square, digits);
    Interval one = Interval.of(1, digits);
    return this == GAUSSIAN
        ? Exponential.of(r.divide(Interval.of(-2, digits)), digits)
        : one.divide(one.add(r).sqrt());
  }
}

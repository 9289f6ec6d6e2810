package constellations.solver.recognise;

import constellations.solver.numeric.Rows;
import constellations.solver.recognise.OrthogonalFrame.Axis;
import constellations.verify.exact.PointSet;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * An exact configuration that is another one up to rounding and a rotation.
 *
 * <p>The products with the vectors of a frame are taken for simple numbers; coordinates along the
 * frame follow, and what they do not prove is compared: all norms exactly, all products in double
 * precision. A certificate of these coordinates proves its own claim, whatever was recognised.
 *
 * @param points the exact points, if they were found
 * @param dimension of the space that they span
 * @param reason what they are, or why there are none
 */
public record Recognition(Optional<PointSet> points, int dimension, String reason) {
  private static final int FRAMES = 6;
  private static final int ENOUGH = 2;

  /** Vectors of more coordinates than dimensions are integers below 2^31, at most so many. */
  private static final int MOST_COORDINATES = 128;

  private static final int MOST_BITS = 40;

  /** Products may differ by so many times the tolerance. */
  private static final double SLACK = 100;

  /**
   * Recognises points.
   *
   * @param points N points, whose coordinates are rounded
   * @param tolerance how far products of unit vectors may be from exact ones
   */
  public static Recognition of(PointSet points, double tolerance) {
    double[][] units = new double[points.size()][];
    for (int i = 0; i < units.length; i++) {
      units[i] = points.approximateUnit(i);
    }
    try {
      Recognition found = best(RecognisedProducts.of(units, tolerance));
      found.points.ifPresent(exact -> compare(units, exact, SLACK * tolerance));
      return found;
    } catch (Products.Unrecognised e) {
      return new Recognition(Optional.empty(), 0, e.getMessage());
    }
  }

  /**
   * Factors a matrix of exact inner products.
   *
   * @param gram N x N, symmetric
   */
  public static Recognition ofGram(List<List<Quadratic>> gram) {
    try {
      Products products = new GivenProducts(gram);
      Recognition found = best(products);
      found.points.ifPresent(exact -> compare(products, exact));
      return found;
    } catch (Products.Unrecognised e) {
      return new Recognition(Optional.empty(), 0, e.getMessage());
    }
  }

  /** The fewest and smallest coordinates over some frames. */
  private static Recognition best(Products products) {
    Optional<PointSet> best = Optional.empty();
    int rank = 0;
    for (long seed = 0; seed < FRAMES; seed++) {
      OrthogonalFrame frame = OrthogonalFrame.of(products, seed);
      rank = frame.axes().size();
      Optional<PointSet> found = coordinates(frame.axes(), products);
      if (found.isPresent()
          && (best.isEmpty() || found.get().dimension() < best.get().dimension())) {
        best = found;
      }
      if (best.isPresent() && (best.get().dimension() == rank || seed >= ENOUGH)) {
        break;
      }
    }
    String field =
        products.radicand().equals(BigInteger.ONE)
            ? "rational"
            : "numbers of Q(sqrt(" + products.radicand() + "))";
    return new Recognition(
        best,
        rank,
        best.isPresent()
            ? "inner products are " + field
            : "inner products are " + field + ", but no coordinates in one field were found");
  }

  /** Coordinates in one field, of all scales the one with the fewest. */
  private static Optional<PointSet> coordinates(List<Axis> axes, Products products) {
    BigInteger radicand = products.radicand();
    Optional<PointSet> best = Optional.empty();
    TreeSet<Quadratic> scales = new TreeSet<>(List.of(Quadratic.ONE));
    axes.forEach(axis -> scales.add(axis.norm()));
    for (Quadratic scale : scales) {
      Optional<PointSet> found = along(axes, scale, radicand, products.size());
      if (found.isEmpty() && radicand.equals(BigInteger.ONE)) {
        found = surds(axes, scale, products.size());
      }
      if (found.isPresent()
          && (best.isEmpty() || found.get().dimension() < best.get().dimension())) {
        best = found;
      }
    }
    return best;
  }

  /** Coordinates of norms that are the exact ones times a scale. */
  private static Optional<PointSet> along(
      List<Axis> axes, Quadratic scale, BigInteger radicand, int size) {
    List<List<Quadratic>> factors = new ArrayList<>();
    int columns = 0;
    for (Axis axis : axes) {
      Quadratic ratio = scale.divide(axis.norm());
      Optional<Quadratic> root = Squares.root(ratio, radicand);
      Optional<List<BigFraction>> sum =
          root.isPresent() || !radicand.equals(BigInteger.ONE)
              ? Optional.empty()
              : Squares.summands(ratio.rational());
      if (root.isEmpty() && sum.isEmpty()) {
        return Optional.empty();
      }
      factors.add(
          root.map(List::of)
              .orElseGet(() -> sum.orElseThrow().stream().map(Quadratic::of).toList()));
      columns += factors.get(factors.size() - 1).size();
    }
    if (columns > axes.size() && columns > MOST_COORDINATES) {
      return Optional.empty();
    }
    PointSet points = rows(axes, factors, size);
    return columns == axes.size() || points.isSmall() ? Optional.of(points) : Optional.empty();
  }

  /** The same in a quadratic field where the products are rational. */
  private static Optional<PointSet> surds(List<Axis> axes, Quadratic scale, int size) {
    BigInteger radicand = BigInteger.ONE;
    for (Axis axis : axes) {
      BigInteger free = Squares.free(scale.divide(axis.norm()).rational());
      if (!free.equals(BigInteger.ONE)) {
        if (!radicand.equals(BigInteger.ONE) && !radicand.equals(free)) {
          return Optional.empty();
        }
        radicand = free;
      }
    }
    return along(axes, scale, radicand, size);
  }

  private static PointSet rows(List<Axis> axes, List<List<Quadratic>> factors, int size) {
    List<List<Quadratic>> rows = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      List<Quadratic> row = new ArrayList<>();
      for (int k = 0; k < axes.size(); k++) {
        for (Quadratic factor : factors.get(k)) {
          row.add(axes.get(k).products()[i].multiply(factor));
        }
      }
      rows.add(row);
    }
    // Of one denominator for all rows, those of one norm stay so, which makes checking fast.
    BigInteger denominator =
        Rationals.commonDenominator(
            () ->
                rows.stream()
                    .flatMap(List::stream)
                    .flatMap(x -> Stream.of(x.rational(), x.coefficient()))
                    .iterator());
    return denominator.bitLength() > MOST_BITS
        ? PointSet.of(rows)
        : PointSet.of(
            rows.stream()
                .map(row -> row.stream().map(x -> x.multiply(BigFraction.of(denominator))).toList())
                .toList());
  }

  /** The products of the exact points are those of the given ones up to rounding. */
  private static void compare(double[][] units, PointSet exact, double most) {
    double[][] found = new double[units.length][];
    for (int i = 0; i < units.length; i++) {
      found[i] = exact.approximateUnit(i);
    }
    for (int i = 0; i < units.length; i++) {
      for (int j = 0; j < i; j++) {
        double apart = Math.abs(Rows.dot(units[i], units[j]) - Rows.dot(found[i], found[j]));
        if (!(apart <= most)) {
          throw new Products.Unrecognised(
              "points " + i + " and " + j + " are " + (float) apart + " away from exact ones");
        }
      }
    }
  }

  /** The products of the exact points are the given ones, exactly. */
  private static void compare(Products products, PointSet exact) {
    for (int i = 0; i < products.size(); i++) {
      for (int j = 0; j < i; j++) {
        Quadratic product = products.exact(i, j);
        Quadratic norms = products.exact(i, i).multiply(products.exact(j, j));
        boolean same =
            exact
                    .cosine(i, exact, j)
                    .compareTo(constellations.verify.exact.Cosine.of(product, norms))
                == 0;
        if (!same) {
          throw new Products.Unrecognised(
              "products that are not positive semidefinite (points " + i + ", " + j + ")");
        }
      }
    }
  }
}

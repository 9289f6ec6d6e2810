package constellations.solver.dimension;

import constellations.solver.code.ExistingCode;
import constellations.solver.code.IndexedCode;
import constellations.solver.format.UnitRows;
import constellations.solver.search.SimplexSuffix;
import constellations.verify.exact.PointSet;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** A constellation whose code is known point by point. */
final class FromCode implements ExplicitConstellation {
  private final Query query;
  private final Way way;
  private final ExistingCode code;
  private final IndexedCode indexed;
  private final PointSet listed;

  /** An orthonormal basis of the span of the code, when it has more coordinates than dimensions. */
  private final List<double[]> basis;

  FromCode(Query query, Way way, ExistingCode code) {
    this.query = query;
    this.way = way;
    this.code = code;
    this.indexed = code.indexed().isPresent() ? code.indexed().get().get() : null;
    this.listed = indexed == null ? code.listed().orElseThrow().get() : null;
    int coordinates = indexed == null ? listed.dimension() : indexed.coordinates();
    this.basis = coordinates > code.dimension() ? basis() : null;
  }

  @Override
  public String description() {
    return way.name() + " of " + code.description();
  }

  @Override
  public int dimension() {
    return (int) code.dimension() + way.extraDimensions();
  }

  @Override
  public List<double[]> item(long i) {
    double[] x = unit(i);
    int k = query.modalities();
    List<double[]> vectors = new ArrayList<>();
    UnitRows code = UnitRows.code(x, x.length);
    UnitRows all =
        way.extraDimensions() == 0
            ? code.repeated(k)
            : SimplexSuffix.of(code, k, query.positive().doubleValue());
    for (int a = 0; a < k; a++) {
      vectors.add(all.row(a));
    }
    return vectors;
  }

  private double[] unit(long i) {
    double[] x = coordinates(i);
    if (basis == null) {
      return x;
    }
    double[] reduced = new double[basis.size()];
    for (int j = 0; j < reduced.length; j++) {
      reduced[j] = inner(x, basis.get(j));
    }
    return reduced;
  }

  private double[] coordinates(long i) {
    if (indexed == null) {
      return listed.approximateUnit((int) i);
    }
    long[] point = indexed.encode(BigInteger.valueOf(i));
    double[] x = new double[point.length];
    for (int j = 0; j < x.length; j++) {
      x[j] = point[j];
    }
    return normalised(x);
  }

  /** Gram-Schmidt over the points, until they span. */
  private List<double[]> basis() {
    List<double[]> found = new ArrayList<>();
    for (long i = 0; found.size() < code.dimension(); i++) {
      double[] rest = coordinates(i);
      // Twice, for orthogonality to working precision.
      for (int pass = 0; pass < 2; pass++) {
        for (double[] axis : found) {
          double part = inner(rest, axis);
          for (int j = 0; j < rest.length; j++) {
            rest[j] -= part * axis[j];
          }
        }
      }
      if (inner(rest, rest) > 1e-6) {
        found.add(normalised(rest));
      }
    }
    return found;
  }

  private static double[] normalised(double[] x) {
    double norm = Math.sqrt(inner(x, x));
    for (int j = 0; j < x.length; j++) {
      x[j] /= norm;
    }
    return x;
  }

  private static double inner(double[] x, double[] y) {
    double sum = 0;
    for (int j = 0; j < x.length; j++) {
      sum += x[j] * y[j];
    }
    return sum;
  }
}

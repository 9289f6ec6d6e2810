package constellations.solver.select;

import constellations.verify.CertificateReader;
import constellations.verify.claim.Certificate;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.PointSet;
import constellations.verify.exact.Quadratic;
import constellations.verify.points.SphericalCodeCertificate;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.commons.numbers.fraction.BigFraction;

/** Integer vectors of certificates: to choose among, or to be in what is chosen. */
public final class GivenVectors {
  /** Larger entries would not leave room for inner products. */
  private static final int MOST_ENTRY = 1_000_000;

  private GivenVectors() {}

  /** The vectors as a point set. */
  public static PointSet points(List<int[]> vectors) {
    int d = vectors.get(0).length;
    long[] data = new long[vectors.size() * d];
    for (int i = 0; i < vectors.size(); i++) {
      for (int k = 0; k < d; k++) {
        data[i * d + k] = vectors.get(i)[k];
      }
    }
    return PointSet.ofIntegers(d, data);
  }

  /**
   * The rows of a spherical code.
   *
   * @throws BadInputException if it is none, or its coordinates are no integers of moderate size
   */
  public static List<int[]> of(Path file) {
    Certificate certificate = CertificateReader.read(file);
    if (!(certificate instanceof SphericalCodeCertificate code)) {
      throw BadInputException.file(file.toString(), certificate.kind(), "a spherical code");
    }
    PointSet points = code.vectors().points();
    List<int[]> rows = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      List<Quadratic> row = points.row(i);
      int[] integers = new int[row.size()];
      for (int k = 0; k < integers.length; k++) {
        try {
          BigFraction x = row.get(k).rational();
          if (!x.getDenominator().equals(BigInteger.ONE)) {
            throw new ArithmeticException("a fraction");
          }
          integers[k] = x.getNumerator().intValueExact();
          if (Math.abs((long) integers[k]) > MOST_ENTRY) {
            throw new ArithmeticException("large");
          }
        } catch (ArithmeticException | IllegalStateException e) {
          throw BadInputException.file(
              file + ": row " + i, row.get(k), "integers of moderate size");
        }
      }
      rows.add(integers);
    }
    return rows;
  }

  /**
   * Vectors that have to be chosen.
   *
   * @param most the largest inner product that is allowed
   * @param cosine as it was given, for errors
   * @throws BadInputException if they do not lie on the sphere of the set, or are no code
   */
  public static List<int[]> fitting(Path include, VectorSet set, long most, String cosine) {
    List<int[]> rows = of(include);
    for (int i = 0; i < rows.size(); i++) {
      int[] row = rows.get(i);
      for (int[] other : rows.subList(0, i)) {
        if (row.length == other.length && VectorSet.inner(row, other) > most) {
          throw BadInputException.file(
              include + ": row " + i, "a cosine above " + cosine, "a code of this cosine");
        }
      }
      if (row.length != set.coordinates() || VectorSet.inner(row, row) != set.norm()) {
        throw BadInputException.file(
            include.toString(),
            row.length + " coordinates of squared norm " + VectorSet.inner(row, row),
            set.coordinates() + " coordinates of squared norm " + set.norm());
      }
    }
    return rows;
  }

  /**
   * The vectors of a set that may be chosen beside others.
   *
   * @throws BadInputException if there are none
   */
  public static VectorSet compatible(VectorSet set, List<int[]> included, long most) {
    Predicate<int[]> fits = v -> included.stream().allMatch(w -> VectorSet.inner(v, w) <= most);
    if (set.vectors().stream().noneMatch(fits)) {
      throw BadInputException.argument(
          "vectors that fit to those of --include", "none", "at least one");
    }
    return set.where(fits);
  }
}

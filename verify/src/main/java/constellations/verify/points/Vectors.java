package constellations.verify.points;

import constellations.verify.exact.PointSet;
import constellations.verify.exact.Quadratic;
import java.util.List;

/** Vectors as evidence: written out in the certificate, or in a side file that it names. */
public sealed interface Vectors {
  /** {@return the vectors, a row each} */
  PointSet points();

  /**
   * Rows of exact numbers in the certificate itself.
   *
   * @param rows the numbers as they are written; a row need not have norm 1
   * @param points the same as a point set
   */
  record Inline(List<List<Quadratic>> rows, PointSet points) implements Vectors {
    /**
     * Makes the point set from the rows.
     *
     * @param rows N rows of d numbers of one quadratic field
     * @return the vectors as they stand in a certificate
     */
    public static Inline of(List<List<Quadratic>> rows) {
      return new Inline(rows, PointSet.of(rows));
    }

    /**
     * Writes the rows as the point set holds them.
     *
     * @param points the N vectors
     * @return the vectors as they stand in a certificate
     */
    public static Inline of(PointSet points) {
      List<List<Quadratic>> rows =
          java.util.stream.IntStream.range(0, points.size()).mapToObj(points::row).toList();
      return new Inline(rows, points);
    }
  }

  /**
   * Rows of machine integers in a .npy file beside the certificate.
   *
   * @param file the name of the file, in the folder of the certificate
   * @param sha256 the SHA-256 of the whole file, in lower-case hexadecimal
   */
  record SideFile(String file, String sha256, PointSet points) implements Vectors {}
}

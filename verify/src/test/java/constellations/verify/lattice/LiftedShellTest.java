package constellations.verify.lattice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.verify.CertificateReader;
import constellations.verify.CertificateWriter;
import constellations.verify.Verifier;
import constellations.verify.claim.Certificate;
import constellations.verify.claim.Provenance;
import constellations.verify.claim.Verdict;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.PointSet;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import constellations.verify.lattice.LiftedShellCertificate.Lifted;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;

/** Shells of D4 with lifted vectors: the statement T43 against all pairs in double precision. */
class LiftedShellTest {
  private static final Provenance PROVENANCE =
      new Provenance("test", 1L, "none", "test", "2026-11-28");

  /** Rows of a basis of D4 in Z^4. */
  private static final long[][] BASIS = {{1, -1, 0, 0}, {0, 1, -1, 0}, {0, 0, 1, -1}, {0, 0, 1, 1}};

  private static final Lattice D4 = Lattice.of(gram());
  private static final Quadratic HALF = Quadratic.of(BigFraction.of(1, 2));

  private static long[][] gram() {
    long[][] gram = new long[4][4];
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        for (int k = 0; k < 4; k++) {
          gram[i][j] += BASIS[i][k] * BASIS[j][k];
        }
      }
    }
    return gram;
  }

  /** The coefficients of a root in Z^4. */
  private static long[] head(long a, long b, long c, long d) {
    // a, a + b and the last two from c and d: x = (a, b - a, ...) in the basis.
    long first = a;
    long second = a + b;
    long sum = a + b + c;
    return new long[] {first, second, (sum - d) / 2, (sum + d) / 2};
  }

  /** Two opposite pairs at right angles: cosines at most 0. */
  private static long[][] square(int from) {
    List<long[]> heads = new ArrayList<>();
    for (long sign = -1; sign <= 1; sign += 2) {
      heads.add(from == 0 ? head(sign, sign, 0, 0) : head(0, 0, sign, sign));
      heads.add(from == 0 ? head(sign, -sign, 0, 0) : head(0, 0, sign, -sign));
    }
    return heads.toArray(new long[0][]);
  }

  private static LiftedShellCertificate certificate(
      long points, Quadratic cosine, BigFraction lift, PointSet directions, List<Lifted> classes) {
    return new LiftedShellCertificate(
        4 + Math.min(directions.dimension(), 2),
        BigInteger.valueOf(points),
        cosine,
        D4,
        2,
        2,
        lift,
        directions,
        classes,
        PROVENANCE);
  }

  private static final PointSet LINE = PointSet.ofIntegers(1, new long[] {1, -1, 1, -1});

  /** A hexagon in the plane x + y + z = 0, and the same turned by 30 degrees. */
  private static final PointSet HEXAGONS =
      PointSet.ofIntegers(
          3,
          new long[] {
            1, -1, 0, 0, 1, -1, -1, 0, 1, -1, 1, 0, 0, -1, 1, 1, 0, -1, 2, -1, -1, -2, 1, 1, -1, 2,
            -1, 1, -2, 1, -1, -1, 2, 1, 1, -2
          });

  private static Verdict verdict(LiftedShellCertificate certificate) {
    return Verifier.verify(certificate, 1);
  }

  private static LiftedShellCertificate line(long points, String cosine, String lift) {
    return certificate(
        points,
        Quadratic.parse(cosine, "cosine"),
        Quadratic.parse(lift, "lift").rational(),
        LINE,
        List.of(new Lifted(square(0), List.of(0, 1))));
  }

  @Test
  void oneDimensionMore() {
    assertTrue(verdict(line(24 + 4 + 2, "1/2", "1/4")).accepted());
    assertFalse(verdict(line(31, "1/2", "1/4")).accepted(), "a point more");
    assertFalse(verdict(line(30, "0.4999999999", "1/4")).accepted(), "a smaller cosine");
    assertFalse(verdict(line(30, "1/2", "0.2499")).accepted(), "one head's points too close");
    assertFalse(verdict(line(30, "1/2", "0.2501")).accepted(), "the poles too close");
    assertTrue(verdict(line(30, "0.6", "0.3")).accepted());
  }

  private static LiftedShellCertificate triangles(
      long points, List<Integer> first, List<Integer> second, int secondHeads) {
    return certificate(
        points,
        HALF,
        BigFraction.of(1, 3),
        HEXAGONS,
        List.of(new Lifted(square(0), first), new Lifted(square(secondHeads), second)));
  }

  @Test
  void twoTriangles() {
    List<Integer> one = List.of(0, 1, 2);
    List<Integer> other = List.of(3, 4, 5);
    LiftedShellCertificate good = triangles(24 + 16 + 6, one, other, 2);
    assertTrue(verdict(good).accepted(), verdict(good).reason());
    assertEquals(6, good.dimension());
    assertFalse(verdict(triangles(47, one, other, 2)).accepted());
    assertFalse(verdict(triangles(46, one, other, 0)).accepted(), "heads that are there twice");
    assertFalse(
        verdict(triangles(46, List.of(0, 1, 3), List.of(2, 4, 5), 2)).accepted(), "no triangles");
    assertThrows(BadInputException.class, () -> triangles(46, one, List.of(2, 4, 5), 2));
    PointSet space = PointSet.ofIntegers(3, new long[] {1, -1, 0, 0, 1, -1, -1, 0, 1, 1, 1, 1});
    assertFalse(
        verdict(
                certificate(
                    24 + 8 + 1,
                    HALF,
                    BigFraction.of(1, 3),
                    space,
                    List.of(new Lifted(square(0), one))))
            .accepted(),
        "directions of three dimensions in two");
  }

  @Test
  void headsAreVectorsOfTheShell() {
    long[][] long4 = {head(2, 0, 0, 0)};
    Verdict far =
        verdict(
            certificate(
                25, HALF, BigFraction.of(1, 4), LINE, List.of(new Lifted(long4, List.of(0, 1)))));
    assertFalse(far.accepted());
    assertTrue(far.reason().contains("squared norm 4"), far.reason());
    long[][] close = {head(1, 1, 0, 0), head(1, 0, 1, 0)};
    assertFalse(
        verdict(
                certificate(
                    26,
                    HALF,
                    BigFraction.of(1, 4),
                    LINE,
                    List.of(new Lifted(close, List.of(0, 1)))))
            .accepted(),
        "heads of one class at 60 degrees");
    Lattice squares = Lattice.of(new long[][] {{1, 0}, {0, 1}});
    LiftedShellCertificate least =
        new LiftedShellCertificate(
            3,
            BigInteger.ONE,
            HALF,
            squares,
            2,
            2,
            BigFraction.of(1, 4),
            LINE,
            List.of(),
            PROVENANCE);
    assertFalse(verdict(least).accepted(), "a least norm that the lattice has not");
  }

  /** One head in one direction may be lifted as far as one likes. */
  @Test
  void oneHead() {
    PointSet up = PointSet.ofIntegers(1, new long[] {1});
    long[][] heads = {head(1, 1, 0, 0)};
    LiftedShellCertificate lifted =
        certificate(24, HALF, BigFraction.of(9, 10), up, List.of(new Lifted(heads, List.of(0))));
    assertTrue(verdict(lifted).accepted(), verdict(lifted).reason());
  }

  @Test
  void numbersAreLimited() {
    for (long bad : new long[] {Long.MIN_VALUE, -512, 512, Long.MAX_VALUE}) {
      long[][] heads = {{bad, 0, 0, 1}};
      assertThrows(
          BadInputException.class,
          () ->
              certificate(
                  24, HALF, BigFraction.of(1, 4), LINE, List.of(new Lifted(heads, List.of(0)))));
    }
    assertThrows(BadInputException.class, () -> line(30, "1", "1/4"));
    assertThrows(BadInputException.class, () -> line(30, "1/2", "1"));
    assertThrows(BadInputException.class, () -> line(0, "1/2", "1/4"));
    assertThrows(
        BadInputException.class,
        () ->
            certificate(
                24, HALF, BigFraction.of(1, 4), LINE, List.of(new Lifted(square(0), List.of(4)))));
  }

  @Test
  void isReadBack() {
    byte[] written = CertificateWriter.bytes(triangles(46, List.of(0, 1, 2), List.of(3, 4, 5), 2));
    Certificate back = CertificateReader.parse(written, Path.of("nowhere"));
    assertArrayEquals(written, CertificateWriter.bytes(back));
    assertTrue(Verifier.verify(back, 1).accepted());
  }

  /** What is accepted has no pair of a larger cosine, and so many points. */
  @Property(tries = 300, seed = "1")
  void acceptedCodesExist(@ForAll long seed) {
    Random random = new Random(seed);
    List<long[]> roots = roots();
    java.util.Collections.shuffle(roots, random);
    long[] data = new long[2 * (2 + random.nextInt(5))];
    for (int i = 0; i < data.length; i++) {
      data[i] = random.nextInt(7) - 3L;
    }
    for (int i = 0; i < data.length; i += 2) {
      data[i] += data[i] == 0 && data[i + 1] == 0 ? 1 : 0;
    }
    PointSet directions = PointSet.ofIntegers(2, data);
    List<Lifted> classes = new ArrayList<>();
    int used = 0;
    int direction = 0;
    while (direction < directions.size() - 1 && random.nextInt(4) > 0) {
      int heads = 1 + random.nextInt(3);
      int tails = 1 + random.nextInt(Math.min(2, directions.size() - 1 - direction));
      List<Integer> names = new ArrayList<>();
      for (int i = 0; i < tails; i++) {
        names.add(direction++);
      }
      classes.add(new Lifted(roots.subList(used, used + heads).toArray(new long[0][]), names));
      used += heads;
    }
    BigFraction lift = BigFraction.of(1 + random.nextInt(19), 20);
    List<double[]> points = points(directions, classes, lift.doubleValue());
    double largest = largest(points);
    for (double step : new double[] {1e-6, -1e-6}) {
      double claimed = largest + step;
      if (claimed < 1 && claimed > -1) {
        Quadratic cosine = Quadratic.of(Rationals.of(BigDecimal.valueOf(claimed)));
        boolean accepted =
            verdict(certificate(points.size(), cosine, lift, directions, classes)).accepted();
        assertFalse(accepted && step < 0, "cosine " + largest + " is reached");
        assertFalse(
            verdict(certificate(points.size() + 1, cosine, lift, directions, classes)).accepted());
      }
    }
  }

  /** Coefficients of the 24 roots. */
  private static List<long[]> roots() {
    List<long[]> roots = new ArrayList<>();
    for (int code = 0; code < 81; code++) {
      long[] x = {code % 3 - 1, code / 3 % 3 - 1, code / 9 % 3 - 1, code / 27 - 1};
      if (Arrays.stream(x).map(Math::abs).sum() == 2) {
        roots.add(head(x[0], x[1], x[2], x[3]));
      }
    }
    return roots;
  }

  private static List<double[]> points(PointSet directions, List<Lifted> classes, double lift) {
    List<double[]> points = new ArrayList<>();
    List<String> lifted = new ArrayList<>();
    List<Integer> named = new ArrayList<>();
    for (Lifted one : classes) {
      named.addAll(one.tails());
      for (long[] head : one.heads()) {
        lifted.add(Arrays.toString(head));
        for (int tail : one.tails()) {
          points.add(point(head, directions.approximateUnit(tail), lift));
        }
      }
    }
    for (long[] root : roots()) {
      if (!lifted.contains(Arrays.toString(root))) {
        points.add(point(root, new double[2], 0));
      }
    }
    for (int i = 0; i < directions.size(); i++) {
      if (!named.contains(i)) {
        points.add(point(new long[4], directions.approximateUnit(i), 1));
      }
    }
    return points;
  }

  private static double[] point(long[] head, double[] tail, double lift) {
    double[] point = new double[6];
    for (int k = 0; k < 4; k++) {
      for (int i = 0; i < 4; i++) {
        point[k] += Math.sqrt((1 - lift) / 2) * head[i] * BASIS[i][k];
      }
    }
    point[4] = Math.sqrt(lift) * tail[0];
    point[5] = Math.sqrt(lift) * tail[1];
    return point;
  }

  private static double largest(List<double[]> points) {
    double largest = -1;
    for (int i = 0; i < points.size(); i++) {
      for (int j = 0; j < i; j++) {
        double sum = 0;
        for (int k = 0; k < 6; k++) {
          sum += points.get(i)[k] * points.get(j)[k];
        }
        largest = Math.max(largest, sum);
      }
    }
    return largest;
  }
}

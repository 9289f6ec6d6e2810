package constellations.solver.describe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.format.Exact;
import constellations.solver.recognise.MinimalPolynomial;
import constellations.solver.search.polish.HighPrecision;
import constellations.verify.exact.PointSet;
import constellations.verify.points.SphericalCodeCertificate;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;

/**
 * What a code of N points is. Numeric: inner products that differ by less than a tolerance are
 * taken for equal.
 *
 * @param points N
 * @param contacts which points touch
 * @param clear whether equal products could be told from others; else symmetry, products, antipodal
 *     and design mean nothing
 * @param symmetry its group and orbits
 * @param products the inner products of different points, descending, with the number of pairs
 * @param antipodal whether it has the opposite of each of its points
 * @param design the largest t for which it is a spherical t-design
 * @param spectrum the positive eigenvalues of its Gram matrix, descending, with multiplicities
 * @param polynomial of which the largest cosine is a root, if one is known
 * @param proved whether that follows from the exact cosine, and was not recognised from digits
 */
public record CodeDescription(
    int points,
    Contacts contacts,
    boolean clear,
    Isometries.Symmetry symmetry,
    List<Counted> products,
    boolean antipodal,
    int design,
    List<Counted> spectrum,
    Optional<MinimalPolynomial> polynomial,
    boolean proved) {
  /** Codes of more points are not described. */
  public static final int MOST_POINTS = ProductClasses.MOST_POINTS;

  /** Products of exact points in double precision are as near as this. */
  private static final double EXACT = 1e-12;

  /** Those that a search has made equal. */
  private static final double SEARCHED = 1e-9;

  /** Products of unit vectors differ by so many times the rounding of coordinates. */
  private static final double PRODUCTS = 20;

  private static final int MOST_COORDINATES = 1000;
  private static final int DIGITS = 150;
  private static final int MOST_REFINED = 4000;
  private static final double VANISHES = 1e-9;
  private static final int SHOWN = 12;

  /**
   * How far rounding may take equal products apart.
   *
   * @param exact whether coordinates are exact
   * @param rounding of coordinates that are not
   */
  public static double tolerance(boolean exact, double rounding) {
    return exact ? EXACT : Math.max(SEARCHED, PRODUCTS * rounding);
  }

  /** A number and how often it occurs. */
  public record Counted(double value, long count) {}

  /**
   * Describes a code.
   *
   * @param tolerance below which products are taken for equal
   * @param exact whether the claim of the certificate is its exact largest cosine
   * @throws IllegalArgumentException if it has more than {@link #MOST_POINTS} points
   */
  public static CodeDescription of(
      SphericalCodeCertificate code, boolean exact, double tolerance, BooleanSupplier stop) {
    double[][] x = rows(code.vectors().points());
    ProductClasses classes = ProductClasses.of(List.<double[][]>of(x), tolerance);
    double[] values = classes.values();
    List<Counted> products = new ArrayList<>();
    for (int i = values.length - 1; i >= 0; i--) {
      products.add(new Counted(values[i], classes.sizes()[i]));
    }
    Isometries.Symmetry symmetry =
        Isometries.symmetry(classes, x.length, () -> !classes.isClear() || stop.getAsBoolean());
    Contacts contacts = Contacts.of(x, classes, symmetry.orbits(), code.dimension());
    Counted last = products.get(products.size() - 1);
    boolean antipodal =
        x.length % 2 == 0
            && last.count() == x.length / 2
            && Math.abs(last.value() + 1) <= tolerance;
    return new CodeDescription(
        x.length,
        contacts,
        classes.isClear(),
        symmetry,
        products,
        antipodal,
        design(code.dimension(), x.length, products),
        spectrum(x, code.dimension(), tolerance),
        polynomial(code, exact, x, contacts.count()),
        exact);
  }

  /** Whether two codes of as many points are the same up to an isometry; nothing if not decided. */
  public static Optional<Boolean> same(
      PointSet one, PointSet other, double tolerance, BooleanSupplier stop) {
    if (one.size() != other.size()) {
      return Optional.of(false);
    }
    ProductClasses classes = ProductClasses.of(List.of(rows(one), rows(other)), tolerance);
    return classes.isClear() ? Isometries.same(classes, one.size(), stop) : Optional.empty();
  }

  private static double[][] rows(PointSet points) {
    if (points.size() > MOST_POINTS) {
      throw new IllegalArgumentException(points.size() + " points");
    }
    return IntStream.range(0, points.size())
        .mapToObj(points::approximateUnit)
        .toArray(double[][]::new);
  }

  /**
   * The largest t for which the sums of the Gegenbauer polynomials 1 to t over all pairs vanish.
   */
  private static int design(int dimension, int points, List<Counted> products) {
    int size = products.size();
    double[] before = new double[size];
    double[] now = new double[size];
    Arrays.fill(before, 1);
    Arrays.setAll(now, i -> products.get(i).value());
    // More than a design of N points in R^d can have: N - 1 on the circle.
    for (int t = 1; t <= points; t++) {
      double sum = points;
      for (int i = 0; i < size; i++) {
        sum += 2.0 * products.get(i).count() * now[i];
      }
      if (Math.abs(sum) > VANISHES * points * points) {
        return t - 1;
      }
      for (int i = 0; i < size; i++) {
        double x = products.get(i).value();
        double next =
            ((2.0 * t + dimension - 2) * x * now[i] - t * before[i]) / (t + dimension - 2);
        before[i] = now[i];
        now[i] = next;
      }
    }
    return points;
  }

  /** The eigenvalues of sum x x^T, which are those of the Gram matrix but for zeros. */
  private static List<Counted> spectrum(double[][] x, int dimension, double tolerance) {
    int d = x[0].length;
    if (d > MOST_COORDINATES) {
      return List.of();
    }
    double[][] sums = new double[d][d];
    for (double[] row : x) {
      for (int i = 0; i < d; i++) {
        for (int j = 0; j <= i; j++) {
          sums[i][j] += row[i] * row[j];
        }
      }
    }
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < i; j++) {
        sums[j][i] = sums[i][j];
      }
    }
    double[] values =
        new EigenDecompositionSymmetric(new Array2DRowRealMatrix(sums, false)).getEigenvalues();
    double[] sorted = Arrays.stream(values).sorted().toArray();
    List<Counted> spectrum = new ArrayList<>();
    double apart = x.length * Math.max(tolerance, EXACT);
    for (int i = d - 1; i >= Math.max(0, d - dimension); i--) {
      int last = spectrum.size() - 1;
      if (last >= 0 && spectrum.get(last).value() - sorted[i] <= apart) {
        spectrum.set(last, new Counted(spectrum.get(last).value(), spectrum.get(last).count() + 1));
      } else {
        spectrum.add(new Counted(sorted[i], 1));
      }
    }
    return spectrum;
  }

  private static Optional<MinimalPolynomial> polynomial(
      SphericalCodeCertificate code, boolean exact, double[][] x, int contacts) {
    if (exact) {
      return Optional.of(MinimalPolynomial.of(code.cosine()));
    }
    int d = x[0].length;
    if ((long) x.length * d > MOST_REFINED || contacts < x.length) {
      return Optional.empty();
    }
    double[] flat = Arrays.stream(x).flatMapToDouble(Arrays::stream).toArray();
    Optional<BigDecimal> digits = HighPrecision.cosine(flat, d, DIGITS);
    return digits.flatMap(value -> MinimalPolynomial.recognised(value, DIGITS - 5));
  }

  /** For people, a line each. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "contacts          "
            + contacts.count()
            + " pairs; "
            + (contacts.leastDegree() == contacts.mostDegree()
                ? contacts.leastDegree()
                : contacts.leastDegree() + " to " + contacts.mostDegree())
            + " at each point");
    int rattlers = contacts.rattlers().size();
    lines.add(
        "rattlers          "
            + (rattlers == 0
                ? "none: each point is held by its contacts"
                : rattlers + ": points " + shown(contacts.rattlers())));
    if (clear) {
      lines.add(
          "symmetry group    "
              + symmetry.order().map(n -> "order " + n).orElse("order not found, too many steps")
              + ", "
              + symmetry.count()
              + (symmetry.count() == 1 ? " orbit" : " orbits"));
      lines.add("antipodal         " + (antipodal ? "yes" : "no"));
      lines.add("inner products    " + products.size() + " different: " + counted(products));
      lines.add("spherical design  " + design + "-design, and no more");
    } else {
      lines.add(
          "symmetry group    not decided: products are too dense to tell equal ones by their digits");
    }
    lines.add("Gram spectrum     " + counted(spectrum));
    lines.add(
        "cosine            "
            + polynomial
                .map(
                    p ->
                        "root of "
                            + p
                            + (!proved ? " (recognised from " + DIGITS + " digits)" : ""))
                .orElse("no polynomial recognised"));
    return lines;
  }

  private static String shown(List<Integer> numbers) {
    String text =
        numbers.stream().limit(SHOWN).map(String::valueOf).collect(Collectors.joining(", "));
    return numbers.size() > SHOWN ? text + ", ..." : text;
  }

  private static String counted(List<Counted> values) {
    String text =
        values.stream()
            .limit(SHOWN)
            .map(v -> String.format(Locale.ROOT, "%.9g", v.value() + 0.0) + " x " + v.count())
            .collect(Collectors.joining(", "));
    return values.size() > SHOWN ? text + ", ..." : text;
  }

  /** Writes it into an object. */
  public void put(ObjectNode json) {
    json.put("contacts", contacts.count());
    json.put("leastContacts", contacts.leastDegree()).put("mostContacts", contacts.mostDegree());
    json.put("rattlers", contacts.rattlers().size());
    contacts.rattlers().forEach(json.putArray("rattlerPoints")::add);
    json.put("symmetryOrder", symmetry.order().map(BigInteger::toString).orElse(null));
    json.put("orbits", clear ? symmetry.count() : null);
    json.put("antipodal", clear ? antipodal : null);
    json.put("distinctProducts", clear ? products.size() : null);
    json.put("design", clear ? design : null);
    list(json.putArray("products"), clear ? products : List.of());
    list(json.putArray("spectrum"), spectrum);
    json.put("minimalPolynomial", polynomial.map(MinimalPolynomial::toString).orElse(null));
    json.put("polynomialProved", proved && polynomial.isPresent());
    json.put("structureTier", constellations.verify.claim.Tier.NUMERIC.toString());
  }

  private static void list(ArrayNode array, List<Counted> values) {
    values.stream()
        .limit(1000)
        .forEach(
            v -> array.addObject().put("value", Exact.plain(v.value())).put("count", v.count()));
  }
}

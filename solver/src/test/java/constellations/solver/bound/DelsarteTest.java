package constellations.solver.bound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.solver.code.find.Families;
import constellations.verify.CertificateReader;
import constellations.verify.CertificateWriter;
import constellations.verify.Verifier;
import constellations.verify.claim.Certificate;
import constellations.verify.claim.Provenance;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import constellations.verify.lp.BoundForm;
import constellations.verify.lp.GegenbauerExpansion;
import constellations.verify.lp.LpBoundCertificate;
import constellations.verify.theorem.CapMeasure;
import constellations.verify.theorem.Levenshtein;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.math3.optim.linear.LinearConstraint;
import org.apache.commons.math3.optim.linear.LinearConstraintSet;
import org.apache.commons.math3.optim.linear.LinearObjectiveFunction;
import org.apache.commons.math3.optim.linear.NonNegativeConstraint;
import org.apache.commons.math3.optim.linear.Relationship;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.numbers.fraction.BigFraction;
import org.hipparchus.analysis.integration.gauss.FieldGaussIntegrator;
import org.hipparchus.analysis.integration.gauss.FieldGaussIntegratorFactory;
import org.hipparchus.dfp.Dfp;
import org.hipparchus.dfp.DfpField;
import org.hipparchus.dfp.DfpMath;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** Delsarte's program and its certificates against published values and other solvers. */
class DelsarteTest {
  private static final DelsarteBound DELSARTE =
      new DelsarteBound(
          new Provenance("test", 1L, "none", "test", "2026-11-22"), () -> false, message -> {});

  private static LpBoundCertificate pointsAtMost(int d, String cosine) {
    LpBoundCertificate certificate =
        DELSARTE.pointsAtMost(d, Quadratic.parse(cosine, "cosine"), null).orElseThrow();
    assertTrue(Verifier.verify(certificate, 1).accepted());
    return certificate;
  }

  /**
   * The linear programming bounds on kissing numbers; reference values in floating point (source in
   * the file). Certified values are upper bounds, so they lie above, but for the digits shown.
   */
  @ParameterizedTest
  @CsvFileSource(resources = "/kissing-lp.csv", numLinesToSkip = 2)
  void kissingBounds(int d, String reference) {
    BigDecimal expected = new BigDecimal(reference);
    double value = pointsAtMost(d, "1/2").value().doubleValue();
    double shown = Math.pow(10, -expected.scale());
    double tolerance = d <= 10 ? 1e-6 : 1e-4;
    assertTrue(value >= expected.doubleValue() - shown, "below the reference: " + value);
    assertTrue(
        value <= expected.doubleValue() * (1 + tolerance) + shown, "above the reference: " + value);
  }

  /** To ten digits: docs/theory.md S6 and, for d = 3, 4 and 16, values with 13 digits. */
  @ParameterizedTest
  @CsvSource({
    "3,13.15822571531",
    "4,25.55842909757",
    "5,46.338",
    "6,82.631",
    "7,140.162",
    "9,380.099",
    "10,595.829",
    "16,8313.780840927"
  })
  void kissingBoundsToMoreDigits(int d, String reference) {
    BigDecimal expected = new BigDecimal(reference);
    double shown = Math.pow(10, -expected.scale());
    double value = pointsAtMost(d, "1/2").value().doubleValue();
    assertEquals(expected.doubleValue(), value, shown + 1e-9 * value);
  }

  @ParameterizedTest
  @CsvSource({
    "8,1/2,240",
    "24,1/2,196560",
    "4,1/4+1/4*sqrt(5),120",
    "7,1/3,56",
    "6,1/4,27",
    "5,1/5,16",
    "23,1/3,4600",
    "22,1/4,891",
    "3,0.2*sqrt(5),12"
  })
  void sharpCodes(int d, String cosine, String points) {
    assertEquals(new BigInteger(points), pointsAtMost(d, cosine).points());
  }

  /** The E8 roots, Leech vectors and others: the value itself is the integer. */
  @ParameterizedTest
  @CsvSource({"8,1/2,240", "24,1/2,196560", "7,1/3,56"})
  void sharpCodesExactly(int d, String cosine, long points) {
    assertEquals(BigFraction.of(points), pointsAtMost(d, cosine).value());
  }

  @ParameterizedTest
  @CsvSource({"5,40,0.46452", "3,24,0.7139", "10,100,0.27844", "4,10,0.1359"})
  @Tag("long")
  void cosineBounds(int d, String points, String least) {
    LpBoundCertificate certificate =
        DELSARTE.cosineAtLeast(d, new BigInteger(points)).orElseThrow();
    assertTrue(Verifier.verify(certificate, 1).accepted());
    assertTrue(certificate.cosine().compareTo(Quadratic.parse(least, "least")) >= 0);
  }

  /** A large code: double precision gives 1.15e10 at degree 60 or nothing; Levenshtein 1.30e10. */
  @Test
  @Tag("long")
  void aLargeCode() {
    BigInteger goal = new BigInteger("11300000000");
    LpBoundCertificate certificate =
        DELSARTE.pointsAtMost(14, Quadratic.parse("0.9473", "cosine"), goal).orElseThrow();
    assertTrue(Verifier.verify(certificate, 1).accepted());
    assertTrue(certificate.points().compareTo(goal) < 0);
  }

  /** In the degree of Levenshtein's polynomial no polynomial does better than his. */
  @Property(tries = 60, seed = "1")
  void theProgramOfLevenshteinsDegreeIsLevenshteins(
      @ForAll @IntRange(min = 3, max = 40) int d,
      @ForAll @IntRange(min = 10, max = 80) int percent) {
    BigFraction s = BigFraction.of(percent, 100);
    Levenshtein.Bound bound = Levenshtein.below(d, s, BigInteger.TEN.pow(16)).orElse(null);
    if (bound == null || bound.degree() > 40) {
      return;
    }
    DelsarteProgram program = new DelsarteProgram(d, s.doubleValue(), bound.degree());
    assertTrue(program.solve(1e-12, 10_000, () -> false));
    double expected = bound.value().doubleValue();
    assertEquals(expected, program.bound(), 1e-9 * expected);
  }

  /** Levenshtein's polynomial, exact, has Levenshtein's value and is accepted. */
  @Property(tries = 40, seed = "1")
  void levenshteinPolynomialsAreCertificates(
      @ForAll @IntRange(min = 3, max = 30) int d,
      @ForAll @IntRange(min = -90, max = 70) int percent) {
    BigFraction s = BigFraction.of(percent, 100);
    Levenshtein.Bound bound = Levenshtein.below(d, s, BigInteger.TEN.pow(16)).orElseThrow();
    if (bound.degree() > 16) {
      return;
    }
    GegenbauerExpansion f = LevenshteinPolynomial.of(d, s, bound.degree());
    LpBoundCertificate certificate = certificate(d, Quadratic.of(s), f);
    assertEquals(bound.value(), certificate.value());
    assertTrue(Verifier.verify(certificate, 1).accepted());
  }

  /** Never above Levenshtein's bound, never below a code that exists. */
  @Property(tries = 60, seed = "1")
  @net.jqwik.api.Tag("long")
  void liesBetweenCodesAndLevenshtein(
      @ForAll @IntRange(min = 3, max = 24) int d,
      @ForAll @IntRange(min = -60, max = 75) int percent) {
    BigFraction s = BigFraction.of(percent, 100);
    PointBound program = DELSARTE.bound(d, Quadratic.of(s), null).orElseThrow();
    PointBound lower = PointBounds.lower(d, Quadratic.of(s));
    assertTrue(lower.points().compareTo(program.points()) <= 0);
    Levenshtein.Bound levenshtein = Levenshtein.below(d, s, BigInteger.TEN.pow(20)).orElseThrow();
    assertTrue(program.points().compareTo(Rationals.floor(levenshtein.value())) <= 0);
  }

  @Test
  @Tag("long")
  void namedCodesAreNotExcluded() {
    for (Families.Code code : Families.fixed()) {
      LpBoundCertificate certificate = pointsAtMost(code.dimension(), code.cosine().toString());
      assertTrue(certificate.points().compareTo(BigInteger.valueOf(code.size())) >= 0);
    }
  }

  // Other solvers on the same small programs.

  @Property(tries = 25, seed = "1")
  void threeSimplexSolversAgree(
      @ForAll @IntRange(min = 3, max = 10) int d,
      @ForAll @IntRange(min = 10, max = 60) int percent) {
    int degree = 12;
    int samples = 60;
    double end = percent / 100.0;
    double glop = SampledDelsarte.solve(d, end, degree, samples).value();
    double[][] rows = SampledDelsarte.rows(d, end, degree, samples);
    double[] ones = new double[degree];
    java.util.Arrays.fill(ones, 1);
    List<LinearConstraint> math = new ArrayList<>();
    List<org.hipparchus.optim.linear.LinearConstraint> hipparchus = new ArrayList<>();
    for (double[] row : rows) {
      math.add(new LinearConstraint(row, Relationship.LEQ, -1));
      hipparchus.add(
          new org.hipparchus.optim.linear.LinearConstraint(
              row, org.hipparchus.optim.linear.Relationship.LEQ, -1));
    }
    double commons =
        new org.apache.commons.math3.optim.linear.SimplexSolver()
            .optimize(
                new LinearObjectiveFunction(ones, 1),
                new LinearConstraintSet(math),
                GoalType.MINIMIZE,
                new NonNegativeConstraint(true))
            .getValue();
    double other =
        new org.hipparchus.optim.linear.SimplexSolver()
            .optimize(
                new org.hipparchus.optim.linear.LinearObjectiveFunction(ones, 1),
                new org.hipparchus.optim.linear.LinearConstraintSet(hipparchus),
                org.hipparchus.optim.nonlinear.scalar.GoalType.MINIMIZE,
                new org.hipparchus.optim.linear.NonNegativeConstraint(true))
            .getValue();
    assertEquals(glop, commons, 1e-5 * glop);
    assertEquals(glop, other, 1e-5 * glop);
    // Ours has the sign condition at all points, so it lies above, by what the samples miss.
    DelsarteProgram program = new DelsarteProgram(d, end, degree);
    assertTrue(program.solve(1e-12, 10_000, () -> false));
    assertTrue(program.bound() >= glop * (1 - 1e-6));
    assertTrue(program.bound() <= glop * 1.2);
  }

  /** Gauss-Legendre quadrature with 60 nodes and 40 digits of sin^(d-2) over the cap. */
  @ParameterizedTest
  @CsvSource({"6,0.3", "9,0.5", "14,0.9", "20,0.1", "33,0.7", "50,0.25"})
  @Tag("long")
  void capMeasuresAgreeWithPreciseQuadrature(int d, String cosine) {
    DfpField field = new DfpField(40);
    FieldGaussIntegratorFactory<Dfp> factory = new FieldGaussIntegratorFactory<>(field);
    Dfp half = field.getPi().divide(2);
    Dfp angle = DfpMath.acos(field.newDfp(cosine));
    Dfp cap = integral(factory, angle, d);
    Dfp whole = integral(factory, half, d).multiply(2);
    double expected = cap.divide(whole).toDouble();
    BigDecimal lower = CapMeasure.of(d, Rationals.parse(cosine, "cosine")).lower();
    BigDecimal precise = new BigDecimal(cap.divide(whole).toString());
    assertEquals(expected, lower.doubleValue(), 1e-14 * expected);
    BigDecimal error = precise.subtract(lower).divide(lower, MathContext.DECIMAL64).abs();
    assertTrue(error.doubleValue() < 1e-25, "relative error " + error);
  }

  private static Dfp integral(FieldGaussIntegratorFactory<Dfp> factory, Dfp to, int d) {
    FieldGaussIntegrator<Dfp> rule = factory.legendre(60, to.getZero(), to);
    return rule.integrate(theta -> DfpMath.pow(DfpMath.sin(theta), d - 2));
  }

  // Certificates that were tampered with.

  private static LpBoundCertificate certificate(int d, Quadratic cosine, GegenbauerExpansion f) {
    BigFraction value = f.atOne().divide(f.coefficients().get(0));
    return new LpBoundCertificate(
        d,
        BoundForm.POINTS_AT_MOST,
        Rationals.floor(value),
        cosine,
        f,
        new Provenance("test", 1L, "none", "test", "2026-11-22"));
  }

  private static List<LpBoundCertificate> honest() {
    return List.of(
        pointsAtMost(3, "1/2"),
        pointsAtMost(4, "1/2"),
        pointsAtMost(8, "1/2"),
        pointsAtMost(9, "0.6"),
        pointsAtMost(24, "1/2"),
        pointsAtMost(4, "1/4+1/4*sqrt(5)"),
        DELSARTE.cosineAtLeast(5, BigInteger.valueOf(40)).orElseThrow(),
        DELSARTE.cosineAtLeast(10, BigInteger.valueOf(100)).orElseThrow());
  }

  private static LpBoundCertificate with(
      LpBoundCertificate c, BigInteger points, Quadratic cosine, List<BigFraction> coefficients) {
    return new LpBoundCertificate(
        c.dimension(),
        c.claimed(),
        points,
        cosine,
        new GegenbauerExpansion(c.dimension(), coefficients),
        c.provenance());
  }

  private static boolean accepted(LpBoundCertificate c) {
    return Verifier.verify(c, 1).accepted();
  }

  /** Each coefficient raised by more than f_0, which costs a point, or made negative. */
  @Test
  void movedCoefficientsAreRejected() {
    for (LpBoundCertificate c : honest()) {
      List<BigFraction> f = c.polynomial().coefficients();
      BigFraction step = f.get(0).multiply(BigFraction.of(101, 100));
      for (int k = 1; k < f.size(); k++) {
        assertFalse(accepted(moved(c, k, step)), "coefficient " + k + " of " + c.text());
        BigFraction down = f.get(k).negate().subtract(BigFraction.of(1, 1_000_000));
        assertFalse(accepted(moved(c, k, down)), "coefficient " + k + " of " + c.text());
      }
      assertFalse(accepted(moved(c, 0, f.get(0).divide(1_000_000))), c.text());
      assertFalse(accepted(moved(c, 0, f.get(0).negate())), c.text());
    }
  }

  /**
   * Each coefficient moved by a millionth of f(1): most of these are positive somewhere and are
   * rejected; the others still prove the claim, as an evaluation with 60 digits confirms.
   */
  @Test
  @Tag("long")
  void slightlyMovedCoefficientsProveNothingFalse() {
    int rejected = 0;
    int all = 0;
    for (LpBoundCertificate c : honest()) {
      BigFraction step = c.polynomial().atOne().divide(1_000_000);
      for (int k = 0; k < c.polynomial().coefficients().size(); k++) {
        for (int sign : new int[] {-1, 1}) {
          LpBoundCertificate mutant = moved(c, k, step.multiply(sign));
          boolean accepted = accepted(mutant);
          assertFalse(accepted && isFalse(mutant), "coefficient " + k + " of " + c.text());
          all++;
          rejected += accepted ? 0 : 1;
        }
      }
    }
    assertTrue(rejected > all * 0.9, rejected + " of " + all + " rejected");
  }

  private static LpBoundCertificate moved(LpBoundCertificate c, int k, BigFraction step) {
    List<BigFraction> f = new ArrayList<>(c.polynomial().coefficients());
    f.set(k, f.get(k).add(step));
    return with(c, c.points(), c.cosine(), f);
  }

  /**
   * Whether the polynomial is positive somewhere on a fine grid, with 60 digits, or bounds less.
   */
  private static boolean isFalse(LpBoundCertificate c) {
    List<BigFraction> f = c.polynomial().coefficients();
    if (f.stream().anyMatch(x -> x.signum() < 0) || f.get(0).signum() <= 0) {
      return true;
    }
    boolean most = c.claimed() == BoundForm.POINTS_AT_MOST;
    BigFraction limit = BigFraction.of(most ? c.points().add(BigInteger.ONE) : c.points());
    if (c.value().compareTo(limit) >= 0) {
      return true;
    }
    MathContext digits = new MathContext(60);
    BigDecimal end = c.cosine().enclosure(60).lower().setScale(50, RoundingMode.FLOOR);
    // Far above the rounding errors of 60 digits, far below the margin of any honest certificate.
    BigDecimal rounding = new BigDecimal(c.polynomial().atOne().doubleValue()).movePointLeft(30);
    int steps = 3000;
    for (int i = 0; i <= steps; i++) {
      BigDecimal t =
          BigDecimal.ONE
              .negate()
              .add(
                  end.add(BigDecimal.ONE)
                      .multiply(BigDecimal.valueOf(i))
                      .divide(BigDecimal.valueOf(steps), digits));
      if (valueAt(c.polynomial(), t, digits).compareTo(rounding) > 0) {
        return true;
      }
    }
    return false;
  }

  /** The expansion by the recurrence, independent of the verifier's polynomials. */
  private static BigDecimal valueAt(GegenbauerExpansion f, BigDecimal t, MathContext digits) {
    BigDecimal previous = BigDecimal.ZERO;
    BigDecimal current = BigDecimal.ONE;
    BigDecimal sum = BigDecimal.ZERO;
    int d = f.dimension();
    for (int k = 0; k < f.coefficients().size(); k++) {
      BigFraction x = f.coefficients().get(k);
      BigDecimal decimal =
          new BigDecimal(x.getNumerator()).divide(new BigDecimal(x.getDenominator()), digits);
      sum = sum.add(decimal.multiply(current, digits), digits);
      BigDecimal next =
          t.multiply(current, digits)
              .multiply(BigDecimal.valueOf(2L * k + d - 2))
              .subtract(previous.multiply(BigDecimal.valueOf(k)))
              .divide(BigDecimal.valueOf((long) k + d - 2), digits);
      previous = current;
      current = next;
    }
    return sum;
  }

  @Test
  void raisedCosinesAreRejected() {
    for (LpBoundCertificate c : honest()) {
      for (String step : new String[] {"1e-9", "1e-6", "1e-3", "0.1"}) {
        Quadratic raised = c.cosine().add(Quadratic.parse(step, "step"));
        LpBoundCertificate mutant = with(c, c.points(), raised, c.polynomial().coefficients());
        assertFalse(accepted(mutant), step + " more than " + c.text());
      }
    }
  }

  @Test
  @Tag("long")
  void betterNumbersAreRejected() {
    for (LpBoundCertificate c : honest()) {
      BigInteger better = c.points().subtract(BigInteger.ONE);
      LpBoundCertificate mutant = with(c, better, c.cosine(), c.polynomial().coefficients());
      assertFalse(accepted(mutant), "one less than " + c.text());
    }
  }

  /** E8's polynomial plus a bump that is positive on an interval of width 1e-12 only. */
  @Test
  void positivityOnATinyIntervalIsRejected() {
    // (t + 1/2 - w/2)(t + 1/2 + w/2) in place of (t + 1/2)^2, with w = 1e-12.
    BigFraction half = BigFraction.of(1, 2);
    for (BigFraction w : new BigFraction[] {BigFraction.ZERO, Rationals.parse("1e-12", "w")}) {
      List<BigFraction> f = List.of(BigFraction.ONE);
      for (BigFraction root :
          new BigFraction[] {
            BigFraction.of(-1),
            half.negate().subtract(w.divide(2)),
            half.negate().add(w.divide(2)),
            BigFraction.ZERO,
            BigFraction.ZERO,
            half
          }) {
        f = timesRoot(f, root);
      }
      LpBoundCertificate c =
          with(
              certificate(8, Quadratic.of(half), GegenbauerExpansion.of(8, f)),
              BigInteger.valueOf(240),
              Quadratic.of(half),
              GegenbauerExpansion.of(8, f).coefficients());
      assertEquals(w.signum() == 0, accepted(c), Verifier.verify(c, 1).reason());
    }
  }

  private static List<BigFraction> timesRoot(List<BigFraction> f, BigFraction root) {
    List<BigFraction> product = new ArrayList<>();
    for (int i = 0; i <= f.size(); i++) {
      BigFraction shifted = i == 0 ? BigFraction.ZERO : f.get(i - 1);
      BigFraction scaled = i == f.size() ? BigFraction.ZERO : f.get(i).multiply(root);
      product.add(shifted.subtract(scaled));
    }
    return product;
  }

  /** Characters of the written form changed, removed or doubled: nothing false passes, no crash. */
  @Test
  @Tag("long")
  void mutatedTextsAreHarmless() {
    SplittableRandom random = new SplittableRandom(7);
    String alphabet = "0123456789-+.eE/\",:{}[] abckmnpsx";
    int wrong = 0;
    for (LpBoundCertificate c : honest()) {
      String text = new String(CertificateWriter.bytes(c), StandardCharsets.UTF_8);
      int begin = text.indexOf("\"claim\"");
      for (int i = 0; i < 250; i++) {
        int at = begin + random.nextInt(text.length() - begin);
        char other = alphabet.charAt(random.nextInt(alphabet.length()));
        String mutated =
            switch (random.nextInt(4)) {
              case 0 -> text.substring(0, at) + text.substring(at + 1);
              case 1 -> text.substring(0, at) + other + text.substring(at);
              case 2 -> text.substring(0, at);
              default -> text.substring(0, at) + other + text.substring(at + 1);
            };
        try {
          Certificate read =
              CertificateReader.parse(mutated.getBytes(StandardCharsets.UTF_8), Path.of("."));
          if (Verifier.verify(read, 1).accepted()) {
            assertFalse(isFalse((LpBoundCertificate) read), mutated);
          } else {
            wrong++;
          }
        } catch (BadInputException e) {
          wrong++;
        }
      }
    }
    assertTrue(wrong > 500, wrong + " refused or rejected");
  }

  @Test
  void writtenFormsAreReadBack() {
    for (LpBoundCertificate c : honest()) {
      Certificate read = CertificateReader.parse(CertificateWriter.bytes(c), Path.of("."));
      assertEquals(c, read);
    }
  }
}

package constellations.solver.code.find;

import constellations.solver.code.ExistingCode;
import constellations.solver.code.lattice.LatticeCodes;
import constellations.verify.CertificateWriter;
import constellations.verify.claim.Claim;
import constellations.verify.composition.Composition;
import constellations.verify.composition.CompositionCertificate;
import constellations.verify.composition.CompositionCertificate.Rule;
import constellations.verify.composition.Placement;
import constellations.verify.exact.Quadratic;
import constellations.verify.theorem.Rankin;
import constellations.verify.theorem.RegularPolygon;
import constellations.verify.theorem.TheoremCertificate.Theorem;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Codes made of layers: at heights h whose angles are the code's least angle apart, codes of one
 * dimension less, of cosine (a - h^2) / (1 - h^2). A layer lies on the equator, or two lie about
 * it.
 */
final class Layers {
  private static final long DECIMALS = 1_000_000_000_000L;

  private Layers() {}

  /**
   * The larger of the two codes.
   *
   * @param dimension from 3 to {@value LatticeCodes#MAX_DIMENSION} + 1
   * @param cosine in (0, 1)
   */
  static Optional<ExistingCode> of(int dimension, BigFraction cosine) {
    return Stream.of(true, false)
        .map(equator -> layered(dimension, cosine, equator))
        .flatMap(Optional::stream)
        .max(Comparator.comparing(ExistingCode::points));
  }

  private static Optional<ExistingCode> layered(
      int dimension, BigFraction cosine, boolean equator) {
    List<BigFraction> heights = heights(cosine, equator);
    if (heights.size() > CompositionCertificate.MAX_PARTS / 2) {
      return Optional.empty();
    }
    List<ExistingCode> codes = new ArrayList<>();
    List<BigFraction> at = new ArrayList<>();
    BigInteger points = BigInteger.ZERO;
    for (BigFraction h : heights) {
      BigFraction square = h.multiply(h);
      BigFraction inside = cosine.subtract(square).divide(BigFraction.ONE.subtract(square));
      ExistingCode code = layer(dimension - 1, inside);
      int copies = h.signum() == 0 ? 1 : 2;
      points = points.add(code.points().multiply(BigInteger.valueOf(copies)));
      for (int copy = 0; copy < copies; copy++) {
        codes.add(code);
        at.add(copy == 0 ? h : h.negate());
      }
    }
    BigInteger all = points;
    return Optional.of(
        new ExistingCode(
            dimension,
            all,
            Quadratic.of(cosine),
            codes.size() + " layers, the largest " + codes.get(0).description(),
            provenance ->
                new CompositionCertificate(
                    new Claim.CodeExists(dimension, all, Quadratic.of(cosine)),
                    Rule.LAYERS,
                    codes.stream()
                        .map(code -> CertificateWriter.part(code.certificate(provenance)))
                        .toList(),
                    Placement.layers(at),
                    provenance),
            Optional.empty(),
            Optional.empty()));
  }

  /** The heights that are not negative, decimals rounded away from each other. */
  private static List<BigFraction> heights(BigFraction cosine, boolean equator) {
    List<BigFraction> heights = new ArrayList<>();
    Quadratic a = Quadratic.of(cosine);
    double step = Math.acos(cosine.doubleValue());
    BigFraction height =
        equator
            ? BigFraction.ZERO
            : above(Math.sin(step / 2), h -> Composition.apart(h, h.negate(), a));
    while (height.compareTo(BigFraction.ONE) < 0
        && 2 * heights.size() <= CompositionCertificate.MAX_PARTS) {
      heights.add(height);
      BigFraction last = height;
      double angle = Math.asin(height.doubleValue()) + step;
      if (angle >= Math.PI / 2 - step / 1000) {
        break;
      }
      height = above(Math.sin(angle), h -> Composition.apart(h, last, a));
    }
    return heights;
  }

  private static BigFraction above(double guess, java.util.function.Predicate<BigFraction> fits) {
    long units = (long) Math.floor(guess * DECIMALS) - 2;
    while (!fits.test(BigFraction.of(BigInteger.valueOf(units), BigInteger.valueOf(DECIMALS)))) {
      units++;
    }
    return BigFraction.of(BigInteger.valueOf(units), BigInteger.valueOf(DECIMALS));
  }

  /** The largest code of a layer that we have. */
  static ExistingCode layer(int dimension, BigFraction cosine) {
    if (cosine.add(1).signum() < 0) {
      return ExistingCode.by(
          Theorem.REGULAR_SIMPLEX, 1, BigInteger.ONE, BigFraction.of(-1), "a point");
    }
    BigInteger d = BigInteger.valueOf(dimension);
    if (cosine.signum() < 0) {
      BigInteger points = Rankin.anyDimension(cosine).min(d.add(BigInteger.ONE));
      return ExistingCode.by(
          Theorem.REGULAR_SIMPLEX, dimension, points, cosine, "a regular simplex");
    }
    ExistingCode cross =
        ExistingCode.by(
            Theorem.CROSS_POLYTOPE, dimension, d.shiftLeft(1), cosine, "a cross-polytope");
    if (cosine.signum() == 0) {
      return cross;
    }
    if (dimension == 2) {
      return ExistingCode.by(
          Theorem.REGULAR_POLYGON,
          2,
          RegularPolygon.points(Quadratic.of(cosine)),
          cosine,
          "a regular polygon");
    }
    Stream<ExistingCode> named = Families.fixed(1, dimension, Quadratic.of(cosine));
    Stream<ExistingCode> lattice =
        dimension > LatticeCodes.MAX_DIMENSION
            ? Stream.empty()
            : Stream.of(LatticeCodes.best(dimension, cosine));
    return Stream.of(Stream.of(cross), named, lattice)
        .flatMap(codes -> codes)
        .max(Comparator.comparing(ExistingCode::points))
        .orElseThrow();
  }
}

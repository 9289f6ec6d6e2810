package constellations.solver.retrieval;

import constellations.solver.code.TwoSidedCode;
import constellations.solver.code.binary.AntipodalCodes;
import constellations.solver.code.find.CodeFinder;
import constellations.verify.CertificateWriter;
import constellations.verify.claim.AllSubsets;
import constellations.verify.claim.Certificate;
import constellations.verify.claim.Provenance;
import constellations.verify.claim.RetrievalClaim;
import constellations.verify.composition.CompositionCertificate.Rule;
import constellations.verify.composition.SubsetSums;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Codes of two-sided cosines whose sums over k points find them: the regular simplex, sets of lines
 * that exist, binary codes with complements; with a dimension more where the bias is to be moved
 * (docs/theory.md T38).
 *
 * @param dimension of the vectors
 * @param code the documents, or but for that dimension
 */
record SubsetCodes(long dimension, TwoSidedCode code) {
  private static final int DIGITS = 60;

  /** Cosines are multiples of 2 to the minus so much. */
  private static final int COSINE_BITS = 40;

  /** Beyond this no lines are looked for; the simplex has as many dimensions as documents. */
  private static final long MOST_DIMENSIONS = 1L << 40;

  /** The one of least dimension that has the margin at the bias, if any of these has. */
  static Optional<SubsetCodes> of(AllSubsets subsets, BigFraction margin, BigFraction bias) {
    long n = subsets.documents();
    TwoSidedCode simplex = TwoSidedCode.simplex(n);
    Stream.Builder<SubsetCodes> codes = Stream.builder();
    for (boolean more : new boolean[] {false, true}) {
      if (reaches(subsets.top(), simplex.least(), simplex.cosine(), margin, bias, more)) {
        codes.add(new SubsetCodes(simplex.dimension() + (more ? 1 : 0), simplex));
      }
      largestCosine(subsets.top(), margin, bias, more)
          .flatMap(a -> lines(subsets.numberOfDocuments(), a, simplex.dimension()))
          .ifPresent(code -> codes.add(new SubsetCodes(code.dimension() + (more ? 1 : 0), code)));
    }
    return codes.build().min(Comparator.comparing(SubsetCodes::dimension));
  }

  private static boolean reaches(
      int k, BigFraction least, BigFraction cosine, BigFraction m, BigFraction b, boolean more) {
    return SubsetSums.of(k, least, cosine, DIGITS).filter(s -> s.reaches(m, b, more)).isPresent();
  }

  /** The largest a for which cosines in [-a, a] suffice, rounded down. */
  private static Optional<BigFraction> largestCosine(
      int k, BigFraction m, BigFraction b, boolean more) {
    BigInteger one = BigInteger.ONE.shiftLeft(COSINE_BITS);
    BigInteger low = BigInteger.ZERO;
    BigInteger high = one;
    while (high.subtract(low).compareTo(BigInteger.ONE) > 0) {
      BigInteger middle = low.add(high).shiftRight(1);
      BigFraction a = BigFraction.of(middle, one);
      if (reaches(k, a.negate(), a, m, b, more)) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low.signum() == 0 ? Optional.empty() : Optional.of(BigFraction.of(low, one));
  }

  /** So many lines in the least dimension; above that of the simplex none is of use. */
  private static Optional<TwoSidedCode> lines(BigInteger n, BigFraction a, long simplex) {
    Stream<TwoSidedCode> exist =
        CodeFinder.firstTrue(
                d -> TwoSidedCode.lines(d, n, a).isPresent(),
                Math.min(2 * simplex, MOST_DIMENSIONS))
            .stream()
            .mapToObj(d -> TwoSidedCode.lines(d, n, a).orElseThrow());
    return Stream.concat(exist, AntipodalCodes.reaching(n, a).stream())
        .min(Comparator.comparing(TwoSidedCode::dimension));
  }

  /** In words. */
  String method() {
    return "sums over "
        + code.description()
        + (dimension > code.dimension() ? ", the bias moved" : "");
  }

  /** That these vectors exist. */
  Certificate certificate(
      AllSubsets subsets, BigFraction margin, BigFraction bias, Provenance provenance) {
    RetrievalQuery query = new RetrievalQuery(subsets, margin, bias);
    return CertificateWriter.composition(
        new RetrievalClaim.Exists(dimension, subsets, query.m(), query.b()),
        Rule.SUBSETS,
        code.certificate(provenance),
        provenance.by(method()));
  }
}

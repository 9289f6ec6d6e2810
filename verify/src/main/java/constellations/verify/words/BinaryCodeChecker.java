package constellations.verify.words;

import constellations.verify.claim.Check;
import constellations.verify.claim.Checker;
import constellations.verify.claim.Claim;
import constellations.verify.claim.TwoSidedExists;
import constellations.verify.claim.Verdict;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import java.math.BigInteger;
import java.util.OptionalInt;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Checks {@code binary-code}: the number of words, and the least distance, which is proved.
 *
 * <p>The argument: docs/theory.md T17, T36.
 */
final class BinaryCodeChecker implements Checker<BinaryCodeCertificate> {
  /** 64-bit blocks of words of an enumeration, after which a distance counts as not proved. */
  private static final long MAX_WORDS = 1L << 31;

  @Override
  public Verdict check(BinaryCodeCertificate certificate, Check check) {
    BinaryCode code = certificate.code();
    check.budget().charge(Math.min(code.work(), 4.0 * MAX_WORDS));
    OptionalInt distance = code.distance(MAX_WORDS);
    if (distance.isEmpty()) {
      return Verdict.rejected(certificate, "no positive least distance is proved", 1);
    }
    BigInteger points = code.points();
    BigFraction cosine = code.cosine(distance.getAsInt());
    boolean holds =
        certificate.claim() instanceof Claim.CodeExists stated
            ? code.dimension() <= stated.dimension()
                && points.compareTo(stated.points()) >= 0
                && Quadratic.of(cosine).compareTo(stated.cosine()) <= 0
            : certificate.claim() instanceof TwoSidedExists half && halves(code, half, cosine);
    return Verdict.of(
        holds,
        certificate,
        points
            + " points in dimension "
            + code.dimension()
            + " from words at distance "
            + distance.getAsInt()
            + " or more, cosine at most "
            + Rationals.toString(cosine)
            + (code.isAntipodal() ? ", with the opposite of each" : ""),
        1);
  }

  /** Of points and their opposites one of each two is taken (docs/theory.md T36). */
  private static boolean halves(BinaryCode code, TwoSidedExists half, BigFraction cosine) {
    return code.isAntipodal()
        && code.dimension() <= half.dimension()
        && code.points().shiftRight(1).compareTo(half.points()) >= 0
        && Quadratic.of(cosine).compareTo(half.cosine()) <= 0
        && Quadratic.of(cosine.negate()).compareTo(half.least()) >= 0;
  }
}

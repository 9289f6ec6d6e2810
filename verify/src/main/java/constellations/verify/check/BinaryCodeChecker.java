package constellations.verify.check;

import constellations.verify.certificate.BinaryCodeCertificate;
import constellations.verify.certificate.Claim;
import constellations.verify.configuration.BinaryCode;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import java.math.BigInteger;
import java.util.OptionalInt;
import org.apache.commons.numbers.fraction.BigFraction;

/** Checks {@code binary-code}: the number of words, and the least distance, which is proved. */
public final class BinaryCodeChecker implements Checker<BinaryCodeCertificate> {
  /** 64-bit blocks of words of an enumeration, after which a distance counts as not proved. */
  private static final long MAX_WORDS = 1L << 31;

  @Override
  public Verdict check(BinaryCodeCertificate certificate, int threads) {
    BinaryCode code = certificate.code();
    Claim.CodeExists stated = certificate.stated();
    OptionalInt distance = code.distance(MAX_WORDS);
    if (distance.isEmpty()) {
      return verdict(certificate, false, "no positive least distance is proved");
    }
    BigInteger points = code.points();
    BigFraction cosine = code.cosine(distance.getAsInt());
    boolean holds =
        code.dimension() <= stated.dimension()
            && points.compareTo(stated.points()) >= 0
            && Quadratic.of(cosine).compareTo(stated.cosine()) <= 0;
    return verdict(
        certificate,
        holds,
        points
            + " points in dimension "
            + code.dimension()
            + " from words at distance "
            + distance.getAsInt()
            + " or more, cosine at most "
            + Rationals.toString(cosine));
  }

  private static Verdict verdict(BinaryCodeCertificate certificate, boolean holds, String reason) {
    return new Verdict(holds, certificate.claim(), reason, Tier.CERTIFIED, 1);
  }
}

package constellations.solver.code.binary;

import constellations.solver.code.ExistingCode;
import constellations.solver.code.TwoSidedCode;
import constellations.verify.claim.Provenance;
import constellations.verify.words.BinaryCodeCertificate;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/** Binary codes that have the complement of each word: Kerdock codes and whole BCH codes. */
public final class AntipodalCodes {
  private static final Provenance NOWHERE = new Provenance("", 0L, "", "", "");
  private static final int LONGEST = 1 << 15;

  private AntipodalCodes() {}

  /**
   * The code of least dimension with so many lines, if there is one.
   *
   * @param lines N: the code has 2N words at least
   * @param cosine of any two of them in size, at most; in (0, 1)
   */
  public static Optional<TwoSidedCode> reaching(BigInteger lines, BigFraction cosine) {
    int bits = lines.subtract(BigInteger.ONE).bitLength() + 1;
    Optional<BchPlan> best =
        BchPlan.lengths().stream()
            .filter(length -> length < LONGEST)
            .flatMap(length -> BchPlan.whole(length, bits, cosine).stream())
            .min(Comparator.comparing(BchPlan::dimension));
    Stream<TwoSidedCode> bch = best.stream().flatMap(plan -> half(BinaryCodes.bch(plan)).stream());
    Stream<TwoSidedCode> kerdock =
        IntStream.of(4, 6, 8, 10)
            .filter(m -> cosine.compareTo(BigFraction.of(1, 1 << (m / 2))) >= 0)
            .filter(m -> 1 << m < best.map(BchPlan::dimension).orElse(Integer.MAX_VALUE))
            .mapToObj(BinaryCodes::kerdock)
            .flatMap(code -> half(code).stream())
            .filter(code -> code.points().compareTo(lines) >= 0);
    return Stream.concat(bch, kerdock).min(Comparator.comparing(TwoSidedCode::dimension));
  }

  private static Optional<TwoSidedCode> half(ExistingCode code) {
    return code.certificate(NOWHERE) instanceof BinaryCodeCertificate binary
        ? binary.code().distance(0).stream()
            .mapToObj(distance -> TwoSidedCode.half(binary.code(), distance, code.description()))
            .flatMap(Optional::stream)
            .findFirst()
        : Optional.empty();
  }
}

package constellations.verify.lattice;

import constellations.verify.claim.Check;
import constellations.verify.claim.Checker;
import constellations.verify.claim.Verdict;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import constellations.verify.exact.WorkBudget;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Checks {@code lattice-existence}: the least norm by enumeration, then the number of points from
 * the volume, in outward-rounded arithmetic.
 *
 * <p>The argument: docs/theory.md T9, T10, T11, T12, T14, T15, T16, T24.
 */
final class LatticeExistenceChecker implements Checker<LatticeExistenceCertificate> {
  @Override
  public Verdict check(LatticeExistenceCertificate certificate, Check check) {
    Lattice lattice = certificate.lattice();
    Optional<String> fault =
        LatticeShell.leastNormFault(lattice, certificate.leastNorm(), check.budget());
    if (fault.isPresent()) {
      return verdict(certificate, false, fault.get());
    }
    BigFraction cosine = certificate.cosine().rational(RoundingMode.FLOOR);
    if (certificate.norm().isPresent()) {
      return shell(certificate, certificate.norm().get(), check.budget());
    }
    if (!certificate.bands().isEmpty()) {
      Optional<BigInteger> wrapped =
          LatticeExistence.bands(lattice, certificate.leastNorm(), cosine, certificate.bands());
      return wrapped.isEmpty()
          ? verdict(certificate, false, "the bands are not for certain far enough apart")
          : counted(certificate, wrapped.get());
    }
    BigInteger points =
        certificate
            .width()
            .map(w -> LatticeExistence.shell(lattice, certificate.leastNorm(), cosine, w))
            .orElseGet(
                () -> LatticeExistence.hemispheres(lattice, certificate.leastNorm(), cosine));
    return counted(certificate, points);
  }

  private static Verdict counted(LatticeExistenceCertificate certificate, BigInteger points) {
    return verdict(
        certificate,
        points.compareTo(certificate.points()) >= 0,
        "least squared norm "
            + certificate.leastNorm()
            + ", determinant "
            + certificate.lattice().determinant()
            + ": "
            + points
            + " points");
  }

  /**
   * All vectors of one norm: differences have norm mu at least, so cosines are at most 1 - mu/2M.
   */
  private static Verdict shell(
      LatticeExistenceCertificate certificate, int norm, WorkBudget budget) {
    Lattice lattice = certificate.lattice();
    Optional<LatticeShell.Count> count =
        LatticeShell.count(lattice, certificate.leastNorm(), norm, LatticeShell.MAX_NODES, budget);
    if (count.isEmpty()) {
      return verdict(certificate, false, "the vectors cannot be counted within the limit of work");
    }
    BigFraction cosine =
        BigFraction.ONE.subtract(BigFraction.of(certificate.leastNorm(), 2L * norm));
    BigInteger points = count.get().vectors();
    boolean enough =
        points.compareTo(certificate.points()) >= 0
            && Quadratic.of(cosine).compareTo(certificate.cosine()) <= 0;
    return verdict(
        certificate,
        enough,
        points
            + " vectors of squared norm "
            + norm
            + " by "
            + count.get().method()
            + ", least squared norm "
            + certificate.leastNorm()
            + ", cosines at most "
            + Rationals.toString(cosine));
  }

  private static Verdict verdict(
      LatticeExistenceCertificate certificate, boolean accepted, String reason) {
    return Verdict.of(accepted, certificate, reason, 2);
  }
}

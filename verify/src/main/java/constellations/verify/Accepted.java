package constellations.verify;

import constellations.verify.claim.Certificate;
import constellations.verify.claim.Verdict;
import java.util.Optional;

/**
 * A certificate that the verifier has accepted. There is no other way to make one than by its
 * verdict.
 *
 * @param <C> the certificate
 */
public final class Accepted<C extends Certificate> {
  private final C certificate;
  private final Verdict verdict;

  private Accepted(C certificate, Verdict verdict) {
    this.certificate = certificate;
    this.verdict = verdict;
  }

  /**
   * Verifies a certificate.
   *
   * @param <C> the type of the certificate
   * @param certificate a certificate of any kind
   * @param threads how many threads to use, at least 1
   * @return nothing if it was rejected
   */
  public static <C extends Certificate> Optional<Accepted<C>> of(C certificate, int threads) {
    Verdict verdict = Verifier.verify(certificate, threads);
    return verdict.accepted()
        ? Optional.of(new Accepted<>(certificate, verdict))
        : Optional.empty();
  }

  /** {@return the certificate} */
  public C certificate() {
    return certificate;
  }

  /** {@return the verdict; it accepts} */
  public Verdict verdict() {
    return verdict;
  }
}

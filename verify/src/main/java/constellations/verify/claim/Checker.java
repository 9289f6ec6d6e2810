package constellations.verify.claim;

/**
 * Decides whether the evidence of a certificate proves its claim. One implementation for each kind.
 *
 * @param <C> the certificates of the kind
 */
@FunctionalInterface
public interface Checker<C extends Certificate> {
  /**
   * Checks a certificate, exactly. Whatever its file says, the answer is a verdict.
   *
   * @param certificate a certificate of this kind
   * @param check the threads to use, on whose number no verdict depends, and the limit on the work
   * @return accepted if the claim is proved, rejected with a reason otherwise
   */
  Verdict check(C certificate, Check check);
}

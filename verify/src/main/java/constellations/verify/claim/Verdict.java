package constellations.verify.claim;

import java.util.Optional;

/**
 * The outcome of checking a certificate.
 *
 * @param accepted whether the claim was proved to hold
 * @param claim the claim in words
 * @param reason why; for a rejection with the offending vectors and by how much
 * @param inequalities how many inequalities between vectors were decided, 0 when the shape already
 *     contradicts the claim
 */
public record Verdict(boolean accepted, String claim, String reason, long inequalities) {
  /**
   * {@return the claim was proved}
   *
   * @param certificate what was checked
   * @param reason the reason, in words on one line
   * @param inequalities how many inequalities were decided for it
   */
  public static Verdict accepted(Certificate certificate, String reason, long inequalities) {
    return new Verdict(true, certificate.text(), reason, inequalities);
  }

  /**
   * {@return the claim was not proved}
   *
   * @param certificate what was checked
   * @param reason the reason, in words on one line
   * @param inequalities how many inequalities were decided for it
   */
  public static Verdict rejected(Certificate certificate, String reason, long inequalities) {
    return new Verdict(false, certificate.text(), reason, inequalities);
  }

  /**
   * {@return the one or the other}
   *
   * @param accepted whether the claim was proved
   * @param certificate what was checked
   * @param reason the reason, in words on one line
   * @param inequalities how many inequalities were decided for it
   */
  public static Verdict of(
      boolean accepted, Certificate certificate, String reason, long inequalities) {
    return new Verdict(accepted, certificate.text(), reason, inequalities);
  }

  /** {@return what the claim is worth: certified if it was accepted, nothing otherwise} */
  public Optional<Tier> tier() {
    return accepted ? Optional.of(Tier.CERTIFIED) : Optional.empty();
  }
}

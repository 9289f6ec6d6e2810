package constellations.verify.claim;

import java.util.Locale;

/** How much stands behind a number that a user reads, strongest first. */
public enum Tier {
  /** A certificate that the verifier accepts, exactly. */
  CERTIFIED,
  /**
   * Decided exactly from the user's own files, whose digests are stated; there is no certificate.
   */
  EXACT,
  /**
   * A published theorem evaluated in exact or outward-rounded arithmetic, without a certificate.
   */
  THEOREM,
  /** Floating point without a proof. */
  NUMERIC,
  /** Taken from a publication. */
  CITED;

  /** The name in lower case, as in JSON. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

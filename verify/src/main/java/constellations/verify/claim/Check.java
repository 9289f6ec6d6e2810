package constellations.verify.claim;

import constellations.verify.exact.WorkBudget;

/** What a checker is given beside the certificate. */
public interface Check {
  /** How many threads to use, at least 1; no verdict depends on it. */
  int threads();

  /** The work that is left for this certificate and all its parts together. */
  WorkBudget budget();

  /**
   * Checks a part. What differs from an earlier part in provenance only is not checked again.
   *
   * @param budget a part of {@link #budget}
   */
  Verdict part(Certificate part, WorkBudget budget);
}

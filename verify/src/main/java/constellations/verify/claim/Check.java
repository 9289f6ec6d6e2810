package constellations.verify.claim;

import constellations.verify.exact.WorkBudget;

/** What a checker is given beside the certificate. */
public interface Check {
  /** {@return how many threads to use, at least 1; no verdict depends on it} */
  int threads();

  /** {@return the work that is left for this certificate and all its parts together} */
  WorkBudget budget();

  /**
   * Checks a part. What differs from an earlier part in provenance only is not checked again.
   *
   * @param part the certificate that another one rests upon
   * @param budget a part of {@link #budget}
   * @return the verdict on the part
   */
  Verdict part(Certificate part, WorkBudget budget);
}

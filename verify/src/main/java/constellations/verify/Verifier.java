package constellations.verify;

import constellations.verify.claim.Certificate;
import constellations.verify.claim.Check;
import constellations.verify.claim.Verdict;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.WorkBudget;
import java.util.HashMap;
import java.util.Map;

/** Decides whether certificates prove what they claim. */
public final class Verifier {
  /** Operations on words of 64 bits of the longest check: some quarter of an hour. */
  private static final double MAX_WORK = 1e12;

  private Verifier() {}

  /**
   * Checks a certificate of any kind, exactly. There is a verdict whatever the certificate says;
   * what cannot be decided, or not within the limit of work, is rejected with that reason.
   *
   * @param certificate a certificate of any kind
   * @param threads how many threads to use, at least 1; the verdict does not depend on it
   * @return accepted, or rejected with a reason
   */
  public static Verdict verify(Certificate certificate, int threads) {
    return verify(certificate, threads, WorkBudget.of(MAX_WORK));
  }

  /** The same within another limit of work. */
  static Verdict verify(Certificate certificate, int threads, WorkBudget budget) {
    return new Run(threads, budget, new HashMap<>()).verify(certificate);
  }

  /** One certificate and its parts; verdicts by content. */
  private record Run(int threads, WorkBudget budget, Map<String, Verdict> verdicts)
      implements Check {
    Verdict verify(Certificate certificate) {
      try {
        return Kinds.of(certificate).check(certificate, this);
      } catch (BadInputException | ArithmeticException | WorkBudget.Exhausted e) {
        // Numbers of two fields, or beyond all bounds; too much work.
        return Verdict.rejected(certificate, e.getMessage(), 0);
      }
    }

    @Override
    public Verdict part(Certificate part, WorkBudget within) {
      String content = CertificateWriter.content(part);
      Verdict known = verdicts.get(content);
      if (known == null) {
        known = new Run(threads, within, verdicts).verify(part);
        verdicts.put(content, known);
      }
      return known;
    }
  }
}

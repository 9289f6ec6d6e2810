package constellations.solver.results;

import constellations.verify.CertificateWriter;
import constellations.verify.claim.Certificate;
import constellations.verify.claim.Claim;
import constellations.verify.claim.ConstellationClaim;
import constellations.verify.claim.Demand;
import constellations.verify.claim.Provenance;
import constellations.verify.claim.Weakening;
import constellations.verify.composition.CompositionCertificate.Rule;
import constellations.verify.exact.Quadratic;
import java.util.Comparator;
import java.util.Optional;

/** What the results say of the margin of N pairs in R^d at a bias, from both sides. */
public final class ResultMargins {
  private ResultMargins() {}

  /**
   * The largest margin that a constellation of the results has.
   *
   * @param asked N, the modalities and the bias; its margin means nothing
   * @return the certificate of a constellation in R^d of just that demand but for its margin
   */
  public static Optional<Certificate> reached(
      ResultIndex index, long dimension, Demand asked, Provenance provenance) {
    return index.entries().stream()
        .filter(e -> e.claim() instanceof ConstellationClaim.Exists)
        .map(e -> found(e, ((ConstellationClaim.Exists) e.claim()).demand(), asked, false))
        .filter(f -> f.margin().signum() >= 0)
        .filter(f -> follows(f, new ConstellationClaim.Exists(dimension, f.at(asked))))
        .max(Comparator.comparing(Found::margin))
        .map(
            f ->
                weakened(
                    index,
                    f.entry(),
                    new ConstellationClaim.Exists(dimension, f.at(asked)),
                    provenance));
  }

  /** The least margin that a bound of the results leaves, as a certificate of just that demand. */
  public static Optional<Certificate> bounded(
      ResultIndex index, long dimension, Demand asked, Provenance provenance) {
    return index.entries().stream()
        .filter(e -> e.claim() instanceof ConstellationClaim.MarginBound)
        .map(e -> found(e, ((ConstellationClaim.MarginBound) e.claim()).demand(), asked, true))
        .filter(f -> follows(f, new ConstellationClaim.MarginBound(dimension, f.at(asked))))
        .min(Comparator.comparing(Found::margin))
        .map(
            f ->
                weakened(
                    index,
                    f.entry(),
                    new ConstellationClaim.MarginBound(dimension, f.at(asked)),
                    provenance));
  }

  /**
   * An entry and what it says of the margin at the bias that is asked for: a margin falls by as
   * much as the bias moves, and a bound rises.
   */
  private record Found(Entry entry, Quadratic margin) {
    Demand at(Demand asked) {
      return new Demand(asked.pairs(), asked.graph(), margin, asked.bias());
    }
  }

  private static Found found(Entry entry, Demand known, Demand asked, boolean bound) {
    Quadratic above = Weakening.marginAt(known, asked.bias());
    Quadratic twice = known.margin().add(known.margin());
    return new Found(entry, bound ? above : twice.subtract(above));
  }

  private static boolean follows(Found found, Claim claim) {
    return Weakening.follows(found.entry().claim(), claim);
  }

  private static Certificate weakened(
      ResultIndex index, Entry entry, Claim claim, Provenance provenance) {
    Certificate part = index.certificate(entry);
    return entry.claim().equals(claim)
        ? part
        : CertificateWriter.composition(
            claim, Rule.WEAKENING, part, provenance.by(entry.provenance().method()));
  }
}

package constellations.solver.results;

import constellations.verify.CertificateWriter;
import constellations.verify.claim.Certificate;
import constellations.verify.claim.Claim;
import constellations.verify.claim.ConstellationClaim;
import constellations.verify.claim.Demand;
import constellations.verify.claim.Provenance;
import constellations.verify.claim.Weakening;
import constellations.verify.composition.CompositionCertificate.Rule;
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
        .map(e -> new Found(e, ((ConstellationClaim.Exists) e.claim()).demand()))
        .filter(f -> f.demand().bias().equals(asked.bias()))
        .filter(f -> f.demand().covers(with(asked, f.demand())))
        .filter(f -> ((ConstellationClaim.Exists) f.entry().claim()).dimension() <= dimension)
        .max(Comparator.comparing(f -> f.demand().margin()))
        .map(
            f ->
                weakened(
                    index,
                    f.entry(),
                    new ConstellationClaim.Exists(dimension, with(asked, f.demand())),
                    provenance));
  }

  /** The least margin that a bound of the results leaves, as a certificate of just that demand. */
  public static Optional<Certificate> bounded(
      ResultIndex index, long dimension, Demand asked, Provenance provenance) {
    return index.entries().stream()
        .filter(e -> e.claim() instanceof ConstellationClaim.MarginBound)
        .map(e -> new Found(e, ((ConstellationClaim.MarginBound) e.claim()).demand()))
        .filter(f -> f.demand().bias().equals(asked.bias()))
        .filter(
            f ->
                Weakening.follows(
                    f.entry().claim(),
                    new ConstellationClaim.MarginBound(dimension, with(asked, f.demand()))))
        .min(Comparator.comparing(f -> f.demand().margin()))
        .map(
            f ->
                weakened(
                    index,
                    f.entry(),
                    new ConstellationClaim.MarginBound(dimension, with(asked, f.demand())),
                    provenance));
  }

  private record Found(Entry entry, Demand demand) {}

  private static Demand with(Demand asked, Demand found) {
    return new Demand(asked.pairs(), asked.graph(), found.margin(), asked.bias());
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

package constellations.solver.results;

import constellations.solver.theory.Margins;
import constellations.verify.CertificateWriter;
import constellations.verify.claim.Claim;
import constellations.verify.claim.ConstellationClaim;
import constellations.verify.claim.Demand;
import constellations.verify.claim.Provenance;
import constellations.verify.composition.CompositionCertificate;
import constellations.verify.composition.CompositionCertificate.Rule;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Closes the results under the simple rules: points may be left out, dimensions added, margins
 * lowered; codes give constellations by lift and alignment, for all modalities that the results
 * have (docs/theory.md S4). What improves a cell enters as a composition certificate.
 */
public final class Closure {
  private static final int DECIMALS = 15;

  /** Less is no gain but another rounding of the same configuration. */
  private static final Quadratic GAIN = Quadratic.of(BigFraction.of(1, 1_000_000_000_000L));

  private final ResultIndex index;
  private final Provenance provenance;
  private final int threads;
  private final BooleanSupplier stop;

  /**
   * Prepares.
   *
   * @param provenance of the compositions, apart from the method
   * @param stop ends the work between cells
   */
  public Closure(ResultIndex index, Provenance provenance, int threads, BooleanSupplier stop) {
    this.stop = stop;
    this.index = index;
    this.provenance = provenance;
    this.threads = threads;
  }

  /**
   * Closes a range of cells of codes, and the cells of the index of constellations of up to so many
   * pairs and of bounds for constellations.
   *
   * @param progress is told of each improvement
   * @return how many cells were improved
   */
  public int close(
      int firstDimension,
      int lastDimension,
      int firstPoints,
      int lastPoints,
      Consumer<Entry> progress) {
    int improved = 0;
    for (int d = firstDimension; d <= lastDimension; d++) {
      for (int n = lastPoints; n >= firstPoints && !stop.getAsBoolean(); n--) {
        improved += code(d, n, progress) + bound(d, n, progress);
      }
    }
    for (Entry entry : index.entries()) {
      if (stop.getAsBoolean()) {
        break;
      }
      if (entry.claim() instanceof ConstellationClaim.Exists exists
          && exists.demand().pairs().compareTo(BigInteger.valueOf(lastPoints)) <= 0) {
        improved += constellation(exists, progress);
      } else if (entry.claim() instanceof ConstellationClaim.Needs needs) {
        improved += needs(needs, progress);
      }
    }
    return improved;
  }

  private int add(CompositionCertificate certificate, Consumer<Entry> progress) {
    ResultIndex.Added added = index.addOwn(certificate, threads);
    if (!added.isGain()) {
      return 0;
    }
    progress.accept(added.entry());
    return 1;
  }

  private int compose(Claim claim, Rule rule, Entry part, Consumer<Entry> progress) {
    // Entries are composed of what is in no composition by weakening itself, so chains stay short.
    var inner = index.certificate(part);
    while (rule == Rule.WEAKENING
        && inner instanceof CompositionCertificate composition
        && composition.rule() == Rule.WEAKENING) {
      inner = composition.parts().get(0).certificate();
    }
    Provenance by =
        new Provenance(
            rule + " of " + inner.text(),
            null,
            provenance.command(),
            provenance.toolVersion(),
            provenance.date());
    return add(CertificateWriter.composition(claim, rule, inner, by), progress);
  }

  /** Fewer points of a larger code, or a code of fewer dimensions. */
  private int code(int d, int n, Consumer<Entry> progress) {
    Optional<Entry> best = index.bestCode(d, BigInteger.valueOf(n));
    if (best.isEmpty()) {
      return 0;
    }
    Quadratic cosine = ((Claim.CodeExists) best.get().claim()).cosine();
    Claim claim = new Claim.CodeExists(d, BigInteger.valueOf(n), cosine);
    return improves(claim) ? compose(claim, Rule.WEAKENING, best.get(), progress) : 0;
  }

  /** What holds of fewer points, or of more dimensions. */
  private int bound(int d, int n, Consumer<Entry> progress) {
    Optional<Entry> best =
        best(
            Claim.CodeBound.class,
            c -> c.dimension() >= d && c.points().compareTo(BigInteger.valueOf(n)) < 0);
    if (best.isEmpty()) {
      return 0;
    }
    Quadratic cosine = ((Claim.CodeBound) best.get().claim()).cosine();
    Claim claim = new Claim.CodeBound(d, BigInteger.valueOf(n - 1L), cosine);
    boolean useful = cosine.compareTo(CodeCell.of(index, d, n).lower()) > 0 && improves(claim);
    return useful ? compose(claim, Rule.WEAKENING, best.get(), progress) : 0;
  }

  private boolean improves(Claim claim) {
    return index.at(claim).filter(known -> !Cell.betterBy(GAIN, claim, known.claim())).isEmpty();
  }

  private <C extends Claim> Optional<Entry> best(Class<C> type, Predicate<C> fits) {
    return index.entries().stream()
        .filter(e -> type.isInstance(e.claim()) && fits.test(type.cast(e.claim())))
        .reduce((a, b) -> Cell.better(b.claim(), a.claim()) ? b : a);
  }

  /** Lift, alignment, and other constellations at this bias or others. */
  private int constellation(ConstellationClaim.Exists exists, Consumer<Entry> progress) {
    if (!exists.demand().bias().isRational()) {
      return 0;
    }
    Demand demand = exists.demand();
    BigFraction b = demand.bias().rational();
    int improved = 0;
    int k = demand.modalities();
    Optional<Entry> below = index.bestCode(exists.dimension() - k + 1, demand.pairs());
    if (below.isPresent() && b.compareTo(BigFraction.of(-1, k - 1)) > 0) {
      BigFraction margin = Margins.of(cosine(below.get()), b, k);
      improved += constellation(exists, margin, Rule.LIFT, below.get(), progress);
    }
    Optional<Entry> same = index.bestCode(exists.dimension(), demand.pairs());
    if (same.isPresent()) {
      BigFraction margin = b.subtract(cosine(same.get()));
      improved += constellation(exists, margin, Rule.ALIGNED, same.get(), progress);
    }
    for (Entry other : index.entries()) {
      if (other.claim() instanceof ConstellationClaim.Exists more
          && more.dimension() <= exists.dimension()
          && more.demand().pairs().compareTo(demand.pairs()) >= 0
          && more.demand().modalities() >= demand.modalities()
          && more.demand().bias().isRational()) {
        // The margin m with b + m <= b' + m' and b - m >= b' - m'.
        BigFraction offset = b.subtract(more.demand().bias().rational()).abs();
        BigFraction m = more.demand().margin().rational(RoundingMode.FLOOR).subtract(offset);
        improved += constellation(exists, m, Rule.WEAKENING, other, progress);
      }
    }
    return improved;
  }

  private static BigFraction cosine(Entry code) {
    return ((Claim.CodeExists) code.claim()).cosine().rational(RoundingMode.CEILING);
  }

  private int constellation(
      ConstellationClaim.Exists exists,
      BigFraction margin,
      Rule rule,
      Entry part,
      Consumer<Entry> progress) {
    BigFraction b = exists.demand().bias().rational();
    BigFraction capped = Rationals.min(margin, BigFraction.ONE.subtract(b));
    BigFraction rounded = Rationals.of(Rationals.floor(capped, DECIMALS));
    if (rounded.signum() <= 0) {
      return 0;
    }
    Claim claim =
        new ConstellationClaim.Exists(
            exists.dimension(),
            new Demand(
                exists.demand().pairs(),
                exists.demand().modalities(),
                Quadratic.of(rounded),
                exists.demand().bias()));
    return improves(claim) ? compose(claim, rule, part, progress) : 0;
  }

  /** What a weaker demand needs, this one needs too. */
  private int needs(ConstellationClaim.Needs needs, Consumer<Entry> progress) {
    Optional<Entry> best = index.constellationBound(needs.demand());
    if (best.isEmpty()) {
      return 0;
    }
    long dimension = ((ConstellationClaim.Needs) best.get().claim()).dimension();
    Claim claim = new ConstellationClaim.Needs(dimension, needs.demand());
    return improves(claim) ? compose(claim, Rule.WEAKENING, best.get(), progress) : 0;
  }
}

package constellations.solver.dimension;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.bound.FrameBound;
import constellations.solver.bound.KnownBounds;
import constellations.solver.bound.MarginBound;
import constellations.solver.bound.PointBounds.CosineBound;
import constellations.solver.code.ExistingCode;
import constellations.solver.dimension.DimensionReport.Written;
import constellations.solver.format.Exact;
import constellations.solver.format.Stated;
import constellations.solver.modality.Synchronisation;
import constellations.solver.theory.Margins;
import constellations.verify.Accepted;
import constellations.verify.claim.Certificate;
import constellations.verify.claim.Claim;
import constellations.verify.claim.ConstellationClaim;
import constellations.verify.claim.Demand;
import constellations.verify.claim.Provenance;
import constellations.verify.claim.Tier;
import constellations.verify.composition.CompositionCertificate.Rule;
import constellations.verify.exact.Quadratic;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The largest margin of N items in R^d, at a bias or over all, as an interval.
 *
 * @param synchronised which of k modalities are
 * @param uppers what no margin exceeds, the least first; not empty
 * @param lower a margin that is reached, if one is known
 */
public record BestMargin(
    long dimension,
    BigInteger pairs,
    Synchronisation synchronised,
    Optional<BigFraction> bias,
    List<Upper> uppers,
    Optional<Lower> lower) {

  private static final BigInteger MOST_FRAMED = BigInteger.valueOf(64);
  private static final int MAX_FRAMED_DIMENSION = 24;

  /** K, the number of modalities. */
  public int modalities() {
    return synchronised.modalities();
  }

  /** A margin that is reached at a bias, by a certificate. */
  public record Lower(
      BigFraction margin, BigFraction bias, String method, Certificate certificate) {
    /**
     * What the certificate of a constellation claims, its margin rounded down where it is
     * irrational; it was known before.
     */
    public static Lower known(Certificate certificate) {
      Demand demand = ((ConstellationClaim.Exists) certificate.claim()).demand();
      return new Lower(
          demand.margin().rational(RoundingMode.FLOOR),
          demand.bias().rational(),
          certificate.provenance().method() + KnownBounds.SOURCE,
          certificate);
    }
  }

  /**
   * A bound on the margin.
   *
   * @param margin that none exceeds, exact
   * @param cosine the bound for codes that it comes from, if it does
   * @param accepted a proof of this margin, or over all biases of that cosine; it may be of a
   *     margin that is larger in the 17th digit
   */
  public record Upper(
      BigFraction margin,
      String method,
      Optional<CosineBound> cosine,
      Optional<? extends Accepted<?>> accepted) {
    /** The certificate, if there is one. */
    public Optional<Certificate> proof() {
      return accepted.map(a -> a.certificate());
    }

    /** What stands behind this margin itself. */
    public Tier tier() {
      return accepted
          .filter(a -> proved(a.certificate().claim()).compareTo(Quadratic.of(margin)) <= 0)
          .flatMap(a -> a.verdict().tier())
          .orElse(Tier.THEOREM);
    }

    private static Quadratic proved(Claim claim) {
      return claim instanceof ConstellationClaim.MarginBound bound
          ? bound.demand().margin()
          : Quadratic.ONE
              .subtract(((Claim.CodeBound) claim).cosine())
              .multiply(BigFraction.of(1, 2));
    }
  }

  /**
   * The interval.
   *
   * @param cosines bounds for codes of N points in R^d
   * @param theorems whether theorems about constellations are used beside them
   * @param known codes that may reach a margin
   */
  public static BestMargin of(
      long dimension,
      BigInteger pairs,
      Synchronisation synchronised,
      Optional<BigFraction> bias,
      List<CosineBound> cosines,
      boolean theorems,
      List<ExistingCode> known,
      Provenance provenance) {
    List<Upper> uppers = new ArrayList<>();
    if (bias.isEmpty()) {
      for (CosineBound cosine : cosines) {
        uppers.add(
            new Upper(
                Margins.free(cosine.value()),
                cosine.method(),
                Optional.of(cosine),
                cosine.proof(dimension, pairs, provenance)));
      }
    } else {
      MarginBound.Question question =
          new MarginBound.Question(dimension, pairs, synchronised.clique().size(), bias.get());
      List<MarginBound> bounds = new ArrayList<>();
      if (theorems) {
        bounds.add(MarginBound.rankin(question));
        MarginBound.flat(question).ifPresent(bounds::add);
      }
      for (CosineBound cosine : cosines) {
        bounds.add(MarginBound.projected(question, cosine));
      }
      bounds.forEach(bound -> uppers.add(upper(synchronised, bound, provenance)));
    }
    uppers.sort(
        Comparator.comparing(Upper::margin).thenComparing(upper -> upper.accepted().isEmpty()));
    return new BestMargin(
        dimension,
        pairs,
        synchronised,
        bias,
        uppers,
        ReachedMargin.best(dimension, pairs, synchronised.colours(), bias, known)
            .map(r -> lower(synchronised, r, provenance)));
  }

  private static Lower lower(
      Synchronisation synchronised, ReachedMargin reached, Provenance provenance) {
    return new Lower(
        reached.margin(),
        reached.bias(),
        reached.method(),
        synchronised.reached(
            reached.certificate(provenance), provenance.by("homomorphism, " + reached.method())));
  }

  private static Upper upper(
      Synchronisation synchronised, MarginBound bound, Provenance provenance) {
    return new Upper(
        bound.margin(),
        bound.method(),
        bound.code().filter(c -> c.rule() == Rule.PROJECTION).map(MarginBound.CodeSide::bound),
        bound.proof(provenance).flatMap(accepted -> onGraph(synchronised, accepted)));
  }

  /** What was accepted of modalities that are all joined, for the graph. */
  private static Optional<? extends Accepted<?>> onGraph(
      Synchronisation synchronised, Accepted<?> accepted) {
    Certificate certificate = accepted.certificate();
    Certificate moved = synchronised.excluded(certificate, certificate.provenance());
    return moved == certificate ? Optional.of(accepted) : Accepted.of(moved, 1);
  }

  /**
   * The same with a frame bound, where it is asked for and helps: at a bias, for a few pairs, and
   * unless the ends meet.
   */
  public BestMargin with(FrameBound frames) {
    boolean few = pairs.compareTo(MOST_FRAMED) <= 0 && dimension <= MAX_FRAMED_DIMENSION;
    if (bias.isEmpty() || !few || attained()) {
      return this;
    }
    Optional<Upper> upper =
        frames
            .bound(
                new MarginBound.Question(
                    dimension, pairs, synchronised.clique().size(), bias.get()),
                lower.map(Lower::margin).orElse(BigFraction.ZERO),
                known(bias.get()))
            .map(
                accepted ->
                    new Upper(
                        ((ConstellationClaim.MarginBound) accepted.certificate().claim())
                            .demand()
                            .margin()
                            .rational(),
                        accepted.certificate().provenance().method(),
                        Optional.empty(),
                        onGraph(synchronised, accepted)));
    List<Upper> all = new ArrayList<>(upper.stream().toList());
    all.addAll(uppers);
    return new BestMargin(dimension, pairs, synchronised, bias, all, lower);
  }

  private BigFraction known(BigFraction b) {
    return uppers.isEmpty()
        ? MarginBound.theorem(
                new MarginBound.Question(dimension, pairs, synchronised.clique().size(), b))
            .margin()
        : uppers.get(0).margin();
  }

  /** The same with a bound on the margin that was known before, if that is better. */
  public BestMargin with(Accepted<Certificate> bound) {
    Upper known =
        new Upper(
            ((ConstellationClaim.MarginBound) bound.certificate().claim())
                .demand()
                .margin()
                .rational(RoundingMode.CEILING),
            bound.certificate().provenance().method() + KnownBounds.SOURCE,
            Optional.empty(),
            Optional.of(bound));
    if (!uppers.isEmpty() && uppers.get(0).margin().compareTo(known.margin()) <= 0) {
      return this;
    }
    List<Upper> all = new ArrayList<>(List.of(known));
    all.addAll(uppers);
    return new BestMargin(dimension, pairs, synchronised, bias, all, lower);
  }

  /** The same with another constellation, if that is better. */
  public BestMargin with(Lower other) {
    boolean better = lower.filter(l -> l.margin().compareTo(other.margin()) >= 0).isEmpty();
    return new BestMargin(
        dimension, pairs, synchronised, bias, uppers, better ? Optional.of(other) : lower);
  }

  /** Whether the ends are equal. */
  public boolean attained() {
    return !uppers.isEmpty()
        && lower.filter(l -> l.margin().equals(uppers.get(0).margin())).isPresent();
  }

  /** The bias in words. */
  public String where() {
    String graph = synchronised.text().isEmpty() ? "" : " (" + synchronised.text() + ")";
    String of = modalities() == 2 ? "" : " with " + modalities() + " modalities" + graph;
    return bias.map(b -> "at bias " + Exact.down(b) + of).orElse("over all biases");
  }

  /** Both ends; the certificates are written. */
  public BoundReport report(Function<Certificate, Written> writer) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("pairs", pairs.toString())
        .put("dimension", dimension)
        .put("modalities", modalities())
        .put("bias", bias.map(Exact::down).orElse(null));
    json.set("lower", null);
    List<String> lines = new ArrayList<>();
    String question = "Margin of " + pairs + " pairs in dimension " + dimension + ", " + where();
    lines.add(question + (attained() ? ": the ends meet *" : ""));
    if (lower.isEmpty()) {
      lines.add("at least  nothing is known");
    }
    lower.ifPresent(
        l -> {
          Written written = writer.apply(l.certificate());
          Stated stated =
              Stated.certified(
                  "at least  "
                      + Exact.down(l.margin())
                      + (bias.isPresent() ? "" : " at bias " + Exact.down(l.bias()))
                      + "   "
                      + l.method(),
                  written.verdict());
          lines.add(stated.line());
          lines.add("          certificate: " + written.path());
          json.putObject("lower")
              .put("margin", Exact.down(l.margin()))
              .put("bias", Exact.down(l.bias()))
              .put("method", l.method())
              .put("tier", stated.tier())
              .put("certificate", written.path().toString());
        });
    Upper upper = uppers.get(0);
    String text = "at most   " + Exact.up(upper.margin()) + "   " + upper.method();
    lines.add(Stated.of(text, upper.tier()).line());
    Optional<String> path = upper.proof().map(p -> writer.apply(p).path().toString());
    path.ifPresent(p -> lines.add("          certificate: " + p));
    json.putObject("upper")
        .put("margin", Exact.up(upper.margin()))
        .put("method", upper.method())
        .put("tier", upper.tier().toString())
        .put("certificate", path.orElse(null));
    json.put("attained", attained());
    return new BoundReport(json, lines);
  }
}

package constellations.solver.results;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.format.Exact;
import constellations.solver.format.Stated;
import constellations.verify.claim.Claim;
import constellations.verify.claim.ConstellationClaim;
import constellations.verify.claim.Demand;
import constellations.verify.claim.Tier;
import constellations.verify.composition.Composition;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The needed dimension between its ends, from the results or computed.
 *
 * @param lower no constellation exists in fewer dimensions
 * @param upper one exists in so many
 */
public record NeededCell(End lower, End upper) {
  /**
   * An end of a cell.
   *
   * @param dimension as text: a number, {@code none} when none suffices, or {@code unknown}
   * @param entry its proof in the index, if it has one
   */
  public record End(String dimension, String method, Tier tier, Optional<Entry> entry) {
    private static End of(Entry entry, long dimension) {
      return new End(
          Long.toString(dimension), entry.provenance().method(), entry.tier(), Optional.of(entry));
    }

    private static End by(String rule, Entry entry, long dimension) {
      return new End(
          Long.toString(dimension), rule + entry.text(), Tier.THEOREM, Optional.of(entry));
    }

    /** For JSON. */
    public ObjectNode json() {
      ObjectNode node = new JsonMapper().createObjectNode();
      if (dimension.matches("[0-9]+")) {
        node.put("dimension", Long.parseLong(dimension));
      } else {
        node.putNull("dimension");
      }
      return node.put("method", method)
          .put("tier", tier.toString())
          .put("certificate", entry.map(Entry::file).orElse(null));
    }
  }

  /** The ends that the index proves. */
  public record Ends(Optional<End> lower, Optional<End> upper) {
    /** For JSON, with what was asked. */
    public ObjectNode json(Demand demand) {
      ObjectNode json = new JsonMapper().createObjectNode();
      json.put("pairs", demand.pairs().toString())
          .put("margin", Exact.down(demand.margin()))
          .put("bias", Exact.down(demand.bias()))
          .put("modalities", demand.modalities());
      json.set("lower", lower.map(End::json).orElse(null));
      json.set("upper", upper.map(End::json).orElse(null));
      return json;
    }

    /** Line by line. */
    public List<String> lines(Demand demand) {
      String question =
          "needed dimension of "
              + demand.pairs()
              + " pairs at margin "
              + Exact.down(demand.margin())
              + ", bias "
              + Exact.down(demand.bias())
              + " among the results";
      return List.of(question, line("at least", lower), line("at most ", upper));
    }

    private static String line(String name, Optional<End> end) {
      return name
          + "  "
          + end.map(e -> Stated.of(e.dimension() + "   " + e.method(), e.tier()).line() + "  ")
              .orElse("nothing")
          + end.flatMap(End::entry).map(Entry::id).orElse("");
    }
  }

  /**
   * The ends that follow from the index: from constellations and their bounds by leaving out, from
   * codes by lift and alignment, from bounds for codes by projection (docs/theory.md T18 to T20).
   */
  public static Ends ends(ResultIndex index, Demand demand) {
    Optional<End> lower =
        index
            .constellationBound(demand)
            .map(e -> End.of(e, ((ConstellationClaim.Needs) e.claim()).dimension()));
    Optional<End> upper =
        index
            .constellation(demand)
            .map(e -> End.of(e, ((ConstellationClaim.Exists) e.claim()).dimension()));
    for (Entry entry : index.entries()) {
      if (entry.claim() instanceof Claim.CodeExists code
          && code.points().compareTo(demand.pairs()) >= 0) {
        upper = lesser(upper, entry, code, demand);
      } else if (entry.claim() instanceof Claim.CodeBound bound
          && bound.points().compareTo(demand.pairs()) < 0
          && IntStream.rangeClosed(2, demand.modalities())
              .anyMatch(
                  j ->
                      Composition.projects(
                          bound.cosine(),
                          demand.margin().rational(),
                          demand.bias().rational(),
                          j))) {
        long dimension = bound.dimension() + 1;
        if (lower.isEmpty() || Long.parseLong(lower.get().dimension()) < dimension) {
          lower = Optional.of(End.by("projection and: ", entry, dimension));
        }
      }
    }
    return new Ends(lower, upper);
  }

  private static Optional<End> lesser(
      Optional<End> known, Entry entry, Claim.CodeExists code, Demand demand) {
    Optional<End> best = known;
    boolean aligned = code.cosine().compareTo(demand.bias().subtract(demand.margin())) <= 0;
    if (aligned && isLess(code.dimension(), best)) {
      best = Optional.of(End.by("aligned: ", entry, code.dimension()));
    }
    int k = demand.modalities();
    long lifted = code.dimension() + k - 1;
    if (isLess(lifted, best)
        && Composition.lifts(
            code.cosine(), demand.margin().rational(), demand.bias().rational(), k)) {
      best = Optional.of(End.by("lift of: ", entry, lifted));
    }
    return best;
  }

  private static boolean isLess(long dimension, Optional<End> end) {
    return end.isEmpty() || dimension < Long.parseLong(end.get().dimension());
  }

  /** Whether a demand itself has been answered: both ends are in the index, at its own bias. */
  public static boolean isAnswered(ResultIndex index, Demand demand) {
    return index.at(new ConstellationClaim.Needs(1, demand)).isPresent()
        && index.entries().stream()
            .anyMatch(
                e ->
                    e.claim() instanceof ConstellationClaim.Exists x
                        && x.demand().pairs().equals(demand.pairs())
                        && x.demand().bias().equals(demand.bias())
                        && x.demand().covers(demand));
  }
}

package constellations.solver.table;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.results.Entry;
import constellations.solver.results.MarginLimit;
import constellations.solver.results.ResultIndex;
import constellations.solver.theory.Margins;
import constellations.verify.claim.Claim;
import constellations.verify.claim.ConstellationClaim;
import constellations.verify.claim.Demand;
import constellations.verify.claim.Tier;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import constellations.verify.points.ConstellationCertificate;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The largest margins over the bias among the results: what is certified beside the upper bound
 * that the cell of codes gives, and the margins of the lift and of the aligned code from the codes
 * of the index (docs/theory.md S4).
 */
public final class MarginTable {
  private static final String NAME = "margins";
  private static final int DECIMALS = 15;
  private static final String NONE = "none";
  private static final String UNKNOWN = "unknown";

  /** A margin that exceeds both known families by less is not called new. */
  private static final BigFraction NEW = BigFraction.of(1, 1_000_000_000);

  private MarginTable() {}

  /** What constellations share that differ in the bias. */
  public record Question(long dimension, BigInteger items, int modalities) {}

  /**
   * A row.
   *
   * @param lift the margin of the lift of the best code of the index, rounded down; {@code none} if
   *     it is not positive, {@code unknown} if there is no code
   * @param aligned the same of the aligned code
   */
  public record Margin(
      Entry entry, Quadratic bias, String margin, String upper, String lift, String aligned) {
    /** Whether the margin is above both the lift and the aligned code, both of which are known. */
    public boolean isAboveBoth() {
      BigFraction own =
          ((ConstellationClaim.Exists) entry.claim())
              .demand()
              .margin()
              .rational(RoundingMode.FLOOR)
              .subtract(NEW);
      return Stream.of(lift, aligned)
          .allMatch(
              m ->
                  m.equals(NONE)
                      || (!m.equals(UNKNOWN) && Rationals.parse(m, "margin").compareTo(own) < 0));
    }
  }

  /** The rows of all questions that have a constellation given by its vectors. */
  public static Map<Question, List<Margin>> margins(ResultIndex index) {
    Map<Question, List<Margin>> all = new LinkedHashMap<>();
    List<Question> explicit =
        index.entries().stream()
            .filter(e -> e.kind().equals(ConstellationCertificate.KIND))
            .map(MarginTable::question)
            .distinct()
            .toList();
    for (Entry entry : index.entries()) {
      if (entry.claim() instanceof ConstellationClaim.Exists
          && explicit.contains(question(entry))) {
        all.computeIfAbsent(question(entry), q -> new ArrayList<>()).add(margin(index, entry));
      }
    }
    return all;
  }

  private static Question question(Entry entry) {
    ConstellationClaim.Exists claim = (ConstellationClaim.Exists) entry.claim();
    return new Question(claim.dimension(), claim.demand().pairs(), claim.demand().modalities());
  }

  private static Margin margin(ResultIndex index, Entry entry) {
    ConstellationClaim.Exists claim = (ConstellationClaim.Exists) entry.claim();
    Demand demand = claim.demand();
    long n = demand.pairs().longValueExact();
    int k = demand.modalities();
    BigFraction bias = demand.bias().rational(RoundingMode.FLOOR);
    BigFraction upper = MarginLimit.of(index, claim.dimension(), n, k, Optional.of(bias)).margin();
    Optional<BigFraction> lift =
        index
            .bestCode(claim.dimension() - k + 1, demand.pairs())
            .map(code -> Margins.of(cosine(code), bias, k));
    Optional<BigFraction> aligned =
        index.bestCode(claim.dimension(), demand.pairs()).map(code -> bias.subtract(cosine(code)));
    return new Margin(
        entry,
        demand.bias(),
        demand.margin().toString(),
        Rationals.ceiling(upper, DECIMALS).toPlainString(),
        shown(lift, bias),
        shown(aligned, bias));
  }

  private static BigFraction cosine(Entry code) {
    return ((Claim.CodeExists) code.claim()).cosine().rational(RoundingMode.CEILING);
  }

  private static String shown(Optional<BigFraction> margin, BigFraction bias) {
    if (margin.isEmpty()) {
      return UNKNOWN;
    }
    BigFraction capped = Rationals.min(margin.get(), BigFraction.ONE.subtract(bias));
    return capped.signum() > 0 ? Rationals.floor(capped, DECIMALS).toPlainString() : NONE;
  }

  /** Writes the table in all its forms. */
  public static Grid write(ResultIndex index) {
    List<ObjectNode> lines = new ArrayList<>();
    List<Grid.Row> rows = new ArrayList<>();
    margins(index)
        .forEach(
            (question, margins) -> {
              for (Margin margin : margins) {
                lines.add(json(question, margin));
                rows.add(row(question, margin));
              }
            });
    Grid grid =
        new Grid(
            FrontierTable.TITLE,
            FrontierTable.NOTE + Grid.LEGEND,
            "constellation",
            FrontierTable.HEADS,
            rows);
    TableFiles.write(index.folder(), NAME, grid, lines);
    return grid;
  }

  private static Grid.Row row(Question question, Margin margin) {
    return new Grid.Row(
        FrontierTable.heading(question.dimension(), question.items(), question.modalities()),
        List.of(
            Grid.Cell.of(margin.bias().toString()),
            Grid.Cell.of(margin.margin(), margin.entry().tier(), margin.entry().id()),
            Grid.Cell.of(margin.upper(), Tier.THEOREM, null),
            Grid.Cell.of(margin.lift()),
            Grid.Cell.of(margin.aligned()),
            Grid.Cell.of(margin.isAboveBoth() ? "above both" : "")));
  }

  private static ObjectNode json(Question question, Margin margin) {
    return new JsonMapper()
        .createObjectNode()
        .put("dimension", question.dimension())
        .put("pairs", question.items().toString())
        .put("modalities", question.modalities())
        .put("bias", margin.bias().toString())
        .put("margin", margin.margin())
        .put("marginUpper", margin.upper())
        .put("lift", margin.lift())
        .put("aligned", margin.aligned())
        .put("aboveBoth", margin.isAboveBoth())
        .put("method", margin.entry().provenance().method())
        .put("certificate", margin.entry().file());
  }
}

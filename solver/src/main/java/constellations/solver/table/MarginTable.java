package constellations.solver.table;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.verify.certificate.Claim;
import constellations.verify.certificate.ConstellationCertificate;
import constellations.verify.check.Tier;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import constellations.verify.theory.Reduction;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The largest margins over the bias among the results: what is certified beside the upper bound
 * that the cell of codes gives, and the margins of the lift and of the aligned code from the codes
 * of the index (THEORY.md section 4).
 */
public final class MarginTable {
  private static final String NAME = "margins";
  private static final int DECIMALS = 15;

  private MarginTable() {}

  /** What constellations share that differ in the bias. */
  public record Question(long dimension, BigInteger items, int modalities) {}

  /**
   * A row.
   *
   * @param lift the margin of the lift of the index's code, if that is positive; rounded down
   */
  public record Margin(
      Entry entry, Quadratic bias, String margin, String upper, String lift, String aligned) {
    /** Whether the margin is above both the lift and the aligned code of the index. */
    public boolean isAboveBoth() {
      Quadratic own = ((Claim.ConstellationExists) entry.claim()).demand().margin();
      return java.util.stream.Stream.of(lift, aligned)
          .filter(m -> !m.equals("none"))
          .allMatch(m -> Quadratic.parse(m, "margin").compareTo(own) < 0);
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
      if (entry.claim() instanceof Claim.ConstellationExists
          && explicit.contains(question(entry))) {
        all.computeIfAbsent(question(entry), q -> new ArrayList<>()).add(margin(index, entry));
      }
    }
    return all;
  }

  private static Question question(Entry entry) {
    Claim.ConstellationExists claim = (Claim.ConstellationExists) entry.claim();
    return new Question(claim.dimension(), claim.demand().pairs(), claim.demand().modalities());
  }

  private static Margin margin(ResultIndex index, Entry entry) {
    Claim.ConstellationExists claim = (Claim.ConstellationExists) entry.claim();
    Claim.Demand demand = claim.demand();
    long n = demand.pairs().longValueExact();
    int k = demand.modalities();
    BigFraction bias = demand.bias().rational(RoundingMode.FLOOR);
    CodeCell cell = CodeCell.of(index, claim.dimension(), n);
    BigFraction upper = Reduction.marginBound(cell.lower().rational(RoundingMode.FLOOR), bias, k);
    Optional<BigFraction> lift =
        claim.dimension() - k + 1 < 2
            ? Optional.empty()
            : CodeCell.of(index, claim.dimension() - k + 1, n)
                .cosine()
                .map(c -> Reduction.margin(c.rational(RoundingMode.CEILING), bias, k));
    Optional<BigFraction> aligned =
        cell.cosine().map(c -> bias.subtract(c.rational(RoundingMode.CEILING)));
    return new Margin(
        entry,
        demand.bias(),
        demand.margin().toString(),
        Rationals.ceiling(upper, DECIMALS).toPlainString(),
        shown(lift, bias),
        shown(aligned, bias));
  }

  private static String shown(Optional<BigFraction> margin, BigFraction bias) {
    return margin
        .filter(m -> m.signum() > 0)
        .map(m -> Rationals.min(m, BigFraction.ONE.subtract(bias)))
        .map(m -> Rationals.floor(m, DECIMALS).toPlainString())
        .orElse("none");
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
            Grid.Cell.of(margin.margin(), Tier.CERTIFIED, margin.entry().id()),
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

package constellations.solver.train;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.Locale;

/**
 * The end of a run.
 *
 * @param x unit rows, vector i of modality a in row a N + i
 * @param delta of the adapter, or 1
 */
public record Outcome(double[] x, List<Point> history, int epochs, double delta, double seconds) {
  /** The last line of the history. */
  public Point last() {
    return history.get(history.size() - 1);
  }

  /** Some points of the history for programs. */
  public void put(ArrayNode list, int shown) {
    for (int i = 0; i < history.size(); i += Math.max(1, history.size() / shown)) {
      Point p = history.get(i);
      list.addObject()
          .put("epoch", p.epoch())
          .put("loss", ExperimentTable.decimal(p.loss()))
          .put("inverseTemperature", ExperimentTable.decimal(p.inverseTemperature()))
          .put("bias", ExperimentTable.decimal(p.bias()))
          .put("margin", ExperimentTable.decimal(p.margin()))
          .put("xi", ExperimentTable.decimal(p.xi()))
          .put("recallAt1", ExperimentTable.decimal(p.ranking().recallAt1()))
          .put("recallAt10", ExperimentTable.decimal(p.ranking().recallAt10()))
          .put("reciprocalRank", ExperimentTable.decimal(p.ranking().reciprocalRank()))
          .put("success", ExperimentTable.decimal(p.ranking().success()));
    }
  }

  /** The history as a table. */
  public String csv() {
    StringBuilder csv =
        new StringBuilder(
            "epoch,loss,inverse_temperature,bias,margin,xi,recall_1,recall_10,mrr,success\n");
    for (Point p : history) {
      csv.append(
          String.format(
              Locale.ROOT,
              "%d,%s,%s,%s,%s,%s,%s,%s,%s,%s%n",
              p.epoch(),
              p.loss(),
              p.inverseTemperature(),
              p.bias(),
              p.margin(),
              p.xi(),
              p.ranking().recallAt1(),
              p.ranking().recallAt10(),
              p.ranking().reciprocalRank(),
              p.ranking().success()));
    }
    return csv.toString();
  }
}

package constellations.solver.loss;

/**
 * How matches are ranked among the items of their rows. Items that score as high as the match count
 * as before it, but in the success, where they count half.
 *
 * @param recallAt1 the share of rows whose match comes first
 * @param recallAt10 the share of rows whose match is among the first ten
 * @param reciprocalRank the mean of 1 / place of the match
 * @param success E(s) = Pr[s(x,y) > s(x,y')] + Pr[=]/2 for the match y and y' uniform on all items,
 *     the match too: at most 1 - 1/(2N) (docs/theory.md S8)
 */
public record Ranking(double recallAt1, double recallAt10, double reciprocalRank, double success) {
  /**
   * Where a match is in its row.
   *
   * @param above how many items score higher
   * @param equal how many others score the same
   * @param items in the row, with the match
   */
  public record Place(int above, int equal, int items) {
    /** Of a row of scores, and the place of its match. */
    public static Place of(double[] scores, int own) {
      int above = 0;
      int equal = -1;
      double score = scores[own];
      for (double other : scores) {
        above += other > score ? 1 : 0;
        equal += other == score ? 1 : 0;
      }
      return new Place(above, equal, scores.length);
    }
  }

  /** Takes the rows one after the other. */
  public static final class Counter {
    private static final int MANY = 10;

    private long rows;
    private long first;
    private long among;
    private double reciprocals;
    private double wins;

    /** A row of scores, and the place of its match. */
    public void add(double[] scores, int own) {
      add(Place.of(scores, own));
    }

    /** A match. */
    public void add(Place place) {
      int first = place.above() + place.equal() + 1;
      rows++;
      this.first += first == 1 ? 1 : 0;
      among += first <= MANY ? 1 : 0;
      reciprocals += 1.0 / first;
      wins += (place.items() - place.above() - (place.equal() + 1) / 2.0) / place.items();
    }

    /** What the rows say together; of none NaN. */
    public Ranking ranking() {
      double all = rows;
      return new Ranking(first / all, among / all, reciprocals / all, wins / all);
    }
  }
}

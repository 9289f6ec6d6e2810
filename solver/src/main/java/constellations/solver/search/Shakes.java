package constellations.solver.search;

/**
 * When walkers are shaken: once a best has stood for a while, sooner while that leads further, and
 * ever more rarely while it does not.
 *
 * @param next the first start from which on a burst comes
 * @param vain how many bursts in a row led to nothing
 */
record Shakes(int next, int vain) {
  /** Before the first start. */
  static final Shakes NONE = new Shakes(0, 0);

  /** The interval is doubled so often at most. */
  static final int MOST_VAIN = 8;

  private static final int VAIN_WHEN_LATE = 3;

  /** A burst that leads further is followed by another after this part of the interval. */
  private static final int SOONER = 3;

  /**
   * Whether a burst comes in the round that begins with a start.
   *
   * @param late whether little time is left: then at once, unless it leads to nothing
   */
  boolean due(int first, boolean late) {
    return first >= next || (late && vain < VAIN_WHEN_LATE);
  }

  /**
   * After a round.
   *
   * @param before the state before it
   * @param burst whether it had a burst
   * @param best after it
   * @param done starts after it
   * @param interval how many starts take several times as long as a burst
   */
  Shakes after(SearchState before, boolean burst, SearchState.Found best, int done, int interval) {
    boolean better = before.best() == null || best.value() < before.best().value();
    if (better) {
      return at((long) done + (burst ? interval / SOONER : interval), 0);
    }
    if (burst) {
      int more = Math.min(MOST_VAIN, vain + 1);
      return at(done + ((long) interval << more), more);
    }
    return this;
  }

  private static Shakes at(long next, int vain) {
    return new Shakes((int) Math.min(Integer.MAX_VALUE, next), vain);
  }
}

package constellations.verify.exact;

/**
 * A limit on work, in operations on 64-bit words, so that no decision takes hours. Some 10^9 of
 * them take a second. May be used by several threads.
 *
 * <p>The argument: docs/theory.md T5.
 */
public final class WorkBudget {
  private final WorkBudget whole;
  private double left;

  private WorkBudget(WorkBudget whole, double left) {
    this.whole = whole;
    this.left = left;
  }

  /**
   * {@return a budget of so many operations}
   *
   * @param wordOperations work, in operations on words of 64 bits
   */
  public static WorkBudget of(double wordOperations) {
    return new WorkBudget(null, wordOperations);
  }

  /**
   * {@return a part of this budget: what is taken off it is taken off this one too}
   *
   * @param wordOperations work, in operations on words of 64 bits
   */
  public WorkBudget limited(double wordOperations) {
    return new WorkBudget(this, wordOperations);
  }

  /** The work is used up; what was to be decided stays undecided. */
  public static final class Exhausted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Exhausted() {
      super("undecided within the limit of work", null, false, false);
    }
  }

  /**
   * Takes work off the budget, before it is done.
   *
   * @param wordOperations work, in operations on words of 64 bits
   * @throws Exhausted if so much is not left
   */
  public synchronized void charge(double wordOperations) {
    left -= wordOperations;
    if (left < 0) {
      throw new Exhausted();
    }
    if (whole != null) {
      whole.charge(wordOperations);
    }
  }
}

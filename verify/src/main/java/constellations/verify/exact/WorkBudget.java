package constellations.verify.exact;

/** A limit on the work of one decision, in operations on 64-bit words, so that none takes hours. */
final class WorkBudget {
  private double left;

  WorkBudget(double wordOperations) {
    left = wordOperations;
  }

  /** The work is used up; what was to be decided stays undecided. */
  static final class Exhausted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Exhausted() {
      super(null, null, false, false);
    }
  }

  /** Takes work off the budget. */
  void charge(double wordOperations) {
    left -= wordOperations;
    if (left < 0) {
      throw new Exhausted();
    }
  }
}

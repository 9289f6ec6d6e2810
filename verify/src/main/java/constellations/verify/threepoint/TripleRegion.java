package constellations.verify.threepoint;

import constellations.verify.exact.Parallel;
import constellations.verify.exact.WorkBudget;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Decides whether a symmetric polynomial f is at least 0 on the part of [-1, s]^3 where the
 * determinant g is at least 0: where the three inner products of unit vectors of cosine at most s
 * can be.
 *
 * <p>A box is done if its points are out of order, if g is negative on it, if f is not, or if f -
 * lambda g is not for some lambda >= 0, by Bernstein coefficients; else it is halved.
 *
 * <p>The argument: docs/theory.md T26.
 */
final class TripleRegion {
  /** Boxes are not halved further along an axis. */
  private static final int MAX_LEVEL = 50;

  /** Where coefficients have become this short, they are computed again from the exact ones. */
  private static final int FEW_BITS = 40;

  /** Every rounding moves a coefficient by less than a unit; this is more than all of them. */
  private static final long ROUNDINGS = 1L << 16;

  /** Boxes that are halved one after the other before the work is divided. */
  private static final int FIRST = 63;

  private final TrivariatePolynomial f;
  private final TrivariatePolynomial g;
  private final WorkBudget budget;

  /**
   * The answer.
   *
   * @param holds whether f was proved to be at least 0
   * @param reason where it is negative, or why the question was given up
   * @param boxes how many boxes were looked at
   */
  record Answer(boolean holds, String reason, long boxes) {}

  /**
   * Prepares a decision.
   *
   * @param f the Bernstein coefficients of f on [-1, s]^3, or of a positive multiple
   * @param g those of the determinant
   */
  TripleRegion(TrivariatePolynomial f, TrivariatePolynomial g, WorkBudget budget) {
    this.f = f;
    this.g = g;
    this.budget = budget;
  }

  /** Decides; whether it holds does not depend on the number of threads. */
  Answer decide(int threads) {
    Deque<Box> open = new ArrayDeque<>();
    open.add(Box.of(f, g, new int[3], new long[3]));
    // The first boxes in the order of their age, so that those that are left are alike.
    Answer first = decide(open, FIRST);
    if (open.isEmpty() || !first.holds()) {
      return first;
    }
    List<Box> rest = new ArrayList<>(open);
    List<Answer> answers =
        Parallel.map(
            rest.size(),
            threads,
            i -> {
              Deque<Box> own = new ArrayDeque<>(List.of(rest.get(i)));
              return decide(own, Long.MAX_VALUE);
            });
    long boxes = first.boxes() + answers.stream().mapToLong(Answer::boxes).sum();
    return answers.stream()
        .filter(answer -> !answer.holds())
        .findFirst()
        .map(answer -> new Answer(false, answer.reason(), boxes))
        .orElse(new Answer(true, "", boxes));
  }

  /** Looks at boxes until none is left, or at so many. */
  private Answer decide(Deque<Box> open, long most) {
    long boxes = 0;
    try {
      while (!open.isEmpty() && boxes < most) {
        Box box = most < Long.MAX_VALUE ? open.remove() : open.removeLast();
        boxes++;
        if (box.isOutOfOrder() || isDone(box)) {
          continue;
        }
        if (box.bits() < FEW_BITS) {
          box =
              Box.of(
                  f.part(box.levels(), box.indices(), budget),
                  g.part(box.levels(), box.indices(), budget),
                  box.levels(),
                  box.indices());
          if (isDone(box)) {
            continue;
          }
        }
        if (box.isNegativeAtCorner(ROUNDINGS)) {
          return new Answer(false, "positive in a " + where(box), boxes);
        }
        int axis = box.axis();
        if (box.levels()[axis] >= MAX_LEVEL) {
          return new Answer(false, "undecided in a " + where(box), boxes);
        }
        for (Box half : box.halves(axis, budget)) {
          open.addLast(half);
        }
      }
      return new Answer(true, "", boxes);
    } catch (WorkBudget.Exhausted e) {
      return new Answer(false, String.valueOf(e.getMessage()), boxes);
    }
  }

  private static boolean isDone(Box box) {
    return box.isOutside() || box.isNonNegative() || box.isNonNegativeInside();
  }

  private static String where(Box box) {
    StringBuilder text = new StringBuilder("box at");
    for (int axis = 0; axis < 3; axis++) {
      text.append(' ')
          .append((float) Math.scalb((double) box.indices()[axis], -box.levels()[axis]));
    }
    return text.append(" of [0, 1]^3, which stands for [-1, s]^3").toString();
  }
}

package constellations.solver.search.polish;

import constellations.solver.search.objective.PairObjective;
import constellations.solver.search.objective.PairObjective.Term;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;

/**
 * Takes a polished code to many digits: Newton steps that make the largest inner products equal,
 * with residuals in decimal arithmetic and moves in double precision, so that each step gains about
 * as many digits as a double holds. Where the optimum is not rigid it stops early; what it returns
 * is then as good as double precision.
 */
public final class HighPrecision {
  private static final int STEPS = 20;
  private static final double CONTACT = 1e-9;
  private static final int MOST_CONTACTS = 40_000;

  private HighPrecision() {}

  /**
   * Refines.
   *
   * @param x unit rows of length d
   * @param digits decimals that are wanted
   * @return unit rows to that many digits and some more
   */
  public static BigDecimal[] refined(double[] x, int dimension, int digits) {
    MathContext context = new MathContext(digits + 12);
    BigDecimal[] best = new BigDecimal[x.length];
    for (int i = 0; i < x.length; i++) {
      best[i] = new BigDecimal(x[i]);
    }
    normalise(best, dimension, context);
    PairObjective objective = PairObjective.code(x.length / dimension, dimension);
    Polish polish = new Polish(objective, objective.workspace());
    List<Term> contacts = objective.workspace().near(x, CONTACT);
    if (contacts.size() > MOST_CONTACTS) {
      return best;
    }
    BigDecimal spread = spread(best, dimension, contacts, context);
    BigDecimal wanted = BigDecimal.ONE.movePointLeft(digits);
    for (int step = 0; step < STEPS && spread.compareTo(wanted) > 0; step++) {
      BigDecimal[] values = values(best, dimension, contacts, context);
      BigDecimal level = values[0];
      double[] residuals = new double[values.length];
      for (int c = 0; c < values.length; c++) {
        residuals[c] = level.subtract(values[c]).divide(spread, context).doubleValue();
      }
      double[] move = polish.shortestMove(x, contacts, residuals);
      BigDecimal[] trial = best.clone();
      for (int i = 0; i < trial.length; i++) {
        trial[i] = trial[i].add(spread.multiply(new BigDecimal(move[i])), context);
      }
      normalise(trial, dimension, context);
      BigDecimal trialSpread = spread(trial, dimension, contacts, context);
      if (trialSpread.multiply(BigDecimal.TEN).compareTo(spread) > 0) {
        break;
      }
      best = trial;
      spread = trialSpread;
    }
    return best;
  }

  /**
   * The largest cosine of a code to many digits, as far as it is determined by its contacts.
   *
   * @param x unit rows of length d
   * @return nothing where the contacts do not become equal to so many digits
   */
  public static Optional<BigDecimal> cosine(double[] x, int dimension, int digits) {
    MathContext context = new MathContext(digits + 12);
    PairObjective objective = PairObjective.code(x.length / dimension, dimension);
    List<Term> contacts = objective.workspace().near(x, CONTACT);
    if (contacts.isEmpty() || contacts.size() > MOST_CONTACTS) {
      return Optional.empty();
    }
    BigDecimal[] refined = refined(x, dimension, digits);
    BigDecimal wanted = BigDecimal.ONE.movePointLeft(digits);
    return spread(refined, dimension, contacts, context).compareTo(wanted) > 0
        ? Optional.empty()
        : Optional.of(values(refined, dimension, contacts, context)[0]);
  }

  private static void normalise(BigDecimal[] x, int dimension, MathContext context) {
    for (int from = 0; from < x.length; from += dimension) {
      BigDecimal norm = inner(x, from, from, dimension).sqrt(context);
      for (int k = from; k < from + dimension; k++) {
        x[k] = x[k].divide(norm, context);
      }
    }
  }

  private static BigDecimal inner(BigDecimal[] x, int p, int q, int dimension) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int k = 0; k < dimension; k++) {
      sum = sum.add(x[p + k].multiply(x[q + k]));
    }
    return sum;
  }

  private static BigDecimal[] values(
      BigDecimal[] x, int dimension, List<Term> contacts, MathContext context) {
    return contacts.stream()
        .map(t -> inner(x, t.p() * dimension, t.q() * dimension, dimension).round(context))
        .toArray(BigDecimal[]::new);
  }

  /** The largest value of a contact less the least. */
  private static BigDecimal spread(
      BigDecimal[] x, int dimension, List<Term> contacts, MathContext context) {
    BigDecimal[] values = values(x, dimension, contacts, context);
    BigDecimal least = values[0];
    BigDecimal most = values[0];
    for (BigDecimal value : values) {
      least = least.min(value);
      most = most.max(value);
    }
    return most.subtract(least);
  }
}

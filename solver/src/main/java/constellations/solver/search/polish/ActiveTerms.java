package constellations.solver.search.polish;

import constellations.solver.search.objective.PairObjective.Term;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The terms g = sign &lt;x_p,x_q&gt; + offset that an {@link InteriorPoint} method looks at. */
final class ActiveTerms {
  private final int dimension;
  private int count;

  /** By the places of their rows in x; p is after q. */
  private int[] p = {};

  private int[] q = {};
  private double[] sign = {};
  private double[] offset = {};

  ActiveTerms(int dimension) {
    this.dimension = dimension;
  }

  int count() {
    return count;
  }

  void clear() {
    count = 0;
  }

  /** Adds those that are new, at the end. */
  void add(List<Term> near, double[] x) {
    Set<Long> known = new HashSet<>();
    for (int i = 0; i < count; i++) {
      known.add(key(p[i], q[i]));
    }
    List<Term> added =
        near.stream().filter(t -> !known.contains(key(later(t), earlier(t)))).toList();
    int all = count + added.size();
    p = Arrays.copyOf(p, all);
    q = Arrays.copyOf(q, all);
    sign = Arrays.copyOf(sign, all);
    offset = Arrays.copyOf(offset, all);
    for (Term term : added) {
      p[count] = later(term);
      q[count] = earlier(term);
      sign[count] = term.sign();
      offset[count] = term.value() - term.sign() * inner(x, count);
      count++;
    }
  }

  private static long key(int p, int q) {
    return (long) p << 32 | q;
  }

  private int later(Term term) {
    return Math.max(term.p(), term.q()) * dimension;
  }

  private int earlier(Term term) {
    return Math.min(term.p(), term.q()) * dimension;
  }

  /** Where the later row of a term begins. */
  int later(int i) {
    return p[i];
  }

  /** Where the earlier row of a term begins. */
  int earlier(int i) {
    return q[i];
  }

  double sign(int i) {
    return sign[i];
  }

  /** The gradients of a term at its two rows. */
  void gradients(double[] x, int i, double[] atP, double[] atQ) {
    double inner = inner(x, i);
    for (int k = 0; k < dimension; k++) {
      atP[k] = sign[i] * (x[q[i] + k] - inner * x[p[i] + k]);
      atQ[k] = sign[i] * (x[p[i] + k] - inner * x[q[i] + k]);
    }
  }

  /** Adds a multiple of these gradients. */
  void addTo(double[] out, int i, double factor, double[] atP, double[] atQ) {
    for (int k = 0; k < dimension; k++) {
      out[p[i] + k] += factor * atP[k];
      out[q[i] + k] += factor * atQ[k];
    }
  }

  /** The derivative of a term along a move. */
  double along(double[] x, int i, double[] move) {
    double inner = inner(x, i);
    double sum = 0;
    for (int k = 0; k < dimension; k++) {
      sum += (x[q[i] + k] - inner * x[p[i] + k]) * move[p[i] + k];
      sum += (x[p[i] + k] - inner * x[q[i] + k]) * move[q[i] + k];
    }
    return sign[i] * sum;
  }

  double value(double[] x, int i) {
    return sign[i] * inner(x, i) + offset[i];
  }

  /** The product of the two rows of a term. */
  double inner(double[] x, int i) {
    double inner = 0;
    for (int k = 0; k < dimension; k++) {
      inner += x[p[i] + k] * x[q[i] + k];
    }
    return inner;
  }
}

package constellations.solver.train;

import constellations.solver.loss.Ranking;
import constellations.solver.loss.SigmoidLoss;
import constellations.solver.numeric.LimitedMemory;
import constellations.solver.numeric.Rows;
import constellations.verify.claim.ModalityGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.UnitSphereSampler;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Minimises the sigmoid loss over unit vectors, inverse temperature t = e^t' and bias with the full
 * batch: by Adam (Kingma and Ba 2015), where after each step the rows are brought back to norm 1,
 * the moments left as they are; or by L-BFGS of the logarithm of the loss. For one thread; a run
 * depends on its settings and seed alone.
 */
public final class SigmoidTraining {
  private final Settings settings;
  private final int n;
  private final int d;
  private final double[] x;
  private final double[] gradient;
  private final double[][][] columns;
  private final double[][][] columnGradients;
  private final double[] products;
  private final double[] exponentials;
  private final double[] weights;
  private final double[] parameters = new double[3];

  /** The sum over all pairs, as {@link #differentiate} found it; not kept of the published loss. */
  private double loss;

  private final List<ModalityGraph.Edge> edges;
  private final double[] parameterGradients = new double[3];
  private static final int TEMPERATURE = 0;
  private static final int BIAS = 1;
  private static final int ADAPTER = 2;

  private SigmoidTraining(Settings settings, double[] start) {
    this.settings = settings;
    this.n = settings.pairs();
    this.edges = settings.graph().all().toList();
    this.d = settings.dimension();
    this.x = start;
    this.gradient = new double[x.length];
    this.columns = new double[settings.modalities()][d][n];
    this.columnGradients = new double[settings.modalities()][d][n];
    this.products = new double[n];
    this.exponentials = new double[n];
    this.weights = new double[n];
    parameters[TEMPERATURE] = Math.log(settings.temperature());
    parameters[BIAS] = settings.initialBias();
  }

  /** Uniformly random unit rows. */
  public static double[] randomStart(Settings settings, long seed) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    UnitSphereSampler sampler = UnitSphereSampler.of(random, Math.max(1, settings.dimension()));
    double[] start = new double[settings.modalities() * settings.pairs() * settings.dimension()];
    for (int from = 0; from < start.length; from += settings.dimension()) {
      System.arraycopy(sampler.sample(), 0, start, from, settings.dimension());
    }
    return start;
  }

  /**
   * Trains.
   *
   * @param start unit rows; changed
   * @param cancelled ends the run early with what it has
   */
  public static Outcome run(Settings settings, double[] start, BooleanSupplier cancelled) {
    SigmoidTraining training = new SigmoidTraining(settings, start);
    return settings.optimiser() == Settings.Optimiser.ADAM
        ? training.train(cancelled)
        : training.limitedMemory(cancelled);
  }

  /** The logarithm of the mean loss, of rows of any norm and then the parameters. */
  private final class LogarithmicLoss extends LimitedMemory {
    private final BooleanSupplier cancelled;
    private final double[] norms = new double[x.length / d];

    LogarithmicLoss(BooleanSupplier cancelled) {
      super(x.length + parameters.length, x.length / (double) d);
      this.cancelled = cancelled;
    }

    @Override
    protected double evaluate(double[] y, double[] out) {
      set(y);
      differentiate(cancelled);
      if (cancelled.getAsBoolean()) {
        // A part of the sum is no loss; the line search stays where it is.
        return Double.POSITIVE_INFINITY;
      }
      double pairs = (double) n * n;
      double mean = Math.max(Double.MIN_NORMAL, loss / pairs);
      int first = settings.locked() ? n * d : 0;
      for (int i = 0; i < x.length; i++) {
        out[i] = i < first ? 0 : gradient[i] / norms[i / d] / mean;
      }
      boolean[] free = free();
      for (int p = 0; p < parameters.length; p++) {
        out[x.length + p] = free[p] ? parameterGradients[p] / mean : 0;
      }
      return Math.log(mean);
    }

    /** Takes over variables. */
    void set(double[] y) {
      for (int row = 0; row < norms.length; row++) {
        double sum = 0;
        for (int k = row * d; k < (row + 1) * d; k++) {
          sum += y[k] * y[k];
        }
        norms[row] = Math.sqrt(sum);
        for (int k = row * d; k < (row + 1) * d; k++) {
          x[k] = y[k] / norms[row];
        }
      }
      System.arraycopy(y, x.length, parameters, 0, parameters.length);
    }
  }

  private Outcome limitedMemory(BooleanSupplier cancelled) {
    long begin = System.nanoTime();
    List<Point> history = new ArrayList<>();
    history.add(point(0));
    double[] y = Arrays.copyOf(x, x.length + parameters.length);
    System.arraycopy(parameters, 0, y, x.length, parameters.length);
    LogarithmicLoss loss = new LogarithmicLoss(cancelled);
    int[] steps = new int[1];
    loss.minimize(
        y,
        settings.epochs(),
        1e-12,
        step -> {
          steps[0] = step;
          if (step % settings.every() == 0) {
            loss.set(y);
            history.add(point(step));
          }
        },
        cancelled);
    loss.set(y);
    return outcome(history, steps[0], begin);
  }

  private boolean[] free() {
    return new boolean[] {
      !settings.freezeTemperature(), !settings.freezeBias(), settings.adapter()
    };
  }

  private Outcome outcome(List<Point> history, int epochs, long begin) {
    if (history.get(history.size() - 1).epoch() != epochs) {
      history.add(point(epochs));
    }
    return new Outcome(
        x,
        List.copyOf(history),
        epochs,
        Math.sqrt(adapterSquare()),
        (System.nanoTime() - begin) / 1e9);
  }

  private Outcome train(BooleanSupplier cancelled) {
    long begin = System.nanoTime();
    Adam vectors = Adam.of(settings.rate(), x.length);
    Adam others = Adam.of(settings.rate(), parameters.length);
    boolean[] free = free();
    List<Point> history = new ArrayList<>();
    history.add(point(0));
    int epoch = 0;
    int fixed = settings.locked() ? n * d : 0;
    while (epoch < settings.epochs() && !cancelled.getAsBoolean()) {
      differentiate(cancelled);
      if (cancelled.getAsBoolean()) {
        break;
      }
      epoch++;
      vectors.step(epoch, x, gradient, fixed);
      double[] before = parameters.clone();
      others.step(epoch, parameters, parameterGradients, 0);
      for (int p = 0; p < parameters.length; p++) {
        parameters[p] = free[p] ? parameters[p] : before[p];
      }
      Adam.normalise(x, fixed, d);
      if (epoch % settings.every() == 0 || epoch == settings.epochs()) {
        history.add(point(epoch));
      }
    }
    return outcome(history, epoch, begin);
  }

  private double t() {
    return Math.exp(parameters[TEMPERATURE]);
  }

  /** delta^2, a logistic function of its parameter. */
  private double adapterSquare() {
    return settings.adapter() ? 1 / (1 + Math.exp(-parameters[ADAPTER])) : 1;
  }

  private double relativeBias() {
    return settings.kind() == Settings.Bias.RELATIVE ? parameters[BIAS] : parameters[BIAS] / t();
  }

  private void toColumns() {
    for (int a = 0; a < settings.modalities(); a++) {
      for (int i = 0; i < n; i++) {
        for (int k = 0; k < d; k++) {
          columns[a][k][i] = x[(a * n + i) * d + k];
        }
      }
    }
  }

  /** The loss, and the gradient of the mean loss along the spheres. */
  private void differentiate(BooleanSupplier cancelled) {
    toColumns();
    Arrays.fill(gradient, 0);
    Arrays.fill(parameterGradients, 0);
    loss = 0;
    for (double[][] modality : columnGradients) {
      for (double[] column : modality) {
        Arrays.fill(column, 0);
      }
    }
    double t = t();
    double square = adapterSquare();
    for (ModalityGraph.Edge edge : edges) {
      for (int i = 0; i < n && !cancelled.getAsBoolean(); i++) {
        row(edge.first(), edge.second(), i, t, square);
      }
    }
    for (int a = 0; a < settings.modalities(); a++) {
      for (int i = 0; i < n; i++) {
        for (int k = 0; k < d; k++) {
          gradient[(a * n + i) * d + k] += columnGradients[a][k][i];
        }
      }
    }
    // The mean over all pairs: Adam does not see the scale until the gradients are tiny.
    double pairs = (double) n * n;
    for (int from = 0; from < x.length; from += d) {
      double radial = 0;
      for (int k = from; k < from + d; k++) {
        radial += gradient[k] * x[k];
      }
      for (int k = from; k < from + d; k++) {
        gradient[k] = (gradient[k] - radial * x[k]) * t * square / pairs;
      }
    }
    // By t' = log t.
    parameterGradients[TEMPERATURE] *= t / pairs;
    parameterGradients[BIAS] *= (settings.kind() == Settings.Bias.RELATIVE ? t : 1.0) / pairs;
    parameterGradients[ADAPTER] *= t * square * (1 - square) / pairs;
  }

  private void row(int a, int c, int i, double t, double square) {
    int from = (a * n + i) * d;
    Rows.rowTimesColumns(x, from, d, columns[c], products);
    double absolute = settings.kind() == Settings.Bias.ABSOLUTE ? parameters[BIAS] : 0;
    double relative = settings.kind() == Settings.Bias.RELATIVE ? parameters[BIAS] : 0;
    double shift = (1 - square) + relative;
    // weights: the logits z of the terms log(1 + e^z), then their slopes by the product
    for (int j = 0; j < n; j++) {
      weights[j] = t * (square * products[j] - shift) - absolute;
    }
    weights[i] = -weights[i];
    if (settings.published()) {
      publishedSlopes();
    } else {
      if (settings.optimiser() == Settings.Optimiser.LBFGS) {
        loss += Rows.softplusSumThenSigmoids(weights, exponentials);
      } else {
        Rows.sigmoids(weights, exponentials);
      }
    }
    weights[i] = -weights[i];
    double total = Rows.sum(weights);
    double byProduct = Rows.dot(weights, products);
    parameterGradients[TEMPERATURE] += square * byProduct - shift * total;
    parameterGradients[BIAS] -= total;
    parameterGradients[ADAPTER] += byProduct + total;
    Rows.addDots(weights, columns[c], gradient, from);
    Rows.addToColumns(columnGradients[c], x, from, weights);
  }

  /** The slope of -log(sigmoid(-z) + 1e-8), in single precision. */
  private void publishedSlopes() {
    for (int j = 0; j < n; j++) {
      float sigmoid = 1f / (1f + (float) Math.exp((float) weights[j]));
      weights[j] = sigmoid * (1f - sigmoid) / (sigmoid + 1e-8f);
    }
  }

  /** Loss, margin and so on as they are now. */
  private Point point(int epoch) {
    toColumns();
    double t = t();
    double square = adapterSquare();
    double b = relativeBias();
    double loss = 0;
    double least = Double.POSITIVE_INFINITY;
    double largest = Double.NEGATIVE_INFINITY;
    Ranking.Counter ranking = new Ranking.Counter();
    for (ModalityGraph.Edge edge : edges) {
      for (int i = 0; i < n; i++) {
        Rows.rowTimesColumns(x, (edge.first() * n + i) * d, d, columns[edge.second()], products);
        ranking.add(products, i);
        for (int j = 0; j < n; j++) {
          double z = t * (square * products[j] - (1 - square) - b);
          loss += SigmoidLoss.softplus(i == j ? -z : z);
          if (i == j) {
            least = Math.min(least, products[j]);
          } else {
            largest = Math.max(largest, products[j]);
          }
        }
      }
    }
    return new Point(epoch, loss, t, b, (least - largest) / 2, xi(x, n, d), ranking.ranking());
  }

  /** The variance of U - V. */
  static double xi(double[] x, int n, int d) {
    double[] mean = new double[d];
    double squares = 0;
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < d; k++) {
        double y = x[i * d + k] - x[(n + i) * d + k];
        mean[k] += y / n;
        squares += y * y / n;
      }
    }
    for (double y : mean) {
      squares -= y * y;
    }
    return Math.max(0, squares);
  }
}

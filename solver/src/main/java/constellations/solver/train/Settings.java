package constellations.solver.train;

import constellations.verify.claim.ModalityGraph;
import constellations.verify.exact.BadInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is trained, and how; made by a {@link Builder}. */
public final class Settings {
  /** How the bias enters the logits. */
  public enum Bias {
    /** t (&lt;u,v&gt; - b): the parameter is the relative bias b. */
    RELATIVE,
    /** t &lt;u,v&gt; - c: the parameter is c. */
    ABSOLUTE
  }

  /** How the loss is minimised. */
  public enum Optimiser {
    /** Adam, as published. */
    ADAM,
    /** L-BFGS; a step counts as an epoch, whatever its line search takes. */
    LBFGS
  }

  private final Builder from;

  private Settings(Builder from) {
    this.from = from;
  }

  /** Settings as the paper's experiments have them, for N pairs in R^d. */
  public static Builder of(int pairs, int dimension) {
    return new Builder(pairs, dimension);
  }

  /**
   * Pairs of k modalities by their names a-c, counted from 1.
   *
   * @param edges at least one
   * @throws BadInputException if a name is of another form or out of range
   */
  public static ModalityGraph graph(int k, List<String> edges) {
    List<ModalityGraph.Edge> graph = new ArrayList<>();
    for (String edge : edges) {
      String[] ends = edge.split("-", -1);
      boolean good = ends.length == 2 && edge.matches("\\d{1,4}-\\d{1,4}");
      int a = good ? Integer.parseInt(ends[0]) : 0;
      int c = good ? Integer.parseInt(ends[1]) : 0;
      if (a < 1 || c < 1 || a > k || c > k || a == c) {
        throw BadInputException.argument(
            "edge", edge, "two modalities from 1 to " + k + ", such as 1-2");
      }
      graph.add(ModalityGraph.Edge.of(a - 1, c - 1));
    }
    return ModalityGraph.of(k, graph);
  }

  /** N, the number of pairs. */
  public int pairs() {
    return from.pairs;
  }

  /** D. */
  public int dimension() {
    return from.dimension;
  }

  /** K >= 2; all pairs of modalities enter the loss unless {@link #graph} says less. */
  public int modalities() {
    return from.graph.modalities();
  }

  /** Which modalities are synchronised. */
  public ModalityGraph graph() {
    return from.graph;
  }

  /** Steps. */
  public int epochs() {
    return from.epochs;
  }

  /** The learning rate. */
  public double rate() {
    return from.rate;
  }

  /** The inverse temperature t at the start. */
  public double temperature() {
    return from.temperature;
  }

  /** Whether t stays. */
  public boolean freezeTemperature() {
    return from.freezeTemperature;
  }

  /** How the bias enters the logits. */
  public Settings.Bias kind() {
    return from.kind;
  }

  /** B or c at the start. */
  public double initialBias() {
    return from.initialBias;
  }

  /** Whether the bias stays. */
  public boolean freezeBias() {
    return from.freezeBias;
  }

  /** Whether the first modality stays as it is. */
  public boolean locked() {
    return from.locked;
  }

  /** Whether the loss is computed in single precision as log(sigmoid + 1e-8), which saturates. */
  public boolean published() {
    return from.published;
  }

  /** Whether delta of Observation 1 is trained as well, from 1 / sqrt 2. */
  public boolean adapter() {
    return from.adapter;
  }

  /** How the loss is minimised. */
  public Settings.Optimiser optimiser() {
    return from.optimiser;
  }

  /** Which others the contrastive loss has; empty for the sigmoid loss. */
  public Optional<Negatives> negatives() {
    return from.negatives;
  }

  /**
   * Negatives of contrastive training.
   *
   * @param count how many of the N items each anchor is compared with, drawn once without
   *     repetition
   * @param shared whether these are the same for all anchors
   */
  public record Negatives(int count, boolean shared) {}

  /** How often the history is kept, in epochs. */
  public int every() {
    return from.every;
  }

  /** Takes the settings that differ from those of the paper; the last call of each counts. */
  public static final class Builder {
    private final int pairs;
    private final int dimension;
    private ModalityGraph graph = ModalityGraph.complete(2);
    private int epochs = 10_000;
    private double rate = 0.01;
    private double temperature = 10;
    private boolean freezeTemperature;
    private Settings.Bias kind = Settings.Bias.RELATIVE;
    private double initialBias = 0.6;
    private boolean freezeBias;
    private boolean locked;
    private boolean published;
    private boolean adapter;
    private Settings.Optimiser optimiser = Settings.Optimiser.ADAM;
    private int every = 1;
    private Optional<Settings.Negatives> negatives = Optional.empty();

    private Builder(int pairs, int dimension) {
      this.pairs = pairs;
      this.dimension = dimension;
    }

    private Builder(Builder other) {
      this(other.pairs, other.dimension);
      graph = other.graph;
      epochs = other.epochs;
      rate = other.rate;
      temperature = other.temperature;
      freezeTemperature = other.freezeTemperature;
      kind = other.kind;
      initialBias = other.initialBias;
      freezeBias = other.freezeBias;
      locked = other.locked;
      published = other.published;
      adapter = other.adapter;
      optimiser = other.optimiser;
      every = other.every;
      negatives = other.negatives;
    }

    /** k modalities, of which all pairs are synchronised. */
    public Builder modalities(int k) {
      graph = ModalityGraph.complete(k);
      return this;
    }

    /** Modalities, of which those are synchronised that an edge joins. */
    public Builder graph(ModalityGraph modalities) {
      graph = modalities;
      return this;
    }

    /** So many steps. */
    public Builder epochs(int steps) {
      epochs = steps;
      return this;
    }

    /** The learning rate. */
    public Builder rate(double learningRate) {
      rate = learningRate;
      return this;
    }

    /** The inverse temperature at the start, and whether it stays. */
    public Builder temperature(double t, boolean frozen) {
      temperature = t;
      freezeTemperature = frozen;
      return this;
    }

    /** The bias at the start, and whether it stays. */
    public Builder bias(Settings.Bias form, double start, boolean frozen) {
      kind = form;
      initialBias = start;
      freezeBias = frozen;
      return this;
    }

    /** Whether the first modality stays as it is. */
    public Builder locked(boolean first) {
      locked = first;
      return this;
    }

    /** Whether the loss is computed as published, in single precision. */
    public Builder published(boolean single) {
      published = single;
      return this;
    }

    /** Whether the adapter is trained. */
    public Builder adapter(boolean trained) {
      adapter = trained;
      return this;
    }

    /** How the loss is minimised. */
    public Builder optimiser(Settings.Optimiser how) {
      optimiser = how;
      return this;
    }

    /** Trains on the contrastive loss with sampled negatives. */
    public Builder negatives(int count, boolean shared) {
      negatives = Optional.of(new Settings.Negatives(count, shared));
      return this;
    }

    /** How often the history is kept, in epochs. */
    public Builder recordEvery(int steps) {
      every = steps;
      return this;
    }

    /** The settings. */
    public Settings build() {
      return new Settings(new Builder(this));
    }
  }
}

package constellations.solver.dimension;

import constellations.verify.claim.Certificate;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * One end of an interval for the needed dimension.
 *
 * @param dimension the end, or nothing when no dimension suffices (or none is known to)
 * @param method what proves it
 * @param certificate evidence, if there is any; else a theorem stands behind the end
 */
public record End(OptionalLong dimension, String method, Optional<Certificate> certificate) {
  /** The same end for a graph of modalities, whose certificate follows from this one. */
  End on(UnaryOperator<Certificate> graph) {
    return new End(dimension, method, certificate.map(graph));
  }

  /**
   * The end as text: its dimension, {@code none} when none suffices, or {@code unknown}.
   *
   * @param lower the lower end of the interval
   */
  public String text(End lower) {
    if (dimension.isPresent()) {
      return Long.toString(dimension.getAsLong());
    }
    return lower.dimension().isPresent() ? "unknown" : "none";
  }

  /** An end that is known without further evidence. */
  public static End theorem(long dimension, String method) {
    return new End(OptionalLong.of(dimension), method, Optional.empty());
  }

  /** An upper end that is not known: nothing excludes a constellation, and none is known. */
  public static End unknown() {
    return new End(OptionalLong.empty(), "no construction is known", Optional.empty());
  }

  /** No dimension suffices. */
  public static End impossible(String method) {
    return new End(OptionalLong.empty(), method, Optional.empty());
  }
}

package constellations.solver.bound;

import constellations.verify.theorem.TheoremCertificate.Theorem;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The methods behind bounds; those with a name can be asked for. */
public enum BoundMethod {
  /** Rankin's bounds for cosines that are not positive, and his range for constellations. */
  RANKIN("rankin"),
  /** Levenshtein's bound, as a theorem or with his polynomial as a certificate. */
  LEVENSHTEIN("levenshtein"),
  /** A Delsarte linear program. */
  DELSARTE("lp"),
  /** The semidefinite program of Bachoc and Vallentin. */
  THREE_POINT("three-point"),
  /** Functions of the frames of two pairs, for margins at a bias. */
  FRAME("frame"),
  /** Caps do not overlap. */
  VOLUME("volume"),
  /** Theorem 3.4 of arXiv 2509.18552. */
  THEOREM_3_4("theorem-3.4"),
  /** The finite form of Theorem 3.5. */
  THEOREM_3_5("theorem-3.5"),
  /** The regular polygon, in the plane. */
  POLYGON(null),
  /** A code that exists. */
  CONSTRUCTION(null);

  private final String option;

  BoundMethod(String option) {
    this.option = option;
  }

  /** The method of a theorem that the verifier evaluates. */
  static BoundMethod of(Theorem theorem) {
    return switch (theorem) {
      case RANKIN, RANKIN_CONSTELLATIONS -> RANKIN;
      case LEVENSHTEIN -> LEVENSHTEIN;
      case CAP_PACKING -> VOLUME;
      case REGULAR_POLYGON -> POLYGON;
      case REGULAR_SIMPLEX, CROSS_POLYTOPE, GILBERT_VARSHAMOV, SUBSETS -> CONSTRUCTION;
    };
  }

  /** The theorem of the verifier behind this method, if there is one for codes. */
  Optional<Theorem> theorem() {
    return switch (this) {
      case RANKIN -> Optional.of(Theorem.RANKIN);
      case LEVENSHTEIN -> Optional.of(Theorem.LEVENSHTEIN);
      case VOLUME -> Optional.of(Theorem.CAP_PACKING);
      case POLYGON -> Optional.of(Theorem.REGULAR_POLYGON);
      case DELSARTE, THREE_POINT, FRAME, THEOREM_3_4, THEOREM_3_5, CONSTRUCTION -> Optional.empty();
    };
  }

  /** The method of a name, as on the command line. */
  public static Optional<BoundMethod> named(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(method -> lower.equals(method.option)).findFirst();
  }

  /** The names that can be asked for, in alphabetical order. */
  public static List<String> names() {
    return Arrays.stream(values())
        .map(method -> method.option)
        .filter(name -> name != null)
        .sorted()
        .toList();
  }

  /**
   * Whether a bound is what this method was asked for; every certified polynomial is one of a
   * linear program.
   */
  public boolean covers(BoundMethod other, boolean certified) {
    return this == other || (this == DELSARTE && certified && other != THREE_POINT);
  }
}

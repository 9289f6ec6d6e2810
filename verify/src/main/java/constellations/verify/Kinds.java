package constellations.verify;

import constellations.verify.claim.Certificate;
import constellations.verify.claim.Kind;
import constellations.verify.composition.CompositionKind;
import constellations.verify.dual.MarginDualKind;
import constellations.verify.exact.BadInputException;
import constellations.verify.frame.FrameBoundKind;
import constellations.verify.lattice.LatticeExistenceKind;
import constellations.verify.lattice.LiftedShellKind;
import constellations.verify.lp.LpBoundKind;
import constellations.verify.pmi.PmiKinds;
import constellations.verify.points.PointKinds;
import constellations.verify.theorem.TheoremKind;
import constellations.verify.threepoint.ThreePointKind;
import constellations.verify.words.BinaryCodeKind;
import java.util.List;
import java.util.stream.Collectors;

/** The kinds of certificates, all of them: who adds a kind adds it here. */
public final class Kinds {
  /** In the order of the format page. */
  public static final List<Kind<?>> ALL =
      List.of(
          PointKinds.SPHERICAL_CODE,
          PointKinds.CONSTELLATION,
          PointKinds.RETRIEVAL,
          MarginDualKind.KIND,
          PmiKinds.SCORE,
          PmiKinds.BOUND,
          LpBoundKind.KIND,
          ThreePointKind.KIND,
          FrameBoundKind.KIND,
          LatticeExistenceKind.KIND,
          LiftedShellKind.KIND,
          BinaryCodeKind.KIND,
          TheoremKind.KIND,
          CompositionKind.KIND);

  private Kinds() {}

  /**
   * {@return the kind of a name}
   *
   * @param name the name, as in the field {@code kind} of a file
   * @throws BadInputException if there is none
   */
  public static Kind<?> named(String name) {
    return ALL.stream()
        .filter(kind -> kind.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                BadInputException.argument(
                    "kind",
                    name,
                    ALL.stream().map(Kind::name).collect(Collectors.joining(" or "))));
  }

  /** The kind of a certificate. */
  static Kind<?> of(Certificate certificate) {
    return named(certificate.kind());
  }
}

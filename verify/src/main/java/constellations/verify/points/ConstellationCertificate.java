package constellations.verify.points;

import constellations.verify.claim.Certificate;
import constellations.verify.claim.Claim;
import constellations.verify.claim.ConstellationClaim;
import constellations.verify.claim.Demand;
import constellations.verify.claim.ModalityGraph;
import constellations.verify.claim.Provenance;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Quadratic;
import java.math.BigInteger;
import java.util.List;

/**
 * Claims that a constellation exists: {@code pairs} items in {@code modalities} modalities in
 * R^{@code dimension}, matching cosines at least bias + margin, all others at most bias - margin,
 * for every two modalities that are synchronised. The evidence is the vectors, one set for each
 * modality.
 *
 * @param margin an exact number that is not negative
 * @param bias an exact number in [-1, 1]
 * @param vectors one set of N rows for each modality
 */
public record ConstellationCertificate(
    int dimension,
    int pairs,
    ModalityGraph graph,
    Quadratic margin,
    Quadratic bias,
    List<Vectors> vectors,
    Provenance provenance)
    implements Certificate {
  /** The name of this kind. */
  public static final String KIND = "constellation";

  /**
   * Checks that the claim means something, not that it is true.
   *
   * @param dimension the dimension d of the space
   * @param pairs the number N of pairs
   * @param graph which of the k modalities are synchronised
   * @param margin the claimed margin m
   * @param bias the relative bias b
   * @param vectors the N vectors of each modality
   * @param provenance how the evidence was found; never relied upon
   * @throws BadInputException if a number is out of range
   */
  public ConstellationCertificate {
    vectors = List.copyOf(vectors);
    if (dimension < 1) {
      throw BadInputException.argument("claim.dimension", dimension, "at least 1");
    }
    new Demand(BigInteger.valueOf(pairs), graph, margin, bias);
  }

  /**
   * The same of k modalities of which every two are synchronised.
   *
   * @param dimension the dimension d of the space
   * @param pairs the number N of pairs
   * @param modalities the number k of modalities
   * @param margin the claimed margin m
   * @param bias the relative bias b
   * @param vectors the N vectors of each modality
   * @param provenance how the evidence was found; never relied upon
   * @throws BadInputException if a number is out of range
   */
  public ConstellationCertificate(
      int dimension,
      int pairs,
      int modalities,
      Quadratic margin,
      Quadratic bias,
      List<Vectors> vectors,
      Provenance provenance) {
    this(dimension, pairs, ModalityGraph.complete(modalities), margin, bias, vectors, provenance);
  }

  /** {@return the number k of modalities} */
  public int modalities() {
    return graph.modalities();
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Claim claim() {
    return new ConstellationClaim.Exists(
        dimension, new Demand(BigInteger.valueOf(pairs), graph, margin, bias));
  }

  @Override
  public String text() {
    return pairs
        + (modalities() == 2 ? " pairs" : " items of " + graph.text())
        + " in dimension "
        + dimension
        + ", margin "
        + margin
        + " at bias "
        + bias;
  }
}

package constellations.verify.points;

import constellations.verify.claim.Certificate;
import constellations.verify.claim.Provenance;
import constellations.verify.claim.RetrievalClaim;

/**
 * Claims that vectors for queries and documents exist whose inner products tell relevant pairs from
 * all others. The evidence is these vectors.
 *
 * @param claim what is claimed; of all k-subsets of documents in lexicographic order
 * @param queries a row for each query
 * @param documents a row for each document
 * @param provenance how the evidence was found; never relied upon
 */
public record RetrievalCertificate(
    RetrievalClaim.Exists claim, Vectors queries, Vectors documents, Provenance provenance)
    implements Certificate {
  /** The name of this kind. */
  public static final String KIND = "retrieval";

  @Override
  public String kind() {
    return KIND;
  }
}

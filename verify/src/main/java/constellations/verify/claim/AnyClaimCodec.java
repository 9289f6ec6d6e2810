package constellations.verify.claim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.verify.exact.BadInputException;

/** All claims, in JSON, for the kinds that conclude any of them. */
public final class AnyClaimCodec {
  private AnyClaimCodec() {}

  /**
   * Reads a claim.
   *
   * @param claim the fields of the claim
   * @return the claim, its ranges checked
   * @throws BadInputException if it is none
   */
  public static Claim read(Fields claim) {
    if (claim.has("least")) {
      claim.only("dimension", "pointsAtLeast", "least", "cosine");
      return new TwoSidedExists(
          claim.wholeLong("dimension"),
          claim.count("pointsAtLeast"),
          claim.number("least"),
          claim.number("cosine"));
    }
    return claim.has("documents") ? RetrievalClaimCodec.read(claim) : ClaimCodec.read(claim);
  }

  /**
   * Writes a claim into an empty object.
   *
   * @param node the object, empty
   * @param claim what is written
   */
  public static void write(ObjectNode node, Claim claim) {
    if (claim instanceof RetrievalClaim retrieval) {
      RetrievalClaimCodec.write(node, retrieval);
    } else if (claim instanceof TwoSidedExists code) {
      node.put("dimension", code.dimension());
      Fields.putWhole(node, "pointsAtLeast", code.points());
      node.put("least", code.least().toString()).put("cosine", code.cosine().toString());
    } else {
      ClaimCodec.write(node, claim);
    }
  }
}

package constellations.verify.claim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.verify.exact.BadInputException;

/** The claims about codes and constellations, in JSON. Which one it is, its fields say. */
public final class ClaimCodec {
  private ClaimCodec() {}

  /**
   * Reads a claim.
   *
   * @param claim the fields of the claim
   * @return the claim, its ranges checked
   * @throws BadInputException if it is none
   */
  public static Claim read(Fields claim) {
    if (claim.has("pointsAtLeast")) {
      return codeExists(claim);
    }
    if (claim.has("pointsAtMost")) {
      claim.only("dimension", "pointsAtMost", "cosine");
      return new Claim.CodeBound(
          claim.wholeLong("dimension"), claim.count("pointsAtMost"), claim.number("cosine"));
    }
    boolean needs = claim.has("dimensionAtLeast");
    boolean bounds = !needs && claim.has("marginAtMost");
    String dimension = needs ? "dimensionAtLeast" : "dimension";
    String margin = bounds ? "marginAtMost" : "margin";
    claim.only(dimension, "pairs", "modalities", "edges", margin, "bias");
    Demand demand =
        new Demand(
            claim.count("pairs"),
            ModalityGraph.read(claim),
            claim.number(margin),
            claim.number("bias"));
    long d = claim.wholeLong(dimension);
    if (bounds) {
      return new ConstellationClaim.MarginBound(d, demand);
    }
    return needs
        ? new ConstellationClaim.Needs(d, demand)
        : new ConstellationClaim.Exists(d, demand);
  }

  /**
   * Reads the claim that a code exists.
   *
   * @param claim the fields of the claim
   * @return the claim, its ranges checked
   * @throws BadInputException if it is another
   */
  public static Claim.CodeExists codeExists(Fields claim) {
    claim.only("dimension", "pointsAtLeast", "cosine");
    return new Claim.CodeExists(
        claim.wholeLong("dimension"), claim.count("pointsAtLeast"), claim.number("cosine"));
  }

  /**
   * Writes a claim into an empty object.
   *
   * @param node the object, empty
   * @param claim what is written
   */
  public static void write(ObjectNode node, Claim claim) {
    if (claim instanceof Claim.CodeExists code) {
      node.put("dimension", code.dimension());
      Fields.putWhole(node, "pointsAtLeast", code.points());
      node.put("cosine", code.cosine().toString());
    } else if (claim instanceof Claim.CodeBound bound) {
      node.put("dimension", bound.dimension());
      Fields.putWhole(node, "pointsAtMost", bound.points());
      node.put("cosine", bound.cosine().toString());
    } else if (claim instanceof ConstellationClaim.Exists exists) {
      node.put("dimension", exists.dimension());
      write(node, exists.demand(), "margin");
    } else if (claim instanceof ConstellationClaim.MarginBound bound) {
      node.put("dimension", bound.dimension());
      write(node, bound.demand(), "marginAtMost");
    } else if (claim instanceof ConstellationClaim.Needs needs) {
      node.put("dimensionAtLeast", needs.dimension());
      write(node, needs.demand(), "margin");
    } else {
      throw new IllegalArgumentException("a claim of a form that is not written: " + claim);
    }
  }

  private static void write(ObjectNode node, Demand demand, String margin) {
    Fields.putWhole(node, "pairs", demand.pairs());
    demand.graph().write(node);
    node.put(margin, demand.margin().toString());
    node.put("bias", demand.bias().toString());
  }
}

package constellations.verify.claim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Quadratic;
import java.util.Optional;
import java.util.OptionalLong;

/** The claims that several kinds share, in JSON. Which one it is, its fields say. */
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
    if (claim.has("documents")) {
      return retrieval(claim);
    }
    if (claim.has("pointsAtLeast")) {
      return claim.has("least") ? twoSided(claim) : codeExists(claim);
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

  private static Claim.TwoSidedExists twoSided(Fields claim) {
    claim.only("dimension", "pointsAtLeast", "least", "cosine");
    return new Claim.TwoSidedExists(
        claim.wholeLong("dimension"),
        claim.count("pointsAtLeast"),
        claim.number("least"),
        claim.number("cosine"));
  }

  /**
   * Reads a claim about queries and documents.
   *
   * @param claim the fields of the claim
   * @return the claim, its ranges checked
   * @throws BadInputException if it is another
   */
  public static RetrievalClaim retrieval(Fields claim) {
    boolean needs = claim.has("dimensionAtLeast");
    boolean bounds = !needs && claim.has("marginAtMost");
    String dimension = needs ? "dimensionAtLeast" : "dimension";
    String margin = bounds ? "marginAtMost" : "margin";
    claim.only(dimension, "documents", claim.has("top") ? "top" : "relevant", margin, "bias");
    Relevance relevance = Relevance.read(claim);
    Quadratic m = claim.number(margin);
    if (bounds) {
      return new RetrievalClaim.MarginBound(
          claim.has(dimension) ? OptionalLong.of(claim.wholeLong(dimension)) : OptionalLong.empty(),
          relevance,
          m,
          claim.has("bias") ? Optional.of(claim.number("bias")) : Optional.empty());
    }
    long d = claim.wholeLong(dimension);
    return needs
        ? new RetrievalClaim.Needs(d, relevance, m, claim.number("bias"))
        : new RetrievalClaim.Exists(d, relevance, m, claim.number("bias"));
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
    } else if (claim instanceof Claim.TwoSidedExists code) {
      node.put("dimension", code.dimension());
      Fields.putWhole(node, "pointsAtLeast", code.points());
      node.put("least", code.least().toString()).put("cosine", code.cosine().toString());
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
    } else if (claim instanceof RetrievalClaim retrieval) {
      write(node, retrieval);
    } else {
      throw new IllegalArgumentException("a claim of a form that is not written: " + claim);
    }
  }

  private static void write(ObjectNode node, RetrievalClaim claim) {
    if (claim instanceof RetrievalClaim.MarginBound bound) {
      bound.dimension().ifPresent(d -> node.put("dimension", d));
      bound.relevance().write(node);
      node.put("marginAtMost", bound.margin().toString());
      bound.bias().ifPresent(b -> node.put("bias", b.toString()));
    } else if (claim instanceof RetrievalClaim.Needs needs) {
      node.put("dimensionAtLeast", needs.dimension());
      needs.relevance().write(node);
      node.put("margin", needs.margin().toString()).put("bias", needs.bias().toString());
    } else if (claim instanceof RetrievalClaim.Exists exists) {
      node.put("dimension", exists.dimension());
      exists.relevance().write(node);
      node.put("margin", exists.margin().toString()).put("bias", exists.bias().toString());
    }
  }

  private static void write(ObjectNode node, Demand demand, String margin) {
    Fields.putWhole(node, "pairs", demand.pairs());
    demand.graph().write(node);
    node.put(margin, demand.margin().toString());
    node.put("bias", demand.bias().toString());
  }
}

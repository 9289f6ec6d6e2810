package constellations.verify.claim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Quadratic;
import java.util.Optional;
import java.util.OptionalLong;

/** The claims about queries and documents, in JSON. Which one it is, its fields say. */
public final class RetrievalClaimCodec {
  private RetrievalClaimCodec() {}

  /**
   * Reads a claim about queries and documents.
   *
   * @param claim the fields of the claim
   * @return the claim, its ranges checked
   * @throws BadInputException if it is another
   */
  public static RetrievalClaim read(Fields claim) {
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
  public static void write(ObjectNode node, RetrievalClaim claim) {
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
}

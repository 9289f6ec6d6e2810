package constellations.verify.check;

/**
 * The outcome of checking a certificate.
 *
 * @param accepted whether the claim was proved to hold
 * @param claim the claim in words
 * @param reason why; for a rejection with the offending vectors and by how much
 * @param tier what an accepted claim is worth
 * @param inequalities how many inequalities between vectors were decided, 0 when the shape already
 *     contradicts the claim
 */
public record Verdict(
    boolean accepted, String claim, String reason, Tier tier, long inequalities) {}

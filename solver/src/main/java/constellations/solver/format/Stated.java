package constellations.solver.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.verify.claim.Tier;
import constellations.verify.claim.Verdict;
import java.util.Optional;

/**
 * A value with what stands behind it, as a reader sees it. No other class prints a tier, and only a
 * verdict of the verifier makes one certified.
 */
public final class Stated {
  private final String value;
  private final Tier tier;

  private Stated(String value, Tier tier) {
    this.value = value;
    this.tier = tier;
  }

  /**
   * What a certificate claims.
   *
   * @throws java.util.NoSuchElementException if the verifier has not accepted it
   */
  public static Stated certified(String value, Verdict verdict) {
    return new Stated(value, verdict.tier().orElseThrow());
  }

  /** Certified if there is a verdict that accepts, else what the tier says. */
  public static Stated of(String value, Optional<Verdict> verdict, Tier otherwise) {
    return new Stated(value, verdict.flatMap(Verdict::tier).orElse(otherwise));
  }

  /** A value of a tier that somebody else has stated. */
  public static Stated of(String value, Tier tier) {
    return new Stated(value, tier);
  }

  /** Decided exactly from the user's own files. */
  public static Stated exact(String value) {
    return new Stated(value, Tier.EXACT);
  }

  /** A theorem, evaluated exactly or with outward rounding. */
  public static Stated theorem(String value) {
    return new Stated(value, Tier.THEOREM);
  }

  /** Floating point without a proof. */
  public static Stated numeric(String value) {
    return new Stated(value, Tier.NUMERIC);
  }

  /** The value without its tier. */
  public String value() {
    return value;
  }

  /** The name of the tier, as in JSON. */
  public String tier() {
    return tier.toString();
  }

  /** Writes the value and the name of its tier into an object, under these names. */
  public void put(ObjectNode json, String valueName, String tierName) {
    json.put(valueName, value).put(tierName, tier());
  }

  /** A line for people: the value, and the tier in brackets. */
  public String line() {
    return value + "   [" + tier + "]";
  }
}

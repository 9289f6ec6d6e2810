package constellations.verify.claim;

/**
 * How the evidence of a certificate was found. All for the reader; nothing is checked or relied
 * upon.
 *
 * @param method how it was found, in a few words
 * @param seed the seed of the random numbers, or null
 * @param command the command that finds it again
 * @param toolVersion the version of the program
 * @param date the day, as yyyy-mm-dd
 */
public record Provenance(
    String method, Long seed, String command, String toolVersion, String date) {
  /**
   * {@return the same by another method}
   *
   * @param other how it was found, in a few words
   */
  public Provenance by(String other) {
    return new Provenance(other, seed, command, toolVersion, date);
  }
}

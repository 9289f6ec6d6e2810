package constellations.verify.claim;

/**
 * A claim with its evidence, as docs/certificate-format.md specifies it. A certificate asserts
 * nothing by being read: the checker of its {@link Kind} decides whether its claim holds.
 */
public interface Certificate {
  /** The version of the format that is read and written. */
  int VERSION = 1;

  /** {@return the name of the kind in the file} */
  String kind();

  /** {@return what is claimed} */
  Claim claim();

  /** {@return the claim in the words of its kind} */
  default String text() {
    return claim().text();
  }

  /** {@return how the evidence was found; never relied upon} */
  Provenance provenance();
}

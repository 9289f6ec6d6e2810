package constellations.verify.claim;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digests by which files name one another. */
public final class Sha256 {
  private Sha256() {}

  /**
   * {@return the SHA-256 of the bytes, in lower-case hexadecimal}
   *
   * @param bytes any bytes
   */
  public static String of(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

package constellations.verify.claim;

import constellations.verify.exact.BadInputException;

/** The files beside a certificate, which it names with their SHA-256. */
public interface Beside {
  /**
   * {@return the bytes of a side file}
   *
   * @param file an object with the fields {@code file} and {@code sha256}
   * @param most the largest size, in bytes
   * @throws BadInputException if it is no regular file, too large, or has another digest
   */
  byte[] bytes(Fields file, long most);

  /**
   * Another certificate.
   *
   * @param file an object with the fields {@code file} and {@code sha256}
   * @return the certificate, not yet checked
   * @throws BadInputException if it cannot be read, or there are too many in one another
   */
  Certificate part(Fields file);
}

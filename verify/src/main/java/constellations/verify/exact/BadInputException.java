package constellations.verify.exact;

import java.util.Locale;

/**
 * The one exception for input that a user can get wrong: an argument or a file.
 *
 * <p>Its message is a line that says where, what was seen and what was expected; {@link #advice()}
 * may add a second line that begins with "Maybe".
 */
public final class BadInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 60;

  /** Where bad input came from; it decides the exit code of a command. */
  public enum Source {
    /** A value on the command line or of a call. */
    ARGUMENT,
    /** The content or the existence of a file. */
    FILE
  }

  private final Source source;
  private final String advice;

  private BadInputException(Source source, String message, String advice) {
    super(message);
    this.source = source;
    this.advice = advice;
  }

  /**
   * {@return a bad argument: {@code where} names it, {@code value} is what was seen}
   *
   * @param where the name of the argument or the file and field
   * @param value what was seen
   * @param expected what was expected, in words
   */
  public static BadInputException argument(String where, Object value, String expected) {
    return new BadInputException(Source.ARGUMENT, line(where, value, expected), null);
  }

  /**
   * {@return a bad file or field of a file: {@code where} names both}
   *
   * @param where the name of the argument or the file and field
   * @param value what was seen
   * @param expected what was expected, in words
   */
  public static BadInputException file(String where, Object value, String expected) {
    return new BadInputException(Source.FILE, line(where, value, expected), null);
  }

  /**
   * {@return the same error with a line of advice; it should begin with "Maybe"}
   *
   * @param line the line of advice
   */
  public BadInputException withAdvice(String line) {
    return new BadInputException(source, getMessage(), line);
  }

  /**
   * {@return the same error found in a file: {@code file} is put before the message}
   *
   * @param file the name of the file
   */
  public BadInputException inFile(String file) {
    return new BadInputException(Source.FILE, printable(file) + ": " + getMessage(), advice);
  }

  /** {@return where the input came from} */
  public Source source() {
    return source;
  }

  /** {@return a second line of advice, or null} */
  public String advice() {
    return advice;
  }

  private static String line(String where, Object value, String expected) {
    return printable(where) + ": found " + shorten(value) + ", expected " + printable(expected);
  }

  /**
   * {@return a text that prints as one line, from left to right: control characters, line breaks,
   * direction marks and other characters that do not show are written as escapes}
   *
   * @param text any text
   */
  public static String printable(String text) {
    if (text.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
      return text;
    }
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              boolean hidden =
                  switch (Character.getType(c)) {
                    case Character.CONTROL,
                        Character.FORMAT,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR,
                        Character.SURROGATE,
                        Character.PRIVATE_USE,
                        Character.UNASSIGNED ->
                        true;
                    default -> false;
                  };
              if (hidden) {
                for (char unit : Character.toChars(c)) {
                  shown.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
                }
              } else {
                shown.appendCodePoint(c);
              }
            });
    return shown.toString();
  }

  /** A value cut to a length that fits in a message, without line breaks. */
  private static String shorten(Object value) {
    String text = printable(String.valueOf(value));
    if (text.length() <= SHOWN) {
      return text;
    }
    return String.format(
        Locale.ROOT, "%s... (%d characters)", text.substring(0, SHOWN), text.length());
  }
}

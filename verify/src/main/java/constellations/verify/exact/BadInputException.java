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

  /** A bad argument: {@code where} names it, {@code value} is what was seen. */
  public static BadInputException argument(String where, Object value, String expected) {
    return new BadInputException(Source.ARGUMENT, line(where, value, expected), null);
  }

  /** A bad file or field of a file: {@code where} names both. */
  public static BadInputException file(String where, Object value, String expected) {
    return new BadInputException(Source.FILE, line(where, value, expected), null);
  }

  /** The same error with a line of advice; it should begin with "Maybe". */
  public BadInputException withAdvice(String line) {
    return new BadInputException(source, getMessage(), line);
  }

  /** The same error found in a file: {@code file} is put before the message. */
  public BadInputException inFile(String file) {
    return new BadInputException(Source.FILE, printable(file) + ": " + getMessage(), advice);
  }

  /** Where the input came from. */
  public Source source() {
    return source;
  }

  /** A second line of advice, or null. */
  public String advice() {
    return advice;
  }

  private static String line(String where, Object value, String expected) {
    return printable(where) + ": found " + shorten(value) + ", expected " + printable(expected);
  }

  /**
   * A text that prints as one line, from left to right: control characters, line breaks, direction
   * marks and other characters that do not show are written as escapes.
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

package constellations.verify.claim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * An object of a certificate's JSON, read strictly: fields are as they have to be, or an error says
 * what was seen and what was expected.
 */
public final class Fields {
  /** Integers up to 2^53 are JSON numbers; larger ones are strings, for readers with doubles. */
  public static final int PLAIN_BITS = 53;

  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,199}");
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  private final JsonNode object;
  private final String where;

  private Fields(JsonNode object, String where) {
    this.object = object;
    this.where = where;
  }

  /**
   * {@return the fields of a node}
   *
   * @param node the JSON value
   * @param where its place in the document
   * @throws BadInputException if it is no object
   */
  public static Fields of(JsonNode node, String where) {
    if (node == null || !node.isObject()) {
      throw BadInputException.argument(where, "no object", "a JSON object");
    }
    return new Fields(node, where);
  }

  /** {@return the place in the document} */
  public String where() {
    return where;
  }

  private String at(String name) {
    return where + "." + name;
  }

  /**
   * Refuses all fields but these; returns this object.
   *
   * @param known the names that are allowed
   * @return this object
   */
  public Fields only(String... known) {
    Set<String> names = new TreeSet<>(Set.of(known));
    for (Iterator<String> given = object.fieldNames(); given.hasNext(); ) {
      String name = given.next();
      if (!names.contains(name)) {
        throw BadInputException.argument(
            where, "the field \"" + name + "\"", "only " + String.join(", ", names));
      }
    }
    return this;
  }

  /**
   * {@return whether the field is there}
   *
   * @param name the name of the field
   */
  public boolean has(String name) {
    return object.has(name);
  }

  /**
   * {@return the node of a field that has to be there}
   *
   * @param name the name of the field
   */
  public JsonNode node(String name) {
    JsonNode node = object.get(name);
    if (node == null) {
      throw missing(name, "nothing", "a value");
    }
    return node;
  }

  private static BadInputException missing(String name, Object found, String expected) {
    return BadInputException.argument("field \"" + name + "\"", found, expected);
  }

  /**
   * {@return an object}
   *
   * @param name the name of the field
   */
  public Fields object(String name) {
    JsonNode node = node(name);
    if (!node.isObject()) {
      throw missing(name, node.getNodeType(), "an object");
    }
    return new Fields(node, at(name));
  }

  /**
   * {@return an array}
   *
   * @param name the name of the field
   */
  public JsonNode array(String name) {
    JsonNode node = node(name);
    if (!node.isArray()) {
      throw missing(name, node.getNodeType(), "an array");
    }
    return node;
  }

  /**
   * {@return a string}
   *
   * @param name the name of the field
   */
  public String text(String name) {
    JsonNode node = node(name);
    if (!node.isTextual()) {
      throw missing(name, node.getNodeType(), "a string");
    }
    return node.textValue();
  }

  /**
   * {@return an integer below 2^31}
   *
   * @param name the name of the field
   */
  public int integer(String name) {
    JsonNode node = node(name);
    if (!node.isIntegralNumber() || !node.canConvertToInt()) {
      throw missing(name, node, "an integer below 2^31");
    }
    return node.intValue();
  }

  /**
   * {@return an integer below 2^31, or another if the field is not there}
   *
   * @param name the name of the field
   * @param otherwise what is meant if the field is not there
   */
  public int integer(String name, int otherwise) {
    return has(name) ? integer(name) : otherwise;
  }

  /**
   * {@return an integer below 2^63}
   *
   * @param name the name of the field
   */
  public long wholeLong(String name) {
    JsonNode node = node(name);
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw BadInputException.argument(at(name), node, "an integer below 2^63");
    }
    return node.longValue();
  }

  /**
   * {@return a whole number of any size, also as a string}
   *
   * @param name the name of the field
   */
  public BigInteger count(String name) {
    BigFraction count = rational(name);
    if (!count.getDenominator().equals(BigInteger.ONE)) {
      throw BadInputException.argument(at(name), count, "a whole number");
    }
    return count.getNumerator();
  }

  /**
   * {@return true or false; false if the field is not there}
   *
   * @param name the name of the field
   */
  public boolean truth(String name) {
    JsonNode node = object.get(name);
    if (node != null && !node.isBoolean()) {
      throw BadInputException.argument(name, node, "true or false");
    }
    return node != null && node.booleanValue();
  }

  /**
   * {@return an exact number}
   *
   * @param name the name of the field
   */
  public Quadratic number(String name) {
    return number(node(name), at(name));
  }

  /**
   * {@return a rational number}
   *
   * @param name the name of the field
   */
  public BigFraction rational(String name) {
    return rational(node(name), at(name));
  }

  /**
   * {@return a list of rational numbers}
   *
   * @param name the name of the field
   */
  public List<BigFraction> rationals(String name) {
    List<BigFraction> numbers = new ArrayList<>();
    for (JsonNode node : array(name)) {
      numbers.add(rational(node, at(name) + "[" + numbers.size() + "]"));
    }
    return numbers;
  }

  /**
   * {@return a list of integers below 2^31}
   *
   * @param name the name of the field
   */
  public List<Integer> integers(String name) {
    return integers(array(name), at(name));
  }

  /** {@return a plain file name, without a folder} */
  public String fileName() {
    String file = text("file");
    if (!PLAIN_NAME.matcher(file).matches()) {
      throw BadInputException.argument(at("file"), file, "a plain file name");
    }
    return file;
  }

  /** {@return a SHA-256, in lower-case hexadecimal} */
  public String digest() {
    String digest = text("sha256");
    if (!DIGEST.matcher(digest).matches()) {
      throw BadInputException.argument(at("sha256"), digest, "64 hexadecimal digits");
    }
    return digest;
  }

  /**
   * Refuses long arrays before their numbers are made.
   *
   * @param array the JSON value
   * @param where the place in the document, for errors
   * @param most so many entries are allowed
   * @throws BadInputException if there are more
   */
  public static void requireFew(JsonNode array, String where, int most) {
    if (array.size() > most) {
      throw BadInputException.argument(where, array.size() + " entries", "at most " + most);
    }
  }

  /**
   * {@return the integers of an array, of any size}
   *
   * @param array the JSON value
   * @param where the place in the document, for errors
   * @param most so many entries are allowed
   * @throws BadInputException if it is no array, longer, or holds something else
   */
  public static List<BigInteger> bigIntegers(JsonNode array, String where, int most) {
    if (!array.isArray()) {
      throw BadInputException.argument(where, array.getNodeType(), "a list of integers");
    }
    requireFew(array, where, most);
    List<BigInteger> numbers = new ArrayList<>();
    for (JsonNode number : array) {
      if (!number.isIntegralNumber()) {
        throw BadInputException.argument(where, number, "a list of integers");
      }
      numbers.add(number.bigIntegerValue());
    }
    return numbers;
  }

  /**
   * {@return the integers below 2^31 of an array}
   *
   * @param node the JSON value
   * @param where the place in the document, for errors
   */
  public static List<Integer> integers(JsonNode node, String where) {
    if (!node.isArray()) {
      throw BadInputException.argument(where, node.getNodeType(), "a list of integers");
    }
    List<Integer> numbers = new ArrayList<>();
    for (JsonNode number : node) {
      numbers.add(integer(number, where));
    }
    return numbers;
  }

  /**
   * {@return an integer below 2^31}
   *
   * @param node the JSON value
   * @param where the place in the document, for errors
   */
  public static int integer(JsonNode node, String where) {
    if (!node.isIntegralNumber() || !node.canConvertToInt()) {
      throw BadInputException.argument(where, node, "an integer below 2^31");
    }
    return node.intValue();
  }

  /**
   * {@return a rational number; see {@link #number(JsonNode, String)}}
   *
   * @param node the JSON value
   * @param where the place in the document, for errors
   */
  public static BigFraction rational(JsonNode node, String where) {
    Quadratic value = number(node, where);
    if (!value.isRational()) {
      throw BadInputException.argument(where, value, "a rational number");
    }
    return value.rational();
  }

  /**
   * {@return a JSON integer or a string; a JSON number with a point or an exponent is a decimal,
   * exactly}
   *
   * @param node the JSON value
   * @param where the place in the document, for errors
   */
  public static Quadratic number(JsonNode node, String where) {
    if (node.isIntegralNumber()) {
      return Quadratic.of(node.bigIntegerValue());
    }
    if (node.isTextual()) {
      return Quadratic.parse(node.textValue(), where);
    }
    if (node.isBigDecimal()) {
      // The exponents of the first digit and of the last.
      long first = (long) node.decimalValue().precision() - node.decimalValue().scale();
      long last = -(long) node.decimalValue().scale();
      if (last >= -Rationals.MAX_EXPONENT && first <= Rationals.MAX_EXPONENT) {
        return Quadratic.of(Rationals.of(node.decimalValue()));
      }
    }
    throw BadInputException.argument(where, node, "a number, or a number in a string");
  }

  /**
   * Writes a whole number.
   *
   * @param node the object
   * @param name the name of the field
   * @param value the number; written as a JSON integer, of any size
   */
  public static void putWhole(ObjectNode node, String name, BigInteger value) {
    if (value.bitLength() <= PLAIN_BITS) {
      node.put(name, value.longValue());
    } else {
      node.put(name, value.toString());
    }
  }
}

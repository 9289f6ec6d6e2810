package constellations.verify.claim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.verify.exact.BadInputException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A joint distribution of x and y: p(x,y) = n_xy / N, N the sum of all counts.
 *
 * @param rows a row of counts for each x, not negative; none of the rows and columns is zero
 */
public record JointCounts(List<List<BigInteger>> rows) {
  /** The most counts. */
  public static final int MOST_COUNTS = 1_000_000;

  private static final int MOST_BITS = 512;

  /**
   * Checks the ranges.
   *
   * @param rows a row of counts for each x
   * @throws BadInputException if there are fewer than two rows or columns, rows differ in length,
   *     or a count is negative or longer than 512 bits, or a row or column is zero
   */
  public JointCounts {
    rows = rows.stream().map(List::copyOf).toList();
    int columns = rows.isEmpty() ? 0 : rows.get(0).size();
    if (rows.size() < 2 || columns < 2 || (long) rows.size() * columns > MOST_COUNTS) {
      throw BadInputException.argument(
          "counts",
          rows.size() + " rows, the first of " + columns,
          "at least 2 rows of at least 2, at most " + MOST_COUNTS + " counts");
    }
    boolean[] seen = new boolean[columns];
    for (int x = 0; x < rows.size(); x++) {
      List<BigInteger> row = rows.get(x);
      if (row.size() != columns) {
        throw BadInputException.argument(
            "counts, row " + x, row.size() + " numbers", columns + " as in the first row");
      }
      boolean positive = false;
      for (int y = 0; y < columns; y++) {
        BigInteger count = row.get(y);
        if (count.signum() < 0 || count.bitLength() > MOST_BITS) {
          throw BadInputException.argument(
              "counts, row " + x, count, "numbers from 0 to 2^" + MOST_BITS);
        }
        positive |= count.signum() > 0;
        seen[y] |= count.signum() > 0;
      }
      if (!positive) {
        throw BadInputException.argument("counts, row " + x, "only 0", "a count above 0");
      }
    }
    for (int y = 0; y < columns; y++) {
      if (!seen[y]) {
        throw BadInputException.argument("counts, column " + y, "only 0", "a count above 0");
      }
    }
  }

  /**
   * Reads the counts of a claim.
   *
   * @param list rows of integers
   * @return the counts
   * @throws BadInputException if they are none
   */
  public static JointCounts read(JsonNode list) {
    Fields.requireFew(list, "counts", MOST_COUNTS);
    List<List<BigInteger>> rows = new ArrayList<>();
    for (JsonNode row : list) {
      int most = MOST_COUNTS / list.size();
      rows.add(Fields.bigIntegers(row, "counts, row " + rows.size(), most));
    }
    return new JointCounts(rows);
  }

  /** Writes the counts. */
  void write(ObjectNode claim) {
    ArrayNode list = claim.putArray("counts");
    rows.forEach(row -> row.forEach(list.addArray()::add));
  }

  /** {@return the number of different y} */
  public int columns() {
    return rows.get(0).size();
  }

  /** {@return the sum of each row} */
  public List<BigInteger> rowSums() {
    return rows.stream().map(row -> row.stream().reduce(BigInteger.ZERO, BigInteger::add)).toList();
  }

  /** {@return the sum of each column} */
  public List<BigInteger> columnSums() {
    List<BigInteger> sums = new ArrayList<>();
    for (int y = 0; y < columns(); y++) {
      BigInteger sum = BigInteger.ZERO;
      for (List<BigInteger> row : rows) {
        sum = sum.add(row.get(y));
      }
      sums.add(sum);
    }
    return sums;
  }

  /**
   * {@return R_xy = p(x,y) / (p(x) p(y)), the exponential of pointwise mutual information; exact}
   */
  public BigFraction[][] ratios() {
    List<BigInteger> left = rowSums();
    List<BigInteger> right = columnSums();
    BigInteger all = left.stream().reduce(BigInteger.ZERO, BigInteger::add);
    BigFraction[][] ratios = new BigFraction[rows.size()][columns()];
    for (int x = 0; x < ratios.length; x++) {
      for (int y = 0; y < columns(); y++) {
        ratios[x][y] =
            BigFraction.of(rows.get(x).get(y).multiply(all), left.get(x).multiply(right.get(y)));
      }
    }
    return ratios;
  }

  /** {@return the shape in words} */
  public String text() {
    return rows.size() + " x " + columns() + " counts";
  }
}

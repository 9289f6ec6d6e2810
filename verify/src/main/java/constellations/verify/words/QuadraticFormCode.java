package constellations.verify.words;

import constellations.verify.exact.BadInputException;
import java.math.BigInteger;
import java.util.List;
import java.util.OptionalInt;

/**
 * The union of cosets of the first-order Reed-Muller code by quadratic forms in m variables over
 * the field of two elements: the words x -&gt; Q(x) + a.x + c of length 2^m. If the bilinear forms
 * of any two Q have a difference of rank at least 2h, words differ in at least 2^(m-1) - 2^(m-1-h)
 * places (MacWilliams and Sloane, chapter 15), which is cosine 2^(-h). The 2^(m+1) vectors of the
 * axes, with both signs, can be added: their cosines with the words are 2^(-m/2) in size.
 *
 * <p>The argument: docs/theory.md T17.
 */
public final class QuadraticFormCode implements BinarySource {
  /** The most variables. */
  public static final int MAX_VARIABLES = 12;

  private final int variables;
  private final List<int[]> forms;
  private final boolean axes;

  private QuadraticFormCode(int variables, List<int[]> forms, boolean axes) {
    this.variables = variables;
    this.forms = forms;
    this.axes = axes;
  }

  /**
   * {@return the code of these forms}
   *
   * @param variables m
   * @param forms for each Q the m rows of an upper triangular matrix: bit j of row i is the
   *     coefficient of x_i x_j, i &lt;= j
   * @param axes whether the vectors of the axes are added
   * @throws BadInputException if a number is out of range
   */
  public static QuadraticFormCode of(int variables, List<int[]> forms, boolean axes) {
    if (variables < 2 || variables > MAX_VARIABLES) {
      throw BadInputException.argument("variables", variables, "from 2 to " + MAX_VARIABLES);
    }
    if (forms.isEmpty() || forms.size() > 1 << variables) {
      throw BadInputException.argument("forms", forms.size(), "from 1 to " + (1 << variables));
    }
    for (int[] form : forms) {
      if (form.length != variables) {
        throw BadInputException.argument("form", form.length + " rows", variables + " rows");
      }
      for (int i = 0; i < variables; i++) {
        if (form[i] < 0 || form[i] >= 1 << variables || (form[i] & (1 << i) - 1) != 0) {
          throw BadInputException.argument("row of a form", form[i], "an upper triangular matrix");
        }
      }
    }
    return new QuadraticFormCode(variables, forms.stream().map(int[]::clone).toList(), axes);
  }

  /** {@return m} */
  public int variables() {
    return variables;
  }

  /** {@return the rows of the matrices} */
  public List<int[]> forms() {
    return forms.stream().map(int[]::clone).toList();
  }

  /** {@return whether the vectors of the axes are added} */
  public boolean axes() {
    return axes;
  }

  @Override
  public int length() {
    return 1 << variables;
  }

  /** 2^(m+1) words for each form, and 2^(m+1) vectors of the axes. */
  @Override
  public BigInteger points() {
    return BigInteger.valueOf(forms.size() + (axes ? 1 : 0)).shiftLeft(variables + 1);
  }

  @Override
  public boolean isLinear() {
    return false;
  }

  /** The constant c complements words; axes have both signs. */
  @Override
  public boolean hasComplements() {
    return true;
  }

  @Override
  public double work() {
    return forms.size() * (double) forms.size() / 2 * variables * variables;
  }

  @Override
  public OptionalInt distance(long mostWords) {
    int least = variables;
    for (int i = 0; i < forms.size(); i++) {
      for (int j = 0; j < i; j++) {
        int[] difference = new int[variables];
        for (int row = 0; row < variables; row++) {
          // The bilinear form forgets the diagonal, which is linear.
          int entries = (forms.get(i)[row] ^ forms.get(j)[row]) & ~(1 << row);
          difference[row] ^= entries;
          for (int column = row + 1; column < variables; column++) {
            difference[column] ^= (entries >> column & 1) << row;
          }
        }
        least = Math.min(least, rank(difference));
      }
    }
    int half = variables - 1 - least / 2;
    // Words of the Reed-Muller code itself differ in half of the places.
    return least == 0 ? OptionalInt.empty() : OptionalInt.of((1 << (variables - 1)) - (1 << half));
  }

  private static int rank(int[] rows) {
    int rank = 0;
    for (int i = 0; i < rows.length; i++) {
      if (rows[i] != 0) {
        rank++;
        int low = Integer.lowestOneBit(rows[i]);
        for (int j = i + 1; j < rows.length; j++) {
          rows[j] ^= (rows[j] & low) != 0 ? rows[i] : 0;
        }
      }
    }
    return rank;
  }
}

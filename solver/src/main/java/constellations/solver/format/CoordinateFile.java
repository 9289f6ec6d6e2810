package constellations.solver.format;

import constellations.verify.exact.BadInputException;
import constellations.verify.exact.PointSet;
import constellations.verify.exact.Quadratic;
import constellations.verify.points.Vectors;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * Coordinates as plain numbers: .npy, .csv with a header, or .txt. Decimals of a certificate are
 * written as they are, so that reading them again gives the same certificate; other numbers as unit
 * vectors.
 */
public final class CoordinateFile {
  /** Decimals of coordinates; no two doubles below 1 that are as near to one of them differ. */
  public static final int DECIMALS = 17;

  private static final BigDecimal NEAR_ONE = new BigDecimal("1e-9");
  private static final BigInteger TEN = BigInteger.TEN;

  private CoordinateFile() {}

  /** Refuses names of files whose format is not known, and places that cannot be written. */
  public static void require(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (!name.endsWith(".npy") && !name.endsWith(".csv") && !name.endsWith(".txt")) {
      throw BadInputException.argument("write", file, "a name that ends in .npy, .csv or .txt");
    }
    WholeFiles.requireWritable(file);
  }

  /** A double as a decimal of a certificate. */
  public static BigDecimal decimal(double x) {
    return new BigDecimal(x).setScale(DECIMALS, RoundingMode.HALF_EVEN);
  }

  /** Writes a line for each vector, in the format that the name of the file asks for. */
  public static void write(Path file, List<Vectors> sets) {
    List<List<BigDecimal>> rows = new ArrayList<>();
    for (Vectors set : sets) {
      for (int i = 0; i < set.points().size(); i++) {
        rows.add(row(set, i));
      }
    }
    int dimension = rows.get(0).size();
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".npy")) {
      try (NpyWriter writer = new NpyWriter(file, rows.size(), dimension)) {
        for (List<BigDecimal> row : rows) {
          writer.row(row.stream().mapToDouble(BigDecimal::doubleValue).toArray());
        }
      }
      return;
    }
    StringBuilder text = new StringBuilder();
    if (name.endsWith(".csv")) {
      StringJoiner header = new StringJoiner(",", "", "\n");
      for (int k = 1; k <= dimension; k++) {
        header.add("x" + k);
      }
      text.append(header);
    }
    for (List<BigDecimal> row : rows) {
      StringJoiner line = new StringJoiner(",", "", "\n");
      row.forEach(x -> line.add(Exact.plain(x)));
      text.append(line);
    }
    WholeFiles.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static List<BigDecimal> row(Vectors set, int i) {
    if (set instanceof Vectors.Inline inline) {
      List<Quadratic> row = inline.rows().get(i);
      if (row.stream().allMatch(CoordinateFile::isDecimal)) {
        List<BigDecimal> decimals =
            row.stream()
                .map(
                    x ->
                        new BigDecimal(x.rational().getNumerator())
                            .divide(new BigDecimal(x.rational().getDenominator())))
                .toList();
        BigDecimal norm =
            decimals.stream()
                .map(x -> x.multiply(x, MathContext.DECIMAL64))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        if (norm.subtract(BigDecimal.ONE).abs().compareTo(NEAR_ONE) < 0) {
          return decimals;
        }
      }
    }
    PointSet points = set.points();
    List<BigDecimal> unit = new ArrayList<>();
    for (double x : points.approximateUnit(i)) {
      unit.add(decimal(x));
    }
    return unit;
  }

  /** Whether a number has finitely many decimals, as those that we write. */
  private static boolean isDecimal(Quadratic x) {
    BigInteger rest = x.rational().getDenominator();
    return x.isRational() && TEN.pow(rest.bitLength()).mod(rest).signum() == 0;
  }
}

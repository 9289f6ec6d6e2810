package constellations.solver.results;

import constellations.solver.code.ExistingCode;
import constellations.verify.claim.Claim;
import constellations.verify.exact.PointSet;
import constellations.verify.points.SphericalCodeCertificate;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The codes among the results, whose certificates are read when they are used. */
public final class ResultCodes {
  /** A start has at most this part of the points more. */
  private static final int MORE_POINTS = 7;

  private ResultCodes() {}

  /** All codes of an index. */
  public static List<ExistingCode> of(ResultIndex index) {
    return index.entries().stream()
        .filter(e -> e.claim() instanceof Claim.CodeExists)
        .map(e -> code(index, e))
        .toList();
  }

  /**
   * The certificate of the best code of so many points or a few more in a dimension, to start a
   * search from; nothing if a folder of results has none with vectors.
   *
   * @throws constellations.verify.exact.BadInputException if the index cannot be read
   */
  public static Optional<Path> start(Path folder, int dimension, int points) {
    BigInteger least = BigInteger.valueOf(points);
    BigInteger most = BigInteger.valueOf(points + Math.max(3, points / MORE_POINTS));
    return ResultIndex.open(folder).entries().stream()
        .filter(
            e ->
                e.kind().equals(SphericalCodeCertificate.KIND)
                    && e.claim() instanceof Claim.CodeExists code
                    && code.dimension() == dimension
                    && code.points().compareTo(least) >= 0
                    && code.points().compareTo(most) <= 0)
        .reduce((a, b) -> Cell.better(b.claim(), a.claim()) ? b : a)
        .map(e -> folder.resolve(e.file()));
  }

  private static ExistingCode code(ResultIndex index, Entry entry) {
    Claim.CodeExists claim = (Claim.CodeExists) entry.claim();
    Optional<Supplier<PointSet>> points = Optional.empty();
    if (entry.kind().equals(SphericalCodeCertificate.KIND)) {
      points =
          Optional.of(
              () -> ((SphericalCodeCertificate) index.certificate(entry)).vectors().points());
    }
    return new ExistingCode(
        claim.dimension(),
        claim.points(),
        claim.cosine(),
        "a code of " + claim.points() + " points in the table of results",
        provenance -> index.certificate(entry),
        Optional.empty(),
        points);
  }
}

package constellations.solver.search;

import constellations.solver.format.CoordinateFile;
import constellations.solver.search.objective.PairObjective;
import constellations.solver.search.objective.RandomStarts;
import constellations.verify.claim.Provenance;
import constellations.verify.points.SphericalCodeCertificate;
import java.util.function.Function;

/**
 * Searches for N points of S^(d-1) whose largest cosine is small: the front door for codes. What is
 * found is rounded to decimals and comes with the certificate of its exact largest cosine.
 */
public final class CodeSearch {
  private CodeSearch() {}

  /**
   * What is asked for.
   *
   * @param dimension d, at least 2
   * @param points N, at least 2
   * @param bound a proved lower bound on the cosine; the search stops when it is met to 2e-15
   * @param digits decimals of the coordinates of the certificate, 17 to 60
   */
  public record Question(int dimension, int points, double bound, int digits) {
    /** A question with coordinates of 17 decimals. */
    public static Question of(int dimension, int points, double bound) {
      return new Question(dimension, points, bound, CoordinateFile.DECIMALS);
    }
  }

  /**
   * What was found.
   *
   * @param certificate claims the largest cosine, rounded up; the verifier has yet to accept it
   */
  public record Found(SphericalCodeCertificate certificate, SearchOutcome outcome) {}

  /**
   * Searches, rounds and certifies.
   *
   * @param provenance what the certificate says of its origin
   */
  public static Found find(
      Question question, SearchLimits limits, Function<SearchOutcome, Provenance> provenance) {
    SearchOutcome outcome = run(question.dimension(), question.points(), question.bound(), limits);
    SphericalCodeCertificate certificate =
        Rounding.code(outcome.x(), question.digits(), limits.threads(), provenance.apply(outcome));
    return new Found(certificate, outcome);
  }

  /**
   * Runs the search alone.
   *
   * @param dimension d >= 2
   * @param points N >= 2
   * @param bound a proved lower bound on the cosine; the search stops when it is met to 2e-15
   */
  public static SearchOutcome run(int dimension, int points, double bound, SearchLimits limits) {
    PairObjective objective = PairObjective.code(points, dimension);
    return new Campaign(
            objective,
            (number, turn) ->
                new PlainStarts.Start(
                    RandomStarts.sphere(
                        RandomStarts.random(limits.seed(), number), points, dimension),
                    RandomStarts.schedule(turn),
                    false),
            limits.strategy())
        .run(limits, bound + 2e-15);
  }

  /**
   * A number of starts that takes some seconds: many for small problems, few for large ones. It
   * depends on the problem alone.
   */
  public static int defaultStarts(int dimension, int points, int modalities) {
    double terms = 0.5 * points * points * Math.max(1, modalities * (modalities - 1));
    double work = terms * (dimension + 8) * 1000;
    return (int) Math.max(32, Math.min(1024, 1e10 / work / 32 * 32));
  }
}

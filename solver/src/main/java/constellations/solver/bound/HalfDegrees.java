package constellations.solver.bound;

import java.util.List;

/**
 * Which half degrees of functions of triples are tried, one after the other: higher ones give
 * better bounds and take longer.
 *
 * @param degrees in the order in which they are tried
 * @param seconds none is begun that would be likely to take longer than what is left of this time
 * @param precision of a number of points, relatively
 */
public record HalfDegrees(List<Integer> degrees, double seconds, double precision) {
  /** The least that can be asked for. */
  public static final int LEAST = 2;

  /** The largest; a function has some 2000 numbers then. */
  public static final int MOST = 20;

  /** A half degree takes some times as long as the one before it. */
  private static final double GROWTH = 4;

  /** What takes a second or so. */
  public static HalfDegrees quick() {
    return new HalfDegrees(List.of(5), Double.POSITIVE_INFINITY, 1e-5);
  }

  /** One only, as precisely as the verifier and double precision allow. */
  public static HalfDegrees only(int degree) {
    return new HalfDegrees(List.of(degree), Double.POSITIVE_INFINITY, 3e-8);
  }

  /** The same degrees and time with another precision. */
  public HalfDegrees rounded(double other) {
    return new HalfDegrees(degrees, seconds, other);
  }

  /** As high as the time allows; what is quick if it is not limited. */
  public static HalfDegrees within(double seconds) {
    return Double.isInfinite(seconds)
        ? quick()
        : new HalfDegrees(List.of(4, 6, 8, 10, 12, 14, 16), seconds, 1e-6);
  }

  /** One question. */
  final class Run {
    private final long begin = System.nanoTime();
    private long last = begin;
    private int next;

    /** Whether there is a degree left, and time for it. */
    boolean hasNext() {
      double spent = (System.nanoTime() - begin) * 1e-9;
      double previous = (System.nanoTime() - last) * 1e-9;
      return next < degrees.size() && (next == 0 || spent + GROWTH * previous <= seconds);
    }

    int next() {
      last = System.nanoTime();
      return degrees.get(next++);
    }
  }

  Run begin() {
    return new Run();
  }
}

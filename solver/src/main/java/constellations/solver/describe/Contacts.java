package constellations.solver.describe;

import constellations.solver.numeric.LeastDistance;
import constellations.solver.numeric.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which points of a code touch, and which of them can move: a point is held by its contacts when no
 * direction on the sphere leads away from all of them, and a rattler when those of its contacts
 * that are held themselves do not hold it.
 *
 * @param of the contacts of each point
 * @param rattlers the points that are not held
 */
record Contacts(List<List<Integer>> of, List<Integer> rattlers) {
  /** Vectors that are so short beside others are in their span. */
  private static final double FLAT = 1e-6;

  /**
   * The contacts of points.
   *
   * @param points N unit rows
   * @param classes of their products, of which the last one is of the contacts
   * @param orbits points of the same number are held alike
   * @param dimension of the space that they span
   */
  static Contacts of(double[][] points, ProductClasses classes, int[] orbits, int dimension) {
    int last = classes.values().length - 1;
    List<List<Integer>> of = new ArrayList<>();
    for (int i = 0; i < points.length; i++) {
      of.add(new ArrayList<>());
    }
    for (int i = 1; i < points.length; i++) {
      for (int j = 0; j < i; j++) {
        if (classes.of(0, i, j) == last) {
          of.get(i).add(j);
          of.get(j).add(i);
        }
      }
    }
    boolean[] loose = new boolean[points.length];
    boolean[] before;
    do {
      before = loose.clone();
      boolean[] known = before;
      Boolean[] ofOrbit = new Boolean[points.length];
      for (int i = 0; i < points.length; i++) {
        if (ofOrbit[orbits[i]] == null) {
          List<Integer> held = of.get(i).stream().filter(j -> !known[j]).toList();
          // Across all contacts of a positive cosine a point moves away from them.
          int least = classes.values()[last] > 0 ? dimension - 1 : 0;
          ofOrbit[orbits[i]] = known[i] || !isHeld(points, i, held, least);
        }
        loose[i] = ofOrbit[orbits[i]];
      }
    } while (!Arrays.equals(before, loose));
    List<Integer> rattlers = new ArrayList<>();
    for (int i = 0; i < loose.length; i++) {
      if (loose[i]) {
        rattlers.add(i);
      }
    }
    return new Contacts(of, List.copyOf(rattlers));
  }

  /** Half the sum of all degrees. */
  int count() {
    return of.stream().mapToInt(List::size).sum() / 2;
  }

  int leastDegree() {
    return of.stream().mapToInt(List::size).min().orElse(0);
  }

  int mostDegree() {
    return of.stream().mapToInt(List::size).max().orElse(0);
  }

  /**
   * Whether no tangent vector has a negative product with all contacts, and these span as many
   * dimensions as they must.
   */
  private static boolean isHeld(double[][] points, int i, List<Integer> contacts, int leastRank) {
    if (contacts.isEmpty()) {
      return false;
    }
    double[][] away = new double[contacts.size()][];
    for (int k = 0; k < away.length; k++) {
      double[] tangent = points[contacts.get(k)].clone();
      Rows.add(tangent, -Rows.dot(tangent, points[i]), points[i]);
      double norm = Math.sqrt(Rows.dot(tangent, tangent));
      if (norm == 0) {
        // The same point twice.
        return false;
      }
      away[k] = Arrays.stream(tangent).map(x -> -x / norm).toArray();
    }
    if (rank(away) < leastRank) {
      return false;
    }
    LeastDistance least = new LeastDistance(new Directions(away));
    double[] levels = new double[away.length];
    Arrays.fill(levels, 1);
    least.solve(levels);
    return least.vector().isEmpty();
  }

  private static int rank(double[][] vectors) {
    List<double[]> axes = new ArrayList<>();
    for (double[] vector : vectors) {
      double[] rest = vector.clone();
      for (int twice = 0; twice < 2; twice++) {
        axes.forEach(axis -> Rows.add(rest, -Rows.dot(rest, axis), axis));
      }
      double norm = Math.sqrt(Rows.dot(rest, rest));
      if (norm > FLAT) {
        axes.add(Arrays.stream(rest).map(x -> x / norm).toArray());
      }
    }
    return axes.size();
  }

  /** Vectors of product at least 1 with each of some unit vectors. */
  private record Directions(double[][] away) implements LeastDistance.HalfSpaces {
    @Override
    public int count() {
      return away.length;
    }

    @Override
    public int dimension() {
      return away[0].length;
    }

    @Override
    public void normal(int k, double[] out) {
      System.arraycopy(away[k], 0, out, 0, away[k].length);
    }

    @Override
    public void products(double[] v, double[] out) {
      for (int k = 0; k < away.length; k++) {
        out[k] = Rows.dot(away[k], v);
      }
    }
  }
}

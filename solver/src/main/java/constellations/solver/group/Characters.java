package constellations.solver.group;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What follows from the characters of a group's irreducible representations, in their order in
 * {@link Groups#irreducibles}, and its classes of subgroups, in that of {@link
 * FiniteGroup#subgroups}.
 */
public final class Characters {
  private static final double SAME = 1e-6;

  private final int[] commutants;
  private final int[][] fixed;
  private final BitSet[] kernels;
  private final List<Integer> usable;

  Characters(FiniteGroup group, List<Irreducible> all) {
    int count = all.size();
    List<FiniteGroup.Subgroup> subgroups = group.subgroups();
    commutants = new int[count];
    kernels = new BitSet[count];
    fixed = new int[subgroups.size()][count];
    for (int i = 0; i < count; i++) {
      double[] character = all.get(i).character();
      int degree = all.get(i).degree();
      commutants[i] =
          (int) Math.round(Arrays.stream(character).map(t -> t * t).sum() / group.order());
      kernels[i] = new BitSet();
      IntStream.range(0, group.order())
          .filter(g -> character[g] > degree - SAME)
          .forEach(kernels[i]::set);
      for (int s = 0; s < fixed.length; s++) {
        int[] elements = subgroups.get(s).elements();
        double sum = Arrays.stream(elements).mapToDouble(h -> character[h]).sum();
        fixed[s][i] = (int) Math.round(sum / elements.length);
      }
    }
    usable =
        IntStream.range(0, count)
            .filter(i -> group.antipode().map(z -> all.get(i).matrices()[z][0] < 0).orElse(true))
            .boxed()
            .toList();
  }

  /** The dimension of the matrices that commute with representation i: 1, 2 or 4. */
  int commutants(int i) {
    return commutants[i];
  }

  /** The dimension of the vectors of representation i that a class of subgroups fixes. */
  public int fixed(int subgroup, int i) {
    return fixed[subgroup][i];
  }

  /** How often representation i comes in the permutation representation on the cosets. */
  public int multiplicity(int subgroup, int i) {
    return fixed[subgroup][i] / commutants[i];
  }

  /** The numbers of the representations in which the antipode, if there is one, acts as -1. */
  public List<Integer> usable() {
    return usable;
  }

  /** Whether only the unit acts as the identity on a sum of representations. */
  public boolean isFaithful(Collection<Integer> summands) {
    BitSet kernel = null;
    for (int i : summands) {
      if (kernel == null) {
        kernel = (BitSet) kernels[i].clone();
      } else {
        kernel.and(kernels[i]);
      }
    }
    return kernel != null && kernel.cardinality() == 1;
  }
}

package constellations.solver.code;

import constellations.verify.exact.PointSet;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The rows of a set of integer points, in their order. */
public final class ListedPoints implements IndexedCode {
  private final PointSet points;
  private final Map<String, Integer> indices = new HashMap<>();

  /** The rows of a set with integer coordinates. */
  public ListedPoints(PointSet points) {
    this.points = points;
  }

  @Override
  public int coordinates() {
    return points.dimension();
  }

  @Override
  public BigInteger size() {
    return BigInteger.valueOf(points.size());
  }

  @Override
  public long[] encode(BigInteger index) {
    require(index);
    return points.row(index.intValue()).stream()
        .mapToLong(x -> x.rational().getNumerator().longValueExact())
        .toArray();
  }

  @Override
  public BigInteger decode(long[] point) {
    if (indices.isEmpty()) {
      for (int i = 0; i < points.size(); i++) {
        indices.put(Arrays.toString(encode(BigInteger.valueOf(i))), i);
      }
    }
    Integer index = indices.get(Arrays.toString(point));
    if (index == null) {
      throw IndexedCode.notInCode(point);
    }
    return BigInteger.valueOf(index);
  }
}

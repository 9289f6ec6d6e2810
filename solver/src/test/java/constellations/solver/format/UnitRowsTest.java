package constellations.solver.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Shapes, and what stands where. */
class UnitRowsTest {
  private static final double[] DATA = {1, 0, 0, 1, -1, 0};

  @Test
  void modalitiesFollowOneAnother() {
    UnitRows code = UnitRows.code(DATA, 2);
    assertEquals(3, code.items());
    assertArrayEquals(new double[] {0, 1}, code.row(1));
    UnitRows both = code.repeated(2);
    assertEquals(2, both.modalities());
    assertEquals(6, both.rows());
    assertArrayEquals(code.row(2), both.row(5));
    UnitRows other = UnitRows.code(new double[] {0, -1, 0, -1, 0, -1}, 2);
    UnitRows three = both.with(other);
    assertEquals(3, three.modalities());
    assertArrayEquals(other.data(), three.modality(2).data());
    assertArrayEquals(DATA, three.modality(0).data());
  }

  @Test
  void otherShapesAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new UnitRows(3, 2, 2, DATA));
    assertThrows(IllegalArgumentException.class, () -> UnitRows.code(DATA, 4));
  }
}

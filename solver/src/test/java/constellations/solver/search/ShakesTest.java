package constellations.solver.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.solver.search.SearchState.Found;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShakesTest {
  private static final int INTERVAL = 900;

  private static Found found(double value) {
    return new Found(new double[0], value, value, 0, "");
  }

  private static SearchState state(double best) {
    return new SearchState(1000, found(best), List.of(), Known.NOTHING, Shakes.NONE, 0, null);
  }

  @Test
  void aNewBestIsLeftAloneForAWhile() {
    Shakes shakes = Shakes.NONE.after(state(0.5), false, found(0.4), 1000, INTERVAL);
    assertFalse(shakes.due(1000 + INTERVAL - 1, false));
    assertTrue(shakes.due(1000 + INTERVAL, false));
    assertTrue(shakes.due(1000, true));
  }

  @Test
  void whatLeadsFurtherComesAgainSoonerAndWhatDoesNotLater() {
    Shakes further = Shakes.NONE.after(state(0.5), true, found(0.4), 1000, INTERVAL);
    assertEquals(1000 + INTERVAL / 3, further.next());
    Shakes vain = Shakes.NONE;
    for (int i = 1; i < 40; i++) {
      assertEquals(i <= 3, vain.due(0, true) && vain.vain() == i - 1);
      vain = vain.after(state(0.5), true, found(0.5), 1000, INTERVAL);
      int times = Math.min(i, Shakes.MOST_VAIN);
      assertEquals(1000 + (INTERVAL << times), vain.next());
    }
    assertEquals(vain, vain.after(state(0.5), false, found(0.5), 2000, INTERVAL));
    assertTrue(vain.after(state(0.5), false, found(0.4), 2000, INTERVAL).due(2000, true));
  }
}

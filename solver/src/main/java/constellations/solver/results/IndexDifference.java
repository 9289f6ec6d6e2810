package constellations.solver.results;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The cells in which two indexes differ. */
public final class IndexDifference {
  private final List<Entry> gone = new ArrayList<>();
  private final List<Entry> added = new ArrayList<>();
  private final List<Change> better = new ArrayList<>();
  private final List<Change> worse = new ArrayList<>();
  private final List<Change> other = new ArrayList<>();

  private record Change(Entry before, Entry after) {}

  private IndexDifference() {}

  /** Compares two indexes cell by cell. */
  public static IndexDifference of(ResultIndex before, ResultIndex after) {
    IndexDifference difference = new IndexDifference();
    TreeMap<Cell, Entry> old = new TreeMap<>();
    before.entries().forEach(e -> old.put(Cell.of(e.claim()), e));
    for (Entry entry : after.entries()) {
      Entry known = old.remove(Cell.of(entry.claim()));
      if (known == null) {
        difference.added.add(entry);
      } else if (!known.equals(entry)) {
        difference.put(new Change(known, entry));
      }
    }
    difference.gone.addAll(old.values());
    return difference;
  }

  private void put(Change change) {
    if (Cell.better(change.after().claim(), change.before().claim())) {
      better.add(change);
    } else if (Cell.better(change.before().claim(), change.after().claim())) {
      worse.add(change);
    } else {
      other.add(change);
    }
  }

  /** Whether the indexes are equal. */
  public boolean isEmpty() {
    return gone.isEmpty()
        && added.isEmpty()
        && better.isEmpty()
        && worse.isEmpty()
        && other.isEmpty();
  }

  /** For people: a line each, and the counts. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    gone.forEach(e -> lines.add("gone    " + e.text() + " (" + e.id() + ")"));
    added.forEach(e -> lines.add("added   " + e.text() + " (" + e.id() + ")"));
    better.forEach(c -> lines.add("better  " + text(c)));
    worse.forEach(c -> lines.add("worse   " + text(c)));
    other.forEach(c -> lines.add("equal   " + text(c)));
    lines.add(
        gone.size()
            + " gone, "
            + added.size()
            + " added, "
            + better.size()
            + " better, "
            + worse.size()
            + " worse, "
            + other.size()
            + " equal with another certificate");
    return lines;
  }

  private static String text(Change change) {
    return change.after().text()
        + " (was: "
        + change.before().text()
        + "; "
        + change.after().id()
        + ")";
  }

  /** The same for programs. */
  public ObjectNode json() {
    ObjectNode json = new JsonMapper().createObjectNode();
    put(json.putArray("gone"), gone);
    put(json.putArray("added"), added);
    changes(json.putArray("better"), better);
    changes(json.putArray("worse"), worse);
    changes(json.putArray("equal"), other);
    return json;
  }

  private static void put(ArrayNode array, List<Entry> entries) {
    entries.forEach(e -> array.add(e.json()));
  }

  private static void changes(ArrayNode array, List<Change> changes) {
    for (Change change : changes) {
      ObjectNode node = array.addObject();
      node.set("before", change.before().json());
      node.set("after", change.after().json());
    }
  }
}

package constellations.solver.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import constellations.solver.format.WholeFiles;
import constellations.verify.exact.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The state of a search in a file, written whole under another name and then moved, so that a
 * search that is killed at any moment finds the last state or the one before.
 */
public final class Checkpoint implements SearchMemory {
  private static final int VERSION = 7;
  private static final long MOST_BYTES = 1L << 30;
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Path file;
  private final String problem;
  private final int coordinates;

  /**
   * Names the file.
   *
   * @param problem all that determines the search but for its limits; a file of another problem is
   *     refused
   * @param coordinates how many numbers a configuration has
   */
  public Checkpoint(Path file, String problem, int coordinates) {
    WholeFiles.requireWritable(file);
    this.file = file;
    this.problem = problem;
    this.coordinates = coordinates;
  }

  private record Content(Integer version, String problem, SearchState state) {}

  /** In the file nothing is null: in the place of a configuration that is not there is this. */
  private static final SearchState.Found ABSENT =
      new SearchState.Found(new double[0], 0, 0, 0, "none");

  private static SearchState with(SearchState state, UnaryOperator<SearchState.Found> change) {
    return new SearchState(
        state.done(),
        change.apply(state.best()),
        state.walkers(),
        state.known(),
        state.shakes(),
        state.seconds(),
        change.apply(state.answer()));
  }

  @Override
  public Optional<SearchState> read() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw BadInputException.file(
            file.toString(), Files.size(file) + " bytes", "at most " + MOST_BYTES);
      }
      Content content = MAPPER.readValue(file.toFile(), Content.class);
      if (content == null || content.version() != VERSION) {
        throw BadInputException.file(
            file + ": version", content == null ? "none" : content.version(), "version " + VERSION);
      }
      if (!content.problem().equals(problem)) {
        throw BadInputException.file(file + ": problem", content.problem(), problem)
            .withAdvice("Maybe name another checkpoint file.");
      }
      SearchState state = with(content.state(), x -> x.x().length == 0 ? null : x);
      boolean begun = state.done() > 0 || state.best() != null;
      if (state.done() < 0
          || (begun ? !whole(state.best()) : !state.walkers().isEmpty())
          || (state.answer() != null && !whole(state.answer()))
          || !state.walkers().stream().allMatch(this::whole)
          || lacking(state)) {
        throw BadInputException.file(file + ": state", "less", "what a search has written");
      }
      return Optional.of(state);
    } catch (JsonProcessingException e) {
      throw BadInputException.file(file.toString(), "other content", "a checkpoint of a search");
    } catch (IOException e) {
      throw BadInputException.file(file.toString(), "nothing readable", "a checkpoint");
    }
  }

  private boolean whole(SearchState.Found found) {
    return found != null
        && found.x() != null
        && found.x().length == coordinates
        && Arrays.stream(found.x()).allMatch(Double::isFinite)
        && found.method() != null;
  }

  /** A start has at most this many trials. */
  private static final long MOST_TRIALS = 64;

  private static boolean lacking(SearchState state) {
    Known known = state.known();
    return state.shakes().next() < 0
        || state.shakes().vain() < 0
        || state.shakes().vain() > Shakes.MOST_VAIN
        || known.kinds().stream().anyMatch(Checkpoint::lacking)
        || known.kinds().isEmpty() != known.groups().isEmpty()
        || known.groups().stream().anyMatch(Checkpoint::lacking)
        || known.turns() < 0
        || known.turns() > state.done()
        || known.trials() < 0
        || known.trials() > MOST_TRIALS * state.done()
        || known.leaders().size() != Known.NOTHING.leaders().size()
        || known.leaders().stream().anyMatch(Checkpoint::lacking);
  }

  private static boolean lacking(Leaders leaders) {
    if (leaders == null || leaders.values() == null || leaders.values().contains(null)) {
      return true;
    }
    double last = -2;
    for (double value : leaders.values()) {
      if (!(value > last && value < 2)) {
        return true;
      }
      last = value;
    }
    return false;
  }

  private static boolean lacking(Known.TriedGroup group) {
    return group == null || group.name() == null || !counted(group.value(), group.work());
  }

  private static boolean counted(double value, double work) {
    return Double.isFinite(value) && work >= 0 && Double.isFinite(work);
  }

  private static boolean lacking(Known.Tried kind) {
    return kind == null
        || kind.x() == null
        || !counted(kind.value(), kind.work())
        || kind.code() == null
        || kind.code().group() == null
        || kind.code().summands().contains(null)
        || kind.code().stabilisers().contains(null);
  }

  @Override
  public void write(SearchState state) {
    try {
      WholeFiles.write(
          file,
          MAPPER.writeValueAsBytes(
              new Content(VERSION, problem, with(state, x -> x == null ? ABSENT : x))));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of numbers is always written", e);
    }
  }
}

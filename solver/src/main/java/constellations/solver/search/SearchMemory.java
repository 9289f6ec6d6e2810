package constellations.solver.search;

import java.util.Optional;

/** Keeps the state of a search between rounds, so that a search that was killed can go on. */
public interface SearchMemory {
  /** Keeps nothing. */
  SearchMemory NONE =
      new SearchMemory() {
        @Override
        public Optional<SearchState> read() {
          return Optional.empty();
        }

        @Override
        public void write(SearchState state) {}
      };

  /** The state to go on from, if there is one. */
  Optional<SearchState> read();

  /** Keeps a state in place of the last; whole or not at all. */
  void write(SearchState state);
}

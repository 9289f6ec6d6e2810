package constellations.solver.lp;

import com.google.ortools.Loader;

/**
 * Loads OR-Tools once. With {@code -Djava.library.path} pointing to the unpacked libraries, as the
 * launcher sets it, nothing is unpacked into the folder for temporary files.
 */
public final class NativeSolver {
  private static boolean loaded;

  private NativeSolver() {}

  /** Loads the native libraries unless that has been done. */
  public static synchronized void load() {
    if (!loaded) {
      Loader.loadNativeLibraries();
      loaded = true;
    }
  }
}

package constellations.solver.cli.options;

import picocli.CommandLine;

/** The version from the jar's manifest. */
public final class Version implements CommandLine.IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"constellation " + number()};
  }

  /** The number alone. */
  public static String number() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}

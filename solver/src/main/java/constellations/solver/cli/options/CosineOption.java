package constellations.solver.cli.options;

import constellations.solver.format.Exact;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Quadratic;
import java.util.Optional;
import picocli.CommandLine.Option;

/** A cosine, as a number or as an angle. */
public final class CosineOption {
  @Option(
      names = "--cosine",
      paramLabel = "a",
      description = "Largest cosine, in [-1, 1); also a+b*sqrt(D), such as 1/4+1/4*sqrt(5).")
  private String cosine;

  @Option(
      names = "--degrees",
      paramLabel = "t",
      description =
          "In place of --cosine: the least angle. Its cosine is exact for 36, 45, 60, 72, 90, 108,"
              + " 120, 135, 144 and 180, else rounded up at the 15th decimal.")
  private Exact degrees;

  /** Whether one was given. */
  public boolean present() {
    return cosine != null || degrees != null;
  }

  /** The cosine, if there is one. */
  public Optional<Quadratic> value() {
    if (cosine != null && degrees != null) {
      throw BadInputException.argument("--cosine and --degrees", "both", "one of them");
    }
    return degrees != null
        ? Optional.of(Exact.cosineOfDegrees(degrees))
        : Optional.ofNullable(cosine).map(text -> Exact.quadratic("cosine", text));
  }
}

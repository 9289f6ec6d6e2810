package constellations.solver.cli.points;

import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.cli.options.CommonOptions;
import constellations.solver.cli.options.ExitCode;
import constellations.solver.format.Configuration;
import constellations.solver.format.ConfigurationFile;
import constellations.solver.format.Exact;
import constellations.solver.format.Stated;
import constellations.solver.recognise.CodeCertificates;
import constellations.solver.results.CertificateStore;
import constellations.verify.claim.Provenance;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Quadratic;
import constellations.verify.points.SphericalCodeCertificate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code certify}: certificates of codes that come from elsewhere. */
@Command(
    name = "certify",
    description =
        "Make a certificate of the points in a file. Where the inner products of rounded points are"
            + " simple numbers of one quadratic field, exact coordinates are found and the certificate is"
            + " exact; else it states the largest cosine of the numbers as they are, rounded up.",
    footer = "\nExit code 1: the points have not the cosine or the dimension that was asked for.")
public final class CertifyCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "FILE",
      description =
          "Points: .txt, .csv or .tsv with a point or a number a line, .npy, .npz (FILE:NAME), a list"
              + " of lists in .json, exact inner products in the same formats, or a certificate.")
  private String file;

  @Option(names = "--cosine", paramLabel = "a", description = "The cosine to certify.")
  private String cosine;

  @Option(
      names = "--dimension",
      paramLabel = "d",
      description = "The dimension to certify; needed for one number a line.")
  private Exact dimension;

  @Option(
      names = "--as",
      paramLabel = "points|gram",
      description = "What a square symmetric matrix is (default: inner products).")
  private String meaning;

  @Option(
      names = "--tolerance",
      paramLabel = "t",
      description = "How far inner products may be from exact ones (default: by the digits).")
  private Exact tolerance;

  @Option(names = "--as-written", description = "Do not look for exact coordinates.")
  private boolean asWritten;

  @Option(
      names = "--source",
      paramLabel = "TEXT",
      description = "Where the points come from, for the certificate.")
  private String source;

  @Mixin private CommonOptions common;

  @Override
  public Integer call() {
    common.certificates();
    OptionalInt d =
        dimension == null
            ? OptionalInt.empty()
            : OptionalInt.of(dimension.whole("dimension", 1, 100_000));
    if (meaning != null && !meaning.equals("points") && !meaning.equals("gram")) {
      throw BadInputException.argument("--as", meaning, "points or gram");
    }
    double apart = tolerance == null ? 0 : tolerance.rational("tolerance").doubleValue();
    if (apart < 0 || apart > 1e-3) {
      throw BadInputException.argument("tolerance", tolerance.text(), "from 0 to 0.001");
    }
    Configuration configuration =
        ConfigurationFile.read(common.file(file), d, ConfigurationFile.Meaning.of(meaning));
    configuration.notes().forEach(note -> common.warn(file + ": " + note));
    String name = common.file(file).getFileName() + (source == null ? "" : ": " + source);
    Provenance provenance = common.provenance("points of " + name);
    CodeCertificates.Found found;
    try {
      found =
          asWritten
              ? CodeCertificates.asTheyAre(configuration, common.threads(), provenance)
              : CodeCertificates.of(configuration, apart, common.threads(), provenance);
    } catch (BadInputException e) {
      throw e.inFile(file);
    }
    SphericalCodeCertificate code = found.certificate();
    Quadratic wanted = cosine == null ? code.cosine() : Exact.quadratic("cosine", cosine);
    if (wanted.compareTo(Quadratic.ONE) >= 0 || wanted.compareTo(Quadratic.of(-1)) < 0) {
      throw BadInputException.argument("cosine", cosine, "at least -1 and less than 1");
    }
    boolean reached =
        code.cosine().compareTo(wanted) <= 0 && code.dimension() <= d.orElse(Integer.MAX_VALUE);
    CertificateStore.Stored stored = common.store(code);
    Stated stated = stored.stated(code.text());
    List<String> lines = new ArrayList<>(List.of(stated.line(), found.line()));
    if (!reached) {
      lines.add(
          "not what was asked for: dimension " + d.orElse(code.dimension()) + ", cosine " + wanted);
    }
    lines.add("certificate: " + stored.path());
    ObjectNode json = found.json();
    json.put("reached", reached).put("tier", stated.tier());
    json.put("certificate", stored.path().toString());
    configuration.notes().forEach(json.putArray("notes")::add);
    common.answer(json, lines);
    return reached ? ExitCode.DONE : ExitCode.NOT_REACHED;
  }
}

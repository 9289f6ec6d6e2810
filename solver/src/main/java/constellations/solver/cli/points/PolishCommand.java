package constellations.solver.cli.points;

import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.cli.options.CommonOptions;
import constellations.solver.cli.options.ExitCode;
import constellations.solver.describe.Standing;
import constellations.solver.format.Configuration;
import constellations.solver.format.CoordinateFile;
import constellations.solver.format.Exact;
import constellations.solver.format.Stated;
import constellations.solver.recognise.CodeCertificates;
import constellations.solver.results.CertificateStore;
import constellations.solver.search.CodePolish;
import constellations.solver.search.Rounding;
import constellations.verify.claim.Certificate;
import constellations.verify.claim.Provenance;
import constellations.verify.exact.BadInputException;
import constellations.verify.points.SphericalCodeCertificate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code polish FILE}. */
@Command(
    name = "polish",
    description =
        "Take a given code to the local optimum beside it: its points move only as far as the largest"
            + " cosine falls on the way, so that its structure stays. Writes a certificate of what was reached,"
            + " which is never worse than what was given.")
public final class PolishCommand implements Callable<Integer> {
  private static final long MOST_COORDINATES = 2_000_000;

  @Parameters(paramLabel = "FILE", description = "Points, in the formats of describe.")
  private Path file;

  @Option(
      names = "--digits",
      paramLabel = "D",
      description = "Digits of the coordinates in the certificate, 17 to 60 (default 17).")
  private Exact digits = new Exact("17");

  @Option(
      names = "--write",
      paramLabel = "FILE",
      description = "Write the coordinates too: .npy, .csv with a header, or .txt.")
  private Path write;

  @Mixin private CommonOptions common;

  @Override
  public Integer call() {
    int decimals = digits.whole("digits", 17, 60);
    common.certificates();
    if (write != null) {
      CoordinateFile.require(write);
    }
    Certificate read = common.configuration(file);
    if (!(read instanceof SphericalCodeCertificate given)) {
      throw BadInputException.file(file.toString(), read.kind(), "the points of a code");
    }
    long coordinates = (long) given.points() * given.dimension();
    if (coordinates > MOST_COORDINATES) {
      throw BadInputException.file(
          file.toString(), coordinates + " coordinates", "at most " + MOST_COORDINATES);
    }
    CodePolish polished = CodePolish.of(given.vectors().points(), common.stop());
    Provenance provenance = common.provenance("polished points of " + file.getFileName());
    SphericalCodeCertificate code =
        Rounding.code(polished.x(), decimals, common.threads(), provenance);
    if (decimals == CoordinateFile.DECIMALS) {
      code = CodeCertificates.recognised(code, common.threads(), provenance).orElse(code);
    }
    boolean better = code.cosine().compareTo(given.cosine()) < 0;
    SphericalCodeCertificate best = better ? code : given;
    CertificateStore.Stored stored = common.store(best);
    Stated stated = stored.stated(best.text());
    ObjectNode json = CommonOptions.object();
    json.put("dimension", best.dimension()).put("points", best.points());
    json.put("cosineBefore", Exact.up(given.cosine())).put("cosine", Exact.up(best.cosine()));
    json.put("improved", better).put("moved", better ? Exact.plain(polished.moved()) : "0");
    json.put("tier", stated.tier()).put("certificate", stored.path().toString());
    List<String> lines = new ArrayList<>();
    lines.add("before            " + given.text());
    lines.add(stated.line());
    lines.add(
        better
            ? String.format(
                Locale.ROOT,
                "lower by          %.3g; no point moved farther than %.3g",
                given.cosine().subtract(best.cosine()).enclosure(30).upper().doubleValue(),
                polished.moved())
            : "no lower cosine was found beside it; the certificate is that of the given points");
    Standing standing =
        Standing.of(
            best.dimension(), best.points(), best.cosine(), common.index(), common.published());
    standing.put(json);
    lines.addAll(standing.lines());
    lines.add("certificate: " + stored.path());
    if (write != null) {
      CoordinateFile.write(write, Configuration.of(best).sets());
    }
    common.answer(json, lines);
    return ExitCode.DONE;
  }
}

package constellations.solver.cli.points;

import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.cli.options.CommonOptions;
import constellations.solver.cli.options.ExitCode;
import constellations.solver.describe.CodeDescription;
import constellations.solver.describe.Standing;
import constellations.solver.format.Configuration;
import constellations.solver.format.ConfigurationFile;
import constellations.solver.format.Exact;
import constellations.solver.format.Stated;
import constellations.solver.recognise.CodeCertificates;
import constellations.solver.results.CertificateStore;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.PointSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code describe FILE [FILE]}. */
@Command(
    name = "describe",
    description =
        "Say what a code is: its certified cosine, contacts, points that can move (rattlers), symmetry"
            + " group, inner products, Gram spectrum, design strength, the polynomial of its cosine where it is"
            + " recognised, and where it stands among the best known. With two files also whether the codes are"
            + " the same up to an isometry (a rotation or reflection, and another order of the points).",
    footer = {
      "",
      "All but the cosine and the bounds is numeric: inner products that differ by less than the",
      "tolerance are taken for equal. Codes of more than "
          + CodeDescription.MOST_POINTS
          + " points are certified only.",
      "",
      "Exit code 1: two codes that are not the same."
    })
public final class DescribeCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..2",
      paramLabel = "FILE",
      description =
          "Points: a certificate, .txt, .csv or .tsv with a point or a number a line, .npy, .npz"
              + " (FILE:NAME), a list of lists in .json, or exact inner products in the same formats.")
  private List<String> files;

  @Option(
      names = "--dimension",
      paramLabel = "d",
      description = "The dimension, for files with one number a line.")
  private Exact dimension;

  @Option(
      names = "--tolerance",
      paramLabel = "t",
      description =
          "Inner products that differ by less are taken for equal (default: 1e-12 for exact"
              + " coordinates, else by their digits, at least 1e-9).")
  private Exact tolerance;

  @Mixin private CommonOptions common;

  /** A code of a file. */
  private record Given(CodeCertificates.Found found, double rounding, List<String> notes) {
    PointSet points() {
      return found.certificate().vectors().points();
    }

    double tolerance() {
      return CodeDescription.tolerance(found.exact(), rounding);
    }
  }

  @Override
  public Integer call() {
    common.certificates();
    double asked = tolerance == null ? 0 : tolerance.rational("tolerance").doubleValue();
    if (asked < 0 || asked > 0.01) {
      throw BadInputException.argument("tolerance", tolerance.text(), "from 0 to 0.01");
    }
    BooleanSupplier stop = common.stop();
    Given one = read(files.get(0));
    Optional<Given> other = files.size() < 2 ? Optional.empty() : Optional.of(read(files.get(1)));
    double apart = asked > 0 ? asked : one.tolerance();
    CertificateStore.Stored stored = common.store(one.found().certificate());
    Stated stated = stored.stated(one.found().certificate().text());
    ObjectNode json = one.found().json();
    json.put("tier", stated.tier()).put("certificate", stored.path().toString());
    json.put("angle", Exact.degrees(one.found().certificate().cosine()));
    List<String> lines = new ArrayList<>(List.of(stated.line()));
    lines.add(
        "angle             " + Exact.degrees(one.found().certificate().cosine()) + " degrees");
    lines.add("coordinates       " + one.found().line());
    boolean small = one.points().size() <= CodeDescription.MOST_POINTS;
    if (small) {
      CodeDescription description =
          CodeDescription.of(one.found().certificate(), one.found().exact(), apart, stop);
      description.put(json);
      lines.addAll(description.lines());
    } else {
      lines.add("structure         not computed for more than " + CodeDescription.MOST_POINTS);
    }
    json.put("tolerance", Exact.plain(apart));
    lines.add("tolerance         " + Exact.plain(apart) + " for equal inner products");
    Standing standing =
        Standing.of(
            one.found().certificate().dimension(),
            one.points().size(),
            one.found().certificate().cosine(),
            common.index(),
            common.published());
    standing.put(json);
    lines.addAll(standing.lines());
    Optional<Boolean> same = other.flatMap(o -> same(one, o, asked, stop));
    if (other.isPresent()) {
      json.put("sameAs", same.orElse(null));
      lines.add("same as the other " + same.map(s -> s ? "yes" : "no").orElse("not decided"));
    }
    one.notes().forEach(json.putArray("notes")::add);
    lines.add("certificate: " + stored.path());
    common.answer(json, lines);
    return same.orElse(true) ? ExitCode.DONE : ExitCode.NOT_REACHED;
  }

  private static Optional<Boolean> same(
      Given one, Given other, double asked, BooleanSupplier stop) {
    if (one.points().size() != other.points().size()
        || one.found().certificate().dimension() != other.found().certificate().dimension()) {
      return Optional.of(false);
    }
    double apart = asked > 0 ? asked : Math.max(one.tolerance(), other.tolerance());
    return one.points().size() > CodeDescription.MOST_POINTS
        ? Optional.empty()
        : CodeDescription.same(one.points(), other.points(), apart, stop);
  }

  private Given read(String file) {
    OptionalInt d =
        dimension == null
            ? OptionalInt.empty()
            : OptionalInt.of(dimension.whole("dimension", 1, 100_000));
    Configuration configuration =
        ConfigurationFile.read(common.file(file), d, ConfigurationFile.Meaning.EITHER);
    configuration.notes().forEach(note -> common.warn(file + ": " + note));
    if (configuration.sets().size() > 1) {
      throw BadInputException.file(file, "a constellation", "the points of a code")
          .withAdvice("Maybe describe the points of one modality.");
    }
    try {
      return new Given(
          CodeCertificates.of(
              configuration,
              0,
              common.threads(),
              common.provenance("points of " + common.file(file).getFileName())),
          configuration.rounding(),
          configuration.notes());
    } catch (BadInputException e) {
      throw e.inFile(file);
    }
  }
}

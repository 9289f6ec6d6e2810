package constellations.solver.cli.code;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.cli.options.CommonOptions;
import constellations.solver.cli.options.ExitCode;
import constellations.verify.Verifier;
import constellations.verify.claim.Certificate;
import constellations.verify.claim.Tier;
import constellations.verify.claim.Verdict;
import constellations.verify.exact.BadInputException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code verify FILE...}. */
@Command(
    name = "verify",
    description =
        "Check certificates exactly, each independently of the others. Of other files of points, as"
            + " certify reads them, the largest cosine is found exactly.",
    footer =
        "\nExit code 0: all accepted. 1: some claim is not proved. 3: some file is unreadable.")
public final class VerifyCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Certificates.")
  private List<Path> files;

  @Mixin private CommonOptions common;

  @Override
  public Integer call() {
    ObjectNode json = CommonOptions.object();
    ArrayNode results = json.putArray("results");
    int code = ExitCode.DONE;
    for (Path file : files) {
      ObjectNode result = results.addObject().put("file", file.toString());
      code = Math.max(code, check(file, result));
    }
    json.put("accepted", code == ExitCode.DONE);
    if (common.json()) {
      common.print(json);
    }
    return code;
  }

  private int check(Path file, ObjectNode result) {
    try {
      Certificate certificate = common.configuration(file);
      long begin = System.nanoTime();
      Verdict verdict = Verifier.verify(certificate, common.threads());
      double seconds = (System.nanoTime() - begin) / 1e9;
      result
          .put("accepted", verdict.accepted())
          .put("kind", certificate.kind())
          .put("claim", verdict.claim())
          .put("tier", verdict.tier().map(Tier::toString).orElse(null))
          .put("reason", verdict.reason())
          .put("inequalities", Long.toString(verdict.inequalities()))
          .put("seconds", seconds);
      if (!common.json()) {
        common.say(
            (verdict.accepted() ? "accepted  " : "REJECTED  ") + file + ": " + verdict.claim());
        common.say("          " + verdict.reason());
        common.say(
            "          %d inequalities decided exactly in %.2f s, %.3g per second",
            verdict.inequalities(), seconds, verdict.inequalities() / seconds);
      }
      return verdict.accepted() ? ExitCode.DONE : ExitCode.NOT_REACHED;
    } catch (OutOfMemoryError | StackOverflowError e) {
      // The other files are still checked.
      return unreadable(
          result,
          BadInputException.file(file.toString(), "more than fits in memory", "less")
              .withAdvice("Maybe give Java more: JAVA_OPTS=-Xmx8g"));
    } catch (BadInputException e) {
      return unreadable(result, e);
    }
  }

  private int unreadable(ObjectNode result, BadInputException e) {
    common.warn(e.getMessage());
    if (e.advice() != null) {
      common.warn(e.advice());
    }
    result
        .put("accepted", false)
        .putNull("kind")
        .putNull("claim")
        .putNull("tier")
        .put("reason", e.getMessage());
    return ExitCode.UNREADABLE;
  }
}

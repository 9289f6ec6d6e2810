package constellations.solver.cli.contrast;

import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.cli.options.CommonOptions;
import constellations.solver.format.Digest;
import constellations.solver.pmi.JointDistribution;
import constellations.solver.pmi.JointFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Parameters;

/** A joint distribution. */
final class JointInput {
  @Parameters(
      arity = "1..2",
      paramLabel = "FILE",
      description =
          "Counts of x and y in .csv or .npy, or as JSON {\"counts\": [[...], ...]}, a row for each x; or {\"latent\":"
              + " {\"prior\": [p(z), ...], \"rows\": [[p(x|z), ...], ...], \"columns\": [[p(y|z), ...], ...]}}."
              + " Two files are labels of the two sides of N pairs, which are counted.")
  private List<Path> files = new ArrayList<>();

  JointDistribution read() {
    return files.size() == 2
        ? JointFile.ofLabels(files.get(0), files.get(1))
        : JointFile.read(files.get(0));
  }

  ObjectNode json(JointDistribution joint) {
    ObjectNode json = CommonOptions.object();
    json.put("rows", joint.counts().rows().size()).put("columns", joint.counts().columns());
    Digest.put(files.stream().map(Digest::of).toList(), json.putArray("files"));
    return json;
  }
}

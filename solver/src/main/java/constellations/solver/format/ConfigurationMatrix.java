package constellations.solver.format;

import constellations.verify.exact.BadInputException;
import constellations.verify.exact.PointSet;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Configurations in JSON as embeddings: the unit vectors of a modality in double precision, through
 * a temporary file.
 */
final class ConfigurationMatrix {
  private ConfigurationMatrix() {}

  /** The names of the modalities: their numbers, from 1. */
  static List<String> modalities(EmbeddingSource source) {
    return names(ConfigurationFile.read(source.file()));
  }

  private static List<String> names(Configuration configuration) {
    int count = configuration.sets().size();
    return IntStream.rangeClosed(1, count).mapToObj(Integer::toString).toList();
  }

  static EmbeddingMatrix read(EmbeddingSource source) {
    Configuration configuration = ConfigurationFile.read(source.file());
    List<String> names = names(configuration);
    int number = names.size() == 1 ? 0 : names.indexOf(source.member());
    if (number < 0) {
      throw BadInputException.file(
              source.name(), names.size() + " sets of points", "the points of one modality")
          .withAdvice("Maybe name it: " + source.file().getFileName() + ":1");
    }
    PointSet points = configuration.sets().get(number).points();
    Path file = TemporaryFiles.create(".npy");
    try {
      try (NpyWriter writer = new NpyWriter(file, points.size(), points.dimension())) {
        for (int i = 0; i < points.size(); i++) {
          writer.row(points.approximateUnit(i));
        }
      }
      return NpyReader.read(file, source).withNotes(configuration.notes());
    } finally {
      TemporaryFiles.release(file);
    }
  }
}

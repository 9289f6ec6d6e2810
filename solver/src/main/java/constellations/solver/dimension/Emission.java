package constellations.solver.dimension;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.format.NpyWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The first pairs of an explicit constellation as NumPy matrices.
 *
 * @param count how many were written
 * @param files one for each modality
 */
public record Emission(ExplicitConstellation source, long count, List<Path> files) {
  /**
   * Writes FILE-U.npy and FILE-V.npy, or for k > 2 modalities FILE-1.npy to FILE-k.npy.
   *
   * @param file with the ending .npy
   */
  public static Emission write(Path file, Query query, ExplicitConstellation source, long rows) {
    String name = file.getFileName().toString().replaceFirst("\\.npy$", "");
    List<Path> files = new ArrayList<>();
    List<NpyWriter> writers = new ArrayList<>();
    int k = query.modalities();
    List<Integer> colours = query.synchronised().colouring();
    try {
      for (int a = 0; a < k; a++) {
        String suffix = k == 2 ? (a == 0 ? "U" : "V") : Integer.toString(a + 1);
        files.add(file.resolveSibling(name + "-" + suffix + ".npy"));
        writers.add(new NpyWriter(files.get(a), rows, source.dimension()));
      }
      for (long i = 0; i < rows; i++) {
        List<double[]> item = source.item(i);
        boolean each = item.size() == k;
        for (int a = 0; a < k; a++) {
          writers.get(a).row(item.get(each ? a : colours.get(a)));
        }
      }
    } finally {
      writers.forEach(NpyWriter::close);
    }
    return new Emission(source, rows, files);
  }

  /**
   * For people.
   *
   * @param upper the upper end of the needed dimension
   */
  public String line(long upper) {
    return "emitted   "
        + count
        + " pairs in dimension "
        + source.dimension()
        + (source.dimension() > upper ? " (the least whose points are known one by one), " : ", ")
        + source.description()
        + ": "
        + String.join(", ", files.stream().map(Path::toString).toList());
  }

  /** For programs. */
  public void put(ObjectNode json) {
    ObjectNode node = json.putObject("emitted");
    node.put("dimension", source.dimension())
        .put("method", source.description())
        .put("count", count);
    ArrayNode paths = node.putArray("files");
    files.forEach(path -> paths.add(path.toString()));
  }
}

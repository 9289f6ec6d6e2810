package constellations.solver.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import constellations.solver.format.EmbeddingMatrix.Layout;
import constellations.solver.format.EmbeddingMatrix.Type;
import constellations.verify.exact.BadInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the one matrix of a file in the safetensors format. */
final class SafetensorsReader {
  private static final int MOST_HEADER = 1 << 24;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private SafetensorsReader() {}

  static EmbeddingMatrix read(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer size = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
      channel.read(size, 0);
      long length = size.position() < 8 ? -1 : size.getLong(0);
      if (length < 2 || length > MOST_HEADER || length > channel.size() - 8) {
        throw BadInputException.file(
            file.toString(), "a header of " + length + " bytes", "a file in safetensors format");
      }
      ByteBuffer text = ByteBuffer.allocate((int) length);
      channel.read(text, 8);
      JsonNode header = MAPPER.readTree(text.array());
      List<Map.Entry<String, JsonNode>> tensors = new ArrayList<>();
      tensors.addAll(header.properties());
      tensors.removeIf(e -> e.getKey().equals("__metadata__"));
      if (tensors.size() != 1) {
        throw BadInputException.file(
            file.toString(),
            tensors.size() + " tensors " + tensors.stream().map(Map.Entry::getKey).toList(),
            "one tensor");
      }
      JsonNode tensor = tensors.get(0).getValue();
      JsonNode shape = tensor.path("shape");
      JsonNode offsets = tensor.path("data_offsets");
      Type type =
          switch (tensor.path("dtype").asText()) {
            case "F16" -> Type.HALF;
            case "BF16" -> Type.BRAIN;
            case "F32" -> Type.SINGLE;
            case "F64" -> Type.DOUBLE;
            default ->
                throw BadInputException.file(
                    file.toString(),
                    "numbers of type " + tensor.path("dtype"),
                    "F16, BF16, F32 or F64");
          };
      if (!shape.isArray()
          || shape.size() != 2
          || !shape.get(0).isInt()
          || !shape.get(1).isInt()
          || !offsets.path(0).isIntegralNumber()
          || offsets.path(0).asLong() < 0
          || offsets.path(0).asLong() > channel.size()) {
        throw BadInputException.file(file.toString(), "the shape " + shape, "two axes");
      }
      return EmbeddingMatrix.map(
          file,
          new Layout(
              shape.get(0).asInt(),
              shape.get(1).asInt(),
              type,
              ByteOrder.LITTLE_ENDIAN,
              8 + length + offsets.get(0).asLong(),
              false));
    } catch (IOException e) {
      throw BadInputException.file(
          file.toString(), "nothing readable", "a file in safetensors format");
    }
  }
}

package constellations.solver.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import constellations.solver.format.EmbeddingMatrix.Layout;
import constellations.verify.exact.BadInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Reads the matrices of a file in the safetensors format, as strictly as its official reader:
 * tensors fill the file one after the other, without gaps, overlaps or bytes after them, each name
 * is there once, and shapes agree with lengths.
 */
final class SafetensorsReader {
  private static final int MOST_HEADER = 100_000_000;
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** Bits of a number, and how we read it, if we do. */
  private static final Map<String, NumberType> TYPES =
      Map.ofEntries(
          Map.entry("F16", NumberType.HALF),
          Map.entry("BF16", NumberType.BRAIN),
          Map.entry("F32", NumberType.SINGLE),
          Map.entry("F64", NumberType.DOUBLE),
          Map.entry("I8", NumberType.INTEGER_8),
          Map.entry("I16", NumberType.INTEGER_16),
          Map.entry("I32", NumberType.INTEGER_32),
          Map.entry("I64", NumberType.INTEGER_64),
          Map.entry("U8", NumberType.UNSIGNED_8),
          Map.entry("U16", NumberType.UNSIGNED_16),
          Map.entry("U32", NumberType.UNSIGNED_32),
          Map.entry("U64", NumberType.UNSIGNED_64));

  private static final Map<String, Integer> OTHER_BYTES =
      Map.of("BOOL", 1, "F8_E4M3", 1, "F8_E5M2", 1, "F8_E8M0", 1, "C64", 8);

  private SafetensorsReader() {}

  /** A tensor, which begins so many bytes after the start of the file. */
  private record Tensor(String name, String type, long[] shape, long begin, long end) {
    boolean isMatrix() {
      return shape.length == 2 && TYPES.containsKey(type);
    }
  }

  /** The names of the tensors that are rows of numbers, in the order of their bytes. */
  static List<String> matrices(EmbeddingSource source) {
    return tensors(source).stream().filter(Tensor::isMatrix).map(Tensor::name).toList();
  }

  static EmbeddingMatrix read(EmbeddingSource source) {
    List<Tensor> all = tensors(source);
    List<Tensor> fit =
        all.stream()
            .filter(t -> source.member() == null ? t.isMatrix() : t.name().equals(source.member()))
            .toList();
    if (source.member() == null && all.size() == 1) {
      fit = all;
    }
    if (fit.size() != 1) {
      List<String> names = all.stream().map(Tensor::name).toList();
      throw bad(source, "the tensors " + names, "one tensor of rows of numbers")
          .withAdvice("Maybe name it: " + source.file().getFileName() + ":NAME");
    }
    Tensor tensor = fit.get(0);
    NumberType type = TYPES.get(tensor.type());
    if (type == null) {
      throw bad(source, "numbers of type " + tensor.type(), "one of " + TYPES.keySet());
    }
    if (tensor.shape().length != 2
        || tensor.shape()[0] > Integer.MAX_VALUE - 8
        || tensor.shape()[1] > Integer.MAX_VALUE - 8) {
      throw bad(
          source, tensor.shape().length + " axes", "two axes of less than 2^31, rows and columns");
    }
    return EmbeddingMatrix.map(
        source.file(),
        source,
        new Layout(
            (int) tensor.shape()[0],
            (int) tensor.shape()[1],
            type,
            ByteOrder.LITTLE_ENDIAN,
            tensor.begin(),
            false));
  }

  private static BadInputException bad(EmbeddingSource source, Object found, String expected) {
    return BadInputException.file(source.name(), found, expected);
  }

  private static List<Tensor> tensors(EmbeddingSource source) {
    try (FileChannel channel = FileChannel.open(source.file(), StandardOpenOption.READ)) {
      ByteBuffer size = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
      channel.read(size, 0);
      long length = size.position() < 8 ? -1 : size.getLong(0);
      if (length < 2 || length > MOST_HEADER || length > channel.size() - 8) {
        throw bad(source, "a header of " + length + " bytes", "a file in safetensors format");
      }
      ByteBuffer text = ByteBuffer.allocate((int) length);
      channel.read(text, 8);
      if (text.get(0) != '{') {
        throw bad(source, "a header that does not begin with {", "a file in safetensors format");
      }
      List<Tensor> tensors = new ArrayList<>();
      for (Map.Entry<String, JsonNode> entry : MAPPER.readTree(text.array()).properties()) {
        if (!entry.getKey().equals("__metadata__")) {
          tensors.add(tensor(source, entry.getKey(), entry.getValue(), 8 + length));
        }
      }
      tensors.sort(Comparator.comparingLong(Tensor::begin).thenComparingLong(Tensor::end));
      long at = 8 + length;
      for (Tensor tensor : tensors) {
        if (tensor.begin() != at) {
          throw bad(
              source.member(tensor.name()),
              "bytes from " + (tensor.begin() - 8 - length),
              (at - 8 - length) + ", where the tensor before it ends");
        }
        at = tensor.end();
      }
      if (at != channel.size()) {
        throw bad(source, channel.size() + " bytes", at + " by the lengths of its tensors");
      }
      return tensors;
    } catch (JsonProcessingException e) {
      throw bad(source, "a header with " + e.getOriginalMessage(), "a JSON object");
    } catch (IOException e) {
      throw bad(source, "nothing readable", "a file in safetensors format");
    }
  }

  private static Tensor tensor(EmbeddingSource source, String name, JsonNode node, long base) {
    EmbeddingSource member = source.member(name);
    String type = node.path("dtype").asText();
    JsonNode axes = node.path("shape");
    JsonNode offsets = node.path("data_offsets");
    NumberType known = TYPES.get(type);
    int bytes = known != null ? known.bytes() : OTHER_BYTES.getOrDefault(type, 0);
    if (bytes == 0) {
      throw bad(member, "numbers of type " + node.path("dtype"), "a type of safetensors");
    }
    long[] shape = new long[axes.size()];
    long count = bytes;
    for (int k = 0; k < shape.length; k++) {
      shape[k] =
          axes.get(k).isIntegralNumber() && axes.get(k).canConvertToLong()
              ? axes.get(k).asLong()
              : -1;
      boolean fits = shape[k] >= 0 && Math.multiplyHigh(count, shape[k]) == 0;
      count = fits ? count * shape[k] : -1;
      if (count < 0) {
        throw bad(member, "the shape " + axes, "lengths of axes");
      }
    }
    if (!axes.isArray()
        || !offsets.isArray()
        || offsets.size() != 2
        || !offsets.get(0).canConvertToLong()
        || !offsets.get(1).canConvertToLong()
        || offsets.get(0).asLong() < 0
        || offsets.get(1).asLong() < offsets.get(0).asLong()
        || offsets.get(1).asLong() > Long.MAX_VALUE - base) {
      throw bad(member, "the offsets " + offsets + " of " + axes, "where its bytes begin and end");
    }
    long begin = offsets.get(0).asLong();
    long end = offsets.get(1).asLong();
    if (end - begin != count) {
      throw bad(member, (end - begin) + " bytes", count + " for the shape " + axes + " of " + type);
    }
    return new Tensor(name, type, shape, base + begin, base + end);
  }
}

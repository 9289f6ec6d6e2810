package constellations.solver.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.verify.exact.BadInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Parquet files as other programs write them. */
class ParquetVectorsTest {
  private static final int ROWS = 3000;
  private static final int COLUMNS = 5;

  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message rows {
            required int64 id;
            optional group image (LIST) { repeated group list { optional float element; } }
            required group text (LIST) { repeated group list { required double element; } }
            required group half (LIST) { repeated group list {
              required fixed_len_byte_array(2) element (FLOAT16); } }
          }
          """);

  private static final Image RAGGED = (row, column) -> plain(row, column);

  @TempDir Path folder;

  private static double value(int row, int column) {
    return (row * 7 + column * 3) % 11 + (column == 0 ? 1 : 0);
  }

  /** The numbers of the column image; null leaves one out. */
  private interface Image {
    Float at(int row, int column);
  }

  private static Float plain(int row, int column) {
    return (float) value(row, column);
  }

  private Path write(CompressionCodecName codec, Image numbers) throws IOException {
    Path file = Files.createTempFile(folder, "rows", ".parquet");
    Files.delete(file);
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withConf(new PlainParquetConfiguration())
            .withType(SCHEMA)
            .withCompressionCodec(codec)
            .withRowGroupRowCountLimit(700)
            .build()) {
      for (int i = 0; i < ROWS; i++) {
        Group group = new SimpleGroup(SCHEMA);
        group.add("id", (long) i);
        Group image = group.addGroup("image");
        Group text = group.addGroup("text");
        Group half = group.addGroup("half");
        for (int k = 0; k < COLUMNS; k++) {
          Group element = image.addGroup("list");
          if (numbers.at(i, k) != null) {
            element.append("element", numbers.at(i, k));
          }
          text.addGroup("list").append("element", value(i, k) / 3);
          // In binary16, 2^-10 times an integer below 2048 is a subnormal shifted up.
          ByteBuffer bits = ByteBuffer.allocate(2).order(ByteOrder.LITTLE_ENDIAN);
          bits.putShort((short) (int) value(i, k));
          half.addGroup("list").append("element", Binary.fromConstantByteArray(bits.array()));
        }
        if (numbers == RAGGED && i == 2000) {
          image.addGroup("list").append("element", 1f);
        }
        writer.write(group);
      }
    }
    return file;
  }

  @ParameterizedTest
  @EnumSource(names = {"UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD", "LZ4_RAW"})
  @Tag("long")
  void rowsAreReadAsTheyAre(CompressionCodecName codec) throws IOException {
    Path file = write(codec, ParquetVectorsTest::plain);
    assertEquals(
        List.of("image", "text", "half"),
        ParquetVectors.columns(EmbeddingSource.of(file.toString(), true)));
    for (String column : ParquetVectors.columns(EmbeddingSource.of(file.toString(), true))) {
      EmbeddingMatrix matrix = EmbeddingFiles.open(EmbeddingSource.of(file + ":" + column, true));
      assertEquals(ROWS, matrix.rows());
      assertEquals(COLUMNS, matrix.columns());
      double[] row = new double[COLUMNS];
      // From the end, so that row groups are loaded out of order.
      for (int i = ROWS - 1; i >= 0; i -= 13) {
        matrix.row(i, row);
        double[] expected = new double[COLUMNS];
        for (int k = 0; k < COLUMNS; k++) {
          expected[k] =
              switch (column) {
                case "image" -> value(i, k);
                case "text" -> value(i, k) / 3;
                default -> value(i, k) * 0x1p-24;
              };
        }
        assertArrayEquals(expected, row);
        double norm = Math.sqrt(Arrays.stream(expected).map(x -> x * x).sum());
        assertEquals(norm, matrix.norm(i), 1e-14 * norm);
      }
    }
  }

  @Test
  @Tag("long")
  void whatIsNoMatrixIsRefused() throws IOException {
    refused(write(CompressionCodecName.SNAPPY, RAGGED), "image", "row 2000: found 6 numbers");
    refused(
        write(CompressionCodecName.SNAPPY, (i, k) -> i == 1500 && k == 2 ? null : plain(i, k)),
        "image",
        "row 1500: found null");
    refused(
        write(
            CompressionCodecName.SNAPPY,
            (i, k) -> i == 1400 && k == 2 ? (Float) Float.NaN : plain(i, k)),
        "image",
        "row 1400: found NaN");
    Path file = write(CompressionCodecName.ZSTD, ParquetVectorsTest::plain);
    refused(file, "id", "0 such columns");
    BadInputException several =
        assertThrows(BadInputException.class, () -> EmbeddingFiles.open(file));
    assertTrue(several.getMessage().contains("3 such columns"), several.getMessage());
    byte[] bytes = Files.readAllBytes(file);
    for (int cut : new int[] {0, 4, bytes.length / 2, bytes.length - 1}) {
      Path part = folder.resolve("cut" + cut + ".parquet");
      Files.write(part, Arrays.copyOf(bytes, cut));
      assertThrows(BadInputException.class, () -> open(part, "image"));
    }
    for (int at = 10; at < bytes.length; at += 997) {
      byte[] changed = bytes.clone();
      changed[at] ^= 0x55;
      Path part = folder.resolve("changed.parquet");
      Files.write(part, changed);
      try {
        EmbeddingMatrix matrix = open(part, "image");
        for (int i = 0; i < matrix.rows(); i++) {
          matrix.norm(i);
        }
      } catch (BadInputException e) {
        assertTrue(e.getMessage().contains("changed.parquet"), e.getMessage());
      }
    }
  }

  private static EmbeddingMatrix open(Path file, String column) {
    return EmbeddingFiles.open(EmbeddingSource.of(file + ":" + column, true));
  }

  private static void refused(Path file, String column, String message) {
    BadInputException e =
        assertThrows(
            BadInputException.class,
            () -> {
              EmbeddingMatrix matrix = open(file, column);
              for (int i = 0; i < matrix.rows(); i++) {
                matrix.norm(i);
              }
            });
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }
}

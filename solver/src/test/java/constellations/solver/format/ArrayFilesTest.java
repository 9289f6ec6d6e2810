package constellations.solver.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.verify.exact.BadInputException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Arrays of NumPy and tensors as other programs write them. */
class ArrayFilesTest {
  @TempDir private Path folder;

  /** A NumPy file of format 1.0 with this header. */
  private static byte[] npy(String header, byte[] data) {
    byte[] text = (header + "\n").getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(10 + text.length + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
        .putShort((short) text.length)
        .put(text)
        .put(data)
        .array();
  }

  private static byte[] singles(float... x) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * x.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : x) {
      bytes.putFloat(value);
    }
    return bytes.array();
  }

  private Path file(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private EmbeddingMatrix open(String name) {
    return EmbeddingFiles.open(EmbeddingSource.of(folder.resolve(name).toString(), true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2L, 2L), }",
        "{\"descr\": \"<f4\", \"fortran_order\": False, \"shape\": (2, 2)}"
      })
  void headersOfOldAndOtherWritersAreRead(String header) throws IOException {
    file("a.npy", npy(header, singles(3, 4, 5, 12)));
    EmbeddingMatrix matrix = open("a.npy");
    assertEquals(5, matrix.norm(0));
    assertEquals(13, matrix.norm(1));
  }

  /** Labels as NumPy and pandas keep them: texts, floats of whole numbers, a column. */
  @Test
  void labelsOfSeveralTypesAreRead() throws IOException {
    String rest = "', 'fortran_order': False, 'shape': (3,), }";
    Path labels = file("l.npy", npy("{'descr': '<f4" + rest, singles(7, 9, 7)));
    assertArrayEquals(new long[] {0, 1, 0}, EmbeddingFiles.labels(labels, 3));
    file(
        "l.npy",
        npy("{'descr': '<f4', 'fortran_order': False, 'shape': (3, 1), }", singles(1, 2, 1)));
    assertArrayEquals(new long[] {0, 1, 0}, EmbeddingFiles.labels(labels, 3));
    file("l.npy", npy("{'descr': '|S2" + rest, "ab".getBytes(StandardCharsets.US_ASCII)));
    assertThrows(BadInputException.class, () -> EmbeddingFiles.labels(labels, 3));
    file("l.npy", npy("{'descr': '|S2" + rest, "abc\0ab".getBytes(StandardCharsets.US_ASCII)));
    assertArrayEquals(new long[] {0, 1, 0}, EmbeddingFiles.labels(labels, 3));
    file("l.npy", npy("{'descr': '<f4" + rest, singles(1, Float.NaN, 1)));
    assertThrows(BadInputException.class, () -> EmbeddingFiles.labels(labels, 3));
  }

  @ParameterizedTest
  @CsvSource({"|i1, 1", "|u1, 1", "<i2, 2", "<u2, 2", "<i4, 4", "<u4, 4", "<i8, 8", "<u8, 8"})
  void integersOfAllSizesAreRead(String type, int bytes) throws IOException {
    ByteBuffer data = ByteBuffer.allocate(4 * bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int x : new int[] {3, 200, 7, 1}) {
      for (int k = 0; k < bytes; k++) {
        data.put((byte) (x >> (8 * Math.min(k, 3))));
      }
    }
    file(
        "a.npy",
        npy("{'descr': '" + type + "', 'fortran_order': False, 'shape': (2, 2), }", data.array()));
    double[] row = new double[2];
    open("a.npy").row(0, row);
    assertArrayEquals(new double[] {3, type.equals("|i1") ? 200 - 256 : 200}, row);
  }

  /** Beyond 2^53 doubles are not what the file says. */
  @Test
  void largeIntegersAreRefused() throws IOException {
    ByteBuffer data = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
    data.putLong(1).putLong((1L << 53) + 1).putLong(1).putLong(2);
    file("a.npy", npy("{'descr': '<i8', 'fortran_order': False, 'shape': (2, 2), }", data.array()));
    assertThrows(BadInputException.class, () -> open("a.npy"));
    data.putLong(8, 1L << 52);
    file("a.npy", npy("{'descr': '<i8', 'fortran_order': False, 'shape': (2, 2), }", data.array()));
    assertEquals(2, open("a.npy").rows());
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '"',
      value = {
        "`|b1` | truth values",
        "`<c8` | complex numbers",
        "`|O` | Python objects",
        "[(`a`, `<f4`), (`b`, `<f4`)] | records of the fields [a, b]"
      })
  void otherTypesAreRefusedByName(String type, String said) throws IOException {
    String described = type.replace('`', '\'');
    file(
        "a.npy",
        npy(
            "{'descr': " + described + ", 'fortran_order': False, 'shape': (2, 2), }",
            new byte[64]));
    BadInputException e = assertThrows(BadInputException.class, () -> open("a.npy"));
    assertTrue(e.getMessage().contains(said), e.getMessage());
  }

  private void zip(String name, List<String> members, byte[] array) throws IOException {
    try (OutputStream out = Files.newOutputStream(folder.resolve(name));
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String member : members) {
        zip.putNextEntry(new ZipEntry(member + ".npy"));
        zip.write(array);
      }
    }
  }

  @Test
  void arraysOfArchivesHaveNames() throws IOException {
    byte[] array =
        npy("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), }", singles(3, 4, 5, 12));
    zip("z.npz", List.of("U", "V"), array);
    assertEquals(13, open("z.npz:V").norm(1));
    BadInputException e = assertThrows(BadInputException.class, () -> open("z.npz:W"));
    assertTrue(e.getMessage().startsWith(folder + "/z.npz:W: "), e.getMessage());
    assertThrows(BadInputException.class, () -> open("z.npz"));
    // The least byte of the first number, in an entry that is not compressed.
    try (OutputStream out = Files.newOutputStream(folder.resolve("s.npz"));
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setLevel(0);
      zip.putNextEntry(new ZipEntry("U.npy"));
      zip.write(array);
    }
    byte[] damaged = Files.readAllBytes(folder.resolve("s.npz"));
    assertEquals(13, open("s.npz").norm(1));
    int at = new String(damaged, StandardCharsets.ISO_8859_1).indexOf("), }") + 6;
    damaged[at + 2] ^= 0x40;
    Files.write(folder.resolve("s.npz"), damaged);
    BadInputException crc = assertThrows(BadInputException.class, () -> open("s.npz"));
    assertTrue(crc.getMessage().contains("CRC"), crc.getMessage());
    List<EmbeddingSource> both =
        EmbeddingFiles.sources(List.of(folder + "/z.npz"), null, true, false);
    assertEquals(
        List.of(folder + "/z.npz:U", folder + "/z.npz:V"),
        both.stream().map(EmbeddingSource::name).toList());
  }

  private Path tensors(String header, int bytes) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer file = ByteBuffer.allocate(8 + text.length + bytes).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(text.length).put(text);
    while (file.remaining() >= 4) {
      file.putFloat(1);
    }
    return file("t.safetensors", file.array());
  }

  @Test
  void tensorsHaveNames() throws IOException {
    tensors(
        "{\"__metadata__\":{\"a\":\"b\"},"
            + "\"u\":{\"dtype\":\"F32\",\"shape\":[2,2],\"data_offsets\":[0,16]},"
            + "\"v\":{\"dtype\":\"I8\",\"shape\":[1,4],\"data_offsets\":[16,20]}}",
        20);
    assertEquals(Math.sqrt(2), open("t.safetensors:u").norm(1));
    assertEquals(4, open("t.safetensors:v").columns());
    assertThrows(BadInputException.class, () -> open("t.safetensors"));
  }

  /** Each is what the official reader refuses. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"u\":{\"dtype\":\"F32\",\"shape\":[2,2],\"data_offsets\":[0,8]}}",
        "{\"u\":{\"dtype\":\"F32\",\"shape\":[2,2],\"data_offsets\":[4,20]}}",
        "{\"u\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[0,8]}}",
        "{\"u\":{\"dtype\":\"F32\",\"shape\":[2,2],\"data_offsets\":[0,16]},"
            + "\"u\":{\"dtype\":\"F32\",\"shape\":[2,2],\"data_offsets\":[0,16]}}",
        "{\"u\":{\"dtype\":\"F32\",\"shape\":[2,2],\"data_offsets\":[0,16]},"
            + "\"v\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[8,16]}}",
        "{\"u\":{\"dtype\":\"F32\",\"shape\":[-2,-2],\"data_offsets\":[0,16]}}",
        "{\"u\":{\"dtype\":\"F33\",\"shape\":[2,2],\"data_offsets\":[0,16]}}",
        "{\"u\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,16]}}",
        "[]"
      })
  void tensorsThatDoNotFitAreRefused(String header) throws IOException {
    tensors(header, 16);
    assertThrows(BadInputException.class, () -> open("t.safetensors"));
  }

  /** The folder of temporary files of this process, while nothing is being decoded. */
  @Test
  void nothingStaysInTheTemporaryFolder() throws IOException {
    Files.writeString(folder.resolve("m.csv"), "0.6,-0.8\n0.8,0.6\n");
    Path probe = TemporaryFiles.create(".probe");
    assertEquals(2, open("m.csv").rows());
    Path own = probe.getParent();
    Files.delete(probe);
    try (var left = Files.list(own)) {
      assertEquals(
          List.of("lock"),
          left.map(p -> p.getFileName().toString()).filter(n -> !n.endsWith(".bin")).toList());
    }
    // A folder whose process lives is not stale.
    TemporaryFiles.removeStale();
    assertTrue(Files.exists(own.resolve("lock")));
    Path dead = Files.createTempDirectory("constellation-run-");
    Files.createFile(dead.resolve("lock"));
    Files.createFile(dead.resolve("vectors"));
    TemporaryFiles.removeStale();
    assertFalse(Files.exists(dead));
  }
}

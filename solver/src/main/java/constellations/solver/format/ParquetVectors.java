package constellations.solver.format;

import constellations.solver.format.EmbeddingMatrix.Layout;
import constellations.verify.exact.BadInputException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/**
 * Vectors in a column of lists of a Parquet file. Row groups are decoded when a row of theirs is
 * first asked for, into a temporary file that holds no more than these; so a machine that works on
 * some rows reads and stores those alone.
 */
final class ParquetVectors implements EmbeddingMatrix.RowLoader {
  static {
    // The library logs through SLF4J, which would complain of having no logger.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
  }

  private static final Set<CompressionCodecName> CODECS =
      EnumSet.of(
          CompressionCodecName.UNCOMPRESSED,
          CompressionCodecName.SNAPPY,
          CompressionCodecName.GZIP,
          CompressionCodecName.ZSTD,
          CompressionCodecName.LZ4,
          CompressionCodecName.LZ4_RAW);

  private final EmbeddingSource source;
  private final ColumnDescriptor column;
  private final Layout layout;

  /** The first row of each group, and the number of rows at the end. */
  private final int[] starts;

  private ParquetVectors(
      EmbeddingSource source, ColumnDescriptor column, Layout layout, int[] starts) {
    this.source = source;
    this.column = column;
    this.layout = layout;
    this.starts = starts;
  }

  private static ParquetFileReader open(Path file) throws IOException {
    return ParquetFileReader.open(
        new LocalInputFile(file),
        ParquetReadOptions.builder(new PlainParquetConfiguration()).build());
  }

  private static BadInputException unreadable(EmbeddingSource source, Exception e) {
    String known = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    if (known.contains("is not a Parquet file")) {
      return BadInputException.file(source.path(), "another format", "a Parquet file");
    }
    return BadInputException.file(
            source.name(), "what parquet-java does not read: " + known, "pages that it reads")
        .withAdvice(
            "Maybe write the file again, uncompressed and without dictionaries"
                + " (pyarrow: compression='none', use_dictionary=False).");
  }

  /** The codecs that this program has; others would end in an error of a class. */
  private static void requireCodecs(
      EmbeddingSource source, ParquetFileReader reader, ColumnDescriptor column) {
    for (BlockMetaData group : reader.getRowGroups()) {
      for (ColumnChunkMetaData chunk : group.getColumns()) {
        if (Arrays.equals(chunk.getPath().toArray(), column.getPath())
            && !CODECS.contains(chunk.getCodec())) {
          throw BadInputException.file(
                  source.name(), "compression " + chunk.getCodec(), "one of " + CODECS)
              .withAdvice("Maybe write the file with another compression, such as zstd.");
        }
      }
    }
  }

  /**
   * The names of the columns of lists of numbers.
   *
   * @throws BadInputException if it is no Parquet file
   */
  static List<String> columns(EmbeddingSource source) {
    try (ParquetFileReader reader = open(source.file())) {
      MessageType schema = reader.getFileMetaData().getSchema();
      return vectors(schema).stream().map(c -> name(schema, c)).toList();
    } catch (IOException | RuntimeException e) {
      throw unreadable(source, e);
    }
  }

  /** The names of the fields that lead to a list, with dots between. */
  private static String name(MessageType schema, ColumnDescriptor column) {
    StringJoiner name = new StringJoiner(".");
    Type at = schema;
    for (String field : column.getPath()) {
      at = at.asGroupType().getType(field);
      if (at.isRepetition(Type.Repetition.REPEATED)) {
        break;
      }
      name.add(field);
    }
    return name.length() == 0 ? column.getPath()[0] : name.toString();
  }

  private static List<ColumnDescriptor> vectors(MessageType schema) {
    return schema.getColumns().stream()
        .filter(c -> c.getMaxRepetitionLevel() == 1 && type(c.getPrimitiveType()) != null)
        .toList();
  }

  private static NumberType type(PrimitiveType type) {
    if (type.getPrimitiveTypeName() == PrimitiveTypeName.FLOAT) {
      return NumberType.SINGLE;
    }
    if (type.getPrimitiveTypeName() == PrimitiveTypeName.DOUBLE) {
      return NumberType.DOUBLE;
    }
    return type.getLogicalTypeAnnotation()
            instanceof LogicalTypeAnnotation.Float16LogicalTypeAnnotation
        ? NumberType.HALF
        : null;
  }

  /**
   * Opens a column.
   *
   * @throws BadInputException if it is no Parquet file, or has no such column
   */
  static EmbeddingMatrix read(EmbeddingSource source) {
    try (ParquetFileReader reader = open(source.file())) {
      MessageType schema = reader.getFileMetaData().getSchema();
      List<ColumnDescriptor> vectors = vectors(schema);
      List<ColumnDescriptor> named =
          vectors.stream()
              .filter(c -> source.member() == null || name(schema, c).equals(source.member()))
              .toList();
      if (named.size() != 1) {
        throw BadInputException.file(
                source.name(),
                named.size()
                    + " such columns among the vectors "
                    + vectors.stream().map(c -> name(schema, c)).toList(),
                "one column of lists of floating-point numbers")
            .withAdvice("Maybe name it: " + source.file().getFileName() + ":COLUMN");
      }
      List<Integer> starts = new ArrayList<>(List.of(0));
      long rows = 0;
      for (BlockMetaData group : reader.getRowGroups()) {
        rows += group.getRowCount();
        starts.add((int) Math.min(rows, Integer.MAX_VALUE));
      }
      if (rows < 1 || rows > Integer.MAX_VALUE - 8) {
        throw BadInputException.file(source.name(), rows + " rows", "1 to 2^31 rows");
      }
      ColumnDescriptor column = named.get(0);
      requireCodecs(source, reader, column);
      int columns = firstLength(source, reader, column);
      Layout layout =
          new Layout(
              (int) rows,
              columns,
              type(column.getPrimitiveType()),
              ByteOrder.LITTLE_ENDIAN,
              0,
              false);
      int[] bounds = starts.stream().mapToInt(i -> i).toArray();
      Path room = room(layout);
      try {
        return EmbeddingMatrix.lazy(
            room, source, layout, new ParquetVectors(source, column, layout, bounds));
      } finally {
        TemporaryFiles.release(room);
      }
    } catch (BadInputException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw unreadable(source, e);
    }
  }

  /** A temporary file of the size of the matrix, of which only what is written takes space. */
  private static Path room(Layout layout) throws IOException {
    Path file = TemporaryFiles.create(".vectors");
    try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
      access.setLength(layout.bytes());
    }
    return file;
  }

  private static int firstLength(
      EmbeddingSource source, ParquetFileReader reader, ColumnDescriptor column)
      throws IOException {
    ColumnReader values = values(reader, column, 0);
    if (values.getCurrentDefinitionLevel() < column.getMaxDefinitionLevel()) {
      throw BadInputException.file(source.name() + ", row 0", "null", "numbers");
    }
    int count = 0;
    do {
      count++;
      values.consume();
    } while (count < total(reader, column, 0) && values.getCurrentRepetitionLevel() > 0);
    return count;
  }

  private static long total(ParquetFileReader reader, ColumnDescriptor column, int group) {
    return reader.getRowGroups().get(group).getColumns().stream()
        .filter(chunk -> Arrays.equals(chunk.getPath().toArray(), column.getPath()))
        .mapToLong(ColumnChunkMetaData::getValueCount)
        .sum();
  }

  private static ColumnReader values(ParquetFileReader reader, ColumnDescriptor column, int group)
      throws IOException {
    MessageType schema = reader.getFileMetaData().getSchema();
    reader.setRequestedSchema(
        new MessageType(schema.getName(), schema.getType(column.getPath()[0])));
    PageReadStore pages = reader.readRowGroup(group);
    return new ColumnReadStoreImpl(
            pages, new Nothing(), schema, reader.getFileMetaData().getCreatedBy())
        .getColumnReader(column);
  }

  @Override
  public int[] starts() {
    return starts;
  }

  @Override
  public void load(int group, EmbeddingMatrix.RowSink sink) {
    int row = starts[group] - 1;
    int width = layout.columns();
    int count = width;
    ByteBuffer bytes =
        ByteBuffer.allocate(width * layout.type().bytes()).order(ByteOrder.LITTLE_ENDIAN);
    try (ParquetFileReader reader = open(source.file())) {
      ColumnReader values = values(reader, column, group);
      long total = total(reader, column, group);
      for (long i = 0; i < total; i++) {
        if (values.getCurrentRepetitionLevel() == 0) {
          requireLength(row, count);
          row++;
          count = 0;
          bytes.clear();
        }
        if (values.getCurrentDefinitionLevel() < column.getMaxDefinitionLevel()) {
          throw BadInputException.file(source.name() + ", row " + row, "null", "numbers");
        }
        if (count == width) {
          requireLength(row, count + 1);
        }
        put(bytes, values);
        count++;
        if (count == width) {
          sink.row(row, bytes.array());
        }
        values.consume();
      }
      requireLength(row, count);
      if (row + 1 != starts[group + 1]) {
        throw BadInputException.file(
            source.name(), row + 1 + " rows", starts[group + 1] + " rows up to row group " + group);
      }
    } catch (BadInputException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw unreadable(source, e);
    }
  }

  private void requireLength(int row, int length) {
    if (length != layout.columns()) {
      throw BadInputException.file(
          source.name() + ", row " + row,
          length + " numbers",
          layout.columns() + " as in the first row");
    }
  }

  private void put(ByteBuffer bytes, ColumnReader values) {
    switch (layout.type()) {
      case SINGLE -> bytes.putFloat(values.getFloat());
      case DOUBLE -> bytes.putDouble(values.getDouble());
      default -> bytes.put(Arrays.copyOf(values.getBinary().getBytes(), 2));
    }
  }

  /** Takes nothing: values are asked for one by one. */
  private static final class Nothing extends GroupConverter {
    @Override
    public Converter getConverter(int field) {
      return new Either();
    }

    @Override
    public void start() {
      // Nothing is built.
    }

    @Override
    public void end() {
      // Nothing is built.
    }
  }

  /** A converter for a group or for a number, whichever is asked for. */
  private static final class Either extends PrimitiveConverter {
    @Override
    public boolean isPrimitive() {
      return true;
    }

    @Override
    public GroupConverter asGroupConverter() {
      return new Nothing();
    }
  }
}

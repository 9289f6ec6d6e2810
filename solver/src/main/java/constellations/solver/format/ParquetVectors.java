package constellations.solver.format;

import constellations.solver.format.EmbeddingMatrix.Layout;
import constellations.solver.format.EmbeddingMatrix.Type;
import constellations.verify.exact.BadInputException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

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

  private static BadInputException unreadable(Path file, Exception e) {
    String known = e.getMessage() == null ? "nothing readable" : e.getMessage();
    String seen = known.contains("is not a Parquet file") ? "another format" : known;
    return BadInputException.file(file.toString(), seen, "a Parquet file");
  }

  /**
   * The names of the columns of lists of numbers.
   *
   * @throws BadInputException if it is no Parquet file
   */
  static List<String> columns(Path file) {
    try (ParquetFileReader reader = open(file)) {
      return vectors(reader.getFileMetaData().getSchema()).stream()
          .map(c -> c.getPath()[0])
          .toList();
    } catch (IOException | RuntimeException e) {
      throw unreadable(file, e);
    }
  }

  private static List<ColumnDescriptor> vectors(MessageType schema) {
    return schema.getColumns().stream()
        .filter(c -> c.getMaxRepetitionLevel() == 1 && type(c.getPrimitiveType()) != null)
        .toList();
  }

  private static Type type(PrimitiveType type) {
    if (type.getPrimitiveTypeName() == PrimitiveTypeName.FLOAT) {
      return Type.SINGLE;
    }
    if (type.getPrimitiveTypeName() == PrimitiveTypeName.DOUBLE) {
      return Type.DOUBLE;
    }
    return type.getLogicalTypeAnnotation()
            instanceof LogicalTypeAnnotation.Float16LogicalTypeAnnotation
        ? Type.HALF
        : null;
  }

  /**
   * Opens a column.
   *
   * @throws BadInputException if it is no Parquet file, or has no such column
   */
  static EmbeddingMatrix read(EmbeddingSource source) {
    Path file = Path.of(source.path());
    try (ParquetFileReader reader = open(file)) {
      List<ColumnDescriptor> vectors = vectors(reader.getFileMetaData().getSchema());
      List<ColumnDescriptor> named =
          vectors.stream()
              .filter(c -> source.column() == null || c.getPath()[0].equals(source.column()))
              .toList();
      if (named.size() != 1) {
        throw BadInputException.file(
                source.name(),
                named.size()
                    + " such columns among the vectors "
                    + vectors.stream().map(c -> c.getPath()[0]).toList(),
                "one column of lists of floating-point numbers")
            .withAdvice("Maybe name it: " + file.getFileName() + ":COLUMN");
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
      int columns = firstLength(reader, column);
      Layout layout =
          new Layout(
              (int) rows,
              columns,
              type(column.getPrimitiveType()),
              ByteOrder.LITTLE_ENDIAN,
              0,
              false);
      int[] bounds = starts.stream().mapToInt(i -> i).toArray();
      return EmbeddingMatrix.lazy(
          room(layout), file, layout, new ParquetVectors(source, column, layout, bounds));
    } catch (BadInputException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw unreadable(file, e);
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

  private static int firstLength(ParquetFileReader reader, ColumnDescriptor column)
      throws IOException {
    ColumnReader values = values(reader, column, 0);
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
    Path file = Path.of(source.path());
    int row = starts[group] - 1;
    int width = layout.columns();
    int count = width;
    ByteBuffer bytes =
        ByteBuffer.allocate(width * layout.type().bytes()).order(ByteOrder.LITTLE_ENDIAN);
    try (ParquetFileReader reader = open(file)) {
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
      throw unreadable(file, e);
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
      case HALF, BRAIN -> bytes.put(Arrays.copyOf(values.getBinary().getBytes(), 2));
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

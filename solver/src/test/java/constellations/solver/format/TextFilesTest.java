package constellations.solver.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.verify.exact.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables of text as spreadsheets and pandas write them: all of these are the same matrix. */
class TextFilesTest {
  private static final double[][] ROWS = {{0.6, -0.8}, {0.8, 0.6}, {-1, 0}};

  @TempDir private Path folder;

  private EmbeddingMatrix read(String name, String text) throws IOException {
    return EmbeddingFiles.open(source(name, text));
  }

  private EmbeddingSource source(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, text);
    return EmbeddingSource.of(file.toString(), true);
  }

  private static void same(EmbeddingMatrix matrix) {
    assertEquals(ROWS.length, matrix.rows());
    assertEquals(2, matrix.columns());
    double[] row = new double[2];
    for (int i = 0; i < ROWS.length; i++) {
      matrix.row(i, row);
      assertArrayEquals(ROWS[i], row);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.6,-0.8\n0.8,.6\n-1,0\n",
        "\uFEFF0.6,-0.8\n0.8,0.6\n-1,0e0\n",
        "x,y\n0.6,-0.8\n0.8,0.6\n-1.0,0.0",
        "0,1\n0.6,-0.8\n0.8,0.6\n-1.0,0.0",
        ",0,1\n0,0.6,-0.8\n1,0.8,0.6\n2,-1.0,0.0",
        "id;d0;d1\n17;0.6;-0.8\n19;0.8;0.6\n23;-1;0\n",
        "0\t0.6\t-0.8\n1\t0.8\t0.6\n2\t-1\t0\n",
        "\"0.6\",\"-0.8\"\r\n\"0.8\",\"0.6\"\r\n\r\n\"-1\",\"0\"\r\n",
        "0.6 -0.8\n 0.8  0.6\n-1 0\n",
        "# x y z\n0.6 -0.8\n0.8 0.6\n-1 0\n",
        "# of R\n0.6,-0.8\n0.8,0.6\n#\n-1,0\n",
        "text,embedding\na,\"[0.6, -0.8]\"\n\"b, c\",\"[0.8, 0.6]\"\nd,\"[-1, 0]\"\n",
        "text;embedding\na;[0.6 -0.8]\n\"b\nc\";[0.8 0.6]\nd;[-1 0]\n",
        "name,x,y\nNA,0.6,-0.8\n,0.8,0.6\nz,-1,0\n"
      })
  void tablesAreTheSameMatrix(String text) throws IOException {
    same(read("m.csv", text));
  }

  @Test
  void decimalCommasAreAskedFor() throws IOException {
    EmbeddingSource source = source("m.csv", "0,6;-0,8\n0,8;0,6\n-1;0\n");
    BadInputException e = assertThrows(BadInputException.class, () -> EmbeddingFiles.open(source));
    assertTrue(e.advice().contains("--decimal-comma"), e.advice());
    same(EmbeddingFiles.open(source.withDecimalComma(true)));
  }

  /** What is left out is said; what is only numbers is left as it is. */
  @Test
  void whatIsLeftOutIsSaid() throws IOException {
    assertEquals(List.of(), read("a.csv", "0.6,-0.8\n0.8,0.6\n").notes());
    assertEquals(List.of(), read("a.csv", "x,y\n0.6,-0.8\n0.8,0.6\n").notes());
    assertEquals(
        List.of("column id numbers the rows, left out"),
        read("a.csv", "id,x,y\n3,0.6,-0.8\n5,0.8,0.6\n").notes());
    assertEquals(
        List.of("the first row, up to 1, has names"),
        read("a.csv", "0,1\n0.6,-0.8\n0.8,0.6\n").notes());
    // All integers: nothing tells a number of a row from a coordinate.
    assertEquals(3, read("a.csv", "0,1,2\n1,2,1\n2,5,3\n").columns());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NA,NA\n0.8,0.6\n-1,0\n",
        "=REF!,0.5\n0.8,0.6\n-1,0\n",
        "0.5,O.5\n0.8,0.6\n-1,0\n",
        "1d,0.5,0.5\n0.8,0.6,1\n-1,0,2\n",
        ",\n0.8,0.6\n-1,0\n",
        "x,y\n0.6,-0.8\n0.8,\n-1,0\n",
        "x,y\n0.6,-0.8\n0.8,0.6,1\n-1,0\n",
        "x,y\n0.6,-0.8\n0.8,word\n-1,0\n",
        "x,y\n0.6,-0.8\n0.8,nan\n-1,0\n",
        "x,y\n0.6,-0.8\n0.8,0x1p3\n",
        "x,y\n0.6,-0.8\n0.8,1f\n",
        "t,v\na,\"[0.6,0.8]\"\nb,\"[1]\"\n",
        "only,names\n",
        "\n\n",
        "\"0.6,-0.8\n0.8,0.6\n"
      })
  void whatIsNoMatrixIsRefused(String text) throws IOException {
    EmbeddingSource source = source("m.csv", text);
    BadInputException e = assertThrows(BadInputException.class, () -> EmbeddingFiles.open(source));
    assertTrue(e.getMessage().startsWith(source.path()), e.getMessage());
  }

  @Test
  void labelsAreNumbersOfEqualTexts() throws IOException {
    Files.writeString(folder.resolve("l.txt"), "cat\ndog\ncat\n");
    assertArrayEquals(new long[] {0, 1, 0}, EmbeddingFiles.labels(folder.resolve("l.txt"), 3));
    Files.writeString(folder.resolve("l.csv"), "label\n7\n7\n9\n");
    assertArrayEquals(new long[] {0, 0, 1}, EmbeddingFiles.labels(folder.resolve("l.csv"), 3));
    Files.writeString(folder.resolve("l.csv"), "7\n8\n7\n");
    assertArrayEquals(new long[] {0, 1, 0}, EmbeddingFiles.labels(folder.resolve("l.csv"), 3));
    Files.writeString(folder.resolve("t.tsv"), "path\tclass\na\tx\nb\ty\nc\tx\n");
    assertArrayEquals(
        new long[] {0, 1, 0}, EmbeddingFiles.labels(Path.of(folder + "/t.tsv:class"), 3));
    assertThrows(BadInputException.class, () -> EmbeddingFiles.labels(folder.resolve("t.tsv"), 3));
    assertThrows(BadInputException.class, () -> EmbeddingFiles.labels(folder.resolve("l.txt"), 4));
  }
}

package constellations.verify.points;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import constellations.verify.claim.Beside;
import constellations.verify.claim.Fields;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Quadratic;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Sets of vectors in JSON: rows of numbers, or the name of a side file. */
final class VectorsCodec {
  private VectorsCodec() {}

  static Vectors read(JsonNode node, String where, Beside beside) {
    if (node.isObject()) {
      Fields file = Fields.of(node, where).only("file", "sha256");
      byte[] bytes = beside.bytes(file, IntegerMatrixFile.MAX_BYTES);
      return new Vectors.SideFile(
          file.fileName(), file.digest(), IntegerMatrixFile.parse(bytes, file.fileName()));
    }
    if (!node.isArray()) {
      throw BadInputException.argument(where, node.getNodeType(), "rows of numbers or a side file");
    }
    List<List<Quadratic>> rows = new ArrayList<>();
    for (JsonNode row : node) {
      String at = where + "[" + rows.size() + "]";
      if (!row.isArray()) {
        throw BadInputException.argument(at, row.getNodeType(), "a row of numbers");
      }
      List<Quadratic> numbers = new ArrayList<>(row.size());
      for (JsonNode number : row) {
        numbers.add(Fields.number(number, at));
      }
      rows.add(numbers);
    }
    return Vectors.Inline.of(rows);
  }

  static JsonNode write(Vectors vectors) {
    if (vectors instanceof Vectors.SideFile side) {
      return JsonNodeFactory.instance
          .objectNode()
          .put("file", side.file())
          .put("sha256", side.sha256());
    }
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    for (List<Quadratic> row : ((Vectors.Inline) vectors).rows()) {
      ArrayNode numbers = rows.addArray();
      for (Quadratic x : row) {
        if (x.isRational()
            && x.rational().getDenominator().equals(BigInteger.ONE)
            && x.rational().getNumerator().bitLength() <= Fields.PLAIN_BITS) {
          numbers.add(x.rational().getNumerator().longValue());
        } else {
          numbers.add(x.toString());
        }
      }
    }
    return rows;
  }
}

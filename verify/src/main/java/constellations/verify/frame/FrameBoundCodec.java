package constellations.verify.frame;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.verify.claim.Beside;
import constellations.verify.claim.ClaimCodec;
import constellations.verify.claim.Codec;
import constellations.verify.claim.Fields;
import constellations.verify.claim.Provenance;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Reads and writes {@code frame-bound}. */
final class FrameBoundCodec implements Codec<FrameBoundCertificate> {
  private static final String NU = "nu";
  private static final String PARITY = "parity";

  @Override
  public FrameBoundCertificate read(
      Fields claim, Fields evidence, Provenance provenance, Beside beside) {
    evidence.only("bits", "level", "kernels");
    JsonNode nodes = evidence.array("kernels");
    Fields.requireFew(nodes, "evidence.kernels", FrameBoundCertificate.MAX_KERNELS);
    List<FrameKernel> kernels = new ArrayList<>();
    for (JsonNode node : nodes) {
      String where = "evidence.kernels[" + kernels.size() + "]";
      Fields kernel = Fields.of(node, where).only("form", "degree", PARITY, NU, "factor");
      JsonNode factor = kernel.array("factor");
      Fields.requireFew(factor, where + ".factor", FrameForm.MAX_DEGREE);
      List<List<BigInteger>> rows = new ArrayList<>();
      for (JsonNode row : factor) {
        rows.add(
            Fields.bigIntegers(row, where + ".factor[" + rows.size() + "]", FrameForm.MAX_DEGREE));
      }
      kernels.add(
          new FrameKernel(
              FrameForm.named(kernel.text("form"), where + ".form"),
              kernel.integer("degree"),
              kernel.integer(PARITY, 0),
              kernel.integer(NU, 0),
              rows));
    }
    return new FrameBoundCertificate(
        ClaimCodec.read(claim),
        evidence.integer("bits"),
        evidence.count("level"),
        kernels,
        provenance);
  }

  @Override
  public void write(FrameBoundCertificate bound, ObjectNode claim, ObjectNode evidence) {
    ClaimCodec.write(claim, bound.claim());
    evidence.put("bits", bound.bits()).put("level", bound.level());
    ArrayNode kernels = evidence.putArray("kernels");
    for (FrameKernel kernel : bound.kernels()) {
      ObjectNode node = kernels.addObject();
      node.put("form", kernel.form().toString()).put("degree", kernel.degree());
      putUnlessZero(node, PARITY, kernel.parity());
      putUnlessZero(node, NU, kernel.powerOfNu());
      ArrayNode factor = node.putArray("factor");
      for (List<BigInteger> row : kernel.factor()) {
        ArrayNode numbers = factor.addArray();
        row.forEach(numbers::add);
      }
    }
  }

  private static void putUnlessZero(ObjectNode node, String name, int value) {
    if (value != 0) {
      node.put(name, value);
    }
  }
}

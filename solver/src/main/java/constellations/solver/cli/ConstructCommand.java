package constellations.solver.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.construct.Families;
import constellations.verify.certificate.SphericalCodeCertificate;
import constellations.verify.certificate.Vectors;
import constellations.verify.check.CertificateStore;
import constellations.verify.exact.PointSet;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code construct FAMILY}. */
@Command(
    name = "construct",
    description = {
      "Write the exact certificate of a named spherical code: simplex, cross-polytope (both with",
      "--dimension), icosahedron, d4, 600-cell, e8, leech."
    })
final class ConstructCommand implements Callable<Integer> {
  /** Larger codes have their vectors in a side file. */
  private static final int INLINE_NUMBERS = 50_000;

  @Parameters(paramLabel = "FAMILY", description = "Name of the code.")
  private String family;

  @Option(
      names = "--dimension",
      paramLabel = "d",
      description = "Dimension, for simplex and cross-polytope.")
  private Exact dimension;

  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Integer d = dimension == null ? null : dimension.whole("dimension", 1, 2000);
    Families.Code code = Families.named(family, d);
    Path folder = common.out("out");
    PointSet points = code.vectors().get();
    long numbers = (long) points.size() * points.dimension();
    boolean inline = numbers <= INLINE_NUMBERS || !isSmall(points);
    Vectors vectors =
        inline ? Vectors.Inline.of(points) : CertificateStore.writeSideFile(folder, points);
    SphericalCodeCertificate certificate =
        new SphericalCodeCertificate(
            code.dimension(),
            code.size(),
            code.cosine(),
            vectors,
            common.provenance(code.description(), spec));
    CertificateStore.Stored stored = CertificateStore.write(folder, certificate, common.threads());
    if (common.json()) {
      ObjectNode json = CommonOptions.object();
      json.put("family", code.name())
          .put("dimension", code.dimension())
          .put("points", code.size())
          .put("cosine", Exact.up(code.cosine()))
          .put("cosineExact", code.cosine().toString())
          .put("tier", stored.verdict().tier().toString())
          .put("certificate", stored.path().toString());
      CommonOptions.print(json);
    } else {
      System.out.println(
          code.description()
              + ": "
              + stored.verdict().claim()
              + "   ["
              + stored.verdict().tier()
              + "]");
      System.out.println("certificate: " + stored.path());
    }
    return Main.DONE;
  }

  /** Whether a byte holds each coordinate. */
  private static boolean isSmall(PointSet points) {
    return points.radicand().bitLength() == 1
        && points.row(0).stream().allMatch(x -> x.rational().abs().intValue() < 128);
  }
}

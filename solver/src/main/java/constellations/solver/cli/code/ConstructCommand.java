package constellations.solver.cli.code;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.cli.options.CommonOptions;
import constellations.solver.cli.options.ExitCode;
import constellations.solver.code.ExistingCode;
import constellations.solver.code.IndexedCode;
import constellations.solver.code.find.CodeFinder;
import constellations.solver.code.find.Families;
import constellations.solver.code.find.NamedCodes;
import constellations.solver.format.Exact;
import constellations.solver.format.Stated;
import constellations.solver.results.CertificateStore;
import constellations.verify.claim.Certificate;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.PointSet;
import constellations.verify.points.SphericalCodeCertificate;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.commons.numbers.fraction.BigFraction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code construct FAMILY}. */
@Command(
    name = "construct",
    description =
        "Write the exact certificate of a named spherical code. With --list, the names."
            + " With --encode the points of some indices, with --decode the index of a point; codes of"
            + " billions of points are never stored. With --best the codes of least dimension, of each"
            + " family one, that have so many points at a cosine: --best --points 1e10 --cosine 1/3.")
public final class ConstructCommand implements Callable<Integer> {
  /** Larger codes have their vectors in a side file. */
  private static final int INLINE_NUMBERS = 50_000;

  private static final int MAX_NUMBER = 1_000_000;

  /** So many codes are shown by --best. */
  private static final int MOST_SHOWN = 10;

  @Parameters(arity = "0..1", paramLabel = "FAMILY", description = "Name of the code.")
  private String family;

  @Option(names = "--list", description = "List the families and the numbers that they need.")
  private boolean list;

  @Option(names = "--best", description = "The best codes for --points and --cosine, with proofs.")
  private boolean best;

  @Option(names = "--points", paramLabel = "N", description = "Number of points (--best).")
  private Exact points;

  @Option(names = "--cosine", paramLabel = "a", description = "Largest cosine (--best).")
  private Exact cosine;

  @Option(names = "--dimension", paramLabel = "d", description = "Dimension.")
  private Exact dimension;

  @Option(names = "--norm", paramLabel = "M", description = "Squared norm of a shell.")
  private Exact norm;

  @Option(names = "--length", paramLabel = "n", description = "Length of a binary code.")
  private Exact length;

  @Option(names = "--distance", paramLabel = "D", description = "Designed distance (bch).")
  private Exact distance;

  @Option(names = "--extended", description = "Add a parity bit (bch).")
  private boolean extended;

  @Option(names = "--shortened", paramLabel = "s", description = "Places to shorten (bch).")
  private Exact shortened;

  @Option(
      names = "--radius",
      paramLabel = "r",
      description = "Most ones that words may have in the places of --shortened (bch).")
  private Exact radius;

  @Option(names = "--punctured", paramLabel = "p", description = "Places to puncture (bch).")
  private Exact punctured;

  @Option(names = "--order", paramLabel = "r", description = "Order (reed-muller).")
  private Exact order;

  @Option(
      names = "--variables",
      paramLabel = "m",
      description = "Variables (reed-muller, kerdock); the length is 2^m.")
  private Exact variables;

  @Option(names = "--weight", paramLabel = "w", description = "Weight of words (golay-words).")
  private Exact weight;

  @Option(
      names = "--encode",
      split = ",",
      paramLabel = "I",
      description = "Show the points of these indices, from 0; integers of one common norm.")
  private List<Exact> encode = new ArrayList<>();

  @Option(
      names = "--decode",
      split = ",",
      paramLabel = "x",
      description = "Show the index of the point with these coordinates.")
  private List<Exact> decode = new ArrayList<>();

  @Mixin private CommonOptions common;

  @Override
  public Integer call() {
    if (list) {
      printList();
      return ExitCode.DONE;
    }
    if (best) {
      return printBest();
    }
    if (family == null) {
      throw BadInputException.argument("family", "none", "a name, as --list shows them");
    }
    ExistingCode code = NamedCodes.named(family, numbers());
    ObjectNode json = CommonOptions.object();
    if (!encode.isEmpty() || !decode.isEmpty()) {
      points(code, json);
      if (common.json()) {
        common.print(json);
      }
      return ExitCode.DONE;
    }
    Path folder = common.certificates();
    CertificateStore.Stored stored =
        CertificateStore.once(folder, certificate(code, folder), common.threads());
    Stated stated = stored.stated(code.description() + ": " + stored.verdict().claim());
    json.put("family", family)
        .put("description", code.description())
        .put("dimension", code.dimension())
        .put("points", code.points().toString())
        .put("cosine", Exact.up(code.cosine()))
        .put("cosineExact", code.cosine().toString())
        .put("indexed", code.indexed().isPresent())
        .put("tier", stated.tier())
        .put("certificate", stored.path().toString());
    return common.answer(json, List.of(stated.line(), "certificate: " + stored.path()));
  }

  private Map<String, Integer> numbers() {
    Map<String, Integer> numbers = new TreeMap<>();
    put(numbers, "dimension", dimension);
    put(numbers, "norm", norm);
    put(numbers, "length", length);
    put(numbers, "distance", distance);
    put(numbers, "shortened", shortened);
    put(numbers, "radius", radius);
    put(numbers, "punctured", punctured);
    put(numbers, "order", order);
    put(numbers, "variables", variables);
    put(numbers, "weight", weight);
    if (extended) {
      numbers.put("extended", 1);
    }
    return numbers;
  }

  private static void put(Map<String, Integer> numbers, String name, Exact number) {
    if (number != null) {
      numbers.put(name, number.whole(name, 0, MAX_NUMBER));
    }
  }

  /** The codes of least dimension, one of each family, each with its certificate. */
  private int printBest() {
    if (points == null || cosine == null) {
      throw BadInputException.argument("--best", "a part", "--points N --cosine a");
    }
    BigInteger n = points.whole("points");
    if (n.compareTo(BigInteger.TWO) < 0 || n.bitLength() > 62) {
      throw BadInputException.argument("points", n, "from 2 to 4e18");
    }
    BigFraction a = cosine.rational("cosine");
    if (a.compareTo(BigFraction.ONE) >= 0 || a.add(1).signum() < 0) {
      throw BadInputException.argument("cosine", cosine.text(), "at least -1 and less than 1");
    }
    List<ExistingCode> codes =
        CodeFinder.reaching(n, a).stream()
            .sorted(Comparator.comparing(ExistingCode::dimension))
            .filter(this::fits)
            .limit(MOST_SHOWN)
            .toList();
    ObjectNode json = CommonOptions.object();
    json.put("points", n.toString()).put("cosine", cosine.text());
    ArrayNode list = json.putArray("codes");
    List<String> lines = new ArrayList<>();
    Path folder = common.certificates();
    for (ExistingCode code : codes) {
      CertificateStore.Stored stored =
          CertificateStore.once(folder, certificate(code, folder), common.threads());
      Stated stated = stored.stated(code.description());
      list.addObject()
          .put("dimension", code.dimension())
          .put("points", code.points().toString())
          .put("cosine", Exact.up(code.cosine()))
          .put("description", code.description())
          .put("explicit", code.isExplicit())
          .put("tier", stated.tier())
          .put("certificate", stored.path().toString());
      lines.add(String.format(Locale.ROOT, "%6d   %s", code.dimension(), stated.line()));
      lines.add("         certificate: " + stored.path());
    }
    if (lines.isEmpty()) {
      lines.add("no code that we know has so many points at this cosine in so few dimensions");
    }
    return common.answer(json, lines);
  }

  private boolean fits(ExistingCode code) {
    return dimension == null || code.dimension() <= dimension.whole("dimension", 1, MAX_NUMBER);
  }

  private void printList() {
    ObjectNode json = CommonOptions.object();
    ArrayNode families = json.putArray("families");
    for (NamedCodes.Family each : NamedCodes.parametric()) {
      String numbers =
          each.required().stream().map(n -> " --" + n).collect(Collectors.joining())
              + each.optional().stream().map(n -> " [--" + n + "]").collect(Collectors.joining());
      show(families, each.name(), each.description(), numbers);
    }
    for (Families.Code code : Families.fixed()) {
      show(families, code.name(), code.description() + " in dimension " + code.dimension(), "");
    }
    if (common.json()) {
      common.print(json);
    }
  }

  private void show(ArrayNode families, String name, String description, String numbers) {
    families
        .addObject()
        .put("name", name)
        .put("description", description)
        .put("numbers", numbers.strip());
    if (!common.json()) {
      common.say("%-18s %s%s", name, description, numbers.isEmpty() ? "" : ":" + numbers);
    }
  }

  /** Shows points by their indices, and indices of points. */
  private void points(ExistingCode code, ObjectNode json) {
    IndexedCode indexed =
        code.indexed()
            .orElseThrow(
                () ->
                    BadInputException.argument(
                        "family", family, "a code with integer coordinates for --encode"))
            .get();
    json.put("family", family).put("points", indexed.size().toString());
    ArrayNode vectors = json.putArray("vectors");
    for (Exact index : encode) {
      long[] point = indexed.encode(index.whole("index"));
      ArrayNode row =
          vectors.addObject().put("index", index.whole("index").toString()).putArray("vector");
      Arrays.stream(point).forEach(row::add);
      if (!common.json()) {
        common.say(Arrays.stream(point).mapToObj(Long::toString).collect(Collectors.joining(",")));
      }
    }
    if (!decode.isEmpty()) {
      long[] point =
          decode.stream().mapToLong(x -> x.whole("coordinate", -MAX_NUMBER, MAX_NUMBER)).toArray();
      BigInteger index = indexed.decode(point);
      json.put("index", index.toString());
      if (!common.json()) {
        common.say(index.toString());
      }
    }
  }

  /** The certificate, with many points in a side file. */
  private Certificate certificate(ExistingCode code, Path folder) {
    Certificate certificate = code.certificate(common.provenance(""));
    if (certificate instanceof SphericalCodeCertificate listed) {
      PointSet points = listed.vectors().points();
      return new SphericalCodeCertificate(
          listed.dimension(),
          listed.points(),
          listed.cosine(),
          CertificateStore.vectors(folder, points, INLINE_NUMBERS),
          listed.provenance());
    }
    return certificate;
  }
}

package constellations.solver.cli.code;

import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.cli.options.CommonOptions;
import constellations.solver.cli.options.ExitCode;
import constellations.solver.format.Exact;
import constellations.solver.format.Stated;
import constellations.solver.group.SignedPermutation;
import constellations.solver.results.CertificateStore;
import constellations.solver.select.GivenVectors;
import constellations.solver.select.IndependentSets;
import constellations.solver.select.OrbitGraph;
import constellations.solver.select.VectorSet;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.PointSet;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import constellations.verify.points.SphericalCodeCertificate;
import constellations.verify.points.Vectors;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.apache.commons.numbers.fraction.BigFraction;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code select}: the largest code inside a finite set of integer vectors. */
@Command(
    name = "select",
    description = {
      "Choose as many vectors as possible of a finite set, with all cosines at most the given one:",
      "local search, then a proof by CP-SAT raced against branch and bound. With --group only",
      "codes that a group of signed permutations maps to themselves, which are far fewer.",
      "",
      "  select --coordinates 5 --norm 4 --cosine 1/2",
      "  select --shapes \"2,0^8;1^4,0^5\" --cosine 1/2 --group signs",
      "  select --words 9 --weight 3 --cosine 1/2"
    })
public final class SelectCommand implements Callable<Integer> {
  private static final long DEFAULT_MOVES = 300_000;
  private static final int INLINE_POINTS = 2000;

  /** Where the vectors come from. */
  static final class Source {
    @Option(
        names = "--coordinates",
        paramLabel = "n",
        description = "All vectors of Z^n of squared norm --norm, with entries up to --entries.")
    private Exact coordinates;

    @Option(
        names = "--shapes",
        paramLabel = "S",
        description =
            "Vectors by the sizes of their entries, in every order and with all signs: 2^4,0^9; a |"
                + " separates blocks of coordinates that keep their entries, a ; separates shapes.")
    private String shapes;

    @Option(
        names = "--words",
        paramLabel = "n",
        description = "Binary words of length n and weight --weight, seen from their centre.")
    private Exact words;

    @Option(
        names = "--from",
        paramLabel = "FILE",
        description = "The vectors of a spherical code's certificate, with integer coordinates.")
    private Path from;
  }

  @ArgGroup(multiplicity = "1")
  private Source source;

  @Option(names = "--norm", paramLabel = "M", description = "Squared norm.")
  private Exact norm;

  @Option(names = "--entries", paramLabel = "E", description = "Largest size of an entry.")
  private Exact entries;

  @Option(names = "--weight", paramLabel = "w", description = "Weight of the words.")
  private Exact weight;

  @Option(
      names = "--cosine",
      required = true,
      paramLabel = "a",
      description = "Largest cosine, a rational number.")
  private Exact cosine;

  @Option(
      names = "--orthogonal",
      paramLabel = "v;w",
      description = "Only vectors orthogonal to these integer vectors, such as 1,1,1,0;0,0,0,1.")
  private String orthogonal;

  @Option(
      names = "--include",
      paramLabel = "FILE",
      description = "Vectors that must be chosen: a certificate of a code with these coordinates.")
  private Path include;

  @Option(
      names = "--group",
      paramLabel = "G",
      description =
          "Generators, joined by commas: negate, signs, even-signs, signs:WORD, cycle:7+7,"
              + " multiply:7*2+7*2, dihedral:N, symmetric:N, alternating:N, affine:P, translate:2^E, swap:N;"
              + " or a JSON file of signed permutations.")
  private String group;

  @Option(
      names = "--moves",
      paramLabel = "K",
      description = "Work limit: moves of each of eight local searches (default 300000).")
  private Exact moves;

  @Option(
      names = "--points",
      paramLabel = "N",
      description = "Exit with 1 when fewer points are found.")
  private Exact points;

  @Mixin private CommonOptions common;

  @Override
  public Integer call() {
    BigFraction a = cosine.rational("cosine");
    if (a.abs().compareTo(BigFraction.ONE) >= 0) {
      throw BadInputException.argument("cosine", cosine.text(), "more than -1 and less than 1");
    }
    int wanted = points == null ? 0 : points.whole("points", 2, 1 << 30);
    long begin = System.nanoTime();
    double limit = common.seconds();
    BooleanSupplier stop = common.stop();
    VectorSet set = vectors().orthogonalTo(orthogonal);
    long most = Rationals.floor(a.multiply(BigInteger.valueOf(set.norm()))).longValueExact();
    List<int[]> included =
        include == null ? List.of() : GivenVectors.fitting(include, set, most, cosine.text());
    if (!included.isEmpty()) {
      set = GivenVectors.compatible(set, included, most);
    }
    List<SignedPermutation> generators = generators(set.coordinates());
    OrbitGraph graph = OrbitGraph.of(set, most, generators, common.threads());
    if (graph.orbits().isEmpty()) {
      common.warn(
          "No orbit of the group is a code of this cosine: all "
              + set.vectors().size()
              + " vectors are ruled out.");
      return ExitCode.NOT_REACHED;
    }
    IndependentSets.Effort effort =
        new IndependentSets.Effort(
            common.seed(),
            moves == null ? DEFAULT_MOVES : moves.whole("moves", 1, Integer.MAX_VALUE),
            limit == Double.POSITIVE_INFINITY ? 60 : limit,
            common.threads(),
            stop);
    IndependentSets.Result result = IndependentSets.heaviest(graph.conflicts(), effort);
    List<int[]> chosen = new ArrayList<>(included);
    for (int orbit : result.vertices()) {
      chosen.addAll(graph.orbits().get(orbit));
    }
    finish(set, graph, result, included.size(), chosen, (System.nanoTime() - begin) / 1e9);
    return chosen.size() < Math.max(2, wanted) ? ExitCode.NOT_REACHED : ExitCode.DONE;
  }

  private VectorSet vectors() {
    if (source.shapes != null) {
      return VectorSet.shapes(source.shapes);
    }
    if (source.words != null) {
      int n = source.words.whole("words", 2, 64);
      return VectorSet.words(n, required(weight, "weight").whole("weight", 1, n - 1));
    }
    if (source.from != null) {
      List<int[]> rows = GivenVectors.of(source.from);
      return VectorSet.of(rows.get(0).length, rows);
    }
    int n = source.coordinates.whole("coordinates", 2, 64);
    int m = required(norm, "norm").whole("norm", 1, 1000);
    int largest = entries == null ? (int) Math.sqrt(m) : entries.whole("entries", 1, 1000);
    return VectorSet.shell(n, m, largest);
  }

  private static Exact required(Exact option, String name) {
    if (option == null) {
      throw BadInputException.argument("--" + name, "none", "a number");
    }
    return option;
  }

  private List<SignedPermutation> generators(int n) {
    if (group == null) {
      return List.of();
    }
    return group.endsWith(".json")
        ? SignedPermutation.read(common.file(group), n)
        : SignedPermutation.named(group, n);
  }

  private void finish(
      VectorSet set,
      OrbitGraph graph,
      IndependentSets.Result result,
      int included,
      List<int[]> chosen,
      double seconds) {
    if (chosen.size() < 2) {
      common.warn("The largest code has " + chosen.size() + " point, and two are wanted.");
      return;
    }
    Path out = common.certificates();
    PointSet pointSet = GivenVectors.points(chosen);
    int dimension = pointSet.rank();
    Vectors vectors =
        CertificateStore.vectors(out, pointSet, (long) INLINE_POINTS * pointSet.dimension());
    String method =
        "independent set among "
            + graph.orbits().size()
            + " orbits of "
            + set.vectors().size()
            + " vectors"
            + (group == null ? "" : ", group " + group);
    SphericalCodeCertificate certificate =
        new SphericalCodeCertificate(
            dimension,
            chosen.size(),
            Quadratic.of(cosine.rational("cosine")),
            vectors,
            common.provenance(method));
    CertificateStore.Stored stored = CertificateStore.once(out, certificate, common.threads());
    Stated stated = stored.stated(certificate.text());
    ObjectNode json = CommonOptions.object();
    json.put("dimension", dimension)
        .put("points", chosen.size())
        .put("cosine", Exact.up(certificate.cosine()))
        .put("vectors", set.vectors().size())
        .put("orbits", graph.orbits().size())
        .put("upper", included + result.bound())
        .put("optimal", result.optimal())
        .put("method", result.method())
        .put("tier", stated.tier())
        .put("certificate", stored.path().toString())
        .put("seconds", seconds);
    String most = result.optimal() ? "the most" : "at most " + (included + result.bound());
    String where = group == null ? " in this set (" : " in this set with this group (";
    common.answer(
        json,
        List.of(
            stated.line(),
            Stated.numeric(most + where + result.method() + ")").line(),
            String.format(
                Locale.ROOT,
                "%d vectors, %d admissible orbits, %.1f s",
                set.vectors().size(),
                graph.orbits().size(),
                seconds),
            "certificate: " + stored.path()));
  }
}

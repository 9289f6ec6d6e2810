package constellations.solver.dimension;

import constellations.solver.bound.DelsarteBound;
import constellations.solver.bound.PointBounds;
import constellations.solver.construct.Families;
import constellations.solver.construct.LatticeCodes;
import constellations.solver.optimize.ConstellationSearch;
import constellations.solver.optimize.Rounding;
import constellations.solver.optimize.SearchLimits;
import constellations.solver.optimize.SearchOutcome;
import constellations.solver.optimize.SimplexSuffix;
import constellations.solver.optimize.SphericalCodeSearch;
import constellations.verify.BadInputException;
import constellations.verify.certificate.Certificate;
import constellations.verify.certificate.CertificateReader;
import constellations.verify.certificate.CertificateWriter;
import constellations.verify.certificate.ConstellationCertificate;
import constellations.verify.certificate.Provenance;
import constellations.verify.certificate.Vectors;
import constellations.verify.check.Checker;
import constellations.verify.check.Tier;
import constellations.verify.configuration.Constellation;
import constellations.verify.configuration.SphericalCode;
import constellations.verify.exact.PointSet;
import constellations.verify.exact.Quadratic;
import constellations.verify.theory.GilbertVarshamov;
import constellations.verify.theory.Lift;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The upper end of the needed dimension: constellations that exist, with a certificate for small N.
 */
public final class UpperEnd {
  /** Constellations of codes with at most this many coordinates are written out and verified. */
  private static final long WRITTEN_COORDINATES = 20_000;

  /** Larger problems are not searched: a short search would not find much, and takes long. */
  private static final int SEARCHED_POINTS = 200;

  private static final long SEARCHED_COORDINATES = 10_000;
  private static final int SEARCHED_ITEMS = 40;

  private final Query query;
  private final Effort effort;

  private UpperEnd(Query query, Effort effort) {
    this.query = query;
    this.effort = effort;
  }

  /**
   * How much is done for the ends.
   *
   * @param delsarte the linear program for the lower end, or nothing to do without
   * @param limits of each search; the search for codes and constellations of small N
   * @param provenance what certificates say of their origin, apart from the method
   */
  public record Effort(
      Optional<DelsarteBound> delsarte, SearchLimits limits, Provenance provenance) {
    private Provenance by(String method) {
      return new Provenance(
          method, limits.seed(), provenance.command(), provenance.toolVersion(), provenance.date());
    }
  }

  /**
   * A code that exists: its dimension, where it comes from, its points when they can be written,
   * and a proof that it exists when there is one without points.
   */
  private record KnownCode(
      long dimension,
      String method,
      Optional<Supplier<PointSet>> points,
      Optional<Certificate> proof) {
    KnownCode(long dimension, String method, Optional<Supplier<PointSet>> points) {
      this(dimension, method, points, Optional.empty());
    }
  }

  /** A way from a code to a constellation. */
  private record Way(String name, BigFraction cosine, int extraDimensions) {}

  static End of(Query query, long lower, Effort effort) {
    return new UpperEnd(query, effort).find(lower);
  }

  private List<Way> ways() {
    List<Way> ways = new ArrayList<>();
    int k = query.modalities();
    // At s = 1 lift and alignment are the same, without an extra dimension.
    if (query.positive().compareTo(BigFraction.ONE) < 0
        && query.positive().compareTo(BigFraction.of(-1, k - 1)) > 0) {
      ways.add(new Way(k == 2 ? "lift" : "simplex suffix", query.cosine(k), k - 1));
    }
    ways.add(new Way("aligned", query.negative(), 0));
    return ways;
  }

  private End find(long lower) {
    End best = null;
    for (Way way : ways()) {
      for (KnownCode code : codes(way.cosine())) {
        long dimension = code.dimension() + way.extraDimensions();
        if (best == null || dimension < best.dimension().getAsLong()) {
          best = known(way, code, dimension);
        }
      }
    }
    return best == null ? End.unknown() : search(lower, best);
  }

  private End known(Way way, KnownCode code, long dimension) {
    String method = way.name() + " of " + code.method();
    Optional<Certificate> certificate =
        code.points().flatMap(points -> certify(way, points.get(), method)).or(code::proof);
    return new End(
        OptionalLong.of(dimension),
        method,
        certificate.isPresent() ? Tier.CERTIFIED : Tier.THEOREM,
        certificate);
  }

  /** Codes of N points and cosine at most alpha that exist by a theorem. */
  private List<KnownCode> codes(BigFraction cosine) {
    BigInteger n = query.pairs();
    List<KnownCode> codes = new ArrayList<>();
    if (cosine.add(1).signum() < 0) {
      return codes;
    }
    BigFraction simplex = BigFraction.of(BigInteger.ONE.negate(), n.subtract(BigInteger.ONE));
    if (cosine.compareTo(simplex) >= 0) {
      long d = n.longValueExact() - 1;
      codes.add(written(d, "the regular simplex", () -> Families.simplex((int) d).vectors().get()));
    }
    if (cosine.signum() >= 0) {
      long d = n.add(BigInteger.ONE).shiftRight(1).longValueExact();
      codes.add(
          written(d, "the cross-polytope", () -> Families.crossPolytope((int) d).vectors().get()));
    }
    if (cosine.signum() > 0) {
      if (PointBounds.lower(2, Quadratic.of(cosine)).points().compareTo(n) >= 0) {
        codes.add(new KnownCode(2, "a regular polygon", Optional.empty()));
      }
      for (Families.Code code : Families.fixed()) {
        if (BigInteger.valueOf(code.size()).compareTo(n) >= 0
            && code.cosine().compareTo(Quadratic.of(cosine)) <= 0) {
          codes.add(written(code.dimension(), code.description(), code.vectors()));
        }
      }
      LatticeCodes.reaching(n, cosine)
          .ifPresent(
              code ->
                  codes.add(
                      new KnownCode(
                          code.dimension(),
                          "a code that exists by " + code.description(),
                          Optional.empty(),
                          Optional.of(code.certificate(effort.provenance())))));
      // Beyond the cross-polytope existence has nothing to add.
      NeededDimension.firstTrue(
              e -> e >= 2 && GilbertVarshamov.reaches(e, cosine, n), n.longValueExact())
          .ifPresent(
              d ->
                  codes.add(
                      new KnownCode(
                          d, "a code that exists by Gilbert-Varshamov", Optional.empty())));
    }
    return codes;
  }

  /** A code whose points are given, unless writing that many of them takes too long. */
  private KnownCode written(long d, String method, Supplier<PointSet> points) {
    BigInteger coordinates = query.pairs().multiply(BigInteger.valueOf(d));
    boolean small = coordinates.compareTo(BigInteger.valueOf(WRITTEN_COORDINATES)) <= 0;
    return new KnownCode(d, method, small ? Optional.of(points) : Optional.empty());
  }

  /** Writes a constellation out of the first N points of a code, and has it verified. */
  private Optional<Certificate> certify(Way way, PointSet points, String method) {
    int n = query.pairs().intValueExact();
    List<List<Quadratic>> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      rows.add(points.row(i));
    }
    PointSet first = PointSet.of(rows);
    if (way.extraDimensions() == 0) {
      Vectors vectors = Vectors.Inline.of(first);
      return accepted(java.util.Collections.nCopies(query.modalities(), vectors), method);
    }
    if (query.modalities() == 2 && first.commonNorm().isPresent()) {
      Constellation lifted = Lift.of(new SphericalCode(first), query.positive());
      List<Vectors> vectors = new ArrayList<>();
      lifted.modalities().forEach(modality -> vectors.add(Vectors.Inline.of(modality)));
      return accepted(vectors, method);
    }
    double[] code = new double[n * points.dimension()];
    for (int i = 0; i < n; i++) {
      System.arraycopy(
          first.approximateUnit(i), 0, code, i * points.dimension(), points.dimension());
    }
    return suffixed(code, points.dimension(), method);
  }

  /** The suffix construction in double precision, for codes with some room below alpha. */
  private Optional<Certificate> suffixed(double[] code, int codeDimension, String method) {
    int k = query.modalities();
    double cosine = Rounding.largestCosine(code, codeDimension);
    double alpha = query.cosine(k).doubleValue();
    double s = query.positive().doubleValue();
    // Raising s by e raises the other cosines by less than e, so half the room is left to each.
    double room = (1 + s * (k - 1)) / k * (alpha - cosine);
    double raised = Math.min(1, s + Math.max(0, room) / 2);
    double[] x = SimplexSuffix.of(code, codeDimension, k, raised);
    return accepted(Rounding.modalities(x, codeDimension + k - 1, k), method);
  }

  /** The certificate of the asked margin and bias, if the verifier accepts it. */
  private Optional<Certificate> accepted(List<Vectors> vectors, String method) {
    PointSet first = vectors.get(0).points();
    Certificate certificate =
        new ConstellationCertificate(
            first.dimension(),
            first.size(),
            vectors.size(),
            Quadratic.of(query.margin()),
            Quadratic.of(query.bias()),
            vectors,
            effort.by(method));
    try {
      // What counts is the written form.
      Certificate read =
          CertificateReader.parse(CertificateWriter.bytes(certificate), Path.of("."));
      return Checker.verify(read, effort.limits().threads()).accepted()
          ? Optional.of(certificate)
          : Optional.empty();
    } catch (BadInputException e) {
      return Optional.empty();
    }
  }

  /** Bisects between the ends with a short search at each dimension. */
  private End search(long lower, End known) {
    End best = known;
    if (query.pairs().compareTo(BigInteger.valueOf(SEARCHED_POINTS)) > 0
        || effort.limits().starts() == 0) {
      return best;
    }
    long failed = lower - 1;
    while (best.dimension().getAsLong() - failed > 1) {
      long middle = failed + (best.dimension().getAsLong() - failed) / 2;
      Optional<End> found = searchAt((int) middle);
      if (found.isPresent()) {
        best = found.get();
      } else {
        failed = middle;
      }
    }
    return best;
  }

  private Optional<End> searchAt(int d) {
    int n = query.pairs().intValueExact();
    int k = query.modalities();
    for (Way way : ways()) {
      int codeDimension = d - way.extraDimensions();
      double target = way.cosine().doubleValue();
      if (codeDimension < 2
          || (long) n * codeDimension > SEARCHED_COORDINATES
          || PointBounds.excluding(codeDimension, way.cosine(), query.pairs()).isPresent()) {
        continue;
      }
      SearchOutcome outcome = SphericalCodeSearch.run(codeDimension, n, target, effort.limits());
      if (outcome.value() <= target + 1e-15) {
        String method = way.name() + " of a code found by search";
        Optional<Certificate> certificate =
            way.extraDimensions() > 0
                ? suffixed(outcome.x(), codeDimension, method)
                : accepted(
                    java.util.Collections.nCopies(
                        k, Rounding.modalities(outcome.x(), codeDimension, 1).get(0)),
                    method);
        if (certificate.isPresent()) {
          return certified(d, method, certificate);
        }
      }
    }
    if (n * k <= SEARCHED_ITEMS) {
      double margin = query.margin().doubleValue();
      SearchOutcome outcome =
          ConstellationSearch.run(d, n, k, query.bias().doubleValue(), margin, effort.limits());
      String method = "a constellation found by search";
      Optional<Certificate> certificate = accepted(Rounding.modalities(outcome.x(), d, k), method);
      if (certificate.isPresent()) {
        return certified(d, method, certificate);
      }
    }
    return Optional.empty();
  }

  private static Optional<End> certified(int d, String method, Optional<Certificate> certificate) {
    return Optional.of(new End(OptionalLong.of(d), method, Tier.CERTIFIED, certificate));
  }
}

package constellations.solver.dimension;

import constellations.solver.bound.PointBounds;
import constellations.solver.bound.Programs;
import constellations.solver.code.ExistingCode;
import constellations.solver.code.find.CodeFinder;
import constellations.solver.format.UnitRows;
import constellations.solver.search.CodeSearch;
import constellations.solver.search.ConstellationSearch;
import constellations.solver.search.Rounding;
import constellations.solver.search.SearchLimits;
import constellations.solver.search.SearchOutcome;
import constellations.solver.search.SimplexSuffix;
import constellations.solver.theory.Lift;
import constellations.verify.Accepted;
import constellations.verify.CertificateReader;
import constellations.verify.CertificateWriter;
import constellations.verify.claim.Certificate;
import constellations.verify.claim.Claim;
import constellations.verify.claim.ConstellationClaim;
import constellations.verify.claim.Provenance;
import constellations.verify.composition.CompositionCertificate;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.PointSet;
import constellations.verify.exact.Quadratic;
import constellations.verify.points.Constellation;
import constellations.verify.points.ConstellationCertificate;
import constellations.verify.points.SphericalCode;
import constellations.verify.points.Vectors;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * The upper end of the needed dimension: constellations that exist, with a certificate for small N.
 */
public final class UpperEnd {
  /** Constellations of codes with at most this many coordinates are written out and verified. */
  private static final long WRITTEN_COORDINATES = 20_000;

  /** Larger problems are not searched: a short search would not find much, and takes long. */
  static final int SEARCHED = 200;

  private static final long SEARCHED_COORDINATES = 3_000;
  private static final int SEARCHED_ITEMS = 40;

  /** With less room vectors in double precision miss the margin, and deciding so takes long. */
  private static final double LEAST_ROOM = 4e-16;

  private final Query query;
  private final Effort effort;

  private UpperEnd(Query query, Effort effort) {
    this.query = query;
    this.effort = effort;
  }

  /**
   * How much is done for the ends.
   *
   * @param programs the programs for the lower end, or nothing to do without
   * @param limits of each search; the search for codes and constellations of small N
   * @param known codes that are known from elsewhere
   * @param provenance what certificates say of their origin, apart from the method
   */
  public record Effort(
      Optional<Programs> programs,
      SearchLimits limits,
      List<ExistingCode> known,
      Provenance provenance) {
    /** The same with another time limit for each search. */
    public Effort within(double seconds) {
      return new Effort(programs, limits.within(seconds), known, provenance);
    }

    /** The provenance of what a method gives. */
    public Provenance by(String method) {
      return new Provenance(
          method, limits.seed(), provenance.command(), provenance.toolVersion(), provenance.date());
    }
  }

  static End of(Query query, long lower, Effort effort) {
    return new UpperEnd(query, effort).find(lower);
  }

  /**
   * The upper end on a graph of modalities that needs more colours than it has modalities of which
   * every two are joined: a better one by a short search, or the known one.
   */
  static End searched(Query query, long lower, End known, Effort effort) {
    UpperEnd search = new UpperEnd(query, effort);
    return search.bisect(lower, known, d -> search.constellationAt(d));
  }

  /** What a short search finds in a dimension, if a certificate proves it. */
  static Optional<End> at(Query query, long dimension, Effort effort) {
    UpperEnd search = new UpperEnd(query, effort);
    boolean complete = query.synchronised().graph().isComplete();
    return complete ? search.searchAt((int) dimension) : search.constellationAt((int) dimension);
  }

  /** A code and a way from it to the constellation. */
  private record Candidate(Way way, ExistingCode code) {
    long dimension() {
      return code.dimension() + way.extraDimensions();
    }
  }

  /** Codes of enough points and the ways from them, in the order of dimension, explicit first. */
  private List<Candidate> candidates() {
    List<Candidate> candidates = new ArrayList<>();
    for (Way way : Way.of(query)) {
      Quadratic cosine = Quadratic.of(way.cosine());
      CodeFinder.reaching(query.pairs(), way.cosine())
          .forEach(code -> candidates.add(new Candidate(way, code)));
      effort.known().stream()
          .filter(code -> code.points().compareTo(query.pairs()) >= 0)
          .filter(code -> code.cosine().compareTo(cosine) <= 0)
          .min(Comparator.comparing(ExistingCode::dimension))
          .ifPresent(code -> candidates.add(new Candidate(way, code)));
    }
    candidates.sort(
        Comparator.comparing(Candidate::dimension)
            .thenComparing(candidate -> !candidate.code().isExplicit()));
    return candidates;
  }

  private End find(long lower) {
    List<Candidate> candidates = candidates();
    return candidates.isEmpty() ? End.unknown() : search(lower, known(candidates.get(0)));
  }

  /**
   * The explicit constellation of least dimension that is known, which may have more dimensions
   * than the upper end: more points may exist in fewer.
   *
   * @param answer whose upper end is taken where its certificate lists the vectors
   */
  public static Optional<ExplicitConstellation> explicit(NeededDimension answer, Effort effort) {
    Optional<Certificate> certificate = answer.upper().certificate().map(UpperEnd::ofColours);
    if (certificate.isPresent() && certificate.get() instanceof ConstellationCertificate listed) {
      return Optional.of(ExplicitConstellation.of(listed));
    }
    Query query = answer.query().with(answer.query().synchronised().ofColours());
    return new UpperEnd(query, effort)
        .candidates().stream()
            .filter(candidate -> candidate.code().isExplicit())
            .findFirst()
            .map(c -> ExplicitConstellation.of(query, c.way(), c.code()));
  }

  /** The part of a homomorphism, whose modalities are the colours. */
  private static Certificate ofColours(Certificate certificate) {
    return certificate instanceof CompositionCertificate composition
            && composition.rule() == CompositionCertificate.Rule.HOMOMORPHISM
        ? composition.parts().get(0).certificate()
        : certificate;
  }

  private End known(Candidate candidate) {
    ExistingCode code = candidate.code();
    String method = candidate.way().name() + " of " + code.description();
    Claim claim = new ConstellationClaim.Exists(candidate.dimension(), query.demand());
    Certificate composition =
        CertificateWriter.composition(
            claim,
            candidate.way().rule(),
            code.certificate(effort.provenance()),
            effort.by(method));
    Optional<Certificate> written =
        written(code).flatMap(points -> certify(candidate.way(), points, method));
    return new End(
        OptionalLong.of(candidate.dimension()), method, Optional.of(written.orElse(composition)));
  }

  /** The points of a code, unless writing the first N of them takes too long. */
  private Optional<PointSet> written(ExistingCode code) {
    BigInteger coordinates = query.pairs().multiply(BigInteger.valueOf(code.dimension()));
    return coordinates.compareTo(BigInteger.valueOf(WRITTEN_COORDINATES)) > 0
        ? Optional.empty()
        : code.listed().map(Supplier::get).filter(points -> points.dimension() == code.dimension());
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
    return suffixed(UnitRows.code(code, points.dimension()), method);
  }

  /** The suffix construction in double precision, for codes with some room below alpha. */
  private Optional<Certificate> suffixed(UnitRows code, String method) {
    int k = query.modalities();
    double cosine = Rounding.largestCosine(code);
    double alpha = query.cosine(k).doubleValue();
    double s = query.positive().doubleValue();
    // Raising s by e raises the other cosines by less than e, so half the room is left to each.
    double room = (1 + s * (k - 1)) / k * (alpha - cosine);
    if (room < LEAST_ROOM) {
      return Optional.empty();
    }
    double raised = Math.min(1, s + room / 2);
    return accepted(Rounding.modalities(SimplexSuffix.of(code, k, raised)), method);
  }

  /** The certificate of the asked margin and bias, if the verifier accepts it. */
  private Optional<Certificate> accepted(List<Vectors> vectors, String method) {
    PointSet first = vectors.get(0).points();
    Certificate certificate =
        new ConstellationCertificate(
            first.dimension(),
            first.size(),
            query.synchronised().graph(),
            Quadratic.of(query.margin()),
            Quadratic.of(query.bias()),
            vectors,
            effort.by(method));
    try {
      // What counts is the written form.
      Certificate read =
          CertificateReader.parse(CertificateWriter.bytes(certificate), Path.of("."));
      return Accepted.of(read, effort.limits().threads()).map(accepted -> certificate);
    } catch (BadInputException e) {
      return Optional.empty();
    }
  }

  /** Bisects between the ends with a short search at each dimension. */
  private End search(long lower, End known) {
    return bisect(lower, known, this::searchAt);
  }

  private End bisect(long lower, End known, IntFunction<Optional<End>> at) {
    End best = known;
    if (best.dimension().isEmpty()
        || query.pairs().compareTo(BigInteger.valueOf(SEARCHED)) > 0
        || effort.limits().starts() == 0) {
      return best;
    }
    long failed = lower - 1;
    while (best.dimension().getAsLong() - failed > 1) {
      long middle = failed + (best.dimension().getAsLong() - failed) / 2;
      Optional<End> found = at.apply((int) middle);
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
    for (Way way : Way.of(query)) {
      int codeDimension = d - way.extraDimensions();
      double target = way.cosine().doubleValue();
      if (codeDimension < 2
          || (long) n * codeDimension > SEARCHED_COORDINATES
          || PointBounds.excluding(codeDimension, way.cosine(), query.pairs()).isPresent()) {
        continue;
      }
      SearchOutcome outcome = CodeSearch.run(codeDimension, n, target, effort.limits());
      if (outcome.value() <= target + 1e-15) {
        String method = way.name() + " of a code found by search";
        Optional<Certificate> certificate =
            way.extraDimensions() > 0
                ? suffixed(outcome.x(), method)
                : accepted(
                    java.util.Collections.nCopies(k, Rounding.modalities(outcome.x()).get(0)),
                    method);
        if (certificate.isPresent()) {
          return certified(d, method, certificate);
        }
      }
    }
    return constellationAt(d);
  }

  private Optional<End> constellationAt(int d) {
    int n = query.pairs().intValueExact();
    if (n * query.modalities() > SEARCHED_ITEMS || d < 2) {
      return Optional.empty();
    }
    double margin = query.margin().doubleValue();
    SearchOutcome outcome =
        ConstellationSearch.run(
            d, n, query.synchronised(), query.bias().doubleValue(), margin, effort.limits());
    String method = "a constellation found by search";
    Optional<Certificate> certificate = accepted(Rounding.modalities(outcome.x()), method);
    return certificate.isPresent() ? certified(d, method, certificate) : Optional.empty();
  }

  private static Optional<End> certified(int d, String method, Optional<Certificate> certificate) {
    return Optional.of(new End(OptionalLong.of(d), method, certificate));
  }
}

package constellations.solver.dimension;

import constellations.solver.code.ExistingCode;
import constellations.verify.points.ConstellationCertificate;
import java.util.List;

/** The items of an explicit constellation in double precision, one by one. */
public interface ExplicitConstellation {
  /** In words. */
  String description();

  /** The dimension. */
  int dimension();

  /**
   * The vectors of an item.
   *
   * @param i the index, from 0 to N - 1
   * @return for each modality a unit vector of {@link #dimension} coordinates, within 1e-15
   */
  List<double[]> item(long i);

  /** The vectors that a certificate lists. */
  static ExplicitConstellation of(ConstellationCertificate certificate) {
    return new Listed(certificate);
  }

  /** The constellation that a code gives. */
  static ExplicitConstellation of(Query query, Way way, ExistingCode code) {
    return new FromCode(query, way, code);
  }

  /**
   * The vectors of a certificate.
   *
   * @param certificate whose evidence they are
   */
  record Listed(ConstellationCertificate certificate) implements ExplicitConstellation {
    @Override
    public String description() {
      return certificate.provenance().method();
    }

    @Override
    public int dimension() {
      return certificate.dimension();
    }

    @Override
    public List<double[]> item(long i) {
      return certificate.vectors().stream().map(v -> v.points().approximateUnit((int) i)).toList();
    }
  }
}

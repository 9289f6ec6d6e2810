package constellations.solver.sweep;

import constellations.verify.CertificateWriter;
import constellations.verify.claim.Certificate;
import constellations.verify.composition.CompositionCertificate;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * What was found in a cell, in a form that travels.
 *
 * @param files certificates and their parts by their names, as JSON
 * @param certificates the names of those that are no parts
 */
public record CellResult(LinkedHashMap<String, String> files, ArrayList<String> certificates)
    implements Serializable {
  static CellResult of(List<? extends Certificate> certificates) {
    CellResult result = new CellResult(new LinkedHashMap<>(), new ArrayList<>());
    for (Certificate certificate : certificates) {
      result.certificates.add(result.put(certificate));
    }
    return result;
  }

  private String put(Certificate certificate) {
    if (certificate instanceof CompositionCertificate composition) {
      composition.parts().forEach(part -> put(part.certificate()));
    }
    String name = CertificateWriter.part(certificate).file();
    files.put(name, new String(CertificateWriter.bytes(certificate), StandardCharsets.UTF_8));
    return name;
  }
}

package constellations.solver.results;

import constellations.solver.format.Stated;
import constellations.verify.claim.Certificate;
import constellations.verify.composition.CompositionCertificate;
import java.util.ArrayList;
import java.util.List;

/** All that is known of an entry, line by line. */
public final class EntryReport {
  private EntryReport() {}

  /** The claim, where it comes from, and what it is composed of. */
  public static List<String> lines(ResultIndex index, Entry entry) {
    List<String> lines = new ArrayList<>();
    lines.add(Stated.of(entry.text(), entry.tier()).line());
    lines.add("found by     " + entry.provenance().method());
    lines.add("command      " + entry.provenance().command());
    lines.add("budget       " + entry.budget());
    if (entry.provenance().seed() != null) {
      lines.add("seed         " + entry.provenance().seed());
    }
    lines.add("version      " + entry.provenance().toolVersion());
    lines.add("date         " + entry.provenance().date());
    lines.add("certificate  " + index.folder().resolve(entry.file()));
    lines.add("SHA-256      " + entry.sha256());
    chain(index.certificate(entry), "", lines);
    return lines;
  }

  private static void chain(Certificate certificate, String indent, List<String> lines) {
    if (certificate instanceof CompositionCertificate composition) {
      for (CompositionCertificate.Part part : composition.parts()) {
        String from = indent.isEmpty() ? "from (" + composition.rule() + ")  " : "  ";
        lines.add(indent + from + part.certificate().text() + "   " + part.file());
        chain(part.certificate(), indent + "             ", lines);
      }
    }
  }
}

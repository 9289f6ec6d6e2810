/**
 * The verifier: exact checks of certificates about spherical codes, constellations and bounds.
 * {@link constellations.verify.CertificateReader} reads, {@link constellations.verify.Verifier}
 * decides, {@link constellations.verify.CertificateWriter} writes.
 */
module constellations.verify {
  requires transitive com.fasterxml.jackson.databind;
  requires transitive org.apache.commons.numbers.fraction;

  exports constellations.verify;
  exports constellations.verify.exact;
  exports constellations.verify.claim;
  exports constellations.verify.points;
  exports constellations.verify.lp;
  exports constellations.verify.threepoint;
  exports constellations.verify.lattice;
  exports constellations.verify.words;
  exports constellations.verify.theorem;
  exports constellations.verify.composition;
  exports constellations.verify.frame;
  exports constellations.verify.dual;
  exports constellations.verify.pmi;
}

/**
 * The trusted kernel. {@link CertificateReader} reads, {@link Verifier} decides, {@link
 * CertificateWriter} writes; {@link Kinds} is the list of kinds. It trusts nothing that a solver
 * says, and no floating point enters a verdict unless its error is enclosed by a proof. May import
 * {@code claim}, {@code exact} and all kinds; of libraries Commons Numbers and Jackson alone.
 * Nothing below it imports it; the solver may.
 */
package constellations.verify;

/**
 * Exact numbers: rational, in a quadratic field, cosines, enclosures; sets of vectors and the
 * largest cosine of their pairs (T1 and T2 of docs/theory.md); the budget of work; the one
 * exception for bad input. May import no other package of this project. Everything may import it.
 */
package constellations.verify.exact;

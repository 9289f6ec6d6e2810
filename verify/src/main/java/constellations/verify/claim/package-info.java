/**
 * What all kinds have in common: claims and what implies what (T23), certificates, codecs,
 * checkers, verdicts, tiers, the strict reading of fields. It knows no kind. May import {@code
 * exact}. All kinds, the verifier and the solver may import it.
 */
package constellations.verify.claim;

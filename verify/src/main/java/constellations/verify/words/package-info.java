/**
 * The kind {@code binary-code}: a code exists, words of a binary code as vertices of a cube. Proved
 * are the number of words and a least distance (T17): by the BCH bound, by visiting all words of a
 * generated code, by ranks of differences of quadratic forms, by the parts of a concatenation; then
 * what a parity bit, shortening and puncturing do. Nothing is rounded. May import {@code exact} and
 * {@code claim}.
 */
package constellations.verify.words;

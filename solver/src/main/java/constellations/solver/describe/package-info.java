/**
 * What a code is: contacts, points that can move, symmetry, inner products, design strength, exact
 * cosine, and whether two codes are the same up to an isometry. All of it is numeric but the cosine
 * of the certificate. May import {@code numeric}, {@code format}, {@code recognise}, {@code bound},
 * {@code results}, {@code search.polish}. For {@code cli}.
 */
package constellations.solver.describe;

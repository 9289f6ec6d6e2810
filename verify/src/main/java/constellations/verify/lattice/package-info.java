/**
 * The kind {@code lattice-existence}: a code exists, by the Gram matrix of a lattice (T9). Its
 * least norm is proved by enumeration (T10). Some translate has enough points (T13) in two
 * hemispheres (T14), a shell (T15) or bands of latitudes (T16); or all vectors of one norm are the
 * code (T11), counted by enumeration or by theta series (T12). The cosine of translates is rounded
 * down where it has to be (T24). And {@code lifted-shell}: vectors of one norm, some of them lifted
 * into further dimensions (T43). May import {@code exact} and {@code claim}.
 */
package constellations.verify.lattice;

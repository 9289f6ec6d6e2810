/**
 * The kind {@code composition}: what follows by a rule from other certificates, each accepted by
 * its own kind. Lift (T18), aligned (T19) and projection (T20) lead between codes and
 * constellations; direct sums (T21) and layers (T22) join codes; weakening (T23) claims less. Of
 * queries and documents: induced matrices, different rows as codes (T37) and sums over subsets
 * (T38). All is decided exactly. Parts are reached through {@code Check}, so no kind is imported.
 * May import {@code exact} and {@code claim}.
 */
package constellations.verify.composition;

/**
 * The kind {@code margin-dual}: an upper bound on the margin of queries and documents in every
 * dimension, by weights of their pairs (T34). The weights are integers, the matrix inequality is
 * decided exactly (T33). May import {@code exact} and {@code claim}.
 */
package constellations.verify.dual;

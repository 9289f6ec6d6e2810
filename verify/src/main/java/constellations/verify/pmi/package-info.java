/**
 * The kinds {@code pmi-score} and {@code pmi-bound}: how near scores of point sets come to
 * pointwise mutual information (T41), in intervals, and how near those of single vectors do not
 * come (T42), by the rank of a matrix of intervals. May import {@code exact} and {@code claim}.
 */
package constellations.verify.pmi;

/**
 * The kind {@code lp-bound}: codes of cosine at most a in R^d have at most M points. The evidence
 * is a polynomial f by its Gegenbauer coefficients. Proved by Delsarte's argument, in two forms
 * (T4): f_0 &gt; 0, f_k &gt;= 0, f(1)/f_0 small enough, and f &lt;= 0 on [-1, a], which Bernstein
 * coefficients and Descartes' rule decide in integers (T5). An irrational a is rounded up (T24).
 * May import {@code exact} and {@code claim}.
 */
package constellations.verify.lp;

/**
 * Exact forms of configurations that are known in decimals: inner products that are numbers of one
 * quadratic field, and coordinates with these products. What is recognised is proved by the
 * certificate that is made of it. May import {@code format}, {@code numeric}. For {@code describe},
 * {@code cli}.
 */
package constellations.solver.recognise;

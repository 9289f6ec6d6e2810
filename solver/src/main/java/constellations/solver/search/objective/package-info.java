/**
 * What a search makes small: the largest inner product of a code, the terms of a constellation,
 * smooth stand-ins for them, symmetric configurations, and L-BFGS on spheres. May import {@code
 * numeric}, {@code group}. For {@code search.polish}, {@code search}, {@code lock}, {@code bench},
 * {@code retrieval}, {@code cli}.
 */
package constellations.solver.search.objective;

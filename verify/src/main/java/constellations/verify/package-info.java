/**
 * The trusted kernel: exact numbers, configurations, statements of the theory, certificates and
 * their checkers. It trusts nothing that a solver says and uses no floating point in a verdict that
 * is not enclosed by a proved error bound.
 */
package constellations.verify;

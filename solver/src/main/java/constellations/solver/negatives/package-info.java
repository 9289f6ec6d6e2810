/**
 * How many negatives are worth having (arXiv 2605.02116): experiments with sampled contrastive
 * losses whose exact values are known. Numeric. May import {@code loss}, {@code numeric}. For
 * {@code cli}.
 */
package constellations.solver.negatives;

/** The commands on contrastive losses, negatives and pointwise mutual information. */
package constellations.solver.cli.contrast;

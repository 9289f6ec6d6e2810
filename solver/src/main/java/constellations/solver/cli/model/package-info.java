/** The commands on embeddings of models and their training. */
package constellations.solver.cli.model;

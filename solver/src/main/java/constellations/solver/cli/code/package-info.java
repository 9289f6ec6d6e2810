/** The commands on codes and constellations: search, bounds, certificates. */
package constellations.solver.cli.code;

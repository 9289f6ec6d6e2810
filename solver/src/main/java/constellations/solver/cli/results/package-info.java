/** The commands on the database of results: tables, sweeps, pictures, pages. */
package constellations.solver.cli.results;

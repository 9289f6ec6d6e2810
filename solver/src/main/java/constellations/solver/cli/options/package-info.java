/** What all commands share: options, streams, exit codes, the version. */
package constellations.solver.cli.options;

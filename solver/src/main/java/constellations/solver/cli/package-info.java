/**
 * The command line: a class for each command, which reads its options, calls one front door of a
 * package below and prints. Errors are one line, perhaps two; exit codes are those of {@link Main}.
 * May import every package of the solver; none imports it.
 */
package constellations.solver.cli;

/**
 * The command line: a class for each command, which reads its options, calls one front door of a
 * package below and prints. Errors are one line, perhaps two; exit codes are those of {@link
 * constellations.solver.cli.options.ExitCode}. The commands are in packages below this one, by what
 * they are about; they may import every package of the solver, and none imports them.
 */
package constellations.solver.cli;

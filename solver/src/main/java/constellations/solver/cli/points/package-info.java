/** Commands about files of points. */
package constellations.solver.cli.points;

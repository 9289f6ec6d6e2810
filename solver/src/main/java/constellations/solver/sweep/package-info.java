/** Grids of instances, computed cell by cell, on one machine or many. */
package constellations.solver.sweep;

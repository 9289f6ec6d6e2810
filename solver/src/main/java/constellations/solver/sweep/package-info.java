/** Grids of instances, computed cell by cell, on one machine or many. */
package constellations.solver.sweep;

/** Grids of instances, computed cell by cell, on one machine or many. */

/** Grids of instances, computed cell by cell, on one machine or many. */

/** Grids of instances, computed cell by cell, on one machine or many. */

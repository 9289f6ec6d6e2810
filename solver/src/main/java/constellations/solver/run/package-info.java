/** Independent tasks on the threads of one machine or on many machines. */
package constellations.solver.run;

/** Independent tasks on the threads of one machine or on many machines. */

/** Independent tasks on the threads of one machine or on many machines. */

/** Independent tasks on the threads of one machine or on many machines. */

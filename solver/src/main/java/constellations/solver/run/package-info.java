/** Independent tasks on the threads of one machine or on many machines. */
package constellations.solver.run;

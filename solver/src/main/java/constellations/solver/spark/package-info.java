/** Tasks on an Apache Spark cluster. */
package constellations.solver.spark;

/** Tasks on an Apache Spark cluster. */
package constellations.solver.spark;

/** Tasks on an Apache Spark cluster. */

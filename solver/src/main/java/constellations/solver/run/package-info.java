/**
 * Where work runs and how it ends: independent tasks on threads or on a Spark cluster, and the flag
 * that Ctrl-C raises. What a task returns does not depend on where it runs. Spark is imported here
 * alone. May import no package of the solver. For {@code deployment}, {@code search}, {@code
 * bound}, {@code dimension}, {@code analyse}, {@code train}, {@code lock}, {@code select}, {@code
 * sweep}, {@code report}, {@code bench}, {@code cli}.
 */
package constellations.solver.run;

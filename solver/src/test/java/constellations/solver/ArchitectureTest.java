package constellations.solver;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The directions between packages; a new arrow fails here. */
@AnalyzeClasses(packages = "constellations", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule ONE_WAY_THROUGH =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("cli")
          .definedBy("constellations.solver.cli..")
          .layer("report")
          .definedBy("constellations.solver.report..")
          .layer("table")
          .definedBy("constellations.solver.table..")
          .layer("sweep")
          .definedBy("constellations.solver.sweep..")
          .layer("spark")
          .definedBy("constellations.solver.spark..")
          .layer("parallel")
          .definedBy("constellations.solver.parallel..")
          .layer("dimension")
          .definedBy("constellations.solver.dimension..")
          .layer("bound")
          .definedBy("constellations.solver.bound..")
          .layer("construct")
          .definedBy("constellations.solver.construct..")
          .layer("optimize")
          .definedBy("constellations.solver.optimize..")
          .layer("search")
          .definedBy("constellations.solver.search..")
          .layer("group")
          .definedBy("constellations.solver.group..")
          .layer("embedding")
          .definedBy("constellations.solver.embedding..")
          .layer("loss")
          .definedBy("constellations.solver.loss..")
          .layer("verify")
          .definedBy("constellations.verify..")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("report")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("sweep")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("spark")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("table")
          .mayOnlyBeAccessedByLayers("cli", "report", "sweep")
          .whereLayer("dimension")
          .mayOnlyBeAccessedByLayers("cli", "report", "table", "sweep")
          .whereLayer("search")
          .mayOnlyBeAccessedByLayers("cli", "report", "table", "dimension", "embedding")
          .whereLayer("parallel")
          .mayNotAccessAnyLayer()
          .whereLayer("group")
          .mayOnlyBeAccessedByLayers("cli", "optimize", "search")
          .whereLayer("verify")
          .mayNotAccessAnyLayer();

  @ArchTest
  static final ArchRule THE_VERIFIER_STANDS_ALONE =
      noClasses()
          .that()
          .resideInAPackage("constellations.verify..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "constellations.solver..",
              "com.google.ortools..",
              "org.hipparchus..",
              "org.bytedeco..",
              "com.sun.jna..");

  @ArchTest
  static final ArchRule EXACT_KNOWS_NO_CONFIGURATION =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("check")
          .definedBy("constellations.verify.check..")
          .layer("certificate")
          .definedBy("constellations.verify.certificate..")
          .layer("theory")
          .definedBy("constellations.verify.theory..")
          .layer("configuration")
          .definedBy("constellations.verify.configuration..")
          .layer("exact")
          .definedBy("constellations.verify.exact..")
          .whereLayer("check")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("certificate")
          .mayOnlyBeAccessedByLayers("check")
          .whereLayer("theory")
          .mayOnlyBeAccessedByLayers("check")
          .whereLayer("configuration")
          .mayOnlyBeAccessedByLayers("check", "certificate", "theory")
          .whereLayer("exact")
          .mayNotAccessAnyLayer();
}

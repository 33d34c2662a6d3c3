package dev.securescore;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dependencies point along the flow of data, from objects to reports. */
class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.securescore");

  /** The flow: a package may use what stands before it, never what comes after. */
  private static final List<String> FLOW =
      List.of(
          "json",
          "manifest",
          "api",
          "cel",
          "scoring",
          "inventory",
          "schema",
          "related",
          "catalog",
          "exemption",
          "evaluation",
          "enforcement",
          "engine",
          "report",
          "output",
          "fix",
          "lint",
          "metrics",
          "operator",
          "cli");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "json",
        "api",
        "cel",
        "scoring",
        "inventory",
        "schema",
        "related",
        "catalog",
        "exemption",
        "evaluation",
        "enforcement",
        "engine",
        "report",
        "manifest",
        "output",
        "fix",
        "lint",
        "metrics",
        "operator"
      })
  void packageUsesNothingThatComesAfterIt(String name) {
    String[] later =
        FLOW.stream()
            .skip(FLOW.indexOf(name) + 1L)
            .map(each -> "dev.securescore." + each + "..")
            .toArray(String[]::new);

    noClasses()
        .that()
        .resideInAPackage("dev.securescore." + name + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(later)
        .check(CLASSES);
  }

  @Test
  void everyPackageIsPartOfTheFlow() {
    assertThat(
            CLASSES.stream()
                .map(JavaClass::getPackageName)
                .map(name -> name.substring("dev.securescore.".length()).replaceAll("\\..*", ""))
                .collect(Collectors.toSet()))
        .isSubsetOf(FLOW);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.securescore.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void scoringNeedsNothingButTheJdk() {
    classes()
        .that()
        .resideInAPackage("dev.securescore.scoring..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage("java..", "org.jspecify..", "dev.securescore.scoring.."))
        .check(CLASSES);
  }

  @Test
  void judgingKnowsNoKubernetesClient() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.securescore.json..",
            "dev.securescore.cel..",
            "dev.securescore.inventory..",
            "dev.securescore.schema..",
            "dev.securescore.related..",
            "dev.securescore.evaluation..",
            "dev.securescore.engine..",
            "dev.securescore.manifest..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.fabric8..", "io.javaoperatorsdk..")
        .check(CLASSES);
  }

  @Test
  void onlyTheOperatorKnowsJosdk() {
    noClasses()
        .that(not(resideInAPackage("dev.securescore.operator..")))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.javaoperatorsdk..")
        .check(CLASSES);
  }

  @Test
  void onlyTheCommandLinePrints() {
    noClasses()
        .that(not(resideInAPackage("dev.securescore.cli..")))
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(CLASSES);
  }

  @Test
  void everyPackageIsNullMarked() throws IOException {
    Path root = Path.of(System.getProperty("secure-score.root", "."), "src/main/java");
    try (Stream<Path> files = Files.walk(root)) {
      List<Path> packages =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .map(Path::getParent)
              .distinct()
              .toList();
      assertThat(packages)
          .allSatisfy(folder ->
              assertThat(folder.resolve("package-info.java"))
                  .content()
                  .contains("@" + NullMarked.class.getSimpleName()));
    }
  }
}

package dev.securescore.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.catalog.TypeCheck;
import dev.securescore.catalog.TypeChecker;
import dev.securescore.cel.CelLanguage;
import dev.securescore.inventory.WorkloadKinds;
import dev.securescore.schema.BuiltInSchemas;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What we ship fits the schemas that we ship. */
class LibraryTypesTest {

  private static final TypeChecker CHECKER =
      new TypeChecker(CelLanguage.kubernetes(), BuiltInSchemas.read());

  static List<Path> files() {
    return Library.files();
  }

  @ParameterizedTest
  @MethodSource("files")
  void recommendationFitsTheSchemas(Path file) {
    TypeCheck check = CHECKER.check(Library.read(file).getSpec(), WorkloadKinds.builtIn());

    assertThat(check.problems()).isEmpty();
  }
}

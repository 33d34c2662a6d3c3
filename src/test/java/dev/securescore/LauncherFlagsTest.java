package dev.securescore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class LauncherFlagsTest {

  private static final String ENDS_THE_PROGRAM = "-XX:+ExitOnOutOfMemoryError";

  @Test
  void operatorFromACheckoutHasTheFlagsOfTheImage() throws IOException {
    String launcher = Files.readString(Project.root().resolve("secure-score"));

    assertThat(ImageFlags.withoutHeap())
        .hasSizeGreaterThan(5)
        .filteredOn(flag -> !flag.equals(ENDS_THE_PROGRAM)) // people see an error instead
        .allSatisfy(flag -> assertThat(launcher).contains(flag));
  }
}

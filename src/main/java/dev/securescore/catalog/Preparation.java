package dev.securescore.catalog;

import dev.securescore.api.SecureScorePolicySpec;
import dev.securescore.cel.CelLanguage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;

/**
 * A step of the build: parses and compiles the library, so that no start of the program has to.
 *
 * <p>Whoever reads the result compares it with what it was made from; a program without it, or with
 * an old one, judges the same and starts more slowly.
 */
final class Preparation {

  private static final String LIBRARY = "recommendations";

  private Preparation() {}

  /** Puts the folder {@code prepared} beside the library in a folder of classes. */
  static void main(String[] arguments) throws IOException {
    Path classes = Path.of(arguments[0]);
    Path prepared = Files.createDirectories(classes.resolve("prepared"));
    Files.write(prepared.resolve("expressions"), expressions());
    Files.write(prepared.resolve(LIBRARY), PreparedDocuments.pack(classes.resolve(LIBRARY)));
  }

  /** The expressions of the library as a policy that says nothing has them. */
  static byte[] expressions() {
    CelLanguage language = CelLanguage.recording();
    new CatalogCompiler(language)
        .compile(
            Library.builtIn().recommendations(),
            SecureScorePolicySpec.DEFAULT,
            Set.of(),
            Instant.EPOCH);
    return language.recorded();
  }
}

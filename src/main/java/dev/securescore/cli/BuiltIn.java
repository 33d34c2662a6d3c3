package dev.securescore.cli;

import dev.securescore.catalog.Library;
import dev.securescore.cel.CelLanguage;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * What manifests are judged by where nobody chose otherwise.
 *
 * @param library gives the recommendations of the program
 * @param language gives the language that they are written in
 */
record BuiltIn(Supplier<Library> library, Supplier<CelLanguage> language) {

  /** Made when it is asked for. */
  static BuiltIn onDemand() {
    return new BuiltIn(Library::builtIn, CelLanguage::kubernetes);
  }

  /** Begins to make it at once, on other threads: reading the command line takes as long. */
  static BuiltIn atOnce() {
    CompletableFuture<Library> library = CompletableFuture.supplyAsync(Library::builtIn);
    CompletableFuture<CelLanguage> language =
        CompletableFuture.supplyAsync(() -> CelLanguage.kubernetes().readyToEvaluate());
    return new BuiltIn(library::join, language::join);
  }
}

package dev.securescore.bench;

import dev.securescore.Project;
import dev.securescore.inventory.PodTemplate;
import dev.securescore.inventory.WorkloadKinds;
import dev.securescore.json.JsonMap;
import dev.securescore.manifest.Manifest;
import dev.securescore.manifest.ManifestReader;
import dev.securescore.manifest.ReaderLimits;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The workloads of the corpus, in the order of its files. */
final class Corpus {

  private static final List<String> APPLICATIONS =
      List.of("microservices-demo", "kube-prometheus", "kubernetes-goat");

  private final Path folder;

  private Corpus(Path folder) {
    this.folder = folder;
  }

  /** The corpus that {@code -Dsecure-score.corpus} names, by default beside the project. */
  static Corpus find() {
    Path folder =
        Optional.ofNullable(System.getProperty("secure-score.corpus"))
            .map(Path::of)
            .orElseGet(() -> Project.root().resolve("../shared/corpus").normalize());
    if (!Files.isDirectory(folder)) {
      throw new IllegalStateException(
          "no corpus in " + folder + ": name its folder by SECURE_SCORE_CORPUS");
    }
    return new Corpus(folder);
  }

  /** Workloads of real applications. */
  List<JsonMap> applications() {
    return workloads(APPLICATIONS.stream().map(folder::resolve).toList());
  }

  /** Those, and the many small pods that are fixtures of the Pod Security Standards. */
  List<JsonMap> everything() {
    return workloads(List.of(folder));
  }

  private static List<JsonMap> workloads(List<Path> folders) {
    ManifestReader reader =
        new ManifestReader(ReaderLimits.defaults(), InputStream.nullInputStream());
    return reader.read(folders.stream().map(Path::toString).toList()).manifests().stream()
        .map(Manifest::object)
        .filter(object -> PodTemplate.of(object, WorkloadKinds.builtIn()).isPresent())
        .toList();
  }
}

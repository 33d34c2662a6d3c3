package dev.securescore.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Real manifests, read whole. */
class CorpusTest {

  private static final Path CORPUS = Path.of(System.getProperty("secure-score.corpus", "missing"));

  @Test
  void everyDocumentOfTheCorpusIsRead() throws Exception {
    assumeThat(CORPUS).isDirectory();
    List<String> folders =
        Stream.of("kube-prometheus", "kubernetes-goat", "microservices-demo", "pod-security")
            .map(name -> CORPUS.resolve(name).toString())
            .toList();

    Manifests read =
        new ManifestReader(ReaderLimits.defaults(), InputStream.nullInputStream(), List.of())
            .read(folders);

    assertThat(read.problems()).isEmpty();
    assertThat(read.notices()).isEmpty();
    assertThat(read.manifests()).hasSizeGreaterThan(500);
    assertThat(read.manifests())
        .allSatisfy(manifest ->
            assertThat(Files.readAllLines(Path.of(manifest.source().file())))
                .element(manifest.source().lineOf("kind") - 1)
                .asString()
                .contains("kind"));
    System.out.println("manifests read from the corpus: " + read.manifests().size());
  }
}

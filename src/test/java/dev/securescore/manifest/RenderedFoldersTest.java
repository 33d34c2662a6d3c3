package dev.securescore.manifest;

import static dev.securescore.manifest.DocumentsTest.names;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Charts and kustomizations, with small scripts as the tools. */
class RenderedFoldersTest {

  private static final String POD = "apiVersion: v1\nkind: Pod\nmetadata: {name: %s}\n";

  @TempDir Path temporary;
  private Path folder;
  private Path tools;

  @BeforeEach
  void realPath() throws IOException {
    folder = Files.createDirectory(temporary.toRealPath().resolve("scanned"));
    tools = Files.createDirectory(temporary.toRealPath().resolve("tools"));
  }

  @Test
  void foldersAreSkippedWithANoticeWhereNoToolIsInstalled() throws IOException {
    chart("chart");
    kustomization("overlay", "resources: [pod.yaml]");
    write("overlay/pod.yaml", POD.formatted("resource"));
    write("plain.yaml", POD.formatted("plain"));

    Manifests read = read(folder);

    assertThat(names(read)).containsExactly("plain");
    assertThat(read.problems()).isEmpty();
    assertThat(read.notices())
        .extracting(Notice::toString)
        .satisfiesExactly(
            chart -> assertThat(chart).contains("/chart: a Helm chart, skipped", "helm template"),
            overlay ->
                assertThat(overlay).contains("/overlay: a kustomization, skipped", "kubectl"));
  }

  @Test
  void aChartIsRenderedAndItsTemplatesNamedAsFiles() throws IOException {
    chart("chart");
    tool("helm", "echo '---'; echo '# Source: shop/templates/a.yaml'; cat \"$2/pod.txt\"");
    write("chart/pod.txt", POD.formatted("rendered"));

    Manifests read = read(folder);

    assertThat(read.problems()).isEmpty();
    assertThat(names(read)).containsExactly("rendered");
    assertThat(read.manifests().getFirst().source())
        .hasToString(folder.resolve("chart/templates/a.yaml") + ":3");
    assertThat(read(folder.resolve("chart/Chart.yaml")).manifests()).hasSize(1);
  }

  @Test
  void aKustomizationIsRenderedAndWhatItTakesInIsNotReadAgain() throws IOException {
    kustomization(
        "base", "resources: [one.yaml, ../shared]\npatches: [{path: patches/patch.yaml}]");
    kustomization("shared", "resources: []");
    write("base/one.yaml", POD.formatted("raw"));
    write("base/patches/patch.yaml", POD.formatted("patch"));
    write("base/unused.yaml", POD.formatted("unused"));
    kustomization(
        "overlays/a", "resources: [../../base]\nconfigMapGenerator: [{files: [k=c.yaml]}]");
    write("overlays/a/c.yaml", POD.formatted("generated"));
    kustomization("overlays/b", "resources:\n- ../../base");
    kustomization("component", "kind: Component");
    tool("kubectl", "printf 'apiVersion: v1\\nkind: Pod\\nmetadata: {name: %s}\\n' \"$2\"");

    Manifests read = read(folder);

    assertThat(read.problems()).isEmpty();
    assertThat(names(read))
        .containsExactly("unused", folder + "/overlays/a", folder + "/overlays/b");
    assertThat(read.notices())
        .extracting(Notice::message)
        .containsExactly("a kustomize component, passed over: scan the kustomizations that use it");
    assertThat(names(read(folder.resolve("base")))).containsExactly(folder + "/base", "unused");
  }

  @Test
  void filesNamedBesideTheirFolderAreNotReadAgain() throws IOException {
    chart("chart");
    kustomization("overlay", "resources: [pod.yaml]");
    write("overlay/pod.yaml", POD.formatted("resource"));
    tool("helm", "echo 'apiVersion: v1'; echo 'kind: Chart'");
    tool("kustomize", "echo 'apiVersion: v1'; echo 'kind: Overlay'");

    Manifests read =
        new ManifestReader(ReaderLimits.defaults(), InputStream.nullInputStream(), List.of(tools))
            .read(
                List.of(
                    folder + "/chart/templates/a.yaml",
                    folder + "/chart/values.yaml",
                    folder + "/chart/Chart.yaml",
                    folder + "/overlay/kustomization.yaml",
                    folder + "/overlay/pod.yaml"));

    assertThat(read.problems()).isEmpty();
    assertThat(read.notices()).isEmpty();
    assertThat(read.manifests())
        .extracting(manifest -> manifest.object().string("kind"))
        .containsExactly("Chart", "Overlay");
  }

  @Test
  void nothingHidesBehindAKustomization() throws IOException {
    kustomization("circle/a", "resources: [../b, .]");
    kustomization("circle/b", "resources: [../a]");
    kustomization("self", "resources: [.]");
    kustomization(
        "thief", "resources: [../plain.yaml]\ncommonAnnotations: {hide: own.yaml, too: ../self}");
    write("plain.yaml", POD.formatted("plain"));
    write("thief/own.yaml", POD.formatted("own"));
    tool("kubectl", "printf 'apiVersion: v1\\nkind: Pod\\nmetadata: {name: %s}\\n' \"$2\"");

    assertThat(names(read(folder)))
        .containsExactly(folder + "/circle/a", "plain", folder + "/self", folder + "/thief", "own");
  }

  @Test
  void whatTheToolSaysIsTheProblem() throws IOException {
    chart("chart");
    tool("helm", "echo 'Error: a template' >&2; echo '  is broken' >&2; exit 1");

    assertThat(read(folder).problems())
        .containsExactly(
            new Problem(
                folder + "/chart", 0, "not rendered: helm says: Error: a template is broken"));
  }

  @Test
  void aToolThatHangsIsEnded() throws IOException {
    chart("chart");
    tool("helm", "sleep 30");

    assertThat(read(folder, limits(16 << 20, Duration.ofMillis(300))).problems())
        .singleElement()
        .asString()
        .contains("not rendered: helm took longer than");
  }

  @Test
  void aToolThatNeverStopsWritingIsEnded() throws IOException {
    kustomization("overlay", "resources: []");
    tool("kustomize", "while :; do echo 'some: thing'; done");

    assertThat(read(folder, limits(10_000, Duration.ofSeconds(60))).problems())
        .singleElement()
        .asString()
        .contains("not rendered: kustomize writes more than 10000 bytes");
  }

  @Test
  void aLibraryChartRendersNothing() throws IOException {
    write("chart/Chart.yaml", "name: shop\ntype: library\n");
    tool("helm", "exit 1");

    Manifests read = read(folder);

    assertThat(read.problems()).isEmpty();
    assertThat(read.notices()).hasSize(1);
  }

  private void chart(String name) throws IOException {
    write(name + "/Chart.yaml", "apiVersion: v2\nname: shop\n");
    write(name + "/templates/a.yaml", "{{ raw }}");
    write(name + "/values.yaml", "a: 1");
  }

  private void kustomization(String name, String text) throws IOException {
    write(name + "/kustomization.yaml", text);
  }

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private void tool(String name, String script) throws IOException {
    Path tool = Files.writeString(tools.resolve(name), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwx------"));
  }

  private Manifests read(Path path) {
    return read(path, ReaderLimits.defaults());
  }

  private Manifests read(Path path, ReaderLimits limits) {
    return new ManifestReader(limits, InputStream.nullInputStream(), List.of(tools))
        .read(List.of(path.toString()));
  }

  private static ReaderLimits limits(int fileBytes, Duration renderTime) {
    return new ReaderLimits(fileBytes, 100, 1000, 100, 10, renderTime);
  }
}

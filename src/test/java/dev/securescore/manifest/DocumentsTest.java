package dev.securescore.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What comes out of one stream of documents. */
class DocumentsTest {

  private static final String TWO =
      """
      apiVersion: v1
      kind: Pod
      metadata:
        name: first
      spec:
        containers:
        - name: one
          image: nginx
        - name: two
          securityContext:
            privileged: true
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: second}
      """;

  @Test
  void everyDocumentOfAStreamIsRead() {
    Manifests read = read(TWO);

    assertThat(read.problems()).isEmpty();
    assertThat(names(read)).containsExactly("first", "second");
    assertThat(read.manifests().get(0).source()).hasToString("stdin:1");
    assertThat(read.manifests().get(1).source()).hasToString("stdin:13");
    assertThat(read.manifests().get(1).source().document()).isEqualTo(2);
  }

  @Test
  void everyFieldKnowsItsLine() {
    Source source = read(TWO).manifests().getFirst().source();

    assertThat(source.lineOf()).isEqualTo(1);
    assertThat(source.lineOf("spec", "containers")).isEqualTo(6);
    assertThat(source.lineOf("spec", "containers", 1)).isEqualTo(9);
    assertThat(source.lineOf("spec", "containers", 1, "securityContext", "privileged"))
        .isEqualTo(11);
  }

  @Test
  void aMissingFieldHasTheLineOfWhatIsAboveIt() {
    Source source = read(TWO).manifests().getFirst().source();

    assertThat(source.lineOf("spec", "containers", 0, "securityContext")).isEqualTo(7);
    assertThat(source.lineOf("spec", "containers", 9)).isEqualTo(6);
    assertThat(source.lineOf("spec", "hostPID", "x")).isEqualTo(5);
  }

  @Test
  void oneBadDocumentCostsNoOther() {
    Manifests read =
        read(
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: first}
            ---
            apiVersion: v1
            kind: Pod
            metadata: [
            --- # and on
            apiVersion: v1
            kind: Pod
            metadata: {name: third}
            """);

    assertThat(names(read)).containsExactly("first", "third");
    assertThat(read.problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.file()).isEqualTo("stdin");
          assertThat(problem.line()).isBetween(7, 8);
          assertThat(problem.message()).startsWith("not valid YAML or JSON: ");
        });
  }

  @Test
  void aMarkerInsideOfABlockScalarEndsTheDocumentOnlyAtTheMargin() {
    Manifests read =
        read(
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: first}
            data:
              a: |
                ---
                text
                ...
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: second}
            ---not-a-marker: true
            """);

    assertThat(read.problems()).isEmpty();
    assertThat(read.manifests().getFirst().object().object("data").string("a"))
        .isEqualTo("---\ntext\n...\n");
    assertThat(names(read)).containsExactly("first", "second");
  }

  @Test
  void emptyDocumentsAreNothing() {
    Manifests read = read("---\n---\n# only a comment\n---\n\nnull\n---\n~\n...\n\n---\n");

    assertThat(read).isEqualTo(new Manifests(List.of(), List.of(), List.of()));
    assertThat(read("")).isEqualTo(read);
  }

  @Test
  void directivesAndEndMarkersAreTaken() {
    Manifests read =
        read(
            """
            %YAML 1.1
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: first}
            ...
            # between
            %YAML 1.2
            --- {apiVersion: v1, kind: Pod, metadata: {name: second}}
            """);

    assertThat(read.problems()).isEmpty();
    assertThat(names(read)).containsExactly("first", "second");
    assertThat(read.manifests().getLast().source().line()).isEqualTo(9);
  }

  @Test
  void jsonIsReadWithTabsAndOneObjectAfterTheOther() {
    Manifests read =
        read(
            """
            {
            \t"apiVersion":"v1", "kind":\t"Pod", "metadata": {"name": "a}{\\"b"}
            }
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"second \\ud83d\\ude00"}}
            """);

    assertThat(read.problems()).isEmpty();
    assertThat(names(read)).containsExactly("a}{\"b", "second 😀");
    assertThat(read.manifests().getLast().source().line()).isEqualTo(4);
  }

  @Test
  void itemsOfAListAreManifestsWithTheirOwnLines() {
    Manifests read =
        read(
            """
            apiVersion: v1
            kind: List
            items:
            - apiVersion: v1
              kind: Pod
              metadata: {name: first}
            - apiVersion: v1
              kind: PodList
              items:
              - metadata: {name: second}
                spec: {hostPID: true}
            - null
            - kind: Pod
            - apiVersion: v1
              kind: Pod
              metadata: {name: last}
            """);

    assertThat(names(read)).containsExactly("first", "second", "last");
    Manifest second = read.manifests().get(1);
    assertThat(second.object().string("kind")).isEqualTo("Pod");
    assertThat(second.object().string("apiVersion")).isEqualTo("v1");
    assertThat(second.source().line()).isEqualTo(10);
    assertThat(second.source().lineOf("spec", "hostPID")).isEqualTo(11);
    assertThat(read.manifests().stream().map(each -> each.source().origin()))
        .containsExactly("stdin#1", "stdin#2", "stdin#3");
    assertThat(read.problems())
        .containsExactly(
            new Problem("stdin", 13, "no apiVersion, so this item is no Kubernetes object"));
  }

  @Test
  void aKindThatMerelyEndsInListIsAnObject() {
    Manifests read = read("{apiVersion: x.io/v1, kind: AllowList, metadata: {name: a}}");

    assertThat(names(read)).containsExactly("a");
  }

  @Test
  void theCommentOfHelmNamesTheFileFromThereOn() {
    Manifests read =
        read(
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: first}
            ---
            # Source: shop/templates/cart.yaml
            apiVersion: v1
            kind: Pod
            metadata: {name: second}
            ---
            # Source: shop/templates/web.yaml
            apiVersion: v1
            kind: Pod
            metadata: {name: third}
            # Source: not/a/header.yaml
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: fourth}
            """);

    assertThat(read.manifests().stream().map(each -> each.source().toString()))
        .containsExactly(
            "stdin:1",
            "shop/templates/cart.yaml:6",
            "shop/templates/web.yaml:11",
            "shop/templates/web.yaml:16");
  }

  @Test
  void rawTemplatesAreOneLineOfAdvice() {
    Manifests read =
        read(
            """
            {{- if .Values.on }}
            apiVersion: v1
            kind: Pod
            metadata:
              name: {{ .Values.name }}
            {{- end }}
            ---
            apiVersion: v1
            kind: Pod
            metadata:
              name: {{ .Release.Name }}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: "{{ quoted is text }}"}
            """);

    assertThat(names(read)).containsExactly("{{ quoted is text }}");
    assertThat(read.problems()).isEmpty();
    assertThat(read.notices())
        .singleElement()
        .extracting(Notice::message)
        .asString()
        .contains("raw template", "helm template");
  }

  @Test
  void bracesInACommentExcuseNothing() {
    Manifests read = read("# {{ no template }}\nkind: [\n");

    assertThat(read.notices()).isEmpty();
    assertThat(read.problems()).hasSize(1);
  }

  @Test
  void whatSomebodyNamedMustBeKubernetesObjects() {
    Manifests read = read("a: 1\n---\n- b\n---\nkind: Pod\n---\napiVersion: 1\nkind: Pod\n");

    assertThat(read.manifests()).isEmpty();
    assertThat(read.problems())
        .containsExactly(
            new Problem("stdin", 1, "no apiVersion and kind, so this is no Kubernetes object"),
            new Problem("stdin", 3, "not an object with fields, so this is no Kubernetes object"),
            new Problem("stdin", 5, "no apiVersion, so this is no Kubernetes object"),
            new Problem("stdin", 7, "no apiVersion, so this is no Kubernetes object"));
  }

  @Test
  void everyUsualEncodingIsRead() {
    String pod =
        "apiVersion: v1\r\nkind: Pod\r\nmetadata: {name: ü€😀}\r\nspec: {hostPID: true}\r\n";
    for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE)) {
      for (String mark :
          List.of("\uFEFF", charset.equals(StandardCharsets.UTF_8) ? "" : "\uFEFF")) {
        Manifests read = read((mark + pod).getBytes(charset));

        assertThat(read.problems()).isEmpty();
        assertThat(names(read)).containsExactly("ü€😀");
        assertThat(read.manifests().getFirst().source().lineOf("spec", "hostPID")).isEqualTo(4);
      }
    }
  }

  @Test
  void nullEntriesAreDroppedWithTheirLines() {
    Manifests read =
        read("apiVersion: v1\nkind: Pod\nspec:\n  a: null\n  list:\n  - null\n  - {b: 1}\n");

    Manifest pod = read.manifests().getFirst();
    assertThat(pod.object().object("spec").containsKey("a")).isFalse();
    assertThat(pod.object().object("spec").list("list")).hasSize(1);
    assertThat(pod.source().lineOf("spec", "list", 0)).isEqualTo(7);
  }

  static List<String> names(Manifests read) {
    return read.manifests().stream()
        .map(manifest -> manifest.object().object("metadata").string("name"))
        .toList();
  }

  static Manifests read(String text) {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  static Manifests read(byte[] bytes) {
    return new ManifestReader(ReaderLimits.defaults(), new ByteArrayInputStream(bytes))
        .read(List.of("-"));
  }
}

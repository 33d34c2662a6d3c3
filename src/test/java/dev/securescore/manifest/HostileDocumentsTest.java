package dev.securescore.manifest;

import static dev.securescore.manifest.DocumentsTest.names;
import static dev.securescore.manifest.DocumentsTest.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.json.JsonMap;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What untrusted text must not do. */
class HostileDocumentsTest {

  private static final String HEAD = "apiVersion: v1\nkind: Pod\n";

  @ParameterizedTest
  @ValueSource(
      strings = {"!!javax.script.ScriptEngineManager [a]", "!foo b", "!!binary aGk=", "!!set {a}"})
  void tagsAreRefused(String value) {
    Manifests read = read(HEAD + "spec: " + value + "\n");

    assertThat(read.manifests()).isEmpty();
    assertThat(read.problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.line()).isEqualTo(3);
          assertThat(problem.message()).startsWith("tag !").endsWith("is not read; remove it");
        });
  }

  @Test
  void aliasesAreFollowed() {
    Manifests read = read(HEAD + "a: &a\n  b: 1\nc: *a\n");

    assertThat(read.manifests().getFirst().object().object("c").number("b", 0)).isEqualTo(1);
    assertThat(read.manifests().getFirst().source().lineOf("c")).isEqualTo(5);
    assertThat(read.manifests().getFirst().source().lineOf("c", "b")).isEqualTo(4);
  }

  @Test
  void aBillionLaughsAreRefused() {
    StringBuilder text = new StringBuilder(HEAD + "a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha]\n");
    for (int level = 1; level < 60; level++) {
      text.append("a").append(level).append(": &a").append(level).append(" [");
      text.append(("*a" + (level - 1) + ", ").repeat(9)).append("x]\n");
    }

    assertProblem(read(text.toString()), "aliases repeat more than 100000 values");
  }

  @Test
  void aliasesDoNotEscapeTheDepthLimit() {
    StringBuilder text = new StringBuilder(HEAD + "a0: &a0 [x]\n");
    for (int level = 1; level < 200; level++) {
      text.append("a%d: &a%d [*a%d]\n".formatted(level, level, level - 1));
    }

    assertProblem(read(text.toString()), "nested more than 100 deep");
  }

  @ParameterizedTest
  @ValueSource(strings = {"&a [*a]", "&a {b: *a}", "*nowhere"})
  void anAliasToNothingCompleteIsRefused(String value) {
    assertProblem(read(HEAD + "spec: " + value + "\n"), "names nothing that is complete");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: ", "- ", "? ", "[["})
  void deepNestingIsRefused(String level) {
    assertThat(read(HEAD + "spec:\n  " + level.repeat(200_000) + "\n").problems()).hasSize(1);
  }

  @Test
  void nestingUpToTheLimitIsRead() {
    assertThat(read(HEAD + "spec: " + "[".repeat(99) + "]".repeat(99)).problems()).isEmpty();
    assertProblem(
        read(HEAD + "spec: " + "[".repeat(100) + "]".repeat(100)), "nested more than 100 deep");
  }

  @Test
  void tooManyValuesAreRefused() {
    assertProblem(
        read(HEAD + "spec: [" + "1,".repeat(2_000_001) + "]\n---\n" + HEAD),
        "too many values for one file");
  }

  @Test
  void tooManyDocumentsAreRefused() {
    assertProblem(read("a\n---\n".repeat(100_001)), "more than 100000 documents");
  }

  @Test
  void tooManyBytesAreRefusedWithoutReadingThemAll() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'a';
          }

          @Override
          public int read(byte[] buffer, int offset, int length) {
            java.util.Arrays.fill(buffer, offset, offset + length, (byte) 'a');
            return length;
          }
        };

    Manifests read = new ManifestReader(ReaderLimits.defaults(), endless).read(List.of("-"));

    assertThat(read.problems())
        .containsExactly(
            new Problem("stdin", 0, "larger than 16777216 bytes, the most that is read; split it"));
  }

  @Test
  void aKeyThatStandsTwiceIsRefused() {
    Manifests read = read(HEAD + "spec:\n  hostPID: true\n  hostPID: false\n---\n" + HEAD);

    assertThat(read.manifests()).hasSize(1);
    assertThat(read.problems())
        .containsExactly(new Problem("stdin", 5, "key hostPID stands twice in one object"));
  }

  @Test
  void mergedObjectsYieldToTheOwnEntries() {
    Manifests read =
        read(
            HEAD
                + """
                base: &base
                  a: 1
                  b: 1
                other: &other {b: 2, c: 2, d: 2}
                one: {<<: *base, a: 3}
                two: {a: 3, <<: [*base, *other], d: null}
                three: {"<<": text}
                """);

    assertThat(read.problems()).isEmpty();
    JsonMap object = read.manifests().getFirst().object();
    assertThat(object.object("one")).hasToString("{a=3, b=1}");
    assertThat(object.object("two")).hasToString("{a=3, b=1, c=2}");
    assertThat(object.object("three")).hasToString("{<<=text}");
    assertThat(read.manifests().getFirst().source().lineOf("one", "b")).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<<: 1", "<<: [{a: 1}, 2]", "<<: null"})
  void onlyObjectsAreMerged(String entry) {
    assertProblem(read(HEAD + "spec: {" + entry + "}"), "<< merges objects only");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[a]: b", "{a: b}: c", "? [a]\n  : b"})
  void aKeyMustBeAScalar(String entry) {
    assertProblem(read(HEAD + "spec:\n  " + entry + "\n"), "cannot be a key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"~: b", "? \n  : b"})
  void aKeyMustNotBeNull(String entry) {
    assertProblem(read(HEAD + "spec:\n  " + entry + "\n"), "null cannot be a key");
  }

  @Test
  void whatIsNoUtf8IsRefusedWithItsLine() {
    byte[] latin = (HEAD + "metadata: {name: ü}\n").getBytes(StandardCharsets.ISO_8859_1);

    assertThat(read(latin).problems())
        .containsExactly(new Problem("stdin", 3, "not UTF-8; save the file as UTF-8"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\0", "\u001B[31m", "\u0008", "\uFFFE"})
  void controlCharactersAreRefused(String control) {
    Manifests read = read(HEAD + "metadata:\n  name: " + control + "\n");

    assertThat(read.problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.line()).isEqualTo(4);
          assertThat(problem.message()).startsWith("control character U+");
        });
  }

  @Test
  void binariesAreRefused() {
    byte[] elf = {0x7F, 'E', 'L', 'F', 2, 1, 1, 0, 0, (byte) 0xFE};

    assertThat(read(elf).problems()).hasSize(1);
  }

  @Test
  void aBackslashAtTheEndOfBrokenJsonIsNoCrash() {
    assertThat(read("{\"a\\").problems()).hasSize(1);
    assertThat(read("{\"a\": \"\\uZZZZ\"}").problems()).hasSize(1);
    assertThat(names(read("{\"apiVersion\":\"v1\",\"kind\":\"Pod\"}"))).hasSize(1);
  }

  private static void assertProblem(Manifests read, String message) {
    assertThat(read.manifests()).isEmpty();
    assertThat(read.problems()).singleElement().asString().contains(message);
  }
}

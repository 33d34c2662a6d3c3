package dev.securescore.manifest;

import static dev.securescore.manifest.DocumentsTest.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files a path leads to. */
class PathsTest {

  @TempDir Path temporary;
  private Path folder;

  @BeforeEach
  void realPath() throws IOException {
    folder = temporary.toRealPath();
  }

  @Test
  void foldersAreReadInOrderOfNameAndHiddenOnesSkipped() throws IOException {
    for (String file :
        List.of("b.yml", "a.yaml", "c.json", "x/d.yaml", ".git/e.yaml", "readme.md", "x/yaml")) {
      pod(file);
    }

    Manifests read = read(folder.toString());

    assertThat(names(read)).containsExactly("a.yaml", "b.yml", "c.json", "x/d.yaml");
    assertThat(read.problems()).isEmpty();
    assertThat(read.manifests().getLast().source()).hasToString(folder.resolve("x/d.yaml") + ":1");
  }

  @Test
  void noFileIsReadTwice() throws IOException {
    Path file = pod("a.yaml");
    Files.createSymbolicLink(folder.resolve("b.yaml"), file);

    assertThat(names(read(folder + "/./", file.toString(), folder + "/x/../a.yaml")))
        .containsExactly("a.yaml");
  }

  @Test
  void linksToFoldersAreNotFollowed() throws IOException {
    pod("x/a.yaml");
    Files.createSymbolicLink(folder.resolve("x/loop"), folder);

    Manifests read = read(folder.toString());

    assertThat(names(read)).containsExactly("x/a.yaml");
    assertThat(read.problems()).isEmpty();
    assertThat(read.notices()).extracting(Notice::file).containsExactly(folder + "/x/loop");
    assertThat(names(read(folder + "/x/loop/x"))).containsExactly("x/a.yaml");
  }

  @Test
  void aBrokenLinkIsNothingInAFolderAndAProblemWhenNamed() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("a.yaml"), folder.resolve("gone"));

    assertThat(read(folder.toString()).problems()).isEmpty();
    assertThat(read(link.toString()).problems()).hasSize(1);
  }

  @Test
  void aMissingPathIsAProblemThatNamesIt() {
    assertThat(read("no/such.yaml", "bad\0path").problems())
        .extracting(Problem::toString)
        .satisfiesExactly(
            missing -> assertThat(missing).isEqualTo("no/such.yaml: no such file or folder"),
            invalid -> assertThat(invalid).contains("not a path"));
  }

  @Test
  void whatMayNotBeReadIsAProblem() throws IOException {
    assumeThat(System.getProperty("user.name")).isNotEqualTo("root");
    Files.setPosixFilePermissions(pod("a.yaml"), PosixFilePermissions.fromString("---------"));
    Path closed = Files.createDirectory(folder.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));

    assertThat(read(folder.toString()).problems()).hasSize(2);
  }

  @Test
  void otherYamlInAFolderIsPassedOverWithANotice() throws IOException {
    write("values.yaml", "image: nginx\n---\nmore: 1\n");
    write("stack.yaml", "Resources:\n  A: !Ref B\n  A: !Sub c\n");
    write("tsconfig.json", "{\n  // comments\n  \"a\": 1,\n}\n");

    Manifests read = read(folder.toString());

    assertThat(read.manifests()).isEmpty();
    assertThat(read.problems()).isEmpty();
    assertThat(read.notices())
        .extracting(Notice::message)
        .containsExactly(
            "passed over, no Kubernetes object: no apiVersion and kind",
            "passed over, no Kubernetes object: not JSON and no apiVersion in it",
            "passed over, no Kubernetes object: no apiVersion and kind");
  }

  @Test
  void brokenYamlInAFolderIsAProblem() throws IOException {
    write("a.yaml", "a: [\n");
    write("b.json", "{\"apiVersion\": ");

    assertThat(read(folder.toString()).problems()).hasSize(2);
  }

  @Test
  void whatIsNamedIsReadWhateverItsName() throws IOException {
    assertThat(names(read(pod("manifest.txt").toString()))).containsExactly("manifest.txt");
  }

  @Test
  void aHugeFileEndsInAClearProblem() throws IOException {
    Path file = folder.resolve("huge.yaml");
    try (RandomAccessFile huge = new RandomAccessFile(file.toFile(), "rw")) {
      huge.setLength(100L << 20);
    }
    pod("small.yaml");

    Manifests read = read(folder.toString());

    assertThat(names(read)).containsExactly("small.yaml");
    assertThat(read.problems())
        .containsExactly(
            new Problem(
                file.toString(), 0, "larger than 16777216 bytes, the most that is read; split it"));
  }

  @Test
  void thousandsOfFilesAreFine() throws IOException {
    for (int number = 0; number < 3000; number++) {
      pod("d" + number % 50 + "/" + number + ".yaml");
    }

    assertThat(read(folder.toString()).manifests()).hasSize(3000);
  }

  @Test
  void standardInputIsReadOnceAmongOtherPaths() throws IOException {
    Path file = pod("a.yaml");
    InputStream input = Files.newInputStream(pod("stdin"));
    ManifestReader reader = new ManifestReader(ReaderLimits.defaults(), input);

    assertThat(names(reader.read(List.of("-", file.toString(), "-"))))
        .containsExactly("stdin", "a.yaml");
  }

  @Test
  void sameNamesInTwoFilesHaveTwoOrigins() throws IOException {
    write("a.yaml", Files.readString(pod("b.yaml")));

    Stream<String> origins =
        read(folder.toString()).manifests().stream().map(each -> each.source().origin());

    assertThat(origins).containsExactly(folder + "/a.yaml#1", folder + "/b.yaml#1");
  }

  private Path pod(String file) throws IOException {
    return write(file, "apiVersion: v1\nkind: Pod\nmetadata: {name: " + file + "}\n");
  }

  private Path write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, text);
  }

  private static Manifests read(String... paths) {
    return new ManifestReader(ReaderLimits.defaults(), InputStream.nullInputStream(), List.of())
        .read(List.of(paths));
  }
}

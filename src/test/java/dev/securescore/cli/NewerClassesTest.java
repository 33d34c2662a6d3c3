package dev.securescore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class NewerClassesTest {

  @TempDir private Path folder;

  @Test
  void picocliIsWrittenInAFormatThatTheJdkRemembersAndVerifies() throws Exception {
    Path jar = Files.copy(picocli(), folder.resolve("picocli.jar"));
    Map<String, byte[]> before = entries(jar);

    NewerClasses.main(new String[] {jar.toString()});

    ClassFile classes =
        ClassFile.of(
            ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(CommandLine.class.getClassLoader())));
    Map<String, byte[]> after = entries(jar);
    assertThat(after.keySet()).containsExactlyElementsOf(before.keySet());
    after.forEach((name, content) -> {
      if (name.endsWith(".class")) {
        assertThat(classes.parse(content).majorVersion())
            .as(name)
            .isGreaterThanOrEqualTo(ClassFile.JAVA_6_VERSION);
        assertThat(classes.verify(content)).as(name).isEmpty();
      } else {
        assertThat(content).as(name).isEqualTo(before.get(name));
      }
    });
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(jar);
    }
  }

  @Test
  void jarWithoutOldClassesIsLeftAlone() throws Exception {
    Path jar = Files.copy(picocli(), folder.resolve("picocli.jar"));
    NewerClasses.main(new String[] {jar.toString()});
    FileTime written = FileTime.fromMillis(1_000);
    Files.setLastModifiedTime(jar, written);

    NewerClasses.main(new String[] {jar.toString()});

    assertThat(Files.getLastModifiedTime(jar)).isEqualTo(written);
  }

  private static Path picocli() throws URISyntaxException {
    URI place = CommandLine.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    return Path.of(place);
  }

  private static Map<String, byte[]> entries(Path file) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (JarFile jar = new JarFile(file.toFile())) {
      for (JarEntry entry : jar.stream().toList()) {
        entries.put(entry.getName(), jar.getInputStream(entry).readAllBytes());
      }
    }
    return entries;
  }
}

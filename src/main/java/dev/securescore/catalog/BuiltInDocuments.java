package dev.securescore.catalog;

import dev.securescore.json.Json;
import dev.securescore.json.JsonMap;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The YAML documents in a folder of the class path, be it a folder or a part of our jar. */
public final class BuiltInDocuments {

  private BuiltInDocuments() {}

  /** Every object in the files of a folder, by file name; none where there is no such folder. */
  public static List<JsonMap> in(String folder) {
    @Nullable URL url = BuiltInDocuments.class.getResource("/" + folder);
    if (url == null) {
      return List.of();
    }
    try {
      return url.openConnection() instanceof JarURLConnection connection
          ? inJar(connection)
          : inFolder(Path.of(URI.create(url.toString())));
    } catch (IOException broken) {
      throw new UncheckedIOException("the program's own " + folder + " cannot be read", broken);
    }
  }

  private static List<JsonMap> inJar(JarURLConnection connection) throws IOException {
    connection.setUseCaches(false);
    List<JsonMap> documents = new ArrayList<>();
    try (JarFile jar = connection.getJarFile()) {
      String entry = connection.getEntryName();
      String prefix = entry.endsWith("/") ? entry : entry + "/";
      List<String> names =
          jar.stream()
              .map(ZipEntry::getName)
              .filter(name -> name.startsWith(prefix) && name.endsWith(".yaml"))
              .sorted()
              .toList();
      for (String name : names) {
        try (InputStream stream = jar.getInputStream(jar.getEntry(name))) {
          documents.addAll(read(stream));
        }
      }
    }
    return documents;
  }

  private static List<JsonMap> inFolder(Path folder) throws IOException {
    List<JsonMap> documents = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> sorted = files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
      for (Path file : sorted) {
        try (InputStream stream = Files.newInputStream(file)) {
          documents.addAll(read(stream));
        }
      }
    }
    return documents;
  }

  /** Parses what is trusted: it was built with the program. */
  static List<JsonMap> read(InputStream stream) {
    List<@Nullable Object> trees = new ArrayList<>();
    new Load(LoadSettings.builder().build()).loadAllFromInputStream(stream).forEach(trees::add);
    return Json.list(trees).objects().toList();
  }
}

package dev.securescore.catalog;

import dev.securescore.json.Json;
import dev.securescore.json.JsonMap;
import java.io.ByteArrayInputStream;
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
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The YAML documents in a folder of the class path, be it a folder or a part of our jar.
 *
 * <p>Where the build has parsed a file before, and the file is still the same, it is not parsed.
 */
public final class BuiltInDocuments {

  private final PreparedDocuments prepared;
  private final List<JsonMap> documents = new ArrayList<>();

  private BuiltInDocuments(PreparedDocuments prepared) {
    this.prepared = prepared;
  }

  /** Every object in the files of a folder, by file name; none where there is no such folder. */
  public static List<JsonMap> in(String folder) {
    @Nullable URL url = BuiltInDocuments.class.getResource("/" + folder);
    if (url == null) {
      return List.of();
    }
    BuiltInDocuments built = new BuiltInDocuments(PreparedDocuments.ofProgram(folder));
    try {
      if (url.openConnection() instanceof JarURLConnection connection) {
        built.addFrom(connection);
      } else {
        for (Path file : files(Path.of(URI.create(url.toString())))) {
          built.add(file);
        }
      }
    } catch (IOException broken) {
      throw new UncheckedIOException("the program's own " + folder + " cannot be read", broken);
    }
    return List.copyOf(built.documents);
  }

  /** The YAML files of a folder by name. */
  static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  private void addFrom(JarURLConnection connection) throws IOException {
    connection.setUseCaches(false);
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
        ZipEntry file = jar.getEntry(name);
        @Nullable List<JsonMap> known =
            prepared.find(name.substring(prefix.length()), file.getCrc());
        if (known == null) {
          try (InputStream stream = jar.getInputStream(file)) {
            documents.addAll(read(stream));
          }
        } else {
          documents.addAll(known);
        }
      }
    }
  }

  private void add(Path file) throws IOException {
    byte[] content = Files.readAllBytes(file);
    @Nullable List<JsonMap> known =
        prepared.find(String.valueOf(file.getFileName()), checksum(content));
    documents.addAll(known == null ? read(new ByteArrayInputStream(content)) : known);
  }

  /** The checksum that a jar keeps of every file. */
  static long checksum(byte[] content) {
    CRC32 checksum = new CRC32();
    checksum.update(content);
    return checksum.getValue();
  }

  /** Parses what is trusted: it was built with the program. */
  static List<JsonMap> read(InputStream stream) {
    List<@Nullable Object> trees = new ArrayList<>();
    new Load(LoadSettings.builder().build()).loadAllFromInputStream(stream).forEach(trees::add);
    return Json.list(trees).objects().toList();
  }
}

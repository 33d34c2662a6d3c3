package dev.securescore.catalog;

import dev.securescore.json.JsonMap;
import dev.securescore.json.PackedReader;
import dev.securescore.json.PackedWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The documents of files that were parsed when the program was built, by the checksum of each. */
final class PreparedDocuments {

  private final Map<String, Prepared> byName;

  private record Prepared(long checksum, PackedReader packed) {}

  private PreparedDocuments(Map<String, Prepared> byName) {
    this.byName = byName;
  }

  /** Where the build puts them on the class path. */
  static String resource(String folder) {
    return "/prepared/" + folder;
  }

  /** Those that the program brings for a folder; none in a build that has not come to them. */
  static PreparedDocuments ofProgram(String folder) {
    try (@Nullable InputStream stream =
        PreparedDocuments.class.getResourceAsStream(resource(folder))) {
      return stream == null ? new PreparedDocuments(Map.of()) : of(stream.readAllBytes());
    } catch (IOException broken) {
      throw new UncheckedIOException("the program's own " + folder + " cannot be read", broken);
    }
  }

  /** Those that {@link #pack} has packed. */
  static PreparedDocuments of(byte[] packed) {
    PackedReader in = new PackedReader(packed);
    Map<String, Prepared> byName = new HashMap<>();
    for (long left = in.number(); left > 0; left--) {
      byName.put(in.text(), new Prepared(in.number(), in.part()));
    }
    return new PreparedDocuments(byName);
  }

  /** The documents of a file; null where it is not the file that was parsed. */
  @Nullable List<JsonMap> find(String name, long checksum) {
    @Nullable Prepared found = byName.get(name);
    if (found == null || found.checksum() != checksum) {
      return null;
    }
    PackedReader in = found.packed().copy();
    List<JsonMap> documents = new ArrayList<>();
    for (long left = in.number(); left > 0; left--) {
      documents.add((JsonMap) in.json());
    }
    return documents;
  }

  /** Parses the files of a folder; gives the resource. */
  static byte[] pack(Path folder) throws IOException {
    List<Path> files = BuiltInDocuments.files(folder);
    PackedWriter out = new PackedWriter();
    out.number(files.size());
    for (Path file : files) {
      byte[] content = Files.readAllBytes(file);
      out.text(String.valueOf(file.getFileName()));
      out.number(BuiltInDocuments.checksum(content));
      PackedWriter documents = new PackedWriter();
      List<JsonMap> read = BuiltInDocuments.read(new ByteArrayInputStream(content));
      documents.number(read.size());
      read.forEach(documents::json);
      out.bytes(documents.packed());
    }
    return out.packed();
  }
}

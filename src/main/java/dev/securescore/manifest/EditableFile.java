package dev.securescore.manifest;

import dev.securescore.json.JsonMap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A file whose documents can be exchanged one by one; every other character stays as it is. */
public final class EditableFile {

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final Path path;
  private final String mark;
  private final String text;
  private final ReaderLimits limits;
  private final Map<Integer, Exchanged> exchanged = new TreeMap<>();

  private record Exchanged(int end, String text) {}

  private EditableFile(Path path, String mark, String text, ReaderLimits limits) {
    this.path = path;
    this.mark = mark;
    this.text = text;
    this.limits = limits;
  }

  /** The file under a path; empty where it is not one that can be written as it was read. */
  public static Optional<EditableFile> open(Path path, ReaderLimits limits) {
    try {
      if (!Files.isRegularFile(path) || !Files.isWritable(path)) {
        return Optional.empty();
      }
      byte[] bytes = FileBytes.of(path, limits);
      String text = Encoding.decode(bytes);
      String start = new String(bytes, 0, Math.min(3, bytes.length), StandardCharsets.UTF_8);
      String mark = start.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : "";
      boolean same = Arrays.equals(bytes, (mark + text).getBytes(StandardCharsets.UTF_8));
      return same ? Optional.of(new EditableFile(path, mark, text, limits)) : Optional.empty();
    } catch (UnreadableException unreadable) {
      return Optional.empty();
    }
  }

  /** The file. */
  public Path path() {
    return path;
  }

  /** The text as it was read. */
  public String before() {
    return text;
  }

  /** The text of a document as it is now. */
  public String document(Source.Span span) {
    @Nullable Exchanged known = exchanged.get(span.start());
    return known == null ? text.substring(span.start(), span.end()) : known.text();
  }

  /** Exchanges the text of a document. */
  public void exchange(Source.Span span, String document) {
    exchanged.put(span.start(), new Exchanged(span.end(), document));
  }

  /** The text with all that was exchanged. */
  public String after() {
    StringBuilder after = new StringBuilder(text.length());
    int from = 0;
    for (Map.Entry<Integer, Exchanged> each : exchanged.entrySet()) {
      after.append(text, from, each.getKey()).append(each.getValue().text());
      from = each.getValue().end();
    }
    return after.append(text, from, text.length()).toString();
  }

  /** Whether anything differs from what was read. */
  public boolean isChanged() {
    return !after().equals(text);
  }

  /** Writes the file in one step, so that nobody meets half of it. */
  public void write() throws IOException {
    Path target = path.toRealPath();
    Path folder = target.toAbsolutePath().getParent();
    Path temporary = Files.createTempFile(folder, ".secure-score-", ".tmp");
    try {
      Files.copy(
          target,
          temporary,
          StandardCopyOption.REPLACE_EXISTING,
          StandardCopyOption.COPY_ATTRIBUTES);
      Files.writeString(temporary, mark + after());
      Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** The JSON of a text that holds one document; empty where it is none that Kubernetes takes. */
  public Optional<JsonMap> parse(String document) {
    try {
      Document parsed = DocumentComposer.compose(document, 1, limits);
      return parsed.flaw() == null && parsed.value() instanceof JsonMap object
          ? Optional.of(object)
          : Optional.empty();
    } catch (UnreadableException unreadable) {
      return Optional.empty();
    }
  }

  /** Whether a template action stands in a text, outside of comments. */
  public static boolean looksLikeTemplate(String document) {
    return new DocumentText(1, 0, document, "").looksLikeTemplate();
  }
}

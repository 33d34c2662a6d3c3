package dev.securescore.manifest;

import dev.securescore.json.JsonList;
import dev.securescore.json.JsonMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the documents of one input. */
final class StreamReading {

  private static final String RENDER_FIRST =
      "looks like a raw template ({{), passed over; render it first, as with `helm template`, and"
          + " scan the result";

  private final Input input;
  private final Reading reading;
  private final Map<String, String> keys = new HashMap<>();
  private ReaderLimits limits;
  private int objects;
  private boolean templateNoticed;
  private boolean foreignNoticed;

  private StreamReading(Input input, ReaderLimits limits, Reading reading) {
    this.input = input;
    this.limits = limits;
    this.reading = reading;
  }

  static void read(Input input, byte[] bytes, ReaderLimits limits, Reading reading) {
    StreamReading stream = new StreamReading(input, limits, reading);
    try {
      for (DocumentText text : DocumentStream.split(Encoding.decode(bytes), limits.documents())) {
        stream.document(text);
      }
    } catch (UnreadableException unreadable) {
      reading.problem(input.name(), unreadable.line(), unreadable.reason());
    }
  }

  private void document(DocumentText text) throws ExhaustedException {
    try {
      Document document = DocumentComposer.compose(text.text(), text.firstLine(), limits, keys);
      limits = limits.without(document.nodes());
      document(text, document);
    } catch (ExhaustedException exhausted) {
      throw exhausted;
    } catch (UnreadableException unreadable) {
      unreadable(text, unreadable);
    }
  }

  private void unreadable(DocumentText text, UnreadableException unreadable) {
    if (text.looksLikeTemplate()) {
      if (!templateNoticed) {
        reading.notice(input.fileOf(text), unreadable.line(), RENDER_FIRST);
      }
      templateNoticed = true;
    } else if (input.mayBeForeign() && !text.text().contains("apiVersion")) {
      foreign(input.fileOf(text), text.firstLine(), "not JSON and no apiVersion in it");
    } else {
      reading.problem(input.fileOf(text), unreadable.line(), unreadable.reason());
    }
  }

  private void document(DocumentText text, Document document) throws UnreadableException {
    @Nullable Object value = document.value();
    String file = input.fileOf(text);
    if (value == null) {
      return;
    }
    if (!(value instanceof JsonMap object) || !isTyped(object)) {
      notKubernetes(file, document);
    } else if (document.flaw() != null) {
      throw document.flaw();
    } else {
      add(file, object, document.lines(), new Source.Span(text.start(), text.end(), List.of()));
    }
  }

  private void notKubernetes(String file, Document document) {
    String what = missing(document.value());
    int line = document.lines().line();
    if (input.named()) {
      reading.problem(file, line, what + ", so this is no Kubernetes object");
    } else {
      foreign(file, line, what);
    }
  }

  private void foreign(String file, int line, String what) {
    if (!foreignNoticed) {
      reading.notice(file, line, "passed over, no Kubernetes object: " + what);
    }
    foreignNoticed = true;
  }

  private static boolean isTyped(JsonMap object) {
    return !object.string("apiVersion").isEmpty() && !object.string("kind").isEmpty();
  }

  private static String missing(@Nullable Object value) {
    if (!(value instanceof JsonMap object)) {
      return "not an object with fields";
    }
    boolean version = object.string("apiVersion").isEmpty();
    boolean kind = object.string("kind").isEmpty();
    return "no " + (version && kind ? "apiVersion and kind" : version ? "apiVersion" : "kind");
  }

  private void add(String file, JsonMap object, Lines lines, Source.Span span) {
    if (!isList(object)) {
      objects++;
      reading.add(new Manifest(object, new Source(input.name(), file, objects, lines, span)));
      return;
    }
    JsonList items = object.list("items");
    @Nullable Lines itemLines = lines.part("items");
    for (int index = 0; itemLines != null && index < items.size(); index++) {
      List<Object> path = new ArrayList<>(span.path());
      path.add("items");
      path.add(index);
      Source.Span part = new Source.Span(span.start(), span.end(), path);
      item(file, object, items.get(index), itemLines.items().get(index), part);
    }
  }

  private void item(String file, JsonMap list, Object item, Lines lines, Source.Span span) {
    if (!(item instanceof JsonMap object)) {
      reading.problem(file, lines.line(), "an item of a list is not an object with fields");
      return;
    }
    JsonMap typed = typed(object, list);
    if (isTyped(typed)) {
      add(file, typed, lines, span);
    } else {
      reading.problem(
          file, lines.line(), missing(typed) + ", so this item is no Kubernetes object");
    }
  }

  /** What the API answers leaves the type out of the items of a typed list. */
  private static JsonMap typed(JsonMap item, JsonMap list) {
    String kind = list.string("kind");
    boolean untyped = !item.containsKey("apiVersion") && !item.containsKey("kind");
    if (!untyped || kind.equals("List")) {
      return item;
    }
    return item.with("apiVersion", list.string("apiVersion"))
        .with("kind", kind.substring(0, kind.length() - "List".length()));
  }

  private static boolean isList(JsonMap object) {
    return object.string("kind").equals("List")
        || (object.string("kind").endsWith("List") && object.get("items") instanceof JsonList);
  }
}

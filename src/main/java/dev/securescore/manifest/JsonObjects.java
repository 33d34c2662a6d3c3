package dev.securescore.manifest;

import java.util.ArrayList;
import java.util.List;

/** Finds JSON objects that follow each other without a marker, as {@code jq} and kubectl write. */
final class JsonObjects {

  private final String text;
  private int at;

  private JsonObjects(String text) {
    this.text = text;
  }

  /** Where each object ends; the last end is that of the text, which may be no JSON at all. */
  static List<Integer> ends(String text) {
    JsonObjects objects = new JsonObjects(text);
    List<Integer> ends = new ArrayList<>();
    while (objects.skipObject() && objects.anotherFollows()) {
      ends.add(objects.at);
    }
    ends.add(text.length());
    return ends;
  }

  private boolean anotherFollows() {
    int next = at;
    while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
      next++;
    }
    return next < text.length() && text.charAt(next) == '{';
  }

  private boolean skipObject() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    if (at == text.length() || text.charAt(at) != '{') {
      return false;
    }
    boolean quoted = false;
    for (int open = 0; at < text.length(); at++) {
      switch (text.charAt(at)) {
        case '"' -> quoted = !quoted;
        case '\\' -> at += quoted ? 1 : 0;
        case '{' -> open += quoted ? 0 : 1;
        case '}' -> open -= quoted ? 0 : 1;
        default -> {}
      }
      if (open == 0) {
        at++;
        return true;
      }
    }
    return false;
  }
}

package dev.securescore.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values of the chart with what their comments say.
 *
 * @param defaults the values
 * @param descriptions what the comment that begins with {@code --} above a value says, by its path
 *     with dots
 */
record CommentedValues(JsonNode defaults, Map<String, String> descriptions) {

  private static final Pattern KEY = Pattern.compile("( *)([A-Za-z]+):.*");
  private static final Pattern COMMENT = Pattern.compile(" *# ?(-- )?(.*)");

  static CommentedValues read(Path file) throws IOException {
    Map<String, String> descriptions = new LinkedHashMap<>();
    Deque<String> path = new ArrayDeque<>();
    List<String> comment = new ArrayList<>();
    boolean describes = false;
    for (String line : Files.readAllLines(file)) {
      Matcher text = COMMENT.matcher(line);
      Matcher key = KEY.matcher(line);
      if (text.matches()) {
        if (text.group(1) != null) {
          comment.clear();
          describes = true;
        }
        comment.add(text.group(2));
      } else if (key.matches()) {
        while (path.size() > key.group(1).length() / 2) {
          path.removeLast();
        }
        path.addLast(key.group(2));
        if (describes) {
          descriptions.put(String.join(".", path), String.join(" ", comment));
        }
        comment.clear();
        describes = false;
      } else {
        comment.clear();
        describes = false;
      }
    }
    return new CommentedValues(new YAMLMapper().readTree(file.toFile()), descriptions);
  }

  JsonNode defaultOf(String path) {
    return defaults.at("/" + path.replace('.', '/'));
  }

  /** The schema of a value; missing where the schema does not know it. */
  static JsonNode schemaOf(ObjectNode schema, String path) {
    JsonNode node = schema;
    for (String key : path.split("\\.", -1)) {
      node = node == null ? MissingNode.getInstance() : node.path("properties").path(key);
    }
    return node;
  }
}

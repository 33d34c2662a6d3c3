package dev.securescore.manifest;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentEndEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Builds one document from YAML events, counting on the way.
 *
 * <p>An alias shares the value that it names, so it costs no memory here; but it counts in full,
 * since whatever walks the document later would meet it in full.
 */
final class DocumentComposer {

  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
  private static final String CORE_TAG = "tag:yaml.org,2002:";
  private static final List<String> HARMLESS_TAGS =
      List.of("!", CORE_TAG + "str", CORE_TAG + "map", CORE_TAG + "seq");

  private final Iterator<Event> events;
  private final ReaderLimits limits;
  private final int firstLine;
  private final Map<String, String> keys;
  private final Map<Anchor, Node> anchors = new HashMap<>();
  private @Nullable UnreadableException flaw;
  private int nodes;
  private long aliasedNodes;

  private DocumentComposer(
      String text, int firstLine, ReaderLimits limits, Map<String, String> keys) {
    this.keys = keys;
    this.events = new Parse(SETTINGS).parseString(text).iterator();
    this.limits = limits;
    this.firstLine = firstLine;
  }

  /**
   * The only document of a text.
   *
   * @param firstLine the line of the text in its file
   */
  static Document compose(String text, int firstLine, ReaderLimits limits)
      throws UnreadableException {
    return compose(text, firstLine, limits, new HashMap<>());
  }

  /**
   * One document of several.
   *
   * @param keys those of the documents before, each by itself, as most are alike; gets more
   */
  static Document compose(String text, int firstLine, ReaderLimits limits, Map<String, String> keys)
      throws UnreadableException {
    DocumentComposer composer = new DocumentComposer(text, firstLine, limits, keys);
    try {
      return composer.document();
    } catch (MarkedYamlEngineException malformed) {
      throw new UnreadableException(
          composer.line(malformed.getProblemMark()),
          "not valid YAML or JSON: " + problem(malformed));
    } catch (YamlEngineException malformed) {
      throw new UnreadableException(
          firstLine, "not valid YAML or JSON: " + oneLine(String.valueOf(malformed.getMessage())));
    }
  }

  private static String problem(MarkedYamlEngineException malformed) {
    String context = malformed.getContext();
    String problem = oneLine(String.valueOf(malformed.getProblem()));
    return context == null || context.isBlank() ? problem : oneLine(context) + ", " + problem;
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }

  private Document document() throws UnreadableException {
    Node root = null;
    while (events.hasNext()) {
      Event event = events.next();
      if (event instanceof NodeEvent) {
        root = node(event, 1);
      } else if (event instanceof DocumentEndEvent) {
        anchors.clear();
      }
    }
    return root == null
        ? new Document(null, Lines.leaf(firstLine), 0, null)
        : new Document(root.value(), root.lines(), nodes, flaw);
  }

  private Node node(Event event, int depth) throws UnreadableException {
    if (event instanceof AliasEvent alias) {
      return aliased(alias, depth);
    }
    if (++nodes > limits.nodes()) {
      throw new ExhaustedException(line(event), "too many values for one file; split it");
    }
    Node node =
        switch (event) {
          case ScalarEvent scalar -> scalar(scalar);
          case CollectionStartEvent start -> collection(start, depth);
          default -> throw new IllegalStateException("no node: " + event.getEventId());
        };
    ((NodeEvent) event).getAnchor().ifPresent(anchor -> anchors.put(anchor, node));
    return node;
  }

  private Node aliased(AliasEvent alias, int depth) throws UnreadableException {
    Node node = anchors.get(alias.getAlias());
    if (node == null) {
      throw new UnreadableException(
          line(alias), "alias *" + alias.getAlias() + " names nothing that is complete before it");
    }
    aliasedNodes += node.size();
    if (aliasedNodes > limits.aliasedNodes()) {
      throw new UnreadableException(
          line(alias),
          "aliases repeat more than " + limits.aliasedNodes() + " values; write them out");
    }
    checkDepth(alias, depth + node.height() - 1);
    return node;
  }

  private void checkDepth(Event event, int depth) throws UnreadableException {
    if (depth > limits.depth()) {
      throw new UnreadableException(
          line(event), "objects and lists nested more than " + limits.depth() + " deep");
    }
  }

  private Node scalar(ScalarEvent scalar) {
    checkTag(scalar.getTag(), scalar);
    boolean plain = scalar.isPlain() && scalar.getTag().isEmpty();
    String text = scalar.getValue();
    if (plain && ScalarTypes.isNotFinite(text)) {
      note(line(scalar), "JSON has no number " + text);
    }
    Object value = plain ? ScalarTypes.valueOf(text) : text;
    return new Node(value, Lines.leaf(line(scalar)), 1, 0);
  }

  private void checkTag(Optional<String> tag, Event event) {
    if (tag.isPresent() && !HARMLESS_TAGS.contains(tag.get())) {
      String name = tag.get().replace(CORE_TAG, "!!");
      note(line(event), "tag " + name + " is not read; remove it");
    }
  }

  private void note(int line, String message) {
    if (flaw == null) {
      flaw = new UnreadableException(line, message);
    }
  }

  private Node collection(CollectionStartEvent start, int depth) throws UnreadableException {
    checkDepth(start, depth);
    checkTag(start.getTag(), start);
    return start instanceof MappingStartEvent ? object(start, depth) : list(start, depth);
  }

  private Node list(CollectionStartEvent start, int depth) throws UnreadableException {
    ListBuilder list = new ListBuilder(line(start));
    for (Event event = events.next(); !(event instanceof SequenceEndEvent); event = events.next()) {
      list.add(node(event, depth + 1));
    }
    return list.build();
  }

  private Node object(CollectionStartEvent start, int depth) throws UnreadableException {
    ObjectBuilder object = new ObjectBuilder(line(start));
    for (Event event = events.next(); !(event instanceof MappingEndEvent); event = events.next()) {
      int line = line(event);
      boolean merge =
          event instanceof ScalarEvent scalar && scalar.isPlain() && scalar.getValue().equals("<<");
      String key = key(event, depth);
      Node value = node(events.next(), depth + 1);
      if (merge) {
        object.merge(value, line);
      } else if (!object.put(key, value, line)) {
        note(line, "key " + key + " stands twice in one object");
      }
    }
    return object.build();
  }

  private String key(Event event, int depth) throws UnreadableException {
    if (event instanceof CollectionStartEvent) {
      throw new UnreadableException(line(event), "an object or list cannot be a key; quote it");
    }
    @Nullable Object key = node(event, depth + 1).value();
    if (key == null) {
      throw new UnreadableException(line(event), "null cannot be a key; quote it");
    }
    return keys.computeIfAbsent(key.toString(), same -> same);
  }

  private int line(Event event) {
    return line(event.getStartMark());
  }

  private int line(Optional<Mark> mark) {
    return mark.isPresent() ? firstLine + mark.get().getLine() : firstLine;
  }
}

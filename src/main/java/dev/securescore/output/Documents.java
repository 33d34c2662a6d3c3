package dev.securescore.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.representer.StandardRepresenter;

/** Writes records for machines, fields in the order in which the record names them. */
public final class Documents {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING).build();
  private static final DefaultIndenter INDENTER = new DefaultIndenter("  ", "\n");
  private static final DumpSettings YAML =
      DumpSettings.builder()
          .setDefaultFlowStyle(FlowStyle.BLOCK)
          .setIndicatorIndent(2)
          .setIndentWithIndicator(true)
          .setWidth(Integer.MAX_VALUE)
          .setSplitLines(false)
          .build();

  private Documents() {}

  /** The record as indented JSON, ending with a line break. */
  public static String json(Object document) {
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentArraysWith(INDENTER);
    printer.indentObjectsWith(INDENTER);
    try {
      return MAPPER.writer(printer).writeValueAsString(document) + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a result that is no JSON", impossible);
    }
  }

  /** A value as JSON on one line. */
  static String oneLine(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a result that is no JSON", impossible);
    }
  }

  /** The record as YAML that readers of YAML 1.1 and 1.2 understand alike. */
  public static String yaml(Object document) {
    return new Dump(YAML, new CarefulRepresenter(YAML))
        .dumpToString(
            MAPPER.convertValue(document, new TypeReference<LinkedHashMap<String, Object>>() {}));
  }

  /** Quotes every text that some reader could take for something else. */
  private static final class CarefulRepresenter extends StandardRepresenter {

    private static final Pattern WORDS = Pattern.compile("[A-Za-z][A-Za-z0-9_./-]*");
    private static final Pattern NO_TEXT = Pattern.compile("(?i)y|n|yes|no|on|off|true|false|null");

    CarefulRepresenter(DumpSettings settings) {
      super(settings);
      representers.put(String.class, text -> text((String) text));
    }

    private Node text(String text) {
      boolean plain = WORDS.matcher(text).matches() && !NO_TEXT.matcher(text).matches();
      return representScalar(Tag.STR, text, plain ? ScalarStyle.PLAIN : ScalarStyle.DOUBLE_QUOTED);
    }
  }
}

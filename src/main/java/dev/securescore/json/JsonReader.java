package dev.securescore.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a tree straight from a parser, without the maps that {@link Json} would copy. */
public final class JsonReader {

  private JsonReader() {}

  /**
   * The object at whose start the parser stands; afterwards it stands at its end.
   *
   * @param without the path of a field that is passed over; empty for none
   * @throws IOException where there is no object, or what follows is no JSON
   */
  public static JsonMap object(JsonParser parser, List<String> without) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new IOException("an object was expected, not " + parser.currentToken());
    }
    JsonMapBuilder entries = new JsonMapBuilder();
    for (@Nullable String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
      boolean leads = !without.isEmpty() && key.equals(without.getFirst());
      parser.nextToken();
      if (leads && without.size() == 1) {
        parser.skipChildren();
      } else {
        @Nullable Object value =
            value(parser, leads ? without.subList(1, without.size()) : List.of());
        if (value != null) {
          entries.add(key, value);
        }
      }
    }
    return entries.build();
  }

  private static JsonList list(JsonParser parser) throws IOException {
    List<Object> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      @Nullable Object element = value(parser, List.of());
      if (element != null) {
        elements.add(element);
      }
    }
    return new JsonList(elements);
  }

  private static @Nullable Object value(JsonParser parser, List<String> without)
      throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser, without);
      case START_ARRAY -> list(parser);
      case VALUE_STRING -> parser.getText();
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      case VALUE_NUMBER_INT -> whole(parser);
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_NULL -> null;
      case FIELD_NAME, END_OBJECT, END_ARRAY, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new IOException("no JSON value: " + parser.currentToken());
    };
  }

  /** As {@link Json#object} has it: what no {@code Long} holds becomes a {@code Double}. */
  private static Object whole(JsonParser parser) throws IOException {
    if (parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      return parser.getLongValue();
    }
    BigInteger number = parser.getBigIntegerValue();
    return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number.doubleValue();
  }
}

package dev.securescore.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads what {@link PackedWriter} has packed, in the same order. */
public final class PackedReader {

  private final byte[] bytes;
  private int at;

  /** A reader of packed values. */
  public PackedReader(byte[] packed) {
    this(packed, 0);
  }

  private PackedReader(byte[] packed, int from) {
    this.bytes = packed;
    this.at = from;
  }

  /** The next number. */
  public long number() {
    long number = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = bytes[at++];
      number |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return number;
      }
    }
  }

  /** The next truth. */
  public boolean flag() {
    return bytes[at++] != 0;
  }

  /** The next text. */
  public String text() {
    int length = (int) number();
    String text = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    return text;
  }

  /** The next texts. */
  public List<String> texts() {
    int size = (int) number();
    List<String> texts = new ArrayList<>(size);
    for (int index = 0; index < size; index++) {
      texts.add(text());
    }
    return texts;
  }

  /** Another reader, at the place where this one stands. */
  public PackedReader copy() {
    return new PackedReader(bytes, at);
  }

  /** A reader of the next bytes, which are passed over here. */
  public PackedReader part() {
    int length = (int) number();
    PackedReader part = new PackedReader(bytes, at);
    at += length;
    return part;
  }

  /** The next JSON tree. */
  public Object json() {
    int kind = (int) number();
    return switch (kind) {
      case PackedWriter.TEXT -> text();
      case PackedWriter.TRUE -> true;
      case PackedWriter.FALSE -> false;
      case PackedWriter.WHOLE -> number();
      case PackedWriter.FRACTION -> Double.longBitsToDouble(number());
      case PackedWriter.OBJECT -> object();
      case PackedWriter.LIST -> list();
      default -> throw new IllegalStateException("nothing packed is of kind " + kind);
    };
  }

  private JsonMap object() {
    int size = (int) number();
    JsonMapBuilder entries = new JsonMapBuilder();
    for (int index = 0; index < size; index++) {
      entries.add(text(), json());
    }
    return entries.build();
  }

  private JsonList list() {
    int size = (int) number();
    List<Object> elements = new ArrayList<>(size);
    for (int index = 0; index < size; index++) {
      elements.add(json());
    }
    return new JsonList(elements);
  }
}

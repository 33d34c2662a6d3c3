package dev.securescore.json;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;

/** Packs values into bytes without types or names; {@link PackedReader} must know their order. */
public final class PackedWriter {

  static final int TEXT = 1;
  static final int TRUE = 2;
  static final int FALSE = 3;
  static final int WHOLE = 4;
  static final int FRACTION = 5;
  static final int OBJECT = 6;
  static final int LIST = 7;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Adds a whole number: seven bits a byte, the lowest first. */
  public void number(long number) {
    long rest = number;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  /** Adds a truth. */
  public void flag(boolean flag) {
    out.write(flag ? 1 : 0);
  }

  /** Adds a text. */
  public void text(String text) {
    bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds texts with their number. */
  public void texts(Collection<String> texts) {
    number(texts.size());
    texts.forEach(this::text);
  }

  /** Adds bytes with their number. */
  public void bytes(byte[] bytes) {
    number(bytes.length);
    out.writeBytes(bytes);
  }

  /** Adds what another writer has packed, as if it had been added here. */
  public void raw(byte[] packed) {
    out.writeBytes(packed);
  }

  /** Adds a JSON tree. */
  public void json(Object value) {
    switch (value) {
      case String text -> {
        number(TEXT);
        text(text);
      }
      case Boolean bool -> number(bool ? TRUE : FALSE);
      case Long whole -> {
        number(WHOLE);
        number(whole);
      }
      case Double fraction -> {
        number(FRACTION);
        number(Double.doubleToRawLongBits(fraction));
      }
      case JsonMap map -> {
        number(OBJECT);
        number(map.size());
        map.forEach((key, entry) -> {
          text(key);
          json(entry);
        });
      }
      case JsonList list -> {
        number(LIST);
        number(list.size());
        list.forEach(this::json);
      }
      default -> throw new IllegalArgumentException("no JSON value: " + value.getClass().getName());
    }
  }

  /** All that was added. */
  public byte[] packed() {
    return out.toByteArray();
  }
}

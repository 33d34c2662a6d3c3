package dev.securescore.json;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A SHA-256 digest of JSON trees; equal for equal trees whose entries come in the same order. */
public final class JsonDigest {

  private final MessageDigest digest;
  private final ByteBuffer head = ByteBuffer.allocate(1 + Long.BYTES);

  private JsonDigest(MessageDigest digest) {
    this.digest = digest;
  }

  /**
   * The digest of trees, one after the other.
   *
   * @throws IllegalArgumentException where one is no JSON value
   */
  public static byte[] of(Object... trees) {
    try {
      JsonDigest made = new JsonDigest(MessageDigest.getInstance("SHA-256"));
      for (Object tree : trees) {
        made.add(tree);
      }
      return made.digest.digest();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  /** Every value is led by its type and its length, so that no two trees make the same bytes. */
  private void add(Object value) {
    switch (value) {
      case String text -> {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        head('s', bytes.length);
        digest.update(bytes);
      }
      case Boolean bool -> head('b', bool ? 1 : 0);
      case Long number -> head('l', number);
      case Double number -> head('d', Double.doubleToRawLongBits(number));
      case JsonMap map -> {
        head('m', map.size());
        map.forEach((key, entry) -> {
          add(key);
          add(entry);
        });
      }
      case JsonList list -> {
        head('a', list.size());
        list.forEach(this::add);
      }
      default -> throw new IllegalArgumentException("no JSON value: " + value.getClass().getName());
    }
  }

  private void head(char type, long length) {
    head.clear();
    digest.update(head.put((byte) type).putLong(length).array());
  }
}

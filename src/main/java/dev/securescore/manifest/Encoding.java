package dev.securescore.manifest;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Turns bytes into text that YAML allows. */
final class Encoding {

  private Encoding() {}

  /** The text of UTF-8, or of UTF-16 with a byte order mark, as PowerShell writes it. */
  static String decode(byte[] bytes) throws UnreadableException {
    Charset charset = charset(bytes);
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer input = ByteBuffer.wrap(bytes);
    CharBuffer output = CharBuffer.allocate(bytes.length + 1);
    CoderResult result = decoder.decode(input, output, true);
    output.flip();
    if (result.isError()) {
      throw new UnreadableException(
          1 + newlines(output), "not " + charset + "; save the file as UTF-8");
    }
    String text = output.toString();
    return withoutControls(text.startsWith("\uFEFF") ? text.substring(1) : text);
  }

  private static Charset charset(byte[] bytes) {
    if (bytes.length >= 2) {
      int mark = ((bytes[0] & 0xFF) << 8) | (bytes[1] & 0xFF);
      if (mark == 0xFEFF) {
        return StandardCharsets.UTF_16BE;
      }
      if (mark == 0xFFFE) {
        return StandardCharsets.UTF_16LE;
      }
    }
    return StandardCharsets.UTF_8;
  }

  private static String withoutControls(String text) throws UnreadableException {
    for (int index = 0; index < text.length(); index++) {
      char common = text.charAt(index);
      if (common >= ' ' && common <= '~') {
        continue;
      }
      int character = text.codePointAt(index);
      if (!StreamReader.isPrintable(character)) {
        throw new UnreadableException(
            1 + newlines(text.subSequence(0, index)),
            String.format(
                "control character U+%04X; not a text file, or it needs escaping", character));
      }
      index += Character.charCount(character) - 1;
    }
    return text;
  }

  private static int newlines(CharSequence text) {
    return (int) text.chars().filter(character -> character == '\n').count();
  }
}

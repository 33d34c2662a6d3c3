package dev.securescore.output;

/**
 * What a place that people read can show.
 *
 * @param colour whether it shows colours
 * @param unicode whether it shows more than ASCII
 * @param width in characters; {@link #UNBOUNDED} where lines may be of any length
 */
public record Screen(boolean colour, boolean unicode, int width) {

  /** The width of a place where nothing is cut. */
  public static final int UNBOUNDED = Integer.MAX_VALUE;

  /** A file or pipe: no colour, plain signs, nothing cut. */
  public static final Screen PLAIN = new Screen(false, false, UNBOUNDED);

  /** The text in a colour, where the screen has any. */
  public String paint(Paint paint, String text) {
    return colour && paint != Paint.NONE && !text.isEmpty() ? paint.on() + text + Paint.OFF : text;
  }

  /** The first sign where the screen can show it, else the second. */
  public String sign(String unicodeSign, String plainSign) {
    return unicode ? unicodeSign : plainSign;
  }

  /** The text in at most that many characters, the last of them saying that more was there. */
  public String fit(String text, int characters) {
    if (text.codePointCount(0, text.length()) <= characters) {
      return text;
    }
    String more = sign("…", "...");
    int kept = Math.max(0, characters - more.length());
    return text.substring(0, text.offsetByCodePoints(0, kept)).stripTrailing() + more;
  }
}

package dev.securescore.cel.value;

/** A text that is no URL; the message says why in the words of Go. */
public final class UrlSyntaxException extends Exception {

  private static final long serialVersionUID = 1L;

  UrlSyntaxException(String message) {
    super(message, null, false, false);
  }
}

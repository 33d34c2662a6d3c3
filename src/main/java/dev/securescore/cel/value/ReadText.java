package dev.securescore.cel.value;

/** A value as long as the text that it was read from, so that comparing two may take long. */
public interface ReadText {

  /** In characters. */
  int length();
}

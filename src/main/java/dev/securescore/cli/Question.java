package dev.securescore.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Asks people, where somebody sits at a terminal. */
final class Question {

  private final Console console;
  private @Nullable BufferedReader answers;

  Question(Console console) {
    this.console = console;
  }

  /** Whether somebody says yes; no where nobody is there. */
  boolean isAnsweredYes(String question) {
    if (!console.errIsTerminal() || !console.outIsTerminal()) {
      return false;
    }
    console.say(question + " [y/N]");
    @Nullable String answer = answer();
    return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
  }

  private @Nullable String answer() {
    @Nullable BufferedReader reader = answers;
    if (reader == null) {
      reader = new BufferedReader(new InputStreamReader(console.in(), StandardCharsets.UTF_8));
      answers = reader;
    }
    try {
      return reader.readLine();
    } catch (IOException closed) {
      return null;
    }
  }
}

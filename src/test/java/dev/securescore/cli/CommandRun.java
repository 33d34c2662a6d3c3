package dev.securescore.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/** Runs commands as a shell would, with captured streams. */
public final class CommandRun {

  private final Map<String, String> environment = new HashMap<>();
  private String input = "";
  private boolean terminal;
  private boolean unicode;
  private Clock clock = Clock.fixed(Instant.parse("2026-11-23T22:30:00Z"), ZoneOffset.UTC);

  /** What a command did. */
  public record Outcome(int exitCode, String out, String err) {

    public JsonNode json() {
      try {
        return new ObjectMapper().readTree(out);
      } catch (JsonProcessingException noJson) {
        throw new AssertionError("no JSON: " + out + err, noJson);
      }
    }
  }

  public CommandRun with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  public CommandRun reading(String standardInput) {
    input = standardInput;
    return this;
  }

  public CommandRun onTerminal(boolean withUnicode) {
    terminal = true;
    unicode = withUnicode;
    return this;
  }

  /** For commands in which time must pass. */
  public CommandRun onRunningClock() {
    clock = Clock.systemUTC();
    return this;
  }

  public Outcome of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Console console =
        new Console(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            terminal,
            terminal,
            unicode,
            environment,
            clock);
    int code = SecureScore.run(console, arguments);
    return new Outcome(code, out.toString(), err.toString());
  }
}

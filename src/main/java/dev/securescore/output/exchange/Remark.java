package dev.securescore.output.exchange;

/**
 * Something to say about a place in a file.
 *
 * @param rule the id of the rule that it comes from
 * @param level how loudly
 * @param message a sentence; others may have written parts of it
 * @param about what it is about, such as a resource
 * @param file as people named it
 * @param line counted from 1; 0 where the whole file is meant
 * @param fingerprint stays when lines move; tells the remark from every other
 */
public record Remark(
    String rule,
    Level level,
    String message,
    String about,
    String file,
    int line,
    String fingerprint) {}

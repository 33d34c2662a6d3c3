package dev.securescore.output.exchange;

import java.util.List;

/**
 * What remarks come from.
 *
 * @param id its name
 * @param title one line that says what should be
 * @param why what happens where it is not so; empty where nobody says
 * @param help how to fix it, in lines of Markdown
 * @param link a page that tells more; empty for none
 * @param level of its remarks
 * @param securitySeverity as in CVSS, 0.1 to 10.0; empty where it is not about security
 * @param tags words to filter by
 */
public record RemarkRule(
    String id,
    String title,
    String why,
    List<String> help,
    String link,
    Level level,
    String securitySeverity,
    List<String> tags) {

  /** Copies the lists. */
  public RemarkRule {
    help = List.copyOf(help);
    tags = List.copyOf(tags);
  }
}

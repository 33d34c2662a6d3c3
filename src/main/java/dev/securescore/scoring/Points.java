package dev.securescore.scoring;

/** What a recommendation is worth when its author names no points. */
public final class Points {

  /** The most that one recommendation can be worth, as in Azure Secure Score of 2018. */
  public static final int MAXIMUM = 50;

  private Points() {}

  /** The points, 0 to 50, for a severity and an impact. */
  public static int of(Severity severity, Impact impact) {
    return switch (severity) {
      case LOW -> choose(impact, 2, 5, 8);
      case MEDIUM -> choose(impact, 8, 15, 22);
      case HIGH -> choose(impact, 20, 30, 40);
      case CRITICAL -> choose(impact, 40, 45, 50);
    };
  }

  private static int choose(Impact impact, int low, int medium, int high) {
    return switch (impact) {
      case LOW -> low;
      case MEDIUM -> medium;
      case HIGH -> high;
    };
  }
}

package dev.securescore.cli;

/** What a command tells the shell; of several that apply, the lowest. */
final class ExitCode {

  static final int FINE = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;
  static final int FINDING = 3;
  static final int SCORE_TOO_LOW = 4;
  static final int COVERAGE_TOO_LOW = 5;

  private ExitCode() {}
}

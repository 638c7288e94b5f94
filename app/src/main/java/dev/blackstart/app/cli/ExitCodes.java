package dev.blackstart.app.cli;

import dev.blackstart.world.Failure;

/** Exit codes of the command line contract. */
final class ExitCodes {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;
  static final int PREREQUISITE = 3;
  static final int LOCKED = 4;
  static final int INTERRUPTED = 130;

  private ExitCodes() {}

  static int of(Failure.Kind kind) {
    return switch (kind) {
      case INPUT -> PREREQUISITE;
      case UNREACHABLE, REFUSED, TIMED_OUT, BUG -> FAILED;
    };
  }
}

package dev.blackstart.app.cli;

import dev.blackstart.app.OperatorFiles;

/** The first line, when a verb fell back to the example. */
final class Announcement {
  private Announcement() {}

  /** Says so on standard output, or on standard error where that belongs to JSON. */
  static void of(OperatorFiles.Chosen chosen, boolean json) {
    if (chosen.bundled()) {
      (json ? System.err : System.out)
          .println("blackstart: the bundled example, cluster " + chosen.spec().name());
    }
  }
}

package dev.blackstart.app.cli;

import dev.blackstart.app.TlsPreference;
import java.util.logging.LogManager;

/** Where the process begins. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    // Libraries that log by java.util.logging would write over the operator's screen.
    LogManager.getLogManager().reset();
    TlsPreference.apply();
    System.exit(run(args));
  }

  /** What even the command line could not catch, such as no memory left, is one line too. */
  private static int run(String[] args) {
    try {
      return Blackstart.run(args);
    } catch (Error fault) {
      System.err.println("blackstart: something of our own broke: " + fault);
      System.err.println("  a run that was under way can be gone on with: blackstart resume");
      return ExitCodes.FAILED;
    }
  }
}

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
    System.exit(Blackstart.run(args));
  }
}

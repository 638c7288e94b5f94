package dev.blackstart.app.cli;

import java.util.logging.LogManager;

/** Where the process begins. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    // Libraries that log by java.util.logging would write over the operator's screen.
    LogManager.getLogManager().reset();
    System.exit(Blackstart.run(args));
  }
}

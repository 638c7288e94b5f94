package dev.blackstart.app.cli;

import dev.blackstart.app.Refusal;

/** Reads {@code --speed}. */
final class Speeds {
  private static final double FASTEST = 1000;

  private Speeds() {}

  static double checked(double speed) {
    if (!(speed >= 1 && speed <= FASTEST)) {
      throw new Refusal(
          ExitCodes.USAGE, "--speed " + speed + " is out of range", "use a number from 1 to 1000");
    }
    return speed;
  }
}

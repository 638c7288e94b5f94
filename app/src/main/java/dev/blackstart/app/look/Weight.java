package dev.blackstart.app.look;

/** How much a line asks to be read, and why. */
public enum Weight {
  PLAIN,
  STRONG,
  /** Less important than its neighbours. */
  QUIET,
  /** A verified fact. */
  GOOD,
  WAITS,
  BAD
}

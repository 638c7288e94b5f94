package dev.blackstart.app.tui.view;

/**
 * What a piece of text means; a theme says what it looks like. Never the only sign of a meaning.
 */
public enum Tone {
  TEXT,
  /** Less important than its neighbours. */
  QUIET,
  STRONG,
  /** A verified fact. */
  GOOD,
  WAITS,
  BAD,
  /** What is being worked on. */
  ACTIVE,
  TITLE,
  /** A key to press. */
  KEY,
  /** Frames and rules. */
  EDGE,
  /** What was filtered by, or searched for. */
  MATCH,
  /** Older than its watch. */
  STALE
}

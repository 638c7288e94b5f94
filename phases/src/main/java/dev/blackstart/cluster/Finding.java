package dev.blackstart.cluster;

/**
 * Something about the repository the operator should know before a run.
 *
 * @param id stable name of the kind of finding, such as {@code needs-cycle}
 * @param at file:line or object
 * @param what one line
 * @param remedy one line: what to do
 */
public record Finding(String id, Level level, String at, String what, String remedy) {
  /** How much it matters: an error keeps a run from beginning. */
  public enum Level {
    ERROR,
    WARNING,
    INFO
  }
}

package dev.blackstart.app.tui.model;

import java.util.Optional;

/**
 * A cluster of several whose runs come one after the other.
 *
 * @param run its run, absent while it waits for the one before
 * @param tookMillis world time, once it has ended
 */
public record TurnCluster(String cluster, Optional<String> run, State state, long tookMillis) {
  /** How far it has come. */
  public enum State {
    WAITS,
    RUNS,
    DONE,
    FAILED,
    STOPPED
  }
}

package dev.blackstart.app.tui.model;

import java.util.Optional;

/**
 * Somebody a phase waits for, and why.
 *
 * @param who node name or object
 * @param since world milliseconds of the run when this reason began, or was first told
 * @param behind who holds it up, when it merely waits for another of those that are waited for
 */
public record Held(String who, String reason, long since, Optional<String> behind) {
  public Held(String who, String reason, long since) {
    this(who, reason, since, Optional.empty());
  }

  /** Whether it is itself what has to change. */
  public boolean isRoot() {
    return behind.isEmpty();
  }
}

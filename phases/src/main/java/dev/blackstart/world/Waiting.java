package dev.blackstart.world;

import java.time.Instant;
import java.util.Optional;

/**
 * Somebody who is waited for, and why.
 *
 * @param who node name or object such as {@code DaemonSet kube-system/cilium}
 * @param reason in the words of the system that gave it
 * @param since world time the reason began, when known
 * @param behind who holds it up, when it merely waits for another of those that are waited for
 */
public record Waiting(String who, String reason, Optional<Instant> since, Optional<String> behind) {
  public Waiting(String who, String reason) {
    this(who, reason, Optional.empty(), Optional.empty());
  }

  public Waiting(String who, String reason, Optional<Instant> since) {
    this(who, reason, since, Optional.empty());
  }

  /** Whether it is itself what has to change. */
  public boolean isRoot() {
    return behind.isEmpty();
  }

  @Override
  public String toString() {
    return reason.isEmpty() ? who : who + ": " + reason;
  }
}

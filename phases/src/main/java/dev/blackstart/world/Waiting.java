package dev.blackstart.world;

import java.time.Instant;
import java.util.Optional;

/**
 * Somebody who is waited for, and why.
 *
 * @param who node name or object such as {@code DaemonSet kube-system/cilium}
 * @param reason in the words of the system that gave it
 * @param since world time the reason began, when known
 */
public record Waiting(String who, String reason, Optional<Instant> since) {
  public Waiting(String who, String reason) {
    this(who, reason, Optional.empty());
  }

  @Override
  public String toString() {
    return who + ": " + reason;
  }
}

package dev.blackstart.rehearsal.node;

import java.util.Optional;

/** What the kubelet's Node says of itself; nothing while there is none. Changes only in a turn. */
final class Registration {
  private final Boot boot;
  private Optional<Boolean> ready = Optional.empty();
  private String reason = "";

  Registration(Boot boot) {
    this.boot = boot;
  }

  void is(boolean nowReady, String why) {
    if (!ready.equals(Optional.of(nowReady)) || !reason.equals(why)) {
      ready = Optional.of(nowReady);
      reason = why;
      boot.touched();
    }
  }

  /** Absent while it is not registered. */
  Optional<Boolean> ready() {
    return ready;
  }

  /** What Talos says of it as long as it keeps the machine from being ready. */
  Optional<String> problem() {
    if (boot.config().isEmpty()
        || boot.config().get().isTrue("machine.kubelet.skipNodeRegistration")) {
      return Optional.empty();
    }
    String node = "node \"" + boot.hostname() + "\" ";
    if (ready.isEmpty()) {
      return Optional.of(node + "status is not available yet");
    }
    return ready.get() ? Optional.empty() : Optional.of(node + "is not ready");
  }
}

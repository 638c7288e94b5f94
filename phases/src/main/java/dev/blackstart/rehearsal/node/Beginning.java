package dev.blackstart.rehearsal.node;

import dev.talos.api.machine.AddressEvent;

/** What a machine does when it gets power: initialize, install when needed, then boot. */
final class Beginning {
  private final Boot boot;

  Beginning(Boot boot) {
    this.boot = boot;
  }

  void start() {
    boot.kernelSays("kern", "info", "Linux version 6.12.57-talos");
    boot.log("Talos version " + boot.node().media().version());
    boot.after(boot.between(0.8, 2.5), this::networkUp);
    boot.sequencer()
        .run(
            Sequences.initialize(boot),
            "",
            false,
            () -> boot.sequencer().run(Sequences.install(boot), "", false, this::installed));
  }

  private void networkUp() {
    boot.networkUp();
    tellAddress();
    if (boot.config().map(config -> config.timeSyncDisabled()).orElse(false)) {
      boot.timeSynced();
    } else {
      boot.after(boot.between(1.5, 5), boot::timeSynced);
    }
  }

  private void tellAddress() {
    boot.say(
        AddressEvent.newBuilder()
            .setHostname(boot.hostname())
            .addAddresses(boot.node().address())
            .build());
  }

  private void installed() {
    boot.services().start(Plans.apid());
    tellAddress();
    boot.sequencer().run(Sequences.boot(), "", false, () -> {});
  }
}

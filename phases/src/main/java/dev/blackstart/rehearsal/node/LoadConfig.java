package dev.blackstart.rehearsal.node;

import dev.talos.api.machine.TaskEvent;

/** Reads the config from disk, or waits in maintenance until somebody applies one. */
final class LoadConfig implements Work {
  @Override
  public void start(Boot boot, Runnable done) {
    if (boot.node().media().config.isPresent()) {
      boot.config(boot.node().media().config.get());
      done.run();
      return;
    }
    boot.calmDown();
    boot.log("this machine is reachable at: " + boot.node().address());
    boot.sequencer().taskEvent("runningMaintenance", TaskEvent.Action.START, "");
    boot.node().front().openMaintenance();
    boot.applying()
        .whenComplete(
            config -> {
              boot.log("leaving maintenance service");
              boot.sequencer().taskEvent("runningMaintenance", TaskEvent.Action.STOP, "");
              boot.node().front().drain();
              boot.config(config);
              if (boot.node().media().systemDisk.isPresent()) {
                boot.node().media().config = boot.config();
              }
              done.run();
            });
  }
}

package dev.blackstart.rehearsal.node;

import dev.blackstart.world.MachineStage;
import dev.talos.api.machine.MachineStatusEvent;
import dev.talos.api.machine.MachineStatusEvent.MachineStatus;
import dev.talos.api.machine.MachineStatusEvent.MachineStatus.UnmetCondition;
import dev.talos.api.machine.SequenceEvent;
import dev.talos.api.machine.TaskEvent;
import java.util.List;

/** The stage of a machine, concluded from its sequences, and what keeps it from being ready. */
final class Stages {
  private final Boot boot;
  private MachineStage stage = MachineStage.UNKNOWN;
  private MachineStatusEvent last = MachineStatusEvent.getDefaultInstance();

  Stages(Boot boot) {
    this.boot = boot;
  }

  MachineStage stage() {
    return stage;
  }

  /** As last told. */
  MachineStatusEvent status() {
    return last;
  }

  void sequence(String sequence, SequenceEvent.Action action) {
    switch (action) {
      case START -> {
        switch (sequence) {
          case "initialize", "boot" -> enter(MachineStage.BOOTING);
          case "shutdown" -> enter(MachineStage.SHUTTING_DOWN);
          case "upgrade", "stageUpgrade", "maintenanceUpgrade" -> enter(MachineStage.UPGRADING);
          case "reset" -> enter(MachineStage.RESETTING);
          case "reboot" -> enter(MachineStage.REBOOTING);
          default -> {}
        }
      }
      case STOP -> {
        if (sequence.equals("boot")) {
          enter(MachineStage.RUNNING);
        }
      }
      case NOOP, UNRECOGNIZED -> {}
    }
  }

  void phase(String sequence, String phase) {
    if (sequence.equals("install") && phase.equals("install")) {
      enter(MachineStage.INSTALLING);
    }
    if (phase.equals("kexec") && (sequence.equals("install") || sequence.equals("upgrade"))) {
      enter(MachineStage.REBOOTING);
    }
  }

  void task(String task, TaskEvent.Action action) {
    if (task.equals("runningMaintenance")) {
      enter(action == TaskEvent.Action.START ? MachineStage.MAINTENANCE : MachineStage.BOOTING);
    }
  }

  void failed() {
    if (stage != MachineStage.SHUTTING_DOWN) {
      enter(MachineStage.REBOOTING);
    }
  }

  /** Tells the status when it is another than before. */
  void settle() {
    if (stage == MachineStage.UNKNOWN) {
      return;
    }
    List<UnmetCondition> unmet =
        switch (stage) {
          case BOOTING, RUNNING -> Readiness.unmet(boot);
          case UNKNOWN, INSTALLING, MAINTENANCE, REBOOTING, SHUTTING_DOWN, RESETTING, UPGRADING ->
              List.of();
        };
    MachineStatusEvent now =
        MachineStatusEvent.newBuilder()
            .setStage(MachineStatusEvent.MachineStage.valueOf(stage.name()))
            .setStatus(
                MachineStatus.newBuilder().setReady(unmet.isEmpty()).addAllUnmetConditions(unmet))
            .build();
    if (!now.equals(last)) {
      last = now;
      boot.say(now);
      if (stage == MachineStage.RUNNING && unmet.isEmpty()) {
        boot.log("machine is running and ready");
      }
      boot.touched();
    }
  }

  private void enter(MachineStage next) {
    if (stage != next) {
      stage = next;
      settle();
    }
  }
}

package dev.blackstart.rehearsal.node;

import static dev.blackstart.rehearsal.node.Portrait.yaml;

import dev.blackstart.rehearsal.node.cosi.Published;
import dev.blackstart.rehearsal.node.cosi.ResourceKind;
import dev.blackstart.rehearsal.node.cosi.ResourceKinds;
import dev.talos.api.machine.MachineStatusEvent;
import dev.talos.api.resource.definitions.enums.RuntimeMachineStage;
import dev.talos.api.resource.definitions.runtime.MachineStatusSpec;
import dev.talos.api.resource.definitions.runtime.MachineStatusStatus;
import dev.talos.api.resource.definitions.runtime.UnmetCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The stage of a node, the one thing an operator watches on all of them at once. */
final class StagePortrait {
  static final Set<ResourceKind> KINDS = Set.of(ResourceKinds.MACHINE_STATUS);

  private final Boot boot;

  StagePortrait(Boot boot) {
    this.boot = boot;
  }

  List<Published> resources() {
    return List.of(status());
  }

  private Published status() {
    MachineStatusEvent now = boot.stages().status();
    MachineStatusStatus.Builder status =
        MachineStatusStatus.newBuilder().setReady(now.getStatus().getReady());
    List<Map<String, Object>> unmet = new ArrayList<>();
    for (var condition : now.getStatus().getUnmetConditionsList()) {
      status.addUnmetConditions(
          UnmetCondition.newBuilder()
              .setName(condition.getName())
              .setReason(condition.getReason()));
      unmet.add(yaml("name", condition.getName(), "reason", condition.getReason()));
    }
    String word = now.getStage().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return Published.of(
        ResourceKinds.MACHINE_STATUS,
        "machine",
        MachineStatusSpec.newBuilder()
            .setStage(RuntimeMachineStage.forNumber(now.getStage().getNumber()))
            .setStatus(status)
            .build(),
        yaml(
            "stage",
            word,
            "status",
            yaml("ready", now.getStatus().getReady(), "unmetConditions", unmet)));
  }
}

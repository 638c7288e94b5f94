package dev.blackstart.machineconfig.validation;

import dev.blackstart.machineconfig.document.ConfigDocument;
import dev.blackstart.machineconfig.document.MachineConfig;
import dev.blackstart.template.yaml.MapNode;
import java.util.Optional;
import java.util.Set;

/**
 * Validates a config for metal, as Talos 1.12.11 does without looking at a machine. Values that are
 * references to secrets count as present, and their form is not judged.
 */
public final class ConfigValidation {
  private static final Set<String> CONTROL_PLANE = Set.of("controlplane", "init");

  private ConfigValidation() {}

  /** Everything that is wrong with a config that could be read. */
  public static Verdict check(MachineConfig config) {
    Complaints complaints = new Complaints();
    Optional<MapNode> v1alpha1 = config.v1alpha1();
    MapNode first = v1alpha1.orElseGet(() -> config.documents().getFirst().content());
    Section root = Section.of(complaints, first);
    if (v1alpha1.isEmpty()) {
      root.error("the config has no document with machine and cluster");
    } else {
      v1alpha1(root);
    }
    for (ConfigDocument document : config.documents()) {
      if (!document.id().kind().isEmpty()) {
        Section own = Section.of(complaints, document.content());
        DocumentRules.check(document, own);
        v1alpha1.ifPresent(legacy -> CrossRules.check(document, own, root.at("machine")));
      }
    }
    return new Verdict(complaints.errors(), complaints.warnings());
  }

  private static void v1alpha1(Section root) {
    Section machine = root.at("machine");
    Section cluster = root.at("cluster");
    if (!machine.present()) {
      machine.error("is required");
      return;
    }
    if (root.at("persist").filled() && !root.at("persist").flag()) {
      root.at("persist").error("must not be false");
    }
    boolean controlPlane = CONTROL_PLANE.contains(machine.at("type").text());
    new MachineRules(machine, controlPlane).check();
    new InterfaceRules(machine.at("network", "interfaces"), controlPlane).check();
    if (cluster.present()) {
      new ClusterRules(cluster, machine, controlPlane).check();
    } else {
      cluster.error("is required");
    }
  }
}

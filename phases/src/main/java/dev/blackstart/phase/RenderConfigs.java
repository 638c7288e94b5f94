package dev.blackstart.phase;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.MachineConfigSource;
import dev.blackstart.cluster.Node;
import dev.blackstart.run.Condition;
import dev.blackstart.run.InputDigest;
import dev.blackstart.run.Phase;
import dev.blackstart.run.PhaseId;
import dev.blackstart.run.Progress;
import dev.blackstart.world.World;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Every node's machine config renders, takes its patches, has its secrets and is valid. */
final class RenderConfigs implements Phase {
  private final ClusterSpec spec;
  private final Duration budget;

  RenderConfigs(ClusterSpec spec, Duration budget) {
    this.spec = spec;
    this.budget = budget;
  }

  @Override
  public PhaseId id() {
    return new PhaseId("configs");
  }

  @Override
  public String claims() {
    return "every node's machine config renders with its secrets and is valid";
  }

  @Override
  public Duration budget() {
    return budget;
  }

  @Override
  public Subject subject() {
    return Subject.OBJECTS;
  }

  @Override
  public boolean acts() {
    return false;
  }

  @Override
  public String inputs(World world) {
    return inputs(spec, world);
  }

  static String inputs(ClusterSpec spec, World world) {
    InputDigest digest = new InputDigest();
    spec.nodes().forEach(node -> digest.with(world.manifests().machineConfigInputs(node)));
    return digest.hex();
  }

  @Override
  public Map<String, String> files(World world) {
    return files(spec, world);
  }

  static Map<String, String> files(ClusterSpec spec, World world) {
    Set<String> origins = new LinkedHashSet<>();
    for (MachineConfigSource source : spec.machineConfigs().values()) {
      origins.add(source.base().origin());
      source.patches().forEach(patch -> origins.add(patch.origin()));
    }
    return world.manifests().digests(origins);
  }

  @Override
  public Condition check(World world) {
    int rendered = 0;
    for (Node node : spec.nodes()) {
      world.manifests().machineConfig(node);
      rendered++;
    }
    return Condition.met(rendered + " rendered").counted(rendered, rendered);
  }

  @Override
  public void run(World world, Progress progress) {
    // Looking is all there is to do; the check throws what is wrong.
  }
}

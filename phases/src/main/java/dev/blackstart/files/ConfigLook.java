package dev.blackstart.files;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.MachineConfigSource;
import dev.blackstart.cluster.MachineConfigSource.Layer;
import dev.blackstart.cluster.Node;
import dev.blackstart.machineconfig.ConfigMerge;
import dev.blackstart.machineconfig.document.MachineConfig;
import dev.blackstart.machineconfig.document.RefusedConfig;
import dev.blackstart.machineconfig.lint.Lints;
import dev.blackstart.machineconfig.review.ConfigFinding;
import dev.blackstart.machineconfig.review.ConfigReview;
import dev.blackstart.world.Failure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks at the machine configs of a cluster as its files have them, before secrets are in. */
public final class ConfigLook {
  private ConfigLook() {}

  /** What is wrong with them, and with what sops encrypted of them. */
  public static List<Finding> findings(ClusterSpec spec, SealedTexts sealed, Instant now) {
    Map<Node, MachineConfigSource> sources = new LinkedHashMap<>();
    Set<Finding> findings = new LinkedHashSet<>();
    for (Node node : spec.nodes()) {
      MachineConfigSource source = spec.machineConfigs().get(node.address());
      if (source != null) {
        try {
          sources.put(node, opened(source, sealed));
        } catch (Failure failure) {
          findings.add(ConfigFinding.CONFIG_REFUSED.of(failure.what(), failure.remedy()));
        }
      }
    }
    List<Finding> all = new ArrayList<>(findings);
    all.addAll(ConfigReview.of(sources, now));
    return all;
  }

  /** What charts are told that does not go with what nodes are told. */
  public static List<Finding> lints(ClusterSpec spec, SealedTexts sealed) {
    Map<Node, MachineConfig> configs = new LinkedHashMap<>();
    for (Node node : spec.nodes()) {
      MachineConfigSource source = spec.machineConfigs().get(node.address());
      if (source != null) {
        merged(source, sealed).ifPresent(config -> configs.put(node, config));
      }
    }
    return Lints.of(spec, configs, new RepositoryTexts(spec.repository()));
  }

  /** Empty when it cannot be had, which {@link #findings} tells. */
  private static Optional<MachineConfig> merged(MachineConfigSource source, SealedTexts sealed) {
    try {
      return Optional.of(ConfigMerge.merged(opened(source, sealed)));
    } catch (Failure | RefusedConfig told) {
      return Optional.empty();
    }
  }

  /** What a config is made of, opened. */
  static MachineConfigSource opened(MachineConfigSource source, SealedTexts sealed) {
    return new MachineConfigSource(
        opened(source.base(), sealed),
        source.patches().stream().map(patch -> opened(patch, sealed)).toList());
  }

  private static Layer opened(Layer layer, SealedTexts sealed) {
    return new Layer(layer.origin(), sealed.open(layer.yaml(), layer.origin()));
  }
}

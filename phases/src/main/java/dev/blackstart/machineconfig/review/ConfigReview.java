package dev.blackstart.machineconfig.review;

import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.MachineConfigSource;
import dev.blackstart.cluster.Node;
import dev.blackstart.machineconfig.ConfigMerge;
import dev.blackstart.machineconfig.document.ConfigProblem;
import dev.blackstart.machineconfig.document.MachineConfig;
import dev.blackstart.machineconfig.document.RefusedConfig;
import dev.blackstart.machineconfig.validation.ConfigValidation;
import dev.blackstart.machineconfig.validation.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks at the configs of all nodes of a cluster; references to secrets stay as they are. */
public final class ConfigReview {
  private ConfigReview() {}

  /**
   * Everything that is wrong, each thing once, with the file and line it was written at.
   *
   * @param sources what the nodes' configs are made of, nothing of it encrypted; those who have
   *     none are passed over
   * @param now for what runs out
   */
  public static List<Finding> of(Map<Node, MachineConfigSource> sources, Instant now) {
    Set<Finding> findings = new LinkedHashSet<>();
    List<ReviewedNode> sound = new ArrayList<>();
    sources.forEach(
        (node, source) -> {
          try {
            MachineConfig config = ConfigMerge.merged(source);
            Verdict verdict = ConfigValidation.check(config);
            verdict.errors().forEach(problem -> findings.add(refused(problem)));
            verdict.warnings().forEach(problem -> findings.add(deprecated(problem)));
            sound.add(new ReviewedNode(node, config));
          } catch (RefusedConfig refused) {
            refused.problems().forEach(problem -> findings.add(refused(problem)));
          }
        });
    sound.forEach(node -> VersionReview.look(node, findings::add));
    new AddressReview(sound, findings::add).look();
    new SecretReview(sound, now, findings::add).look();
    return List.copyOf(findings);
  }

  private static Finding refused(ConfigProblem problem) {
    return ConfigFinding.CONFIG_REFUSED.at(
        problem.mark(), text(problem), "correct it as Talos 1.12 wants it");
  }

  private static Finding deprecated(ConfigProblem problem) {
    return ConfigFinding.CONFIG_DEPRECATED.at(
        problem.mark(), text(problem), "change it while there is time");
  }

  private static String text(ConfigProblem problem) {
    return (problem.path().isEmpty() ? "" : problem.path() + ": ") + problem.what();
  }
}

package dev.blackstart.machineconfig.lint;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Node;
import dev.blackstart.cluster.Release;
import dev.blackstart.machineconfig.document.MachineConfig;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Looks whether what charts are told goes with what nodes are told. Of values that only Flux fills
 * in nothing is said.
 */
public final class Lints {
  /** Findings of the reader after which values may lack something. */
  private static final Set<String> UNREAD =
      Set.of(
          "missing-file",
          "yaml-error",
          "input-limit",
          "template-error",
          "unknown-function",
          "undefined-variable",
          "exec-not-allowed",
          "helmfile-key",
          "helmfile-secrets",
          "helmfile-template",
          "outside-repository");

  private Lints() {}

  /** The files of the repository. */
  public interface Files {
    /** A file by its path; empty when there is none. */
    Optional<String> text(String path);

    /** Whether any YAML file has one of these words in it. */
    boolean mention(List<String> words);
  }

  /**
   * Everything that does not go together, each thing once.
   *
   * @param configs of the nodes whose configs are sound; with none of them nothing is said, for
   *     then it is not Talos that runs the cluster
   */
  public static List<Finding> of(ClusterSpec spec, Map<Node, MachineConfig> configs, Files files) {
    if (configs.isEmpty()) {
      return List.of();
    }
    Set<Finding> all = new LinkedHashSet<>();
    Consumer<Finding> findings = finding -> all.add(spec.quietLint(finding));
    NodeConfigs nodes = new NodeConfigs(configs);
    boolean complete = spec.findings().stream().map(Finding::id).noneMatch(UNREAD::contains);
    for (Release release : spec.releases()) {
      Optional<ReleaseSettings> settings = settings(spec, release, files);
      switch (release.chart().name()) {
        case "cilium" ->
            settings.ifPresent(
                cilium -> {
                  new CiliumLint(cilium, nodes, findings).look();
                  new CiliumNetworkLint(cilium, nodes, coreDns(spec, files), findings).look();
                });
        case "coredns" ->
            settings.ifPresent(coredns -> new CoreDnsLint(coredns, nodes, findings).look());
        case "spegel" ->
            settings.ifPresent(spegel -> new SpegelLint(spegel, nodes, findings).look());
        default -> {}
      }
    }
    new NodeLint(spec, nodes, files, findings).look(complete);
    CrdLint.look(spec, findings);
    return List.copyOf(all);
  }

  private static Optional<ReleaseSettings> coreDns(ClusterSpec spec, Files files) {
    return spec.releases().stream()
        .filter(release -> release.chart().name().equals("coredns"))
        .findFirst()
        .flatMap(release -> settings(spec, release, files));
  }

  /** Of values that could not all be read the rest would mislead. */
  private static Optional<ReleaseSettings> settings(
      ClusterSpec spec, Release release, Files files) {
    return spec.findings().stream().map(Finding::id).anyMatch(UNREAD::contains)
        ? Optional.empty()
        : ReleaseSettings.of(release, files);
  }
}

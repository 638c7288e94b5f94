package dev.blackstart.app.cli;

import dev.blackstart.app.OperatorFiles;
import dev.blackstart.app.Refusal;
import dev.blackstart.cluster.ClusterSpec;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** A cluster that stands already: everything begins at its API server. */
final class AdoptOption {
  @Option(
      names = "--adopt",
      paramLabel = "KUBECONFIG",
      description =
          "the cluster stands already where this file's current context says, and its machines are"
              + " not ours: begin at its API server")
  private Path kubeconfig;

  OperatorFiles on(OperatorFiles files) {
    return files.adopting(Optional.ofNullable(kubeconfig));
  }

  /**
   * For several clusters: a kubeconfig names one.
   *
   * @throws Refusal 2 when the option was given
   */
  void requireNone() {
    if (kubeconfig != null) {
      throw new Refusal(
          2, "--adopt names one cluster, and several are asked for", "begin one after the other");
    }
  }

  /**
   * The cluster, when a live run can begin on it.
   *
   * @throws Refusal 3 when nothing says where it is
   */
  static ClusterSpec placed(ClusterSpec spec) {
    if (!spec.hasMachines() && spec.kubeconfig().isEmpty()) {
      throw new Refusal(
          3,
          "the repository has no machines of cluster " + spec.name(),
          "name the kubeconfig of the cluster that stands already: --adopt KUBECONFIG");
    }
    return spec;
  }
}

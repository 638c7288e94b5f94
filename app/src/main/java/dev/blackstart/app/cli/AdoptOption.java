package dev.blackstart.app.cli;

import dev.blackstart.app.OperatorFiles;
import dev.blackstart.app.Refusal;
import dev.blackstart.app.Turn;
import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.files.contexts.OwnContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** A cluster that stands already: everything begins at its API server. */
final class AdoptOption {
  @Option(
      names = "--adopt",
      paramLabel = "KUBECONFIG[#CONTEXT]",
      description =
          "the cluster stands already where this file's current context, or the one behind #,"
              + " says, and its machines are not ours: begin at its API server; of several"
              + " clusters: infra=FILE[#CONTEXT],apps=FILE[#CONTEXT]")
  private String written;

  OperatorFiles on(OperatorFiles files) {
    return files.adopting(Optional.ofNullable(written).map(Path::of));
  }

  /**
   * The clusters of a turn with where those that are named stand; the others have machines of ours.
   *
   * @throws Refusal 2 when it names no cluster of the turn, one twice, or a file that is not there
   */
  Turn on(Turn turn) {
    if (written == null) {
      return turn;
    }
    Map<String, Path> adopts = new LinkedHashMap<>();
    for (String part : written.split(",", -1)) {
      int is = part.indexOf('=');
      String cluster = is < 0 ? "" : part.substring(0, is);
      if (!turn.clusters().contains(cluster) || adopts.containsKey(cluster)) {
        throw new Refusal(
            2,
            "--adopt " + part + " does not say which of several clusters stands there",
            "write --adopt " + String.join("=KUBECONFIG,", turn.clusters()) + "=KUBECONFIG");
      }
      OwnContext own = OwnContext.of(Path.of(part.substring(is + 1)));
      if (!Files.isRegularFile(own.file())) {
        throw new Refusal(2, "--adopt " + part + " names no file", "check the path");
      }
      adopts.put(cluster, own.written());
    }
    return turn.adopting(adopts);
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

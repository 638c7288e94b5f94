package dev.blackstart.rehearsal.node;

import dev.blackstart.rehearsal.node.container.PodContainer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What the kubelet's log file of a container holds: that it was started, and that nothing more will
 * come, for a rehearsal starts no programs.
 */
final class ContainerLog {
  private ContainerLog() {}

  /**
   * @param tail how many lines; negative for all
   */
  static byte[] of(PodContainer container, int tail) {
    String stamp = container.started() + " stderr F ";
    List<String> lines =
        List.of(
            stamp + "starting " + container.name() + " of " + container.image(),
            stamp + "this container is played by a rehearsal: no program runs and none writes");
    int from = tail < 0 ? 0 : Math.max(0, lines.size() - tail);
    return String.join("\n", lines.subList(from, lines.size()))
        .concat(from < lines.size() ? "\n" : "")
        .getBytes(StandardCharsets.UTF_8);
  }
}

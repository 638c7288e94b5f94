package dev.blackstart.rehearsal.node.container;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * What the kubelet's log file of a container holds: that it was started, and that nothing more will
 * come, for a rehearsal starts no programs.
 */
public final class ContainerLog {
  private ContainerLog() {}

  /**
   * The file, as the container runtime writes it.
   *
   * @param tail how many lines; negative for all
   */
  public static byte[] of(PodContainer container, int tail) {
    return text(container.started() + " stderr F ", said(container.name(), container.image()), tail)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** What the container said, as the kubelet shows it. */
  public static String shown(
      String name, String image, Instant started, boolean stamped, int tail) {
    return text(stamped ? started + " " : "", said(name, image), tail);
  }

  private static List<String> said(String name, String image) {
    return List.of(
        "starting " + name + " of " + image,
        "this container is played by a rehearsal: no program runs and none writes");
  }

  private static String text(String before, List<String> lines, int tail) {
    int from = tail < 0 ? 0 : Math.max(0, lines.size() - tail);
    StringBuilder text = new StringBuilder();
    lines
        .subList(from, lines.size())
        .forEach(line -> text.append(before).append(line).append('\n'));
    return text.toString();
  }
}

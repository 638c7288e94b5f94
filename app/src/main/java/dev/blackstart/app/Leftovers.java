package dev.blackstart.app;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Node;
import dev.blackstart.rehearsal.WorldSettings;
import dev.blackstart.rehearsal.node.hardware.Hardware;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What others left on the disks of a rehearsal's machines, so that it can be rehearsed what happens
 * when a disk is not empty.
 *
 * @param byNode name of the node, device without {@code /dev/}, content
 */
public record Leftovers(Map<String, Map<String, String>> byNode) {
  public static final Leftovers NONE = new Leftovers(Map.of());

  private static final Pattern FORM =
      Pattern.compile("([^:=]+):(?:/dev/)?([A-Za-z0-9]+)=([a-z0-9-]+(?::[^\\p{Cntrl}]{1,36})?)");

  /**
   * @param written {@code NODE:DEVICE=CONTENT} or {@code NODE:DEVICE=CONTENT:LABEL}, each
   */
  public static Leftovers of(List<String> written) {
    Map<String, Map<String, String>> byNode = new HashMap<>();
    for (String one : written) {
      Matcher matcher = FORM.matcher(one);
      if (!matcher.matches()) {
        throw new Refusal(
            2,
            "--disk " + one + " is not NODE:DEVICE=CONTENT",
            "write it as worker-1:nvme0n1=bluestore or worker-1:sda1=ext4:LABEL");
      }
      byNode
          .computeIfAbsent(matcher.group(1), any -> new TreeMap<>())
          .put(matcher.group(2), matcher.group(3));
    }
    return new Leftovers(byNode);
  }

  /** Every node named is one of the cluster's, and its simulated machine has the disk. */
  void requireKnown(ClusterSpec spec) {
    byNode.forEach(
        (name, disks) -> {
          Node node =
              spec.nodes().stream()
                  .filter(one -> one.name().equals(name))
                  .findFirst()
                  .orElseThrow(() -> unknown(name, spec));
          Hardware hardware = Hardware.of(node.address()).bearing(Nameplates.of(spec, node));
          disks.keySet().stream()
              .filter(device -> !hardware.has(device))
              .findFirst()
              .ifPresent(
                  device -> {
                    throw new Refusal(
                        2,
                        "--disk " + name + ":" + device + ": the machine has no such disk",
                        "its disks are " + hardware.diskNames());
                  });
        });
  }

  private static Refusal unknown(String name, ClusterSpec spec) {
    return new Refusal(
        2,
        "--disk " + name + ": no such node",
        "the nodes are " + String.join(", ", spec.nodes().stream().map(Node::name).toList()));
  }

  WorldSettings.Machine machine(ClusterSpec spec, Node node) {
    return new WorldSettings.Machine(
        node.name(),
        node.address(),
        node.role(),
        byNode.getOrDefault(node.name(), Map.of()),
        Nameplates.of(spec, node));
  }
}

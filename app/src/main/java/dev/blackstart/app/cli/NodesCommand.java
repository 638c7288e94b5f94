package dev.blackstart.app.cli;

import dev.blackstart.app.Inspection;
import dev.blackstart.app.Json;
import dev.blackstart.app.plain.Harmless;
import dev.blackstart.app.plain.Table;
import dev.blackstart.cluster.Node;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.MachineReport;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "nodes",
    mixinStandardHelpOptions = true,
    description = "The nodes: who answers, at which stage, and what Kubernetes says of them.")
final class NodesCommand implements Callable<Integer> {
  @Mixin private SharedOptions shared;

  /** A node as Talos and as Kubernetes know it. */
  private record Known(Node node, MachineReport report, Optional<KubeObject> object) {}

  @Override
  public Integer call() {
    try (Inspection inspection = Inspection.last(shared.state(), shared.files())) {
      World world = inspection.world();
      List<KubeObject> objects = world.kube().listOnce("v1", "Node", "", Map.of());
      List<Known> nodes =
          inspection.spec().nodes().stream()
              .map(
                  node ->
                      new Known(
                          node,
                          world.machines().report(node),
                          objects.stream().filter(object -> isOf(node, object)).findFirst()))
              .toList();
      if (shared.json()) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("v", 1);
        document.put("nodes", nodes.stream().map(NodesCommand::json).toList());
        System.out.println(Json.line(document));
      } else {
        print(inspection, nodes);
      }
    }
    return ExitCodes.DONE;
  }

  /** A kubelet may have registered with another name than the repository's. */
  private static boolean isOf(Node node, KubeObject object) {
    return object.name().equals(node.name())
        || object.list("status", "addresses").stream()
            .anyMatch(
                each ->
                    each instanceof Map<?, ?> address
                        && node.address().equals(address.get("address")));
  }

  private static void print(Inspection inspection, List<Known> nodes) {
    String kind = inspection.world().kind() == World.Kind.LIVE ? "live" : "rehearsal";
    System.out.println(
        "cluster " + inspection.spec().name() + ", " + kind + ", " + nodes.size() + " nodes");
    Table table =
        new Table("NODE", "ADDRESS", "ROLE", "STAGE", "TALOS", "KUBERNETES", "VERSION", "NOTE");
    for (Known each : nodes) {
      table.row(
          each.node().name(),
          each.node().address(),
          each.node().role().machineType(),
          stage(each.report()),
          each.report().talosVersion().orElse("-"),
          each.object().map(object -> ready(object) ? "Ready" : "NotReady").orElse("-"),
          each.object().map(NodesCommand::version).filter(text -> !text.isEmpty()).orElse("-"),
          note(each.report()));
    }
    table.lines().forEach(line -> System.out.println(Harmless.text(line, false)));
  }

  private static String stage(MachineReport report) {
    return switch (report.reach()) {
      case UNREACHABLE -> "no answer";
      case FOREIGN -> "another's";
      case MAINTENANCE, OURS -> word(report.stage());
    };
  }

  /** Why it is not where it should be; nothing when all is well. */
  private static String note(MachineReport report) {
    return switch (report.reach()) {
      case UNREACHABLE, FOREIGN, MAINTENANCE -> report.note();
      case OURS -> String.join("; ", report.unmet().stream().map(Waiting::toString).toList());
    };
  }

  private static boolean ready(KubeObject object) {
    return object
        .condition("Ready")
        .filter(condition -> condition.text("status").equals("True"))
        .isPresent();
  }

  private static String version(KubeObject object) {
    return object.text("status", "nodeInfo", "kubeletVersion");
  }

  private static Map<String, Object> json(Known each) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("name", each.node().name());
    one.put("address", each.node().address());
    one.put("role", each.node().role().machineType());
    one.put("reach", word(each.report().reach()));
    one.put("stage", word(each.report().stage()));
    one.put("ready", each.report().ready());
    each.report().talosVersion().ifPresent(version -> one.put("talos", version));
    each.report().fingerprint().ifPresent(print -> one.put("fingerprint", print));
    one.put("note", note(each.report()));
    each.object()
        .ifPresent(
            object ->
                one.put("kubernetes", Map.of("ready", ready(object), "version", version(object))));
    return one;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}

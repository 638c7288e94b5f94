package dev.blackstart.app.tui.model;

import dev.blackstart.cluster.Node;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The command of the field that shows the same thing without blackstart. */
final class Equivalents {
  /** An object at the beginning of a reason: {@code DaemonSet kube-system/cilium: why}. */
  private static final Pattern OBJECT =
      Pattern.compile("([A-Z][A-Za-z]+) ([a-z0-9-]+)/([a-z0-9.-]+)(?=$|:|\\s)");

  private static final List<String> MACHINES = List.of("apply", "etcd", "kubeconfig");

  private static final List<String> KUBERNETES = List.of("nodes", "verify");

  private Equivalents() {}

  /** One command to see what a phase waits for. */
  static Optional<String> see(RunPicture run, PhaseRow phase, Optional<Held> held) {
    return held.flatMap(each -> held(run, phase.id().name(), each))
        .or(() -> phase(run, phase.id().name()));
  }

  /** One command to see what somebody is waited for. */
  static Optional<String> held(RunPicture run, String phase, Held held) {
    Optional<Node> node = node(run, held.who());
    return node.isPresent()
        ? Optional.of(
            namespace(held.reason())
                .map(namespace -> pods(namespace, node.get()))
                .orElseGet(() -> ofNode(phase, node.get(), held.reason())))
        : object(held.who());
  }

  private static String pods(String namespace, Node node) {
    return "kubectl -n "
        + namespace
        + " get pods -o wide --field-selector spec.nodeName="
        + node.name();
  }

  /** One command to see how a node does. */
  static String ofNode(String phase, Node node, String reason) {
    if (MACHINES.contains(phase)) {
      boolean maintenance = reason.contains("maintenance");
      return "talosctl --nodes "
          + node.address()
          + (maintenance
              ? " get machinestatus --insecure"
              : phase.equals("etcd") ? " service etcd" : " dmesg --follow");
    }
    boolean atLarge =
        KUBERNETES.contains(phase) || reason.contains("node") || reason.contains("kubelet");
    return atLarge
        ? "kubectl describe node " + node.name()
        : "kubectl get pods -A -o wide --field-selector spec.nodeName=" + node.name();
  }

  private static Optional<String> phase(RunPicture run, String phase) {
    Optional<String> first =
        run.nodes().values().stream()
            .map(NodeRow::node)
            .filter(Node::isControlPlane)
            .map(Node::address)
            .findFirst();
    return switch (phase) {
      case "preflight", "configs" -> Optional.of("blackstart preflight --cluster " + run.cluster());
      case "apply" -> first.map(address -> "talosctl --nodes " + address + " get machinestatus");
      case "etcd" -> first.map(address -> "talosctl --nodes " + address + " etcd members");
      case "kubeconfig" -> first.map(address -> "talosctl --nodes " + address + " containers -k");
      case "nodes", "verify" -> Optional.of("kubectl get nodes -o wide");
      case "seeds" -> Optional.of("kubectl get namespaces,secrets -A");
      case "crds" -> Optional.of("kubectl get customresourcedefinitions");
      case "root-application", "applications" -> Optional.of("kubectl get applications -A -o wide");
      case "vault" -> Optional.of("blackstart vault status");
      case "flux" -> Optional.of("flux get all -A --status-selector ready=false");
      default -> Optional.of("helm list -A -a --filter '^" + phase.replaceAll(".*/", "") + "$'");
    };
  }

  /** {@code Pod kube-system/cilium-x} becomes a describe of it, {@code CRD x} too. */
  static Optional<String> object(String who) {
    Matcher object = OBJECT.matcher(who);
    if (object.lookingAt()) {
      String kind = object.group(1).toLowerCase(Locale.ROOT);
      return Optional.of(
          "kubectl -n " + object.group(2) + " describe " + kind + " " + object.group(3));
    }
    if (who.startsWith("CRD ")) {
      return Optional.of("kubectl describe customresourcedefinition " + who.substring(4));
    }
    if (who.startsWith("release ") && who.contains("/")) {
      String[] name = who.substring("release ".length()).split("/", 2);
      return Optional.of("helm history -n " + name[0] + " " + name[1]);
    }
    return Optional.empty();
  }

  private static Optional<String> namespace(String reason) {
    Matcher object = OBJECT.matcher(reason);
    return object.lookingAt() ? Optional.of(object.group(2)) : Optional.empty();
  }

  /** The node of a name or an address. */
  static Optional<Node> node(RunPicture run, String who) {
    NodeRow named = run.nodes().get(who);
    return named != null
        ? Optional.of(named.node())
        : run.nodes().values().stream()
            .map(NodeRow::node)
            .filter(node -> node.address().equals(who))
            .findFirst();
  }
}

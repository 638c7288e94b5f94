package dev.blackstart.app.tui.model;

import dev.blackstart.cluster.Node;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The command of the field that shows the same thing without blackstart. */
final class Equivalents {
  private Equivalents() {}

  /** One command to see what a phase waits for. */
  static Optional<String> see(
      ScreenModel model, PhaseRow phase, List<Held> held, Optional<String> node) {
    return switch (phase.id().name()) {
      case "preflight", "configs" -> Optional.empty();
      case "apply", "etcd", "kubeconfig" ->
          address(model, node.or(() -> held.stream().map(Held::who).findFirst()))
              .map(address -> "talosctl -n " + address + " " + talos(phase.id().name()));
      case "nodes", "verify" -> Optional.of("kubectl get nodes -o wide");
      case "seeds" -> Optional.of("kubectl get namespaces,secrets -A");
      case "crds" -> Optional.of("kubectl get customresourcedefinitions");
      case "flux" ->
          Optional.of(
              held.stream()
                  .map(Held::who)
                  .findFirst()
                  .flatMap(Equivalents::object)
                  .orElse("kubectl get kustomizations,helmreleases -A"));
      default ->
          held.stream()
              .map(Held::who)
              .map(Equivalents::object)
              .flatMap(Optional::stream)
              .findFirst()
              .or(
                  () ->
                      node.map(
                          name -> "kubectl get pods -A --field-selector spec.nodeName=" + name));
    };
  }

  /** What the field would type to do what a phase does; nothing for one that only looks. */
  static List<String> act(RunPicture run, String phase) {
    Optional<Node> first =
        run.nodes().values().stream().map(NodeRow::node).filter(Node::isControlPlane).findFirst();
    String address = first.map(Node::address).orElse("ADDRESS");
    return switch (phase) {
      case "preflight", "configs", "nodes", "verify" -> List.of();
      case "apply" ->
          List.of("talosctl apply-config --insecure -n ADDRESS -f CONFIG, for each node");
      case "etcd" -> List.of("talosctl bootstrap -n " + address + ", once");
      case "kubeconfig" -> List.of("talosctl kubeconfig -n " + address);
      case "seeds" -> List.of("op inject -i SEEDS | kubectl apply --server-side -f -");
      case "crds" ->
          List.of(
              "helmfile -f CRDS template --include-crds | kubectl apply --server-side -f -,"
                  + " CustomResourceDefinitions only");
      case "flux" -> List.of("flux get kustomizations -A --watch");
      default -> List.of("helmfile sync --selector name=" + phase);
    };
  }

  private static String talos(String phase) {
    return phase.equals("etcd") ? "service etcd" : "dmesg --follow";
  }

  /** {@code Pod kube-system/cilium-x} becomes a describe of it. */
  private static Optional<String> object(String who) {
    String[] words = who.split(" ", 2);
    int slash = words.length < 2 ? -1 : words[1].indexOf('/');
    return slash <= 0
        ? Optional.empty()
        : Optional.of(
            "kubectl -n "
                + words[1].substring(0, slash)
                + " describe "
                + words[0].toLowerCase(Locale.ROOT)
                + " "
                + words[1].substring(slash + 1));
  }

  private static Optional<String> address(ScreenModel model, Optional<String> who) {
    return model.run().stream()
        .flatMap(run -> run.nodes().values().stream())
        .map(NodeRow::node)
        .filter(
            each ->
                who.isEmpty() || who.get().equals(each.name()) || who.get().equals(each.address()))
        .map(Node::address)
        .findFirst();
  }
}

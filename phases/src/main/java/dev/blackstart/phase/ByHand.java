package dev.blackstart.phase;

import dev.blackstart.cluster.ChartRef;
import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.CrdSource;
import dev.blackstart.cluster.Hook;
import dev.blackstart.cluster.Node;
import dev.blackstart.cluster.PostRender;
import dev.blackstart.cluster.Release;
import dev.blackstart.world.Charts.Unfinished;
import dev.blackstart.world.KubeApi.Holder;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.MachineStage;
import dev.blackstart.world.NamedImage;
import dev.blackstart.world.NodeOperations.ApplyMode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The commands of the field that do what a phase does. Files they name are those that {@code
 * blackstart plan --render .} writes, or the repository's own.
 */
final class ByHand {
  private static final String APPLY = "kubectl apply --server-side -f ";
  private static final String CRDS_ONLY =
      " | yq 'select(.kind == \"CustomResourceDefinition\")' | " + APPLY + "-";

  private ByHand() {}

  /**
   * @param fingerprint of the maintenance certificate that is accepted
   */
  static List<String> applyConfig(Node node, Optional<String> fingerprint) {
    return List.of(
        "talosctl apply-config --insecure --nodes "
            + node.address()
            + fingerprint.map(pin -> " --cert-fingerprint " + pin).orElse("")
            + " --file machineconfig/"
            + node.name()
            + ".yaml");
  }

  static List<String> bootstrap(Node node) {
    return List.of(talosctl(node) + "bootstrap");
  }

  /** Back to maintenance, with the installation kept. */
  static String reset(Node node) {
    return "talosctl --nodes "
        + node.address()
        + " reset --graceful=false --reboot --system-labels-to-wipe STATE"
        + " --system-labels-to-wipe EPHEMERAL";
  }

  static List<String> kubeconfig(Node node) {
    return List.of(talosctl(node) + "kubeconfig");
  }

  static List<String> upgrade(Node node, String image) {
    return List.of(talosctl(node) + "upgrade --image " + image);
  }

  static List<String> applyConfigured(Node node, ApplyMode mode) {
    return List.of(
        talosctl(node)
            + "apply-config --mode "
            + words(mode.name())
            + " --file machineconfig/"
            + node.name()
            + ".yaml");
  }

  static List<String> patchImage(Node node, NamedImage image) {
    StringBuilder patch = new StringBuilder();
    List<String> keys = List.of(image.part().path().split("\\.", -1));
    keys.forEach(key -> patch.append('{').append(key).append(": "));
    patch.append(image.image()).append("}".repeat(keys.size()));
    return List.of(talosctl(node) + "patch machineconfig --mode no-reboot --patch '" + patch + "'");
  }

  static List<String> reset(Node node, Set<String> labels, boolean graceful) {
    String wiped =
        labels.stream()
            .sorted()
            .map(label -> " --system-labels-to-wipe " + label)
            .collect(Collectors.joining());
    return List.of(talosctl(node) + "reset" + wiped + " --reboot --graceful=" + graceful);
  }

  static List<String> wipeDisk(WipeDisks.NodeDisk disk) {
    return List.of(
        "talosctl --insecure --nodes "
            + disk.node().address()
            + " wipe disk "
            + disk.path().replaceFirst("^/dev/", ""));
  }

  static List<String> recover(Node node, Operation.Rebuild order) {
    return List.of(
        talosctl(node)
            + "bootstrap --recover-from "
            + order.snapshot()
            + (order.skipHashCheck() ? " --recover-skip-hash-check" : ""));
  }

  static List<String> drain(Node node) {
    return List.of("kubectl drain " + node.name() + " --ignore-daemonsets --delete-emptydir-data");
  }

  static List<String> uncordon(Node node) {
    return List.of("kubectl uncordon " + node.name());
  }

  static List<String> forfeit(Node node) {
    return List.of(talosctl(node) + "etcd forfeit-leadership");
  }

  /** A stage in words, such as {@code shutting down}. */
  static String words(MachineStage stage) {
    return stage.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String words(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static List<String> seeds() {
    return List.of(APPLY + "seeds.yaml");
  }

  /** One command for each helmfile, file and URL they come from. */
  static List<String> crds(ClusterSpec spec) {
    boolean helmfile = spec.family().bootstrap().equals("helmfile");
    Set<String> commands = new LinkedHashSet<>();
    for (CrdSource source : spec.crds()) {
      commands.add(
          switch (source) {
            case CrdSource.FromChart chart ->
                (helmfile
                        ? "helmfile -f " + chart.at().file() + " template"
                        : "helm template " + chart(chart.release()))
                    + " --include-crds"
                    + CRDS_ONLY;
            case CrdSource.FromFile file -> APPLY + file.file();
            case CrdSource.FromUrl url -> APPLY + url.shown();
          });
    }
    return List.copyOf(commands);
  }

  static List<String> install(Release release) {
    if (release.postRenders().stream().anyMatch(PostRender::definitions)
        || !release.chart().additions().dependencies().isEmpty()) {
      return List.of(
          "helmfile -f %s -l name=%s,namespace=%s sync"
              .formatted(release.at().file(), release.name(), release.namespace()));
    }
    List<String> words = new ArrayList<>();
    if (release.chart().isGit()) {
      words.add(
          "git clone %s CLONE && git -C CLONE checkout %s &&"
              .formatted(
                  release.chart().gitUrl().replaceFirst("://[^/@]*@", "://"),
                  release.chart().version()));
    }
    words.add("helm upgrade --install " + chart(release) + " --create-namespace");
    for (int layer = 0; layer < release.values().size(); layer++) {
      String name = release.name() + (layer == 0 ? "" : "-" + layer);
      words.add("--values values/" + release.namespace() + "/" + name + ".yaml");
    }
    return List.of(String.join(" ", words));
  }

  static List<String> heal(Release release, Unfinished left) {
    List<String> commands = new ArrayList<>();
    String kubectl = "kubectl -n " + release.namespace() + " delete ";
    left.hooks().forEach(hook -> commands.add(kubectl + words(hook.kind()) + " " + hook.name()));
    commands.add(
        kubectl
            + "secret -l 'owner=helm,name="
            + release.name()
            + ",status="
            + left.status()
            + "'");
    return List.copyOf(commands);
  }

  static List<String> unhold(Holder holder) {
    KubeObject.Ref ref = holder.ref();
    String group = ref.apiVersion().contains("/") ? ref.apiVersion().replaceAll("/.*", "") : "";
    String kind = ref.kind().toLowerCase(Locale.ROOT) + (group.isEmpty() ? "" : "." + group);
    String object =
        (ref.namespace().isEmpty() ? "" : "-n " + ref.namespace() + " ") + "%s " + kind + " ";
    return List.of(
        holder.finalizers().isEmpty()
            ? "kubectl " + object.formatted("get") + ref.name()
            : "kubectl "
                + object.formatted("patch")
                + ref.name()
                + " --type=merge -p '{\"metadata\":{\"finalizers\":null}}'");
  }

  /** A hook's own command, in the folder it runs in. */
  static List<String> hook(Hook hook) {
    return List.of(
        hook.folder().isEmpty()
            ? hook.line()
            : "(cd " + hook.folder() + " && " + hook.line() + ")");
  }

  private static String chart(Release release) {
    ChartRef chart = release.chart();
    if (chart.isGit()) {
      return release.name() + " CLONE/" + chart.reference() + " --namespace " + release.namespace();
    }
    boolean archive = chart.repository().endsWith(".tgz");
    String repository = chart.repository().isEmpty() || archive ? "" : " --repo " + chart.from();
    String version = chart.version().isEmpty() || archive ? "" : " --version " + chart.version();
    return release.name()
        + " "
        + (archive ? chart.from() : chart.reference())
        + repository
        + version
        + " --namespace "
        + release.namespace();
  }

  static String talosctl(Node node) {
    return "talosctl --endpoints " + node.address() + " --nodes " + node.address() + " ";
  }
}

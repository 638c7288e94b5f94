package dev.blackstart.repository.fresh;

import dev.blackstart.cluster.Role;
import dev.blackstart.repository.settings.ClusterSettings;
import dev.blackstart.repository.talos.TalosFolders;
import dev.blackstart.template.yaml.Yaml;
import java.net.Inet6Address;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files of a new cluster, and those it shares with others, secrets apart. */
public final class NewRepository {
  private static final List<String> OF_CLUSTER =
      List.of(
          "clusters/NAME/talos/machineconfig.yaml.j2",
          "clusters/NAME/talos/all.yaml",
          "clusters/NAME/talos/controlplane.yaml",
          "clusters/NAME/values/cilium.yaml",
          "clusters/NAME/values/coredns.yaml",
          "clusters/NAME/values/flux-instance.yaml",
          "clusters/NAME/values/kustomization.yaml",
          "clusters/NAME/apps/kustomization.yaml",
          "clusters/NAME/apps/namespace.yaml",
          "clusters/NAME/flux/kustomization.yaml",
          "clusters/NAME/flux/cluster-vars.yaml",
          "clusters/NAME/flux/config/cluster-repositories.yaml",
          "clusters/NAME/flux/config/cluster-infrastructure.yaml",
          "clusters/NAME/flux/config/cluster-apps.yaml",
          "bootstrap/NAME/helmfile.d/00-crds.yaml",
          "bootstrap/NAME/helmfile.d/01-apps.yaml",
          "bootstrap/NAME/templates/values.yaml.gotmpl");

  private static final Map<String, String> SHARED =
      Map.of(
          ClusterSettings.FILE,
          ClusterSettings.FILE,
          "sops.yaml",
          ".sops.yaml",
          "gitignore",
          ".gitignore",
          "README.md",
          "README.md",
          "infrastructure/base/kustomization.yaml",
          "infrastructure/base/kustomization.yaml",
          "infrastructure/repositories/kustomization.yaml",
          "infrastructure/repositories/kustomization.yaml");

  private final NewCluster cluster;
  private final Map<String, Object> variables;
  private final List<NewFile> files = new ArrayList<>();

  private NewRepository(NewCluster cluster) {
    this.cluster = cluster;
    this.variables = variables(cluster);
  }

  /** All files, none of them secret. */
  public static List<NewFile> files(NewCluster cluster) {
    NewRepository repository = new NewRepository(cluster);
    repository.write();
    return List.copyOf(repository.files);
  }

  /** Where the secrets bundle of a cluster lies. */
  public static String secretsFile(NewCluster cluster) {
    return cluster.talosFolder() + "/secrets.sops.yaml";
  }

  /** What {@code blackstart.yaml} has to say of it. */
  public static String settings(NewCluster cluster) {
    return FreshText.of(ClusterSettings.FILE, variables(cluster));
  }

  private void write() {
    OF_CLUSTER.forEach(name -> add(name.replace("NAME", cluster.name()), name, Map.of(), false));
    for (NewMachine machine : cluster.machines()) {
      String path =
          cluster.talosFolder() + "/" + machine.role().machineType() + "/" + machine.address();
      add(path + ".yaml", "clusters/NAME/talos/node.yaml", node(machine), false);
    }
    SHARED.forEach((name, path) -> add(path, name, Map.of(), true));
    for (NewRelease release : NewRelease.ALL) {
      Map<String, Object> given = new LinkedHashMap<>(release.variables());
      String values = FreshText.of("values/" + release.name() + ".yaml", variables);
      given.put("values", values.indent(4).stripTrailing());
      Map<String, Object> one = Map.of("release", given);
      String folder = "infrastructure/base/" + release.name();
      if (release.bringsNamespace()) {
        add(folder + "/namespace.yaml", "infrastructure/base/namespace.yaml", one, true);
      }
      add(folder + "/helmrelease.yaml", "infrastructure/base/helmrelease.yaml", one, true);
      add(
          folder + "/kustomization.yaml",
          "infrastructure/base/release-kustomization.yaml",
          one,
          true);
      add(
          "infrastructure/repositories/" + release.name() + ".yaml",
          "infrastructure/repositories/repository.yaml",
          one,
          true);
    }
  }

  private void add(String path, String template, Map<String, Object> more, boolean shared) {
    Map<String, Object> all = new LinkedHashMap<>(variables);
    all.putAll(more);
    files.add(new NewFile(path, FreshText.of(template, all), shared));
  }

  private Map<String, Object> node(NewMachine machine) {
    Map<String, Object> node = new LinkedHashMap<>();
    node.put("hostname", machine.name());
    node.put("address", machine.address());
    node.put("disk", Map.of("key", machine.disk().key(), "value", quoted(machine.disk().value())));
    node.put("mac", machine.mac().map(NewRepository::quoted).orElse(""));
    node.put("vip", machine.role() == Role.CONTROL_PLANE ? cluster.vip().orElse("") : "");
    return node;
  }

  private static Map<String, Object> variables(NewCluster cluster) {
    NewCluster.Network network = cluster.network();
    boolean six = network.lan().filter(lan -> lan.first() instanceof Inet6Address).isPresent();
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("name", cluster.name());
    all.put("id", cluster.id());
    all.put("folder", cluster.talosFolder());
    all.put("endpoint", cluster.endpoint());
    all.put("sans", cluster.vip().map(List::of).orElse(List.of()));
    all.put("disk", InstallDisk.DEFAULT.value());
    all.put("installer", cluster.installer());
    all.put("kubernetes", cluster.kubernetes());
    all.put("domain", network.domain());
    all.put("pods", network.pods().toString());
    all.put("services", network.services().toString());
    all.put("dns", network.services().at(10).getHostAddress());
    all.put("network", network.lan().map(Cidr::toString).orElse(""));
    all.put("prefix", network.lan().map(lan -> String.valueOf(lan.prefix())).orElse(""));
    all.put("gateway", network.gateway().orElse(""));
    all.put("everywhere", six ? "::/0" : "0.0.0.0/0");
    all.put("nameservers", network.nameservers());
    all.put("timeServers", network.timeServers());
    all.put("workers", !cluster.of(Role.WORKER).isEmpty());
    all.put("operators", cluster.machines().size() > 1 ? 2 : 1);
    all.put("git", cluster.git().url());
    all.put("branch", cluster.git().branch());
    all.put("deployKey", cluster.git().deployKey());
    all.put("recipients", String.join(",", cluster.sealing().recipients()));
    all.put("decrypts", cluster.sealing().seeded());
    all.put("aside", TalosFolders.isAside("bootstrap/" + cluster.name() + "/helmfile.d"));
    all.put("seeds", SeedFile.of(cluster).stream().map(SeedFile::path).toList());
    all.put("releases", NewRelease.ALL.stream().map(NewRelease::variables).toList());
    all.put("nodes", cluster.machines().stream().map(NewRepository::listed).toList());
    return all;
  }

  private static Map<String, Object> listed(NewMachine machine) {
    return Map.of(
        "address", quoted(machine.address()),
        "role", machine.role().machineType(),
        "mac", machine.mac().map(NewRepository::quoted).orElse(""),
        "fingerprint", machine.fingerprint().map(NewRepository::quoted).orElse(""));
  }

  /** Read as the text it is. */
  private static String quoted(String text) {
    return Yaml.write(text).strip();
  }
}

package dev.blackstart.phase.stack;

import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Cilium's ClusterMesh as far as objects tell: this cluster's own id, its API server for the others
 * with an address, and what the agents are given of each remote one (Cilium's chart, Secret {@code
 * cilium-clustermesh}: a key per cluster with its etcd's endpoints and files). Whether the sessions
 * stand, only the agents know.
 */
final class ClusterMesh implements StackCheck {
  private static final String NAMESPACE = "kube-system";

  @Override
  public Found look(World world) {
    Optional<KubeObject> remotes = get(world, "v1", "Secret", "cilium-clustermesh");
    boolean serves = get(world, "apps/v1", "Deployment", "clustermesh-apiserver").isPresent();
    List<String> names = remotes.map(ClusterMesh::names).orElse(List.of());
    if (names.isEmpty() && !serves) {
      return new Found("remote cluster", 0, List.of());
    }
    List<Waiting> wrong = new ArrayList<>();
    get(world, "v1", "ConfigMap", "cilium-config").ifPresent(config -> own(config, names, wrong));
    Optional<KubeObject> service = get(world, "v1", "Service", "clustermesh-apiserver");
    if (serves && service.isEmpty()) {
      wrong.add(new Waiting("ClusterMesh", "clustermesh-apiserver has no Service for the others"));
    }
    remotes.ifPresent(secret -> names.forEach(name -> remote(secret, name, wrong)));
    return new Found("remote cluster", names.size(), wrong);
  }

  private static Optional<KubeObject> get(World world, String version, String kind, String name) {
    return world.kube().get(new KubeObject.Ref(version, kind, NAMESPACE, name));
  }

  /** Keys with a dot are the files of a cluster, the others are clusters. */
  private static List<String> names(KubeObject secret) {
    return secret
        .at("data")
        .map(data -> data instanceof Map<?, ?> map ? map : Map.of())
        .map(data -> data.keySet().stream().map(String::valueOf).filter(key -> !key.contains(".")))
        .map(keys -> keys.sorted().toList())
        .orElse(List.of());
  }

  private static void own(KubeObject config, List<String> remotes, List<Waiting> wrong) {
    String name = config.text("data", "cluster-name");
    String id = config.text("data", "cluster-id");
    if (id.isEmpty() || id.equals("0")) {
      wrong.add(
          new Waiting(
              "ClusterMesh",
              "cluster.id of Cilium is 0: each cluster of a mesh needs its own, 1 to 255"));
    }
    if (remotes.contains(name)) {
      wrong.add(new Waiting("ClusterMesh", "cluster " + name + " is named as its own remote"));
    }
  }

  private static void remote(KubeObject secret, String name, List<Waiting> wrong) {
    String config = text(secret, name);
    String who = "ClusterMesh to " + name;
    if (!config.contains("endpoints")) {
      wrong.add(new Waiting(who, "its configuration names no endpoint"));
    }
    for (String file : List.of("etcd-client-ca.crt", "etcd-client.key", "etcd-client.crt")) {
      boolean named = config.contains(name + "." + file);
      if (named && text(secret, name + "." + file).isEmpty()) {
        wrong.add(new Waiting(who, "the secret lacks " + name + "." + file));
      }
    }
  }

  private static String text(KubeObject secret, String key) {
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(secret.text("data", key));
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}

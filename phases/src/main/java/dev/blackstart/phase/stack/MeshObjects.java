package dev.blackstart.phase.stack;

import dev.blackstart.world.KubeObject;
import dev.blackstart.world.World;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The objects of Cilium's ClusterMesh in one cluster (Cilium's chart 1.18): who it is, its API
 * server for the others, and what it is given of each remote one. With a kvstoremesh agents ask
 * their own cluster's cache, and only the cache's Secret tells where the others are.
 */
final class MeshObjects {
  private static final String NAMESPACE = "kube-system";
  private static final String SERVER = "clustermesh-apiserver";
  private static final List<String> FILES =
      List.of("etcd-client-ca.crt", "etcd-client.key", "etcd-client.crt");
  private static final Pattern ENDPOINT =
      Pattern.compile("(?m)^endpoints:\\s*\\n?\\s*-?\\s*\\[?\\s*[\"']?([^\\s\"'\\],]+)");

  private final World world;
  private final Optional<KubeObject> agents;
  private final Optional<KubeObject> cache;
  private final Optional<KubeObject> config;

  MeshObjects(World world) {
    this.world = world;
    this.agents = get("v1", "Secret", "cilium-clustermesh");
    this.cache = get("v1", "Secret", "cilium-kvstoremesh");
    this.config = get("v1", "ConfigMap", "cilium-config");
  }

  private Optional<KubeObject> get(String version, String kind, String name) {
    return world.kube().get(new KubeObject.Ref(version, kind, NAMESPACE, name));
  }

  /** Whether it serves others, or is given any to ask. */
  boolean isMeshed() {
    return server().isPresent() || !names().isEmpty();
  }

  Optional<KubeObject> server() {
    return get("apps/v1", "Deployment", SERVER);
  }

  Optional<KubeObject> service() {
    return get("v1", "Service", SERVER);
  }

  boolean isConfigured() {
    return config.isPresent();
  }

  String name() {
    return config.map(each -> each.text("data", "cluster-name")).orElse("");
  }

  /** 0 when nobody gave one. */
  int id() {
    String id = config.map(each -> each.text("data", "cluster-id")).orElse("");
    return id.matches("\\d{1,3}") ? Integer.parseInt(id) : 0;
  }

  /**
   * Keys with a dot are the files of a cluster, the others are clusters. A list that all clusters
   * share names this one too; its agents pass it over.
   */
  List<String> names() {
    return Stream.of(agents, cache)
        .flatMap(Optional::stream)
        .flatMap(secret -> data(secret).keySet().stream())
        .filter(key -> !key.contains(".") && !key.equals(name()))
        .distinct()
        .sorted()
        .toList();
  }

  private static Map<String, Object> data(KubeObject secret) {
    Map<String, Object> data = new LinkedHashMap<>();
    if (secret.at("data").orElse(Map.of()) instanceof Map<?, ?> map) {
      map.forEach((key, value) -> data.put(String.valueOf(key), value));
    }
    return data;
  }

  /** Where each remote cluster is asked; empty when its configuration names no endpoint. */
  Map<String, String> remotes() {
    Map<String, String> remotes = new LinkedHashMap<>();
    for (String name : names()) {
      String text = cache.map(secret -> text(secret, name)).filter(t -> !t.isEmpty()).orElse("");
      String told = text.isEmpty() ? agents.map(each -> text(each, name)).orElse("") : text;
      Matcher endpoint = ENDPOINT.matcher(told);
      remotes.put(name, endpoint.find() ? endpoint.group(1) : "");
    }
    return remotes;
  }

  /** Files that a remote cluster's configuration names and the same Secret lacks. */
  List<String> lacking(String name) {
    List<String> lacking = new ArrayList<>();
    for (KubeObject secret : Stream.of(agents, cache).flatMap(Optional::stream).toList()) {
      String told = text(secret, name);
      for (String file : FILES) {
        String own = name + "." + file;
        if (told.contains(own) && text(secret, own).isEmpty() && !lacking.contains(own)) {
          lacking.add(own);
        }
      }
    }
    return lacking;
  }

  /** Its first address for the others; empty when it has none. */
  String address() {
    return service().stream()
        .flatMap(each -> Objects.each(each, "status", "loadBalancer", "ingress").stream())
        .map(each -> each.text("ip").isEmpty() ? each.text("hostname") : each.text("ip"))
        .findFirst()
        .orElse("");
  }

  MeshCertificates certificates() {
    return new MeshCertificates(
        Stream.concat(Stream.of(MeshCertificates.AUTHORITY), MeshCertificates.ISSUED.stream())
            .flatMap(name -> get("v1", "Secret", name).stream())
            .toList(),
        world.time().wall());
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

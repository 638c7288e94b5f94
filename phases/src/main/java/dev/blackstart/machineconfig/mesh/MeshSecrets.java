package dev.blackstart.machineconfig.mesh;

import dev.blackstart.machineconfig.pki.IssuedCertificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The Secrets of one cluster of a mesh, as Cilium's chart names and fills them (chart cilium 1.18,
 * templates {@code cilium-ca-secret}, {@code clustermesh-apiserver/tls-helm} and {@code
 * clustermesh-config}).
 */
public final class MeshSecrets {
  public static final String AUTHORITY = "cilium-ca";
  public static final String AGENTS = "cilium-clustermesh";
  public static final String KVSTOREMESH = "cilium-kvstoremesh";

  /** On a sealed {@value #AUTHORITY}: whose it is can be told without opening it. */
  public static final String FINGERPRINT = "blackstart.dev/ca-sha256";

  private static final String PREFIX = "clustermesh-apiserver-";
  private static final String SERVER_NAME = "clustermesh-apiserver.cilium.io";
  private static final String FILES = "/var/lib/cilium/clustermesh/";

  private final MeshAuthority authority;
  private final Member member;

  /**
   * One cluster as the others see it.
   *
   * @param name Cilium's {@code cluster.name}
   * @param release of Cilium, which is to own what it would have made itself
   * @param addresses names and addresses the others reach it at, besides those of the chart
   * @param ownName whether its certificate for the others bears its name: {@code authMode} cluster
   */
  public record Member(
      String name, String namespace, String release, List<String> addresses, boolean ownName) {
    public Member {
      addresses = List.copyOf(addresses);
    }
  }

  public MeshSecrets(MeshAuthority authority, Member member) {
    this.authority = authority;
    this.member = member;
  }

  /** The authority, owned by Cilium's release: Helm takes it for its own and leaves it as it is. */
  public Map<String, Object> authority() {
    Map<String, Object> secret =
        secret(
            AUTHORITY,
            "Opaque",
            data("ca.crt", authority.certificatePem(), "ca.key", authority.keyPem()));
    Map<String, Object> annotations = new LinkedHashMap<>();
    annotations.put(FINGERPRINT, authority.fingerprint());
    annotations.put("meta.helm.sh/release-name", member.release());
    annotations.put("meta.helm.sh/release-namespace", member.namespace());
    Map<String, Object> labels = new LinkedHashMap<>();
    labels.put("app.kubernetes.io/managed-by", "Helm");
    @SuppressWarnings("unchecked")
    Map<String, Object> metadata = (Map<String, Object>) secret.get("metadata");
    metadata.put("labels", labels);
    metadata.put("annotations", annotations);
    return secret;
  }

  /** What the mesh's API server serves and its parts ask with, each by its Secret's name. */
  public Map<String, Map<String, Object>> certificates(boolean kvstoremesh) {
    Map<String, Map<String, Object>> all = new LinkedHashMap<>();
    List<String> names =
        new ArrayList<>(
            List.of(
                SERVER_NAME,
                "*.mesh.cilium.io",
                "clustermesh-apiserver." + member.namespace() + ".svc",
                "127.0.0.1",
                "::1"));
    names.addAll(member.addresses());
    issued(all, "server", SERVER_NAME, names);
    issued(all, "admin", "admin-" + member.name(), List.of());
    issued(all, "remote", member.ownName() ? "remote-" + member.name() : "remote", List.of());
    if (kvstoremesh) {
      issued(all, "local", "local-" + member.name(), List.of());
    }
    return all;
  }

  private void issued(
      Map<String, Map<String, Object>> all, String part, String commonName, List<String> names) {
    String name = PREFIX + part + "-cert";
    IssuedCertificate issued = authority.issue(commonName, names);
    Map<String, Object> data =
        data("ca.crt", authority.certificatePem(), "tls.crt", issued.certificatePem());
    data.put("tls.key", MeshAuthority.base64(issued.keyPem()));
    all.put(name, secret(name, "kubernetes.io/tls", data));
  }

  /**
   * How this cluster reaches the others: what agents read, and with kvstoremesh what that reads.
   *
   * @param remotes by Cilium's name of them, {@code host:port}
   */
  public Map<String, Map<String, Object>> connections(
      Map<String, String> remotes, boolean kvstoremesh) {
    Map<String, Map<String, Object>> all = new LinkedHashMap<>();
    Map<String, Object> direct = new LinkedHashMap<>();
    remotes.forEach((name, address) -> direct.put(name, etcd("https://" + address, "common-")));
    String local = "https://clustermesh-apiserver." + member.namespace() + ".svc:2379";
    Map<String, Object> cached = new LinkedHashMap<>();
    remotes.keySet().forEach(name -> cached.put(name, etcd(local, "local-")));
    all.put(AGENTS, secret(AGENTS, "Opaque", kvstoremesh ? cached : direct));
    if (kvstoremesh) {
      all.put(KVSTOREMESH, secret(KVSTOREMESH, "Opaque", direct));
    }
    return all;
  }

  private static String etcd(String endpoint, String prefix) {
    String file = FILES + prefix + "etcd-client";
    return MeshAuthority.base64(
        "endpoints:\n- %s\ntrusted-ca-file: %s-ca.crt\nkey-file: %s.key\ncert-file: %s.crt\n"
            .formatted(endpoint, file, file, file));
  }

  private static Map<String, Object> data(String key, String pem, String other, String otherPem) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put(key, MeshAuthority.base64(pem));
    data.put(other, MeshAuthority.base64(otherPem));
    return data;
  }

  private Map<String, Object> secret(String name, String type, Map<String, Object> data) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", name);
    metadata.put("namespace", member.namespace());
    Map<String, Object> secret = new LinkedHashMap<>();
    secret.put("apiVersion", "v1");
    secret.put("kind", "Secret");
    secret.put("metadata", metadata);
    secret.put("type", type);
    secret.put("data", data);
    return secret;
  }
}

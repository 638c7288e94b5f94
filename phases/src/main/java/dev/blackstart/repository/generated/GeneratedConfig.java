package dev.blackstart.repository.generated;

import dev.blackstart.cluster.Role;
import dev.blackstart.template.yaml.Mark;
import dev.blackstart.template.yaml.YamlNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What Talos's own generator writes for a role (facts of pkg/machinery/config/generate, 1.8 to
 * 1.13), with references where secrets stand.
 *
 * @param endpoint URL of the control plane
 * @param kubernetes version without its {@code v}
 * @param machineSans names the certificate of a machine's API is for, besides its own
 * @param apiServerSans the same of the API server
 * @param scheduling whether control planes take workloads
 * @param hidden whether load balancers outside leave control planes alone, as they do by default
 * @param image the installer's
 */
public record GeneratedConfig(
    String clusterName,
    String endpoint,
    String kubernetes,
    Contract contract,
    Role role,
    List<String> machineSans,
    List<String> apiServerSans,
    List<String> podNets,
    List<String> serviceNets,
    String domain,
    boolean scheduling,
    boolean hidden,
    String image,
    SecretsFile secrets) {
  public static final String DOMAIN = "cluster.local";
  public static final List<String> POD_NETS = List.of("10.244.0.0/16");
  public static final List<String> SERVICE_NETS = List.of("10.96.0.0/12");

  private static final String HIDDEN = "node.kubernetes.io/exclude-from-external-load-balancers";

  /** The documents, all of them at one place. */
  public List<YamlNode> documents(Mark mark) {
    List<YamlNode> documents = new ArrayList<>();
    documents.add(Pieces.node(mark, v1alpha1()));
    if (contract.networkDocuments()) {
      documents.add(
          Pieces.node(
              mark, ordered("apiVersion", "v1alpha1", "kind", "HostnameConfig", "auto", "stable")));
    }
    return documents;
  }

  /** The document without a kind. */
  private Map<String, Object> v1alpha1() {
    return ordered(
        "version",
        "v1alpha1",
        "debug",
        false,
        "persist",
        true,
        "machine",
        machine(),
        "cluster",
        cluster());
  }

  private boolean isControlPlane() {
    return role == Role.CONTROL_PLANE;
  }

  private Map<String, Object> machine() {
    Map<String, Object> machine =
        ordered(
            "type", role.machineType(),
            "token", secrets.value("trustdinfo.token"),
            "ca", authority("certs.os"),
            "certSANs", machineSans,
            "kubelet",
                ordered(
                    "image", "ghcr.io/siderolabs/kubelet:v" + kubernetes,
                    "defaultRuntimeSeccompProfileEnabled", true,
                    "disableManifestsDirectory", true),
            "network", Map.of(),
            "install", install(),
            "features", features());
    if (isControlPlane() && hidden) {
      machine.put("nodeLabels", Map.of(HIDDEN, ""));
    }
    return machine;
  }

  private Map<String, Object> install() {
    Map<String, Object> install = ordered("image", image, "wipe", false);
    if (contract.ukiCommandLine()) {
      install.put("grubUseUKICmdline", true);
    }
    return install;
  }

  private Map<String, Object> features() {
    Map<String, Object> features = new LinkedHashMap<>();
    if (!contract.networkDocuments()) {
      features.put("rbac", true);
      features.put("stableHostname", true);
      features.put("apidCheckExtKeyUsage", true);
    }
    features.put("diskQuotaSupport", true);
    features.put("kubePrism", ordered("enabled", true, "port", 7445));
    features.put("hostDNS", ordered("enabled", true, "forwardKubeDNSToHost", true));
    return features;
  }

  private Map<String, Object> cluster() {
    Map<String, Object> cluster =
        ordered(
            "id", secrets.value("cluster.id"),
            "secret", secrets.value("cluster.secret"),
            "controlPlane", Map.of("endpoint", endpoint),
            "clusterName", clusterName,
            "network",
                ordered("dnsDomain", domain, "podSubnets", podNets, "serviceSubnets", serviceNets),
            "token", secrets.value("secrets.bootstraptoken"));
    if (isControlPlane()) {
      cluster.put(
          secrets.aescbc() ? "aescbcEncryptionSecret" : "secretboxEncryptionSecret",
          secrets.encryptionKey());
    }
    cluster.put("ca", authority("certs.k8s"));
    if (isControlPlane()) {
      controlPlane(cluster);
    }
    cluster.put(
        "discovery",
        ordered(
            "enabled",
            true,
            "registries",
            ordered("kubernetes", Map.of("disabled", true), "service", Map.of())));
    if (isControlPlane()) {
      cluster.put("etcd", Map.of("ca", authority("certs.etcd")));
      if (scheduling) {
        cluster.put("allowSchedulingOnControlPlanes", true);
      }
    }
    return cluster;
  }

  private void controlPlane(Map<String, Object> cluster) {
    cluster.put("aggregatorCA", authority("certs.k8saggregator"));
    cluster.put("serviceAccount", Map.of("key", secrets.value("certs.k8sserviceaccount.key")));
    cluster.put("apiServer", apiServer());
    cluster.put("controllerManager", image("kube-controller-manager"));
    cluster.put("proxy", image("kube-proxy"));
    cluster.put("scheduler", image("kube-scheduler"));
  }

  private Map<String, Object> apiServer() {
    Map<String, Object> server = image("kube-apiserver");
    List<String> names = new ArrayList<>();
    if (!contract.networkDocuments()) {
      names.add(URI.create(endpoint).getHost());
    }
    names.addAll(apiServerSans);
    if (!names.isEmpty()) {
      server.put("certSANs", names);
    }
    if (!contract.networkDocuments()) {
      server.put("disablePodSecurityPolicy", true);
    }
    server.put(
        "admissionControl",
        List.of(ordered("name", "PodSecurity", "configuration", podSecurity())));
    server.put(
        "auditPolicy",
        ordered(
            "apiVersion",
            "audit.k8s.io/v1",
            "kind",
            "Policy",
            "rules",
            List.of(Map.of("level", "Metadata"))));
    return server;
  }

  private static Map<String, Object> podSecurity() {
    Map<String, Object> defaults = new LinkedHashMap<>();
    for (String[] mode :
        new String[][] {{"audit", "restricted"}, {"enforce", "baseline"}, {"warn", "restricted"}}) {
      defaults.put(mode[0], mode[1]);
      defaults.put(mode[0] + "-version", "latest");
    }
    return ordered(
        "apiVersion",
        "pod-security.admission.config.k8s.io/v1alpha1",
        "defaults",
        defaults,
        "exemptions",
        ordered(
            "namespaces",
            List.of("kube-system"),
            "runtimeClasses",
            List.of(),
            "usernames",
            List.of()),
        "kind",
        "PodSecurityConfiguration");
  }

  private Map<String, Object> image(String program) {
    return ordered("image", "registry.k8s.io/" + program + ":v" + kubernetes);
  }

  /** Workers get no key. */
  private Map<String, Object> authority(String path) {
    return ordered(
        "crt",
        secrets.value(path + ".crt"),
        "key",
        isControlPlane() ? secrets.value(path + ".key") : "");
  }

  private static Map<String, Object> ordered(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }
}

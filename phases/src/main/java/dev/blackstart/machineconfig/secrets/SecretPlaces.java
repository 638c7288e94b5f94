package dev.blackstart.machineconfig.secrets;

import dev.blackstart.machineconfig.document.MachineConfig;
import dev.blackstart.machineconfig.document.SecretReference;
import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.YamlNode;
import dev.blackstart.world.SecretKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds references to secrets, and tells from where they stand what kind of value is wanted. */
public final class SecretPlaces {
  private static final Map<String, SecretKind> IN_V1ALPHA1 =
      Map.ofEntries(
          Map.entry("machine.ca.crt", SecretKind.MACHINE_CA_CERTIFICATE),
          Map.entry("machine.ca.key", SecretKind.MACHINE_CA_KEY),
          Map.entry("machine.token", SecretKind.MACHINE_TOKEN),
          Map.entry("machine.acceptedCAs.crt", SecretKind.MACHINE_CA_CERTIFICATE),
          Map.entry("cluster.id", SecretKind.CLUSTER_ID),
          Map.entry("cluster.secret", SecretKind.CLUSTER_SECRET),
          Map.entry("cluster.token", SecretKind.BOOTSTRAP_TOKEN),
          Map.entry("cluster.secretboxEncryptionSecret", SecretKind.SECRETBOX_KEY),
          Map.entry("cluster.aescbcEncryptionSecret", SecretKind.SECRETBOX_KEY),
          Map.entry("cluster.ca.crt", SecretKind.KUBERNETES_CA_CERTIFICATE),
          Map.entry("cluster.ca.key", SecretKind.KUBERNETES_CA_KEY),
          Map.entry("cluster.acceptedCAs.crt", SecretKind.KUBERNETES_CA_CERTIFICATE),
          Map.entry("cluster.aggregatorCA.crt", SecretKind.AGGREGATOR_CA_CERTIFICATE),
          Map.entry("cluster.aggregatorCA.key", SecretKind.AGGREGATOR_CA_KEY),
          Map.entry("cluster.etcd.ca.crt", SecretKind.ETCD_CA_CERTIFICATE),
          Map.entry("cluster.etcd.ca.key", SecretKind.ETCD_CA_KEY),
          Map.entry("cluster.serviceAccount.key", SecretKind.SERVICE_ACCOUNT_KEY));

  /** By the last steps of the path, for the documents and sections that carry TLS material. */
  private static final Map<String, SecretKind> TLS =
      Map.of(
          "tls.ca", SecretKind.TLS_CERTIFICATE_BASE64,
          "clientIdentity.crt", SecretKind.TLS_CERTIFICATE_BASE64,
          "clientIdentity.cert", SecretKind.TLS_CERTIFICATE,
          "RegistryTLSConfig.ca", SecretKind.TLS_CERTIFICATE,
          "TrustedRootsConfig.certificates", SecretKind.TLS_CERTIFICATE);

  private final List<SecretPlace> places = new ArrayList<>();

  private SecretPlaces() {}

  /** The references of a machine config. */
  public static List<SecretPlace> in(MachineConfig config) {
    SecretPlaces found = new SecretPlaces();
    config
        .documents()
        .forEach(
            document -> {
              String kind = document.id().kind();
              found.walk(document.content(), "", path -> inConfig(kind, path));
            });
    return found.places;
  }

  /** The references of a Kubernetes object. */
  public static List<SecretPlace> in(YamlNode object) {
    SecretPlaces found = new SecretPlaces();
    boolean secret = object.text("kind").filter("Secret"::equals).isPresent();
    found.walk(object, "", path -> secret ? inSecret(path) : SecretKind.OPAQUE);
    return found.places;
  }

  private interface Kinds {
    SecretKind at(String path);
  }

  private void walk(YamlNode node, String path, Kinds kinds) {
    switch (node) {
      case MapNode map ->
          map.entries()
              .forEach(entry -> walk(entry.value(), step(path, entry.key().text()), kinds));
      case ListNode list -> list.items().forEach(item -> walk(item, path, kinds));
      case ScalarNode scalar -> {
        List<String> references = SecretReference.in(scalar.text());
        boolean whole = references.size() == 1 && SecretReference.isWhole(scalar.text());
        for (String reference : references) {
          SecretKind kind = whole ? kinds.at(path) : SecretKind.OPAQUE;
          places.add(new SecretPlace(reference, scalar.mark(), path, kind));
        }
      }
    }
  }

  private static String step(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static SecretKind inConfig(String documentKind, String path) {
    SecretKind known = documentKind.isEmpty() ? IN_V1ALPHA1.get(path) : null;
    if (known != null) {
      return known;
    }
    String full = documentKind.isEmpty() ? path : documentKind + "." + path;
    if (full.endsWith("clientIdentity.key")) {
      return documentKind.isEmpty() ? SecretKind.TLS_KEY_BASE64 : SecretKind.TLS_KEY;
    }
    return TLS.entrySet().stream()
        .filter(entry -> full.endsWith(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(SecretKind.OPAQUE);
  }

  private static SecretKind inSecret(String path) {
    boolean certificate = path.endsWith(".tls.crt") || path.endsWith(".ca.crt");
    boolean key = path.endsWith(".tls.key");
    if (path.startsWith("data.")) {
      return certificate
          ? SecretKind.TLS_CERTIFICATE_BASE64
          : key ? SecretKind.TLS_KEY_BASE64 : SecretKind.OPAQUE_BASE64;
    }
    return certificate ? SecretKind.TLS_CERTIFICATE : key ? SecretKind.TLS_KEY : SecretKind.OPAQUE;
  }
}

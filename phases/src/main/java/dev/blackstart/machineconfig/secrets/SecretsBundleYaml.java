package dev.blackstart.machineconfig.secrets;

import dev.blackstart.machineconfig.document.ConfigProblem;
import dev.blackstart.machineconfig.document.RefusedConfig;
import dev.blackstart.machineconfig.pki.CertificateAuthority;
import dev.blackstart.machineconfig.pki.Pem;
import dev.blackstart.machineconfig.pki.PrivateKeyPem;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import dev.blackstart.template.yaml.YamlProblem;
import dev.blackstart.template.yaml.YamlStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Secrets bundles as {@code talosctl gen secrets} writes them. */
public final class SecretsBundleYaml {
  private final YamlNode root;
  private final List<ConfigProblem> problems = new ArrayList<>();

  private SecretsBundleYaml(YamlNode root) {
    this.root = root;
  }

  /**
   * Reads a bundle; keys it does not know are passed over, as talosctl passes over them.
   *
   * @throws RefusedConfig naming everything that is missing or cannot be read
   */
  public static SecretsBundle read(String yaml, String file) {
    YamlNode root;
    try {
      root = Yaml.document(yaml, file);
    } catch (YamlProblem problem) {
      throw new RefusedConfig(new ConfigProblem(problem.mark(), "", problem.what()));
    }
    return new SecretsBundleYaml(root).bundle();
  }

  private SecretsBundle bundle() {
    Optional<String> secretbox = root.text("secrets.secretboxencryptionsecret");
    Optional<String> aescbc = root.text("secrets.aescbcencryptionsecret");
    if (secretbox.isPresent() == aescbc.isPresent()) {
      problem("secrets", "needs either secretboxencryptionsecret or aescbcencryptionsecret");
    }
    SecretsBundle bundle =
        new SecretsBundle(
            required("cluster.id"),
            required("cluster.secret"),
            required("secrets.bootstraptoken"),
            secretbox,
            aescbc,
            required("trustdinfo.token"),
            authority("certs.etcd"),
            authority("certs.k8s"),
            authority("certs.k8saggregator"),
            key("certs.k8sserviceaccount.key"),
            authority("certs.os"));
    if (!problems.isEmpty()) {
      throw new RefusedConfig(problems);
    }
    return bundle;
  }

  private String required(String path) {
    Optional<String> text = root.text(path).filter(value -> !value.isBlank());
    if (text.isEmpty()) {
      problem(path, "is missing");
    }
    return text.orElse("");
  }

  private CertificateAuthority authority(String path) {
    String certificate = pem(path + ".crt");
    CertificateAuthority authority = new CertificateAuthority(certificate, key(path + ".key"));
    if (!certificate.isEmpty()) {
      try {
        authority.certificate();
      } catch (IllegalArgumentException unreadable) {
        problem(path + ".crt", "is not the base64 of a certificate in PEM");
      }
    }
    return authority;
  }

  private String key(String path) {
    String pem = pem(path);
    if (!pem.isEmpty()) {
      try {
        PrivateKeyPem.read(pem);
      } catch (IllegalArgumentException unreadable) {
        problem(path, "is not the base64 of a private key in PEM");
      }
    }
    return pem;
  }

  private String pem(String path) {
    String base64 = required(path);
    try {
      return Pem.fromBase64(base64);
    } catch (IllegalArgumentException notBase64) {
      problem(path, "is not base64");
      return "";
    }
  }

  private void problem(String path, String what) {
    problems.add(new ConfigProblem(root.at(path).orElse(root).mark(), path, what));
  }

  /** Writes a bundle; the text is one big secret. */
  public static String write(SecretsBundle bundle) {
    Map<String, Object> secrets = new LinkedHashMap<>();
    secrets.put("bootstraptoken", bundle.bootstrapToken());
    bundle.aescbcKey().ifPresent(key -> secrets.put("aescbcencryptionsecret", key));
    bundle.secretboxKey().ifPresent(key -> secrets.put("secretboxencryptionsecret", key));
    Map<String, Object> certs = new LinkedHashMap<>();
    certs.put("etcd", pair(bundle.etcd()));
    certs.put("k8s", pair(bundle.kubernetes()));
    certs.put("k8saggregator", pair(bundle.aggregator()));
    certs.put("k8sserviceaccount", Map.of("key", Pem.inBase64(bundle.serviceAccountKey())));
    certs.put("os", pair(bundle.os()));
    Map<String, Object> cluster = new LinkedHashMap<>();
    cluster.put("id", bundle.clusterId());
    cluster.put("secret", bundle.clusterSecret());
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("cluster", cluster);
    root.put("secrets", secrets);
    root.put("trustdinfo", Map.of("token", bundle.machineToken()));
    root.put("certs", certs);
    return Yaml.write(root, YamlStyle.FOUR);
  }

  private static Map<String, Object> pair(CertificateAuthority authority) {
    Map<String, Object> pair = new LinkedHashMap<>();
    pair.put("crt", Pem.inBase64(authority.certificatePem()));
    pair.put("key", Pem.inBase64(authority.keyPem()));
    return pair;
  }
}

package dev.blackstart.machineconfig;

import dev.blackstart.machineconfig.document.MachineConfig;
import dev.blackstart.machineconfig.pki.CertificateAuthority;
import dev.blackstart.machineconfig.pki.IssuedCertificate;
import dev.blackstart.machineconfig.pki.Leaf;
import dev.blackstart.machineconfig.pki.Pem;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlStyle;
import dev.blackstart.world.Failure;
import dev.blackstart.world.TalosCredentials;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Access to the Talos API of configured nodes: credentials, and the file talosctl reads. */
public final class TalosAccess {
  private static final String ADMIN = "os:admin";

  private TalosAccess() {}

  /**
   * An administrator's credentials, issued by the CA of a control plane's config.
   *
   * @param controlPlane with its secrets resolved
   * @param now wall time
   * @throws Failure INPUT when the config has no usable CA
   */
  public static TalosCredentials admin(MachineConfig controlPlane, Instant now) {
    return admin(authority(controlPlane), now);
  }

  /** The same from the CA itself. */
  public static TalosCredentials admin(CertificateAuthority os, Instant now) {
    IssuedCertificate issued = os.issue(Leaf.talosClient(ADMIN), now);
    return new TalosCredentials(os.certificatePem(), issued.certificatePem(), issued.keyPem());
  }

  private static CertificateAuthority authority(MachineConfig config) {
    try {
      CertificateAuthority os =
          new CertificateAuthority(pem(config, "machine.ca.crt"), pem(config, "machine.ca.key"));
      os.certificate();
      os.key();
      return os;
    } catch (IllegalArgumentException unusable) {
      throw new Failure(
          Failure.Kind.INPUT,
          "machine.ca of a control plane's config is unusable: " + unusable.getMessage(),
          "machine.ca.crt and machine.ca.key must be base64 of PEM, of one and the same CA",
          unusable);
    }
  }

  private static String pem(MachineConfig config, String path) {
    return Pem.fromBase64(
        config.text(path).orElseThrow(() -> new IllegalArgumentException(path + " is missing")));
  }

  /**
   * A talosconfig with one context of the cluster's name; the text holds a private key.
   *
   * @param endpoints addresses of control planes, to which calls go
   * @param nodes addresses that calls are about when none are named
   */
  public static String talosconfig(
      String cluster, List<String> endpoints, List<String> nodes, TalosCredentials credentials) {
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("endpoints", endpoints);
    if (!nodes.isEmpty()) {
      context.put("nodes", nodes);
    }
    context.put("ca", Pem.inBase64(credentials.ca()));
    context.put("crt", Pem.inBase64(credentials.certificate()));
    context.put("key", Pem.inBase64(credentials.key()));
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("context", cluster);
    root.put("contexts", Map.of(cluster, context));
    return Yaml.write(root, YamlStyle.FOUR);
  }
}

package dev.blackstart.rehearsal.node;

import com.google.protobuf.ByteString;
import dev.blackstart.machineconfig.pki.CertificateAuthority;
import dev.blackstart.machineconfig.pki.IssuedCertificate;
import dev.blackstart.machineconfig.pki.Leaf;
import dev.blackstart.machineconfig.pki.Pem;
import dev.blackstart.machineconfig.pki.Subject;
import dev.blackstart.rehearsal.node.config.NodeConfig;
import dev.blackstart.template.yaml.Yaml;
import dev.talos.api.machine.GenerateClientConfiguration;
import dev.talos.api.machine.GenerateClientConfigurationRequest;
import dev.talos.api.machine.GenerateClientConfigurationResponse;
import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Client certificates a control plane issues for others (Talos 1.12). */
final class ClientConfigurations {
  private static final String PREFIX = "os:";

  private ClientConfigurations() {}

  static GenerateClientConfigurationResponse issue(
      Boot boot, GenerateClientConfigurationRequest request) {
    NodeConfig config = boot.config().orElseThrow();
    if (!config.isControlPlane()) {
      throw Answer.refused(
          Status.FAILED_PRECONDITION,
          "client configuration (talosconfig) can't be generated on worker nodes");
    }
    Duration lifetime =
        Duration.ofSeconds(request.getCrtTtl().getSeconds(), request.getCrtTtl().getNanos());
    if (lifetime.isNegative() || lifetime.isZero()) {
      throw Answer.refused(Status.INVALID_ARGUMENT, "crt_ttl should be positive");
    }
    Set<String> roles = new TreeSet<>(request.getRolesList());
    roles.remove("");
    CertificateAuthority authority =
        new CertificateAuthority(
            config.pem("machine.ca.crt").orElse(""), config.pem("machine.ca.key").orElse(""));
    IssuedCertificate issued =
        authority.issue(
            new Leaf(
                new Subject(List.copyOf(roles), ""), Set.of(Leaf.Use.CLIENT), List.of(), lifetime),
            boot.machinery().agenda().wall());
    String context = config.clusterName();
    if (roles.size() == 1) {
      String role = roles.iterator().next();
      context = (role.startsWith(PREFIX) ? role.substring(PREFIX.length()) : role) + "@" + context;
    }
    return GenerateClientConfigurationResponse.newBuilder()
        .addMessages(
            GenerateClientConfiguration.newBuilder()
                .setCa(ByteString.copyFromUtf8(authority.certificatePem()))
                .setCrt(ByteString.copyFromUtf8(issued.certificatePem()))
                .setKey(ByteString.copyFromUtf8(issued.keyPem()))
                .setTalosconfig(ByteString.copyFromUtf8(talosconfig(context, authority, issued))))
        .build();
  }

  private static String talosconfig(
      String context, CertificateAuthority authority, IssuedCertificate issued) {
    Map<String, Object> one =
        Portrait.yaml(
            "endpoints",
            List.of(),
            "ca",
            Pem.inBase64(authority.certificatePem()),
            "crt",
            Pem.inBase64(issued.certificatePem()),
            "key",
            Pem.inBase64(issued.keyPem()));
    return Yaml.write(Portrait.yaml("context", context, "contexts", Map.of(context, one)));
  }
}

package dev.blackstart.rehearsal.node;

import com.google.protobuf.ByteString;
import dev.blackstart.machineconfig.pki.CertificateAuthority;
import dev.blackstart.machineconfig.pki.IssuedCertificate;
import dev.blackstart.machineconfig.pki.Leaf;
import dev.blackstart.machineconfig.pki.Pem;
import dev.blackstart.rehearsal.node.config.NodeConfig;
import dev.blackstart.template.yaml.Yaml;
import dev.talos.api.common.Data;
import io.grpc.Status;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * The admin kubeconfig a control plane makes from its config alone (Talos 1.12), as one frame: a
 * gzip of a tar that lacks its padding and end.
 */
final class Kubeconfigs {
  private static final int HEADER = 512;

  private Kubeconfigs() {}

  static Data archive(Boot boot) {
    NodeConfig config = boot.config().orElseThrow();
    if (!config.isControlPlane()) {
      throw Answer.refused(
          Status.UNIMPLEMENTED, "kubeconfig is only available on control plane nodes");
    }
    byte[] content = yaml(config, boot).getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(header(content.length, boot.machinery().agenda().wall().getEpochSecond()));
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Data.newBuilder().setBytes(ByteString.copyFrom(bytes.toByteArray())).build();
  }

  private static String yaml(NodeConfig config, Boot boot) {
    String certificate = pem(config, "cluster.ca.crt");
    CertificateAuthority authority =
        new CertificateAuthority(certificate, pem(config, "cluster.ca.key"));
    IssuedCertificate admin =
        authority.issue(
            Leaf.kubernetesAdmin(), boot.machinery().kubeconfigFrom(boot.node().address()));
    String accepted = String.join("", config.certificates("cluster.acceptedCAs"));
    String cluster = config.clusterName();
    String user = "admin@" + cluster;
    Map<String, Object> server =
        Portrait.yaml(
            "server",
            config.endpoint().toString(),
            "certificate-authority-data",
            Pem.inBase64(certificate + accepted));
    Map<String, Object> context =
        Portrait.yaml("cluster", cluster, "namespace", "default", "user", user);
    Map<String, Object> keys =
        Portrait.yaml(
            "client-certificate-data",
            Pem.inBase64(admin.certificatePem()),
            "client-key-data",
            Pem.inBase64(admin.keyPem()));
    return Yaml.write(
        Portrait.yaml(
            "apiVersion",
            "v1",
            "kind",
            "Config",
            "clusters",
            List.of(Portrait.yaml("name", cluster, "cluster", server)),
            "users",
            List.of(Portrait.yaml("name", user, "user", keys)),
            "contexts",
            List.of(Portrait.yaml("context", context, "name", user)),
            "current-context",
            user));
  }

  private static String pem(NodeConfig config, String path) {
    return config
        .pem(path)
        .orElseThrow(() -> Answer.refused(Status.UNKNOWN, "failed to generate kubeconfig"));
  }

  /** A ustar header of a regular file {@code kubeconfig}, mode 0600. */
  private static byte[] header(int size, long modified) {
    byte[] header = new byte[HEADER];
    put(header, 0, "kubeconfig");
    put(header, 100, "0000600\0");
    put(header, 108, "0000000\0");
    put(header, 116, "0000000\0");
    put(header, 124, String.format("%011o", size) + "\0");
    put(header, 136, String.format("%011o", modified) + "\0");
    put(header, 148, "        ");
    put(header, 156, "0");
    put(header, 257, "ustar\00000");
    int sum = 0;
    for (byte next : header) {
      sum += next & 0xff;
    }
    put(header, 148, String.format("%06o", sum) + "\0 ");
    return header;
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }
}

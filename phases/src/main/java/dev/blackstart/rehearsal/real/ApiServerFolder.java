package dev.blackstart.rehearsal.real;

import dev.blackstart.rehearsal.etcd.EtcdDatabase;
import dev.blackstart.rehearsal.etcd.SnapshotFile;
import dev.blackstart.rehearsal.pki.Pem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * The files and flags of one control plane. Paths in the arguments are relative to the directory,
 * which keeps unix socket names short enough; both programs run in it.
 */
record ApiServerFolder(Path directory, ApiServerFiles files) {
  // etcd takes unix sockets as scheme, host and port; the socket is a file named "host:port".
  private static final String ETCD_CLIENTS = "unix://etcd:2379";
  private static final String ETCD_PEERS = "unix://etcd:2380";
  private static final String EGRESS = "egress.sock";

  void write() throws IOException {
    secret("ca.crt", files.authority());
    secret("apiserver.crt", files.serving());
    secret("apiserver.key", files.servingKey());
    secret("service-account.key", Pem.traditional(Pem.privateKey(files.serviceAccountKey())));
    secret("front-proxy-ca.crt", files.aggregatorAuthority());
    secret(
        "egress.yaml",
        """
        apiVersion: apiserver.k8s.io/v1beta1
        kind: EgressSelectorConfiguration
        egressSelections:
          - name: cluster
            connection:
              proxyProtocol: HTTPConnect
              transport:
                uds:
                  udsName: %s
        """
            .formatted(EGRESS));
    if (files.admission().isPresent()) {
      secret("admission.yaml", files.admission().get());
    }
  }

  /** Lays a database where etcd finds it at its first start. */
  void seed(EtcdDatabase origin) throws IOException {
    Path snap = Files.createDirectories(directory.resolve("etcd/member/snap"));
    Files.write(snap.resolve("db"), SnapshotFile.seed(origin));
  }

  Path etcdSocket() {
    return directory.resolve(ETCD_CLIENTS.substring("unix://".length()));
  }

  private void secret(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text);
  }

  Path egressSocket() {
    return directory.resolve(EGRESS);
  }

  String authority() {
    return files.authority();
  }

  /** A single member that need not survive the machine: it does not wait for the disk. */
  List<String> etcdArguments() {
    return List.of(
        "--name=rehearsal",
        "--data-dir=etcd",
        "--listen-client-urls=" + ETCD_CLIENTS,
        "--advertise-client-urls=" + ETCD_CLIENTS,
        "--listen-peer-urls=" + ETCD_PEERS,
        "--initial-advertise-peer-urls=" + ETCD_PEERS,
        "--initial-cluster=rehearsal=" + ETCD_PEERS,
        "--unsafe-no-fsync",
        "--log-level=warn");
  }

  /** An address is wanted and never dialled: for a name, one that is nobody's. */
  private String advertised() {
    return files.advertised().matches("[0-9.]+|[0-9a-fA-F:]+") ? files.advertised() : "192.0.2.1";
  }

  /** The flags Talos gives, as far as they mean something without a network. */
  List<String> apiServerArguments(int port) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--bind-address=127.0.0.1",
                "--secure-port=" + port,
                "--advertise-address=" + advertised(),
                "--endpoint-reconciler-type=none",
                "--etcd-servers=" + ETCD_CLIENTS,
                "--client-ca-file=ca.crt",
                "--tls-cert-file=apiserver.crt",
                "--tls-private-key-file=apiserver.key",
                "--tls-min-version=VersionTLS12",
                "--service-account-issuer=" + files.serviceAccountIssuer(),
                "--service-account-key-file=service-account.key",
                "--service-account-signing-key-file=service-account.key",
                "--service-cluster-ip-range=" + String.join(",", files.serviceRange()),
                "--requestheader-client-ca-file=front-proxy-ca.crt",
                "--requestheader-allowed-names=front-proxy-client",
                "--requestheader-extra-headers-prefix=X-Remote-Extra-",
                "--requestheader-group-headers=X-Remote-Group",
                "--requestheader-username-headers=X-Remote-User",
                "--authorization-mode=Node,RBAC",
                "--enable-admission-plugins=NodeRestriction",
                "--enable-bootstrap-token-auth=true",
                "--allow-privileged=true",
                "--kubelet-preferred-address-types=InternalIP,ExternalIP,Hostname",
                "--profiling=false",
                "--egress-selector-config-file=egress.yaml"));
    if (files.admission().isPresent()) {
      arguments.add("--admission-control-config-file=admission.yaml");
    }
    return arguments;
  }
}

package dev.blackstart.kube;

import dev.blackstart.rehearsal.pki.Issued;
import dev.blackstart.rehearsal.real.RealApiServer;
import dev.blackstart.rehearsal.real.RealPrograms;
import dev.blackstart.world.Kubeconfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real etcd and kube-apiserver for a test class, with an administrator's kubeconfig. */
public final class RealCluster implements AutoCloseable {
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final RealApiServer server;

  private RealCluster(Path programs) throws IOException, InterruptedException {
    this.server =
        RealApiServer.start(
            programs,
            Files.createTempDirectory("cluster"),
            RealPrograms.files(),
            target -> Optional.empty(),
            executor,
            InstantSource.system());
  }

  /** Starts both, or skips the test where the programs are missing. */
  public static RealCluster start() throws IOException, InterruptedException {
    return new RealCluster(RealPrograms.assume());
  }

  public RealApiServer server() {
    return server;
  }

  public Kubeconfig kubeconfig() {
    Issued admin = RealPrograms.admin();
    return kubeconfig(
        "https://127.0.0.1:" + server.address().getPort(),
        RealPrograms.AUTHORITY.certificatePem(),
        admin);
  }

  static Kubeconfig kubeconfig(String server, String authority, Issued user) {
    return new Kubeconfig(
        """
        apiVersion: v1
        kind: Config
        clusters:
        - name: test
          cluster:
            server: %s
            certificate-authority-data: %s
        users:
        - name: admin@test
          user:
            client-certificate-data: %s
            client-key-data: %s
        contexts:
        - name: admin@test
          context: {cluster: test, user: admin@test, namespace: default}
        current-context: admin@test
        """
            .formatted(server, base64(authority), base64(user.chainPem()), base64(user.keyPem())));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    server.close();
    executor.shutdownNow();
  }
}

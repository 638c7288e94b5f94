package dev.blackstart.kube;

import dev.blackstart.rehearsal.api.ApiServerSettings;
import dev.blackstart.rehearsal.api.EmbeddedApiServer;
import dev.blackstart.rehearsal.pki.Issued;
import dev.blackstart.rehearsal.pki.Pem;
import dev.blackstart.rehearsal.real.RealApiServer;
import dev.blackstart.rehearsal.real.RealPrograms;
import dev.blackstart.world.Kubeconfig;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An API server for a test class, with an administrator's kubeconfig. */
public final class TestCluster implements AutoCloseable {
  /** Either of the two servers. */
  private interface Server {
    InetSocketAddress address();

    void restart() throws InterruptedException;

    void close();
  }

  private final ExecutorService executor;
  private final Server server;

  private TestCluster(ExecutorService executor, Server server) {
    this.executor = executor;
    this.server = server;
  }

  /** A real etcd and kube-apiserver, or the test is skipped where the programs are missing. */
  public static TestCluster real() throws IOException, InterruptedException {
    Path programs = RealPrograms.assume();
    ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    Path folder = Files.createTempDirectory("cluster");
    RealApiServer real =
        RealApiServer.start(
            programs,
            folder,
            RealPrograms.files(),
            target -> Optional.empty(),
            executor,
            InstantSource.system());
    return new TestCluster(
        executor,
        new Server() {
          @Override
          public InetSocketAddress address() {
            return real.address();
          }

          @Override
          public void restart() throws InterruptedException {
            real.restart();
          }

          @Override
          public void close() {
            real.close();
            delete(folder);
          }
        });
  }

  /** Closing twice is allowed. */
  private static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (var paths = Files.walk(folder)) {
      paths.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The embedded server. */
  public static TestCluster embedded() throws IOException {
    ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    var files = RealPrograms.files();
    EmbeddedApiServer embedded =
        EmbeddedApiServer.start(
            new ApiServerSettings(
                new InetSocketAddress("127.0.0.1", 0),
                Pem.privateKey(files.servingKey()),
                Pem.certificates(files.serving()),
                Pem.certificates(files.authority()),
                "test",
                "10.96.0.0/12",
                "v1.35.0",
                executor,
                Instant::now));
    return new TestCluster(
        executor,
        new Server() {
          @Override
          public InetSocketAddress address() {
            return embedded.address();
          }

          @Override
          public void restart() {
            throw new UnsupportedOperationException("it keeps nothing");
          }

          @Override
          public void close() {
            embedded.close();
          }
        });
  }

  /** Ends the API server and starts it again at the same address, with the same objects. */
  void restart() throws InterruptedException {
    server.restart();
  }

  public Kubeconfig kubeconfig() {
    return kubeconfig(
        "https://127.0.0.1:" + server.address().getPort(),
        RealPrograms.AUTHORITY.certificatePem(),
        RealPrograms.admin());
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

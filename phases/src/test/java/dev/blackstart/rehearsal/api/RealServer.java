package dev.blackstart.rehearsal.api;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A real kube-apiserver on a real etcd, for as long as a test class needs them. Both listen on
 * loopback only.
 */
final class RealServer {
  private static final int TRIES = 300;

  private final Path folder;
  private final List<Process> processes = new ArrayList<>();

  private RealServer(Path folder) {
    this.folder = folder;
  }

  /** The folder of the programs, or an aborted test that says what is missing. */
  static Path programs(String... names) {
    String folder = System.getenv("KUBEBUILDER_ASSETS");
    Assumptions.assumeTrue(
        folder != null, "KUBEBUILDER_ASSETS names no folder with " + String.join(", ", names));
    for (String name : names) {
      Assumptions.assumeTrue(
          Files.isExecutable(Path.of(folder, name)), "KUBEBUILDER_ASSETS has no program " + name);
    }
    return Path.of(folder);
  }

  static RunningServer start() throws IOException, InterruptedException {
    Path programs = programs("etcd", "kube-apiserver");
    RealServer real = new RealServer(Files.createTempDirectory("real-api-server"));
    // When the tests are interrupted, the programs end too.
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> real.processes.forEach(Process::destroyForcibly)));
    try {
      return real.run(programs);
    } catch (IOException | InterruptedException | RuntimeException e) {
      real.stop();
      throw e;
    }
  }

  private RunningServer run(Path programs) throws IOException, InterruptedException {
    Certificates certificates = new Certificates();
    Certificates.Identity serving = certificates.serving("127.0.0.1");
    Certificates.Identity tokens = certificates.client("tokens", "none");
    int etcd = freePort();
    int peer = freePort();
    int port = freePort();
    start(
        programs.resolve("etcd"),
        "--data-dir=" + folder.resolve("etcd"),
        "--listen-client-urls=http://127.0.0.1:" + etcd,
        "--advertise-client-urls=http://127.0.0.1:" + etcd,
        "--listen-peer-urls=http://127.0.0.1:" + peer,
        "--initial-advertise-peer-urls=http://127.0.0.1:" + peer,
        "--initial-cluster=default=http://127.0.0.1:" + peer,
        "--unsafe-no-fsync",
        "--log-level=error");
    start(
        programs.resolve("kube-apiserver"),
        "--etcd-servers=http://127.0.0.1:" + etcd,
        "--bind-address=127.0.0.1",
        "--advertise-address=127.0.0.1",
        "--secure-port=" + port,
        "--service-cluster-ip-range=10.96.0.0/16",
        "--endpoint-reconciler-type=none",
        "--allow-privileged",
        "--authorization-mode=RBAC",
        "--disable-admission-plugins=ServiceAccount",
        "--tls-cert-file=" + file("serving.crt", serving.certificatePem()),
        "--tls-private-key-file=" + file("serving.key", serving.keyPem()),
        "--client-ca-file=" + file("ca.crt", certificates.authority().certificatePem()),
        "--service-account-issuer=https://kubernetes.default.svc.cluster.local",
        "--service-account-key-file=" + file("tokens.crt", tokens.certificatePem()),
        "--service-account-signing-key-file=" + file("tokens.key", tokens.keyPem()));
    RunningServer server =
        new RunningServer(certificates, new InetSocketAddress("127.0.0.1", port), this::stop);
    ApiClient client = new ApiClient(server.url(), certificates, server.client());
    for (int i = 0; !ready(client); i++) {
      if (i > TRIES || processes.stream().anyMatch(process -> !process.isAlive())) {
        throw new IOException(
            "the real API server does not become ready: "
                + Files.readString(folder.resolve("kube-apiserver.log")));
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    return server;
  }

  private static boolean ready(ApiClient client) {
    try {
      return client.get("/readyz").code() == 200
          && client.get("/api/v1/namespaces/default").code() == 200;
    } catch (IllegalStateException notYet) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private void start(Path program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    Path log = folder.resolve(program.getFileName() + ".log");
    processes.add(
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start());
  }

  private void stop() throws IOException, InterruptedException {
    for (Process process : processes.reversed()) {
      process.destroyForcibly();
      process.waitFor(60, TimeUnit.SECONDS);
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}

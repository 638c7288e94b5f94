package dev.blackstart.rehearsal.api;

import dev.blackstart.rehearsal.api.storage.ObjectStore;
import dev.blackstart.rehearsal.etcd.EtcdDatabase;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** An API server for tests, with a client's certificate and a kubeconfig for it. */
final class RunningServer implements AutoCloseable {
  private final Certificates certificates;
  private final Certificates.Identity client;
  private final InetSocketAddress address;
  private final AutoCloseable server;
  private final Supplier<byte[]> database;

  RunningServer(Certificates certificates, InetSocketAddress address, AutoCloseable server) {
    this(
        certificates,
        address,
        server,
        () -> {
          throw new UnsupportedOperationException("another server's database");
        });
  }

  private RunningServer(
      Certificates certificates,
      InetSocketAddress address,
      AutoCloseable server,
      Supplier<byte[]> database) {
    this.database = database;
    this.certificates = certificates;
    this.client = certificates.client("admin", "system:masters");
    this.address = address;
    this.server = server;
  }

  /** Starts the embedded server. */
  static RunningServer embedded() throws IOException {
    return embedded(ObjectStore.KEPT_CHANGES);
  }

  /** Starts the embedded server with so many past changes kept. */
  static RunningServer embedded(int keptChanges) throws IOException {
    return embedded(settings -> EmbeddedApiServer.start(settings, keptChanges));
  }

  /** Starts the embedded server over what etcd holds. */
  static RunningServer embedded(EtcdDatabase origin) throws IOException {
    return embedded(settings -> EmbeddedApiServer.start(settings, origin));
  }

  private interface Starting {
    EmbeddedApiServer start(ApiServerSettings settings) throws IOException;
  }

  private static RunningServer embedded(Starting starting) throws IOException {
    Certificates certificates = new Certificates();
    Certificates.Identity serving = certificates.serving("127.0.0.1");
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    ApiServerSettings settings =
        new ApiServerSettings(
            new InetSocketAddress("127.0.0.1", 0),
            serving.keys().getPrivate(),
            List.of(serving.certificate()),
            List.of(certificates.authority().certificate()),
            "infra",
            "10.96.0.0/16",
            "v1.35.0",
            threads,
            () -> Clock.systemUTC().instant());
    EmbeddedApiServer server = starting.start(settings);
    return new RunningServer(
        certificates,
        server.address(),
        () -> {
          server.close();
          threads.shutdownNow();
        },
        server::database);
  }

  /** The database file of the embedded server. */
  byte[] database() {
    return database.get();
  }

  InetSocketAddress address() {
    return address;
  }

  String url() {
    return "https://" + address.getHostString() + ":" + address.getPort();
  }

  Certificates certificates() {
    return certificates;
  }

  Certificates.Identity client() {
    return client;
  }

  /** Writes a kubeconfig and gives its file. */
  Path kubeconfig(Path folder) throws IOException {
    Path file = folder.resolve("kubeconfig");
    Files.writeString(
        file,
        String.join(
            "\n",
            "apiVersion: v1",
            "kind: Config",
            "current-context: test",
            "contexts: [{name: test, context: {cluster: test, user: admin}}]",
            "clusters: [{name: test, cluster: {server: \""
                + url()
                + "\", certificate-authority-data: "
                + base64(certificates.authority().certificatePem())
                + "}}]",
            "users: [{name: admin, user: {client-certificate-data: "
                + base64(client.certificatePem())
                + ", client-key-data: "
                + base64(client.keyPem())
                + "}}]",
            ""));
    return file;
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws Exception {
    server.close();
  }
}

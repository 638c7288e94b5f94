package dev.blackstart.rehearsal.actor;

import dev.blackstart.rehearsal.actor.client.ApiAccess;
import dev.blackstart.rehearsal.actor.client.Pace;
import dev.blackstart.rehearsal.actor.fault.Faults;
import dev.blackstart.rehearsal.actor.webhook.WebhookServer;
import dev.blackstart.rehearsal.api.ApiServer;
import dev.blackstart.rehearsal.api.ApiServerSettings;
import dev.blackstart.rehearsal.api.EmbeddedApiServer;
import dev.blackstart.rehearsal.control.WorldClock;
import dev.blackstart.rehearsal.etcd.EtcdDatabase;
import dev.blackstart.rehearsal.pki.Issued;
import dev.blackstart.rehearsal.pod.PodPorts;
import dev.blackstart.rehearsal.real.RealApiServer;
import dev.blackstart.rehearsal.real.RealPrograms;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** An API server, six machines and all actors, with kubectl and helm beside them. */
final class Playground implements AutoCloseable {
  final WorldClock clock = new WorldClock();
  final List<FakeHost> hosts = FakeHost.six();
  final List<String> troubles = new CopyOnWriteArrayList<>();
  final ApiServer server;
  private final WebhookServer webhooks;
  private final PodPorts ports;
  final Actors actors;
  private final Path programs;
  private final Path folder;

  Playground(Path programs, Path folder, boolean real, double speed) throws Exception {
    this(programs, folder, real, speed, Faults.NONE);
  }

  Playground(Path programs, Path folder, boolean real, double speed, Faults faults)
      throws Exception {
    this.programs = programs;
    this.folder = folder;
    clock.speed(speed);
    webhooks = WebhookServer.start(clock, clock::wall);
    ports = PodPorts.start(clock, clock::wall);
    server = server(programs, folder, real);
    Issued admin = RealPrograms.admin();
    URI url = URI.create("https://127.0.0.1:" + server.address().getPort());
    ApiAccess access =
        new ApiAccess(
            url, RealPrograms.AUTHORITY.certificatePem(), admin.chainPem(), admin.keyPem());
    Files.writeString(folder.resolve("kubeconfig"), kubeconfig(access));
    actors =
        Actors.start(
            new ActorSettings(
                access,
                real,
                List.copyOf(hosts),
                "10.244.0.0/16",
                RealPrograms.AUTHORITY,
                webhooks,
                new Pace(1),
                faults),
            clock,
            troubles::add);
    ports.answerFor(actors.pods());
  }

  private ApiServer server(Path assets, Path folder, boolean real) throws Exception {
    return real
        ? RealApiServer.start(
            assets,
            Files.createDirectory(folder.resolve("plane")),
            RealPrograms.files(),
            ports.or(webhooks::route),
            clock,
            clock::wall)
        : EmbeddedApiServer.start(
            embedded().calling(webhooks::presented), EtcdDatabase.EMPTY, ports.access());
  }

  private ApiServerSettings embedded() {
    Issued serving =
        RealPrograms.AUTHORITY.server(
            List.of("localhost"), List.of("127.0.0.1"), clock.wall(), Duration.ofDays(1));
    return new ApiServerSettings(
        new InetSocketAddress("127.0.0.1", 0),
        serving.key(),
        serving.chain(),
        List.of(RealPrograms.AUTHORITY.certificate()),
        "infra",
        "10.96.0.0/12",
        "v1.35.0",
        clock,
        clock::wall);
  }

  private static String kubeconfig(ApiAccess access) {
    return """
    apiVersion: v1
    kind: Config
    current-context: admin
    clusters: [{name: c, cluster: {server: "%s", certificate-authority-data: %s}}]
    users: [{name: u, user: {client-certificate-data: %s, client-key-data: %s}}]
    contexts: [{name: admin, context: {cluster: c, user: u}}]
    """
        .formatted(
            access.server(),
            base64(access.authority()),
            base64(access.certificate()),
            base64(access.key()));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Skips the test where there is no kubectl. */
  void assumeKubectl() {
    Assumptions.assumeTrue(
        Files.isExecutable(programs.resolve("kubectl")),
        "KUBEBUILDER_ASSETS names no folder with kubectl");
  }

  /** Runs kubectl and gives back what it prints; it must succeed. */
  String kubectl(String... arguments) throws Exception {
    return run("kubectl", arguments);
  }

  String helm(String... arguments) throws Exception {
    return run("helm", arguments);
  }

  String apply(String manifest) throws Exception {
    Path file = Files.createTempFile(folder, "manifest", ".yaml");
    Files.writeString(file, manifest);
    return kubectl("apply", "-f", file.toString());
  }

  private String run(String program, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(programs.resolve(program).toString()));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(folder, program, ".out");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
    builder.environment().put("KUBECONFIG", folder.resolve("kubeconfig").toString());
    builder.environment().put("HOME", folder.toString());
    Process process = builder.start();
    boolean ended = process.waitFor(120, TimeUnit.SECONDS);
    String text = Files.readString(out);
    if (!ended) {
      process.destroyForcibly();
      throw new AssertionError(command + " hangs: " + text);
    }
    if (process.exitValue() != 0) {
      throw new AssertionError(command + " ended " + process.exitValue() + ": " + text + troubles);
    }
    return text;
  }

  @Override
  public void close() {
    actors.close();
    server.close();
    webhooks.close();
    ports.close();
    clock.close();
  }
}

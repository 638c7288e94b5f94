package dev.blackstart.rehearsal;

import dev.blackstart.machineconfig.pki.Certificates;
import dev.blackstart.rehearsal.actor.ActorSettings;
import dev.blackstart.rehearsal.actor.Actors;
import dev.blackstart.rehearsal.actor.client.ApiAccess;
import dev.blackstart.rehearsal.actor.client.Pace;
import dev.blackstart.rehearsal.actor.fault.Faults;
import dev.blackstart.rehearsal.actor.webhook.WebhookServer;
import dev.blackstart.rehearsal.api.ApiServer;
import dev.blackstart.rehearsal.api.ApiServerSettings;
import dev.blackstart.rehearsal.api.EmbeddedApiServer;
import dev.blackstart.rehearsal.argo.ArgoCd;
import dev.blackstart.rehearsal.control.WorldClock;
import dev.blackstart.rehearsal.etcd.EtcdDatabase;
import dev.blackstart.rehearsal.etcd.SealedValues;
import dev.blackstart.rehearsal.flux.Flux;
import dev.blackstart.rehearsal.front.ServerFront;
import dev.blackstart.rehearsal.node.KubernetesView;
import dev.blackstart.rehearsal.node.config.NodeConfig;
import dev.blackstart.rehearsal.node.etcd.EtcdCluster;
import dev.blackstart.rehearsal.pki.Authority;
import dev.blackstart.rehearsal.pod.PodPorts;
import dev.blackstart.rehearsal.real.ApiServerFiles;
import dev.blackstart.rehearsal.real.RealApiServer;
import dev.blackstart.world.Charts;
import dev.blackstart.world.Failure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** The Kubernetes of a world: an API server, real or embedded, and everybody who plays on it. */
final class PlayedCluster implements AutoCloseable {
  private static final long SEED = 1;

  private final ApiServer server;
  private final InetSocketAddress door;
  private final EtcdCluster etcd;
  private final KubernetesView view;
  private final List<AutoCloseable> parts;

  private PlayedCluster(
      ApiServer server,
      InetSocketAddress door,
      EtcdCluster etcd,
      KubernetesView view,
      List<AutoCloseable> parts) {
    this.server = server;
    this.door = door;
    this.view = view;
    this.etcd = etcd;
    this.parts = parts;
  }

  /**
   * Starts the control plane as the first control plane's config wants it.
   *
   * @param folder where it keeps its files
   * @param etcd what the API server stores is stored there
   * @param charts made once there is a kubeconfig, for Flux's HelmReleases
   * @param trouble told of what should not happen
   */
  static PlayedCluster start(
      WorldSettings settings,
      Path folder,
      WorldClock clock,
      NodeConfig config,
      EtcdCluster etcd,
      ClusterKeys keys,
      List<NodeKubelet> kubelets,
      Function<Path, Charts> charts,
      Consumer<String> trouble)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    WebhookServer webhooks = WebhookServer.start(clock, clock::wall);
    PodPorts ports = PodPorts.start(clock, clock::wall);
    EtcdDatabase origin = readable(etcd.origin(), config);
    ApiServer server;
    if (settings.controlPlane().isEmpty()) {
      server =
          EmbeddedApiServer.start(
              embedded(settings, clock, config, keys, webhooks), origin, ports.access());
    } else {
      server =
          RealApiServer.start(
              Path.of(settings.controlPlane()),
              folder,
              files(config, keys),
              origin,
              ports.or(webhooks::route),
              clock,
              clock::wall);
    }
    ApiAccess access =
        new ApiAccess(
            URI.create("https://127.0.0.1:" + server.address().getPort()),
            keys.authority().certificatePem(),
            keys.admin().certificatePem(),
            keys.admin().keyPem());
    Faults faults = Faults.of(settings.faults());
    Actors actors =
        Actors.start(
            new ActorSettings(
                access,
                !settings.controlPlane().isEmpty(),
                List.copyOf(kubelets),
                podRange(config),
                Authority.of(keys.authority().certificatePem(), keys.authority().keyPem()),
                webhooks,
                new Pace(SEED),
                faults),
            clock,
            trouble);
    ports.answerFor(actors.pods());
    Charts helm = charts.apply(AdminKubeconfig.write(folder, access));
    Flux flux = new Flux(actors.surroundings(), Path.of(settings.repository()), helm);
    new ArgoCd(actors.surroundings(), Path.of(settings.repository()), helm);
    List<AutoCloseable> parts =
        new ArrayList<>(List.of(flux, helm, actors, webhooks, server, ports));
    InetSocketAddress door = server.address();
    if (faults.strikesServer()) {
      ServerFront front =
          ServerFront.start(
              access,
              keys.serving().certificatePem(),
              keys.serving().keyPem(),
              faults,
              clock,
              clock::wall);
      parts.addFirst(front);
      door = front.address();
    }
    return new PlayedCluster(
        server, door, etcd, new PlayedView(actors.surroundings()), List.copyOf(parts));
  }

  /** How nodes see it. */
  KubernetesView view() {
    return view;
  }

  /** Where the API server, or what stands before it, listens for those outside. */
  InetSocketAddress server() {
    return door;
  }

  /** The kube-apiservers run another version from now on. */
  void version(String version) {
    server.version(version);
  }

  /** The cluster its objects are stored in. */
  EtcdCluster etcd() {
    return etcd;
  }

  /** The database file, without a hash. */
  byte[] database() {
    return server.database();
  }

  /** Revision of the last write. */
  long revision() {
    return server.revision();
  }

  @Override
  public void close() {
    for (AutoCloseable part : parts) {
      try {
        part.close();
      } catch (Exception e) {
        // The world ends: each of the others still gets its turn.
      }
    }
  }

  /** A snapshot of a real cluster holds its Secrets sealed with a key of the machine config. */
  private static EtcdDatabase readable(EtcdDatabase origin, NodeConfig config) {
    return new SealedValues(
            config.text("cluster.secretboxEncryptionSecret"),
            config.text("cluster.aescbcEncryptionSecret"))
        .open(origin);
  }

  private static ApiServerSettings embedded(
      WorldSettings settings,
      WorldClock clock,
      NodeConfig config,
      ClusterKeys keys,
      WebhookServer webhooks) {
    return new ApiServerSettings(
        new InetSocketAddress("127.0.0.1", 0),
        keys.serving().key(),
        List.of(keys.serving().certificate()),
        List.of(Certificates.read(keys.authority().certificatePem())),
        settings.cluster(),
        serviceRanges(config).getFirst(),
        NodeKubelet.tag(config, "machine.kubelet.image").orElse("v1.35.0"),
        clock,
        clock::wall,
        AdmissionControl.of(config).podSecurity(),
        webhooks::presented);
  }

  private static ApiServerFiles files(NodeConfig config, ClusterKeys keys) {
    String missing = keys.serviceAccountKey().isEmpty() ? "cluster.serviceAccount.key" : "";
    if (!missing.isEmpty()) {
      throw new Failure(
          Failure.Kind.INPUT,
          "the control plane's machine config has no " + missing,
          "add it to the control plane's config");
    }
    return new ApiServerFiles(
        keys.authority().certificatePem(),
        keys.serving().certificatePem(),
        keys.serving().keyPem(),
        keys.serviceAccountKey(),
        keys.aggregatorAuthority(),
        serviceRanges(config),
        config.endpoint().toString(),
        config.endpoint().getHost(),
        AdmissionControl.of(config).document());
  }

  private static List<String> serviceRanges(NodeConfig config) {
    List<String> ranges = config.texts("cluster.network.serviceSubnets");
    return ranges.isEmpty() ? List.of("10.96.0.0/12") : ranges;
  }

  private static String podRange(NodeConfig config) {
    List<String> ranges = config.texts("cluster.network.podSubnets");
    return ranges.isEmpty() ? "10.244.0.0/16" : ranges.getFirst();
  }
}

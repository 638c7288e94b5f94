package dev.blackstart.rehearsal;

import dev.blackstart.machineconfig.pki.KeyAlgorithm;
import dev.blackstart.machineconfig.secrets.GeneratedSecrets;
import dev.blackstart.machineconfig.secrets.SecretsBundle;
import dev.blackstart.rehearsal.actor.fault.FaultKind;
import dev.blackstart.rehearsal.actor.fault.Faults;
import dev.blackstart.rehearsal.control.Agenda;
import dev.blackstart.rehearsal.control.ControlDesk;
import dev.blackstart.rehearsal.control.Loopback;
import dev.blackstart.rehearsal.control.Relay;
import dev.blackstart.rehearsal.control.WorldClock;
import dev.blackstart.rehearsal.node.NodeFleet;
import dev.blackstart.rehearsal.node.SimulatedNode;
import dev.blackstart.rehearsal.node.etcd.EtcdCluster;
import dev.blackstart.rehearsal.node.etcd.EtcdDatabases;
import dev.blackstart.rehearsal.node.hardware.Hardware;
import dev.blackstart.rehearsal.node.hardware.Signature;
import dev.blackstart.world.Charts;
import dev.blackstart.world.SecretKind;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A whole world: machines in maintenance mode, a vault, and, once the first kube-apiserver starts
 * on one of them, a Kubernetes that is played.
 */
public final class RehearsalWorld implements ControlDesk, EtcdDatabases, AutoCloseable {
  private static final long SEED = 1;
  private static final int KUBERNETES_PORT = 6443;

  private final WorldSettings settings;
  private final WorldClock clock;
  private final Loopback loopback;
  private final NodeFleet fleet;
  private final FutureTask<GeneratedSecrets> vault;
  private final Function<Path, Charts> charts;
  private final Consumer<String> trouble;
  private final Map<String, NodeKubelet> kubelets = new LinkedHashMap<>();
  private final Map<String, Relay> relays = new LinkedHashMap<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private boolean starting;
  private int begun;
  private volatile PlayedCluster cluster;

  /**
   * Machines are switched on at once; the vault fills beside that, for keys take seconds to make.
   *
   * @param charts makes the port that installs charts for Flux, given a kubeconfig file
   * @param trouble told of what should not happen, one line each
   */
  public RehearsalWorld(
      WorldSettings settings,
      WorldClock clock,
      Function<Path, Charts> charts,
      Consumer<String> trouble) {
    this.settings = settings;
    this.clock = clock;
    this.charts = charts;
    this.trouble = trouble;
    this.loopback = Loopback.of(settings.loopback());
    // An RSA key, as Talos would make it for the service account, takes this JVM many seconds.
    this.vault =
        new FutureTask<>(
            () ->
                new GeneratedSecrets(
                    SecretsBundle.generate(clock.wall(), KeyAlgorithm.ECDSA_P256)));
    clock.execute(vault);
    this.fleet = new NodeFleet(clock, loopback, new StaticRules(), this, SEED);
    Faults faults = Faults.of(settings.faults());
    for (WorldSettings.Machine machine : settings.nodes()) {
      Hardware hardware = Hardware.of(machine.address()).bearing(machine.nameplate());
      SimulatedNode node = fleet.add(machine.address(), hardware, NodeFleet.TALOS);
      if (faults.strikes(FaultKind.KUBECONFIG_EXPIRED, machine.name())) {
        fleet.expireKubeconfig(machine.address());
      }
      machine.leftovers().forEach((device, content) -> node.leave(device, Signature.of(content)));
      kubelets.put(machine.address(), new NodeKubelet(node, machine.name()));
      relays.put(
          machine.address(), new Relay(loopback.at(machine.address(), KUBERNETES_PORT), clock));
    }
    fleet.observe(node -> clock.execute(() -> changed(node)));
    fleet.start();
  }

  /** Returns when every machine serves its maintenance API, as machines do that wait for us. */
  public void awaitMachines() throws InterruptedException {
    fleet.awaitListening();
  }

  /** Returns when the world has been told to end. */
  public void awaitEnd() throws InterruptedException {
    ended.await();
  }

  @Override
  public Map<String, String> secrets(Map<String, SecretKind> references) {
    try {
      return vault.get().resolve(references);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the world is ending", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("no secrets could be made", e);
    }
  }

  @Override
  public Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("bootstraps", fleet.bootstraps().size());
    facts.put("world_time", clock.now().toString());
    return facts;
  }

  @Override
  public void stop() {
    ended.countDown();
  }

  @Override
  public void close() {
    relays.values().forEach(Relay::close);
    PlayedCluster played = cluster;
    if (played != null) {
      played.close();
    }
    fleet.close();
  }

  private void changed(SimulatedNode node) {
    kubelets.get(node.address()).changed();
    if (!node.apiServerRunning()) {
      relays.get(node.address()).close();
      return;
    }
    PlayedCluster played = cluster;
    if (played == null || !node.etcdCluster().equals(Optional.of(played.etcd()))) {
      begin(node);
    } else {
      newest().ifPresent(played::version);
      relays.get(node.address()).open(played.server());
    }
  }

  /**
   * The first kube-apiserver that starts brings Kubernetes into the world; the first one over
   * another etcd, once none runs over the old one, begins anew with what that etcd holds.
   */
  private void begin(SimulatedNode first) {
    Optional<EtcdCluster> etcd = first.etcdCluster();
    PlayedCluster old = cluster;
    if (etcd.isEmpty() || old != null && isServed(old)) {
      return;
    }
    // Machines are asked outside of this lock: they ask the world within their own.
    synchronized (this) {
      if (starting || old != cluster) {
        return;
      }
      starting = true;
      cluster = null;
      begun++;
    }
    try (Agenda.Hold hold = clock.hold()) {
      var config = first.machineConfig().orElseThrow();
      if (old != null) {
        old.close();
        kubelets.values().forEach(NodeKubelet::forget);
      }
      ClusterKeys keys = ClusterKeys.of(config, addresses(), clock.wall());
      PlayedCluster played =
          PlayedCluster.start(
              settings,
              Path.of(settings.folder(), begun == 1 ? "control-plane" : "control-plane" + begun),
              clock,
              config,
              etcd.get(),
              keys,
              List.copyOf(kubelets.values()),
              charts,
              trouble);
      synchronized (this) {
        cluster = played;
        starting = false;
      }
      fleet.kubernetes(played.view());
      fleet.nodes().forEach(this::changed);
    } catch (IOException | RuntimeException e) {
      trouble.accept("the control plane did not start: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Of the kube-apiservers that run: behind all of them is one, which says the newest version. */
  private Optional<String> newest() {
    return fleet.nodes().stream()
        .filter(SimulatedNode::apiServerRunning)
        .flatMap(node -> Stream.ofNullable(node.staticPods().get("kube-apiserver")))
        .map(image -> image.replaceFirst("@.*", "").replaceFirst(".*:", ""))
        .filter(tag -> tag.matches("v\\d+\\.\\d+\\.\\d+.*"))
        .max(Comparator.comparing(RehearsalWorld::number));
  }

  private static long number(String version) {
    String[] parts = version.substring(1).split("[.+-]", -1);
    return Long.parseLong(parts[1]) * 1_000_000 + Long.parseLong(parts[2]);
  }

  /** Whether a kube-apiserver still runs over its etcd. */
  private boolean isServed(PlayedCluster played) {
    return fleet.nodes().stream()
        .filter(SimulatedNode::apiServerRunning)
        .anyMatch(node -> node.etcdCluster().equals(Optional.of(played.etcd())));
  }

  @Override
  public byte[] file(EtcdCluster etcd) {
    PlayedCluster played = cluster;
    return played != null && played.etcd().equals(etcd) ? played.database() : UNTOUCHED.file(etcd);
  }

  @Override
  public long revision(EtcdCluster etcd) {
    PlayedCluster played = cluster;
    return played != null && played.etcd().equals(etcd)
        ? played.revision()
        : UNTOUCHED.revision(etcd);
  }

  private List<String> addresses() {
    List<String> addresses = new ArrayList<>();
    for (SimulatedNode node : fleet.nodes()) {
      InetSocketAddress place = loopback.at(node.address(), KUBERNETES_PORT);
      addresses.add(node.address());
      addresses.add(place.getHostString());
    }
    return addresses;
  }
}

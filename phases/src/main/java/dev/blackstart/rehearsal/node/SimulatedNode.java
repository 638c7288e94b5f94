package dev.blackstart.rehearsal.node;

import dev.blackstart.cluster.Role;
import dev.blackstart.rehearsal.node.config.NodeConfig;
import dev.blackstart.rehearsal.node.container.Pods;
import dev.blackstart.rehearsal.node.etcd.EtcdCluster;
import dev.blackstart.rehearsal.node.etcd.EtcdMember;
import dev.blackstart.rehearsal.node.hardware.Digits;
import dev.blackstart.rehearsal.node.hardware.Hardware;
import dev.blackstart.rehearsal.node.hardware.Signature;
import dev.blackstart.world.MachineStage;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A simulated machine that runs Talos: a real gRPC server over TLS on a loopback address, which
 * lives through maintenance, installation, reboots and service starts in world time.
 */
public final class SimulatedNode {
  private final String address;
  private final Hardware hardware;
  private final Machinery machinery;
  private final Media media;
  private final Pace pace;
  private final ApiFront front;
  private Optional<Boot> boot = Optional.empty();
  private volatile Pods pods = Pods.NONE;
  private boolean powered;
  private int power;

  SimulatedNode(
      String address,
      InetSocketAddress place,
      Hardware hardware,
      String version,
      long seed,
      Machinery machinery) {
    this.address = address;
    this.hardware = hardware;
    this.machinery = machinery;
    this.media = new Media(version);
    this.pace = new Pace(seed, address);
    this.front = new ApiFront(this, place, machinery);
  }

  /** The true address, such as {@code 10.25.11.11}. */
  public String address() {
    return address;
  }

  /** Where the API listens on this machine. */
  public InetSocketAddress place() {
    return front.place();
  }

  public Hardware hardware() {
    return hardware;
  }

  /** UNKNOWN while it is off or between two boots. */
  public MachineStage stage() {
    return seen(() -> boot.map(life -> life.stages().stage()).orElse(MachineStage.UNKNOWN));
  }

  /** All of Talos's own conditions hold. */
  public boolean ready() {
    return seen(
        () -> boot.map(life -> life.stages().status().getStatus().getReady()).orElse(false));
  }

  /** The config it lives by; absent in maintenance and between two boots. */
  public Optional<NodeConfig> machineConfig() {
    return seen(() -> boot.flatMap(Boot::config));
  }

  public Optional<Role> role() {
    return machineConfig()
        .map(config -> config.isControlPlane() ? Role.CONTROL_PLANE : Role.WORKER);
  }

  /** Host name, as the kubelet registers; one derived from the machine before it has a config. */
  public String nodeName() {
    return seen(() -> boot.map(Boot::hostname).orElseGet(this::stableName));
  }

  public boolean kubeletRunning() {
    return seen(() -> boot.map(life -> life.services().isRunning("kubelet")).orElse(false));
  }

  /** etcd runs here and its cluster has a quorum. */
  public boolean etcdHealthy() {
    return seen(() -> boot.map(life -> life.services().isUp("etcd")).orElse(false));
  }

  /** The etcd cluster this machine's disk makes it a member of. */
  public Optional<EtcdCluster> etcdCluster() {
    return seen(() -> media.etcd.map(EtcdMember::cluster));
  }

  /** The kube-apiserver of this control plane runs. */
  public boolean apiServerRunning() {
    return seen(
        () -> boot.map(life -> life.staticPods().isRunning(StaticPods.API_SERVER)).orElse(false));
  }

  /** Of the kubelet that runs, such as {@code v1.35.0}; empty while there is none. */
  public Optional<String> kubeletVersion() {
    return seen(() -> boot.map(life -> life.kubelet().version()).filter(text -> !text.isEmpty()));
  }

  /** Component name to image of the static pods that run here. */
  public Map<String, String> staticPods() {
    return seen(() -> boot.map(life -> life.staticPods().images()).orElse(Map.of()));
  }

  /** Another one after each boot; empty while it is off. */
  public Optional<String> bootId() {
    return seen(() -> boot.map(Boot::id));
  }

  /** The Talos version that runs, such as {@code v1.12.11}. */
  public String version() {
    return seen(() -> media.version());
  }

  /** Base64 of the SHA-256 of the maintenance certificate's public key, while it is served. */
  public Optional<String> maintenanceFingerprint() {
    return seen(front::fingerprint);
  }

  /** Tells what became of the Node object: the kubelet registered it, and whether it is ready. */
  public void kubernetesReady(boolean ready, String reason) {
    machinery.turn().take(() -> boot.ifPresent(life -> life.registration().is(ready, reason)));
  }

  /** Its kubelet is played, and tells of its pods. */
  public void runs(Pods played) {
    pods = played;
  }

  Pods pods() {
    return pods;
  }

  /** A line of the kubelet's log; nobody writes it while the machine is off. */
  public void kubeletWrites(String caller, String message, Map<String, String> fields) {
    machinery
        .turn()
        .take(() -> boot.ifPresent(life -> ProcessLog.klog(life, caller, message, fields)));
  }

  /**
   * Somebody else used this disk or partition before and left something on it.
   *
   * @param device without {@code /dev/}, such as {@code nvme0n1} or {@code sda1}
   * @throws IllegalArgumentException when the machine has no such disk
   */
  public void leave(String device, Signature content) {
    if (!hardware.has(device)) {
      throw new IllegalArgumentException(
          address + " has no disk " + device + ", but " + hardware.diskNames());
    }
    machinery.turn().take(() -> media.leftovers.put(device, content));
  }

  /** Cuts the power: everything that is not on disk is gone at once. */
  public void powerOff() {
    machinery
        .turn()
        .take(
            () -> {
              powered = false;
              die();
            });
  }

  /** Switches it on; it boots from its disk, or from the boot media when nothing is installed. */
  public void powerOn() {
    powerOn(false);
  }

  /**
   * @param hurried it was switched on long before the world began
   */
  void powerOn(boolean hurried) {
    machinery
        .turn()
        .take(
            () -> {
              if (!powered) {
                powered = true;
                begin(hurried);
              }
            });
  }

  public boolean isPowered() {
    return seen(() -> powered);
  }

  // What follows happens within a turn.

  void restart(boolean kexec) {
    die();
    int current = power;
    Runnable again =
        () ->
            machinery
                .turn()
                .take(
                    () -> {
                      if (powered && power == current) {
                        begin(false);
                      }
                    });
    machinery.agenda().after(kexec ? pace.between(22, 38) : pace.between(35, 58), again);
  }

  void goDown() {
    powered = false;
    die();
  }

  private void die() {
    power++;
    boot.ifPresent(Boot::end);
    boot = Optional.empty();
    media.etcd.ifPresent(EtcdMember::stopped);
    front.close();
    machinery.turn().touched(this);
  }

  private void begin(boolean hurried) {
    media.begin();
    Boot life = new Boot(this, machinery, hurried);
    boot = Optional.of(life);
    machinery.turn().touched(this);
    new Beginning(life).start();
  }

  void settle() {
    boot.ifPresent(Boot::settle);
  }

  void publishWatched(boolean changed) {
    boot.ifPresent(life -> life.publishWatched(changed));
  }

  /** Others wait for etcd and trustd, which only control planes run; and one that died had both. */
  boolean isAwaited() {
    return boot.map(life -> life.config().isPresent() && life.isControlPlane()).orElse(true);
  }

  ApiFront front() {
    return front;
  }

  Optional<Boot> boot() {
    return boot;
  }

  Media media() {
    return media;
  }

  Pace pace() {
    return pace;
  }

  String stableName() {
    Digits digits = new Digits(hardware.uuid());
    return "talos-"
        + digits.upper("name", 6).toLowerCase(java.util.Locale.ROOT).replaceFirst("...", "$0-");
  }

  /**
   * Its address on this machine; never a name, which an address learns when somebody looks it up.
   */
  String loopback() {
    return place().getAddress().getHostAddress();
  }

  boolean isCalled(String name) {
    return name.equals(address) || name.equals(loopback()) || name.equalsIgnoreCase(nodeName());
  }

  private <T> T seen(Supplier<T> look) {
    return machinery.turn().take(look);
  }

  @Override
  public String toString() {
    return address;
  }
}

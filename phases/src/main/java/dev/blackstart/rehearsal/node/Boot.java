package dev.blackstart.rehearsal.node;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.blackstart.rehearsal.control.Agenda;
import dev.blackstart.rehearsal.node.config.NodeConfig;
import dev.blackstart.rehearsal.node.cosi.ResourceKind;
import dev.blackstart.rehearsal.node.cosi.Resources;
import dev.blackstart.rehearsal.node.event.EventLog;
import dev.blackstart.rehearsal.node.event.LineLog;
import dev.blackstart.rehearsal.node.hardware.Digits;
import dev.blackstart.rehearsal.node.wire.Feeds;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One life of a machine, from power to the next reboot: what it knows, runs and says. What was
 * planned for it never happens once it is over. Changes only within a turn.
 */
final class Boot {
  private final SimulatedNode node;
  private final Machinery machinery;
  private final String id = UUID.randomUUID().toString();
  private final Instant since;
  private final Feeds feeds;
  private final EventLog events;
  private final Resources resources;
  private final Map<String, LineLog> logs = new ConcurrentHashMap<>();
  private final Services services = new Services(this);
  private final Sequencer sequencer = new Sequencer(this);
  private final Stages stages = new Stages(this);
  private final StaticPods staticPods = new StaticPods(this);
  private final KubeletRun kubelet = new KubeletRun(this);
  private final ApplyPart applying = new ApplyPart(this);
  private final Registration registration = new Registration(this);
  private Optional<NodeConfig> config = Optional.empty();
  private boolean over;
  private boolean hurried;
  private boolean networkReady;
  private ClusterCard card;
  private boolean timeSynced;
  private boolean founding;
  private int pid = 1000;

  /**
   * @param hurried leave out all delays up to maintenance: it was switched on long ago
   */
  Boot(SimulatedNode node, Machinery machinery, boolean hurried) {
    this.hurried = hurried;
    this.node = node;
    this.machinery = machinery;
    Agenda agenda = machinery.agenda();
    since = agenda.wall();
    feeds = new Feeds(agenda);
    Digits digits = new Digits(id);
    events = new EventLog(agenda::wall, (int) digits.bits("events"));
    resources = new Resources(agenda::wall, digits.bits("resources"));
  }

  /** Ends everything planned, every subscription and stream. */
  void end() {
    over = true;
    feeds.close();
  }

  /** After this much world time, in a turn, if the machine still lives this life then. */
  void after(Duration delay, Runnable act) {
    Runnable inTurn =
        () ->
            machinery
                .turn()
                .take(
                    () -> {
                      if (!over) {
                        act.run();
                      }
                    });
    if (hurried) {
      machinery.agenda().execute(inTurn);
    } else {
      machinery.agenda().after(delay, inTurn);
    }
  }

  /** From here on everything takes its time. */
  void calmDown() {
    hurried = false;
  }

  Duration between(double fewestSeconds, double mostSeconds) {
    return node.pace().between(fewestSeconds, mostSeconds);
  }

  void settle() {
    services.settle();
    kubelet.settle();
    staticPods.settle();
    stages.settle();
  }

  /** Brings the resources of this kind up to date. */
  void publish(ResourceKind kind) {
    new Portrait(this).show(resources, Set.of(kind), true);
  }

  /**
   * Brings up to date what is watched.
   *
   * @param changed whether something about this node did
   */
  void publishWatched(boolean changed) {
    new Portrait(this).show(resources, resources.watched(), changed);
  }

  void touched() {
    machinery.turn().touched(node);
  }

  /** An event nobody's call caused. */
  void say(Message event) {
    say(event, "");
  }

  void say(Message event, String actor) {
    events.append(event, actor);
    touched();
  }

  /** A line of machined's log, which is the kernel's too. */
  void log(String line) {
    log("machined", line);
    kernelSays("user", "warning", "[talos] " + line);
  }

  /** A message in the kernel's log, as {@code Dmesg} tells it. */
  void kernelSays(String facility, String priority, String message) {
    String stamp = "[" + machinery.agenda().wall() + "]: ";
    log("kernel", String.format(Locale.ROOT, "%s: %7s: %s%s", facility, priority, stamp, message));
  }

  void log(String service, String line) {
    logOf(service).append(line);
  }

  LineLog logOf(String service) {
    return logs.computeIfAbsent(service, any -> new LineLog());
  }

  /** Ids of the logs there are. */
  Set<String> logIds() {
    return new java.util.TreeSet<>(logs.keySet());
  }

  /** The config the machine lives by now. */
  Optional<NodeConfig> config() {
    return config;
  }

  void config(NodeConfig next) {
    config = Optional.of(next);
    touched();
  }

  boolean isControlPlane() {
    return config.map(NodeConfig::isControlPlane).orElse(false);
  }

  /** What the other nodes of its cluster see of it; only once it has a config. */
  ClusterCard card() {
    NodeConfig now = config.orElseThrow();
    if (card == null || card.config() != now) {
      card = ClusterCard.of(this, now);
    }
    return card;
  }

  String hostname() {
    return config.or(applying::partial).flatMap(NodeConfig::hostname).orElseGet(node::stableName);
  }

  void networkUp() {
    networkReady = true;
    touched();
  }

  void timeSynced() {
    timeSynced = true;
    touched();
  }

  boolean isNetworkReady() {
    return networkReady;
  }

  /** The operator asked for a bootstrap: from now on this node founds a cluster and joins none. */
  void found() {
    founding = true;
  }

  boolean isFounding() {
    return founding;
  }

  boolean isTimeSynced() {
    return timeSynced;
  }

  Registration registration() {
    return registration;
  }

  int nextPid() {
    pid += 37;
    return pid;
  }

  /** Machine time, as the API writes it. */
  Timestamp timestamp() {
    Instant now = machinery.agenda().wall();
    return Timestamp.newBuilder().setSeconds(now.getEpochSecond()).setNanos(now.getNano()).build();
  }

  String id() {
    return id;
  }

  Instant since() {
    return since;
  }

  /** How long it has been up. */
  long seconds() {
    return Duration.between(since, machinery.agenda().wall()).toSeconds();
  }

  SimulatedNode node() {
    return node;
  }

  Machinery machinery() {
    return machinery;
  }

  Feeds feeds() {
    return feeds;
  }

  EventLog events() {
    return events;
  }

  Resources resources() {
    return resources;
  }

  Services services() {
    return services;
  }

  Sequencer sequencer() {
    return sequencer;
  }

  Stages stages() {
    return stages;
  }

  KubeletRun kubelet() {
    return kubelet;
  }

  StaticPods staticPods() {
    return staticPods;
  }

  ApplyPart applying() {
    return applying;
  }
}

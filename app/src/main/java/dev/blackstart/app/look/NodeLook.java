package dev.blackstart.app.look;

import dev.blackstart.app.look.Topic.NodePart;
import dev.blackstart.app.plain.Table;
import dev.blackstart.cluster.Node;
import dev.blackstart.world.Failure;
import dev.blackstart.world.NodeDiagnostics;
import dev.blackstart.world.NodeDiagnostics.NodeDisk;
import dev.blackstart.world.NodeDiagnostics.NodeEvent;
import dev.blackstart.world.NodeDiagnostics.Service;
import dev.blackstart.world.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;

/** What a node tells of itself, as sections to read. */
public final class NodeLook {
  /** Events and log lines of the past that are worth a look. */
  static final int PAST = 500;

  /** Characters of a column beyond which one cell does not push all others away. */
  private static final int WIDEST = 40;

  private final NodeDiagnostics diagnostics;
  private final Function<String, Node> nodes;
  private final TimeSource time;

  /**
   * @param nodes finds a node by name or address
   * @param time of the world the nodes are in
   */
  public NodeLook(NodeDiagnostics diagnostics, Function<String, Node> nodes, TimeSource time) {
    this.diagnostics = diagnostics;
    this.nodes = nodes;
    this.time = time;
  }

  /**
   * A part of what a node tells.
   *
   * @throws Failure when the node does not tell
   */
  public List<Section> at(Topic.OfNode topic) throws InterruptedException {
    Node node = nodes.apply(topic.node());
    return switch (topic.part()) {
      case SERVICES -> List.of(services(node));
      case EVENTS -> List.of(events(node));
      case KERNEL -> List.of(past(new Topic.NodeLog(node.name(), Topic.KERNEL)));
      case CONFIG -> List.of(config(node));
      case DISKS -> List.of(disks(node));
    };
  }

  /** As {@link Looks#follow}. */
  void follow(Topic.NodeLog log, Consumer<String> lines) throws InterruptedException {
    log(log, PAST).follow(lines);
  }

  /** As {@link Looks#whole}. */
  void whole(Topic.NodeLog log, Consumer<String> lines) throws InterruptedException {
    Node node = nodes.apply(log.node());
    if (log.service().equals(Topic.KERNEL)) {
      diagnostics.kernelLog(node, false, lines);
    } else {
      diagnostics.log(node, log.service(), -1, false, lines);
    }
  }

  GrowingLog log(Topic.NodeLog log, int newest) {
    return new GrowingLog(diagnostics, nodes.apply(log.node()), log.service(), newest, time);
  }

  /** The command of the field that shows a part of a node. */
  static String command(Node node, NodePart part) {
    return "talosctl -n "
        + node.address()
        + switch (part) {
          case SERVICES -> " service";
          case EVENTS -> " events --tail " + PAST;
          case KERNEL -> " dmesg --follow";
          case CONFIG -> " get machineconfig v1alpha1 -o yaml";
          case DISKS -> " get disks";
        };
  }

  private Section services(Node node) {
    List<Service> services = diagnostics.services(node);
    Instant now = time.now();
    Table rows = new Table("SERVICE", "STATE", "HEALTH", "FOR", "LAST MESSAGE");
    for (Service service : services) {
      rows.row(
          service.id(),
          service.state(),
          health(service),
          service.since().map(since -> span(Duration.between(since, now))).orElse("-"),
          service.lastMessage());
    }
    List<String> lines = rows.lines(WIDEST);
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.of(Weight.QUIET, lines.getFirst()));
    for (int i = 0; i < services.size(); i++) {
      Service service = services.get(i);
      facts.add(
          Fact.of(weight(service), lines.get(i + 1))
              .opening(service.id())
              .seenBy(command(node, NodePart.SERVICES) + " " + service.id()));
    }
    long up = services.stream().filter(NodeLook::isUp).count();
    return new Section(
        "services of " + node.name() + ", " + up + " of " + services.size() + " up", facts);
  }

  private static boolean isUp(Service service) {
    return service.state().equals("Running") && service.healthy().orElse(true);
  }

  private static String health(Service service) {
    return service.healthy().map(healthy -> healthy ? "healthy" : "unhealthy").orElse("-");
  }

  /** Green is only what a health check of Talos vouches for. */
  private static Weight weight(Service service) {
    return switch (service.state()) {
      case "Running" ->
          service.healthy().map(healthy -> healthy ? Weight.GOOD : Weight.BAD).orElse(Weight.PLAIN);
      case "Failed" -> Weight.BAD;
      case "Finished", "Skipped" -> Weight.QUIET;
      default -> Weight.WAITS;
    };
  }

  private Section events(Node node) throws InterruptedException {
    List<NodeEvent> events = diagnostics.events(node, PAST);
    boolean oneDay = events.stream().map(NodeLook::day).distinct().count() == 1;
    Table rows = new Table();
    for (NodeEvent event : events) {
      String at = stamp(event);
      rows.row(
          oneDay ? at.substring(at.indexOf('T') + 1) : at,
          event.kind().replaceAll("Event$", ""),
          event.text());
    }
    String command = command(node, NodePart.EVENTS);
    return new Section(
        "events of "
            + node.name()
            + ", the newest "
            + events.size()
            + (oneDay ? ", of " + day(events.getFirst()) : ""),
        rows.lines(WIDEST).stream().map(line -> Fact.plain(line).seenBy(command)).toList());
  }

  private static String stamp(NodeEvent event) {
    return event.at().map(at -> at.truncatedTo(ChronoUnit.SECONDS).toString()).orElse("-");
  }

  /** Of the calendar, as talosctl writes it: in UTC. */
  private static String day(NodeEvent event) {
    String at = stamp(event);
    return at.substring(0, Math.max(0, at.indexOf('T')));
  }

  /** The newest lines of a log. */
  Section past(Topic.NodeLog log) throws InterruptedException {
    Node node = nodes.apply(log.node());
    List<String> lines = new ArrayList<>();
    log(log, PAST).past(lines::add);
    boolean kernel = log.service().equals(Topic.KERNEL);
    String command =
        kernel
            ? command(node, NodePart.KERNEL)
            : "talosctl -n " + node.address() + " logs " + log.service();
    return new Section(
        (kernel ? "kernel log of " : log.service() + " log of ") + node.name(),
        lines.stream().map(line -> Fact.plain(line).seenBy(command)).toList());
  }

  private Section config(Node node) {
    String command = command(node, NodePart.CONFIG);
    return new Section(
        "machine config of " + node.name() + ", secrets masked",
        diagnostics
            .machineConfig(node)
            .lines()
            .map(line -> Fact.plain(line).seenBy(command))
            .toList());
  }

  private Section disks(Node node) {
    List<NodeDisk> disks = diagnostics.disks(node);
    Table rows = new Table("DISK", "SIZE", "USE", "MODEL", "SERIAL", "TRANSPORT");
    for (NodeDisk disk : disks) {
      rows.row(
          disk.disk().path(),
          size(disk.disk().size()),
          word(remark(disk)),
          word(disk.disk().model()),
          word(disk.disk().serial()),
          word(disk.disk().transport()));
    }
    List<String> lines = rows.lines(WIDEST);
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.of(Weight.QUIET, lines.getFirst()));
    for (int i = 0; i < disks.size(); i++) {
      Weight weight = disks.get(i).system() ? Weight.STRONG : Weight.PLAIN;
      facts.add(Fact.of(weight, lines.get(i + 1)).seenBy(command(node, NodePart.DISKS)));
    }
    return new Section("disks of " + node.name(), facts);
  }

  private static String remark(NodeDisk disk) {
    List<String> words = new ArrayList<>();
    if (disk.system()) {
      words.add("system disk");
    }
    if (disk.disk().cdrom()) {
      words.add("CD-ROM");
    }
    if (disk.disk().readOnly()) {
      words.add("read-only");
    }
    if (disk.disk().rotational() && !disk.disk().cdrom()) {
      words.add("spinning");
    }
    return String.join(", ", words);
  }

  private static String word(String text) {
    return text.isBlank() ? "-" : text.strip();
  }

  /** Decimal units, as talosctl writes them. */
  static String size(long bytes) {
    if (bytes < 1000) {
      return bytes + " B";
    }
    double amount = bytes;
    int unit = -1;
    while (amount >= 1000 && unit < 5) {
      amount /= 1000;
      unit++;
    }
    return String.format(
        Locale.ROOT, amount < 10 ? "%.1f %cB" : "%.0f %cB", amount, "kMGTPE".charAt(unit));
  }

  /** {@code 0:42}, {@code 3:07:00}, {@code 12 d}. */
  static String span(Duration span) {
    long seconds = Math.max(0, span.toSeconds());
    if (seconds >= 2 * 86_400) {
      return seconds / 86_400 + " d";
    }
    return seconds < 3600
        ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
        : String.format(
            Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }
}

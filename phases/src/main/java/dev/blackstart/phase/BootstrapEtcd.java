package dev.blackstart.phase;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Node;
import dev.blackstart.run.Condition;
import dev.blackstart.run.Phase;
import dev.blackstart.run.PhaseId;
import dev.blackstart.run.Progress;
import dev.blackstart.world.Failure;
import dev.blackstart.world.MachineReport;
import dev.blackstart.world.Machines.BootstrapAnswer;
import dev.blackstart.world.Machines.EtcdMember;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Every control plane is a voting member of one etcd cluster. The node that is bootstrapped is
 * chosen once, on disk before the call; a second node is never asked.
 */
final class BootstrapEtcd implements Phase {
  static final String CHOICE = "etcd.bootstrap.node";
  private static final String SENT = "etcd.bootstrap.sent";

  /** An accepted call is durable only later: it is repeated no earlier than this (world time). */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final ClusterSpec spec;
  private final Duration budget;
  private final boolean founds;

  BootstrapEtcd(ClusterSpec spec, Duration budget) {
    this(spec, budget, true);
  }

  private BootstrapEtcd(ClusterSpec spec, Duration budget, boolean founds) {
    this.spec = spec;
    this.budget = budget;
    this.founds = founds;
  }

  /** The same claim where etcd was started already: nobody is ever asked to found it. */
  static BootstrapEtcd joining(ClusterSpec spec, Duration budget) {
    return new BootstrapEtcd(spec, budget, false);
  }

  @Override
  public PhaseId id() {
    return new PhaseId("etcd");
  }

  @Override
  public String claims() {
    return "every control plane is a voting member of one etcd cluster";
  }

  @Override
  public Duration budget() {
    return budget;
  }

  @Override
  public Subject subject() {
    return Subject.NODES;
  }

  /** Who the members are is all this depends on: etcd is never made anew from changed files. */
  @Override
  public String inputs(World world) {
    return "control planes";
  }

  @Override
  public Condition check(World world) {
    List<Node> controlPlanes = spec.controlPlanes();
    List<EtcdMember> members = membersSeen(world);
    List<Waiting> waiting = new ArrayList<>();
    for (Node node : controlPlanes) {
      notVoting(world, node, members).ifPresent(waiting::add);
    }
    int total = controlPlanes.size();
    int voting = total - waiting.size();
    String because =
        members.isEmpty() ? "etcd has no member" : voting + " of " + total + " are voting members";
    return (waiting.isEmpty() ? Condition.met(because) : Condition.unmet(because, waiting))
        .counted(voting, total);
  }

  @Override
  public void run(World world, Progress progress) throws InterruptedException {
    if (!founds) {
      progress.until(() -> check(world));
      return;
    }
    Node chosen = chosen(world);
    progress.until(
        () -> {
          Condition now = check(world);
          if (!now.met() && membersSeen(world).isEmpty()) {
            bootstrapWhenDue(world, chosen, progress);
          }
          return now;
        });
  }

  private Node chosen(World world) {
    Optional<String> earlier = world.ledger().choice(CHOICE);
    Node node = earlier.map(spec::node).orElseGet(() -> spec.controlPlanes().getFirst());
    if (earlier.isEmpty()) {
      world.ledger().choose(CHOICE, node.address());
    }
    return node;
  }

  private void bootstrapWhenDue(World world, Node node, Progress progress) {
    if (!waitsForBootstrap(world, node)) {
      return;
    }
    Instant now = world.time().now();
    boolean early =
        world
            .ledger()
            .choice(SENT)
            .map(sent -> now.isBefore(Instant.parse(sent).plus(PATIENCE)))
            .orElse(false);
    if (early) {
      return;
    }
    IdentityChecks.require(node, world);
    world.ledger().choose(SENT, now.toString());
    BootstrapAnswer answer = world.machines().bootstrap(node);
    switch (answer) {
      case ACCEPTED -> progress.did("bootstrapped etcd on " + node.name(), ByHand.bootstrap(node));
      case ALREADY_BOOTSTRAPPED ->
          progress.log(
              "etcd on "
                  + node.name()
                  + " was bootstrapped before, and the node's CAs are this cluster's: going on");
      case NOT_YET -> world.ledger().choose(SENT, Instant.EPOCH.toString());
    }
  }

  /** Etcd sits in Preparing until somebody bootstraps it or it finds a cluster to join. */
  private static boolean waitsForBootstrap(World world, Node node) {
    return world
        .machines()
        .report(node)
        .service("etcd")
        .map(service -> service.state().equals("Preparing"))
        .orElse(false);
  }

  private List<EtcdMember> membersSeen(World world) {
    List<EtcdMember> first = List.of();
    for (Node node : spec.controlPlanes()) {
      List<EtcdMember> members = world.machines().etcdMembers(node);
      if (!first.isEmpty() && !members.isEmpty() && !shareOne(first, members)) {
        throw new Failure(
            Failure.Kind.REFUSED,
            "etcd is two clusters: " + node.name() + " is in another one than its peers",
            "keep one and reset the other's nodes: talosctl reset --system-labels-to-wipe"
                + " EPHEMERAL --reboot");
      }
      first = first.isEmpty() ? members : first;
    }
    requireOurs(first);
    return first;
  }

  /** Data of an earlier cluster survives in EPHEMERAL when only the config was wiped. */
  private void requireOurs(List<EtcdMember> members) {
    boolean ours =
        members.isEmpty()
            || members.stream()
                .anyMatch(member -> spec.nodes().stream().anyMatch(node -> isOf(member, node)));
    if (!ours) {
      throw new Failure(
          Failure.Kind.REFUSED,
          "etcd holds another cluster: none of its members is a node of "
              + spec.name()
              + ", they are "
              + String.join(", ", members.stream().map(BootstrapEtcd::named).toList()),
          "if its data may go, wipe it on our control planes: "
              + ByHand.reset(spec.controlPlanes().getFirst()));
    }
  }

  private static String named(EtcdMember member) {
    return member.hostname() + " " + String.join(" ", member.peerUrls());
  }

  private static boolean isOf(EtcdMember member, Node node) {
    return member.hostname().equals(node.name())
        || member.peerUrls().stream().anyMatch(url -> isAt(url, node));
  }

  private static boolean shareOne(List<EtcdMember> some, List<EtcdMember> others) {
    return some.stream()
        .anyMatch(one -> others.stream().anyMatch(other -> other.id().equals(one.id())));
  }

  private static Optional<Waiting> notVoting(World world, Node node, List<EtcdMember> members) {
    Optional<EtcdMember> member = members.stream().filter(each -> isOf(each, node)).findFirst();
    if (member.isPresent() && !member.get().learner()) {
      return Optional.empty();
    }
    MachineReport report = world.machines().report(node);
    String reason =
        member.isPresent()
            ? "a learner, not promoted yet"
            : report
                .service("etcd")
                .map(etcd -> "etcd is " + etcd.state() + ": " + etcd.lastMessage())
                .orElse("etcd has not started");
    return Optional.of(new Waiting(node.name(), reason));
  }

  private static boolean isAt(String url, Node node) {
    return url.contains("://" + node.address() + ":") || url.contains("[" + node.address() + "]");
  }
}

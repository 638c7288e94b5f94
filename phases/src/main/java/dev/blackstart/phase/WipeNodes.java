package dev.blackstart.phase;

import dev.blackstart.cluster.Node;
import dev.blackstart.run.Condition;
import dev.blackstart.run.InputDigest;
import dev.blackstart.run.Phase;
import dev.blackstart.run.PhaseId;
import dev.blackstart.run.Progress;
import dev.blackstart.world.Failure;
import dev.blackstart.world.MachineReport;
import dev.blackstart.world.MachineReport.Reach;
import dev.blackstart.world.MachineStage;
import dev.blackstart.world.Machines.EtcdMember;
import dev.blackstart.world.NodeOperations.Reset;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * System partitions of nodes are wiped, and the nodes are up again: in maintenance when STATE is
 * among them. META stays, and so does what is installed. A node that is in maintenance has nothing
 * to lose.
 */
final class WipeNodes implements Phase {
  private static final String DONE = "done";

  private final PhaseId id;
  private final String claims;
  private final List<Node> nodes;
  private final Set<String> labels;
  private final boolean graceful;
  private final Duration budget;
  private final Set<Node> sentHere = new HashSet<>();

  /**
   * @param labels such as {@code STATE} and {@code EPHEMERAL}
   * @param graceful whether nodes are drained and leave etcd, where etcd has others
   */
  WipeNodes(
      PhaseId id,
      String claims,
      List<Node> nodes,
      Set<String> labels,
      boolean graceful,
      Duration budget) {
    this.id = id;
    this.claims = claims;
    this.nodes = List.copyOf(nodes);
    this.labels = Set.copyOf(labels);
    this.graceful = graceful;
    this.budget = budget;
  }

  @Override
  public PhaseId id() {
    return id;
  }

  @Override
  public String claims() {
    return claims;
  }

  @Override
  public Duration budget() {
    return budget;
  }

  @Override
  public Subject subject() {
    return Subject.NODES;
  }

  @Override
  public String inputs(World world) {
    InputDigest digest = new InputDigest();
    nodes.forEach(node -> digest.with(node.address()));
    return digest.hex();
  }

  @Override
  public Condition check(World world) {
    List<Waiting> waiting = new ArrayList<>();
    nodes.forEach(node -> unwiped(node, world).ifPresent(waiting::add));
    return told(waiting);
  }

  @Override
  public void run(World world, Progress progress) throws InterruptedException {
    progress.until(
        () -> {
          List<Waiting> waiting = new ArrayList<>();
          nodes.forEach(node -> step(node, world, progress).ifPresent(waiting::add));
          return told(waiting);
        });
  }

  private Condition told(List<Waiting> waiting) {
    int wiped = nodes.size() - waiting.size();
    String because =
        wiped + " of " + nodes.size() + (nodes.size() == 1 ? " is" : " are") + " wiped";
    return (waiting.isEmpty() ? Condition.met(because) : Condition.unmet(because, waiting))
        .counted(wiped, nodes.size());
  }

  /** What was wiped stays so when the node is configured again later in the run. */
  private Optional<Waiting> unwiped(Node node, World world) {
    if (isDone(node, world)) {
      return Optional.empty();
    }
    MachineReport report = world.machines().report(node);
    return switch (report.reach()) {
      case MAINTENANCE ->
          report.stage() == MachineStage.MAINTENANCE
              ? Optional.empty()
              : Optional.of(new Waiting(node.name(), "coming up in maintenance"));
      case OURS -> Optional.of(new Waiting(node.name(), report.note()));
      case UNREACHABLE -> Optional.of(new Waiting(node.name(), "does not answer"));
      case FOREIGN -> throw foreign(node);
    };
  }

  private boolean isDone(Node node, World world) {
    return sent(node, world).filter(DONE::equals).isPresent();
  }

  private Optional<Waiting> step(Node node, World world, Progress progress) {
    try {
      Optional<Waiting> unwiped = unwiped(node, world);
      if (unwiped.isEmpty()) {
        choose(node, world, DONE);
        return Optional.empty();
      }
      MachineReport report = world.machines().report(node);
      if (report.reach() == Reach.OURS) {
        return configured(node, world, progress, report);
      }
      return unwiped;
    } catch (Failure failure) {
      if (failure.retryable()) {
        return Optional.of(new Waiting(node.name(), failure.what()));
      }
      throw failure;
    }
  }

  private Optional<Waiting> configured(
      Node node, World world, Progress progress, MachineReport report) {
    Optional<String> boot = world.operations().bootId(node);
    Optional<String> sent = sent(node, world);
    if (boot.isEmpty()) {
      return Optional.of(new Waiting(node.name(), report.note()));
    }
    boolean sameBoot = sent.isPresent() && sent.get().endsWith(boot.get());
    if (sameBoot && (sentHere.contains(node) || report.stage() == MachineStage.RESETTING)) {
      return Optional.of(new Waiting(node.name(), "being wiped"));
    }
    if (sent.isPresent() && !sameBoot) {
      if (!labels.contains("STATE")) {
        choose(node, world, DONE);
        return Optional.empty();
      }
      progress.log(node.name() + " came back as it was: it is wiped again, not gracefully");
    }
    boolean gently = graceful && sent.isEmpty() && mayLeave(node, world);
    OperationChecks.touch(node, world);
    choose(node, world, boot.get());
    world.operations().reset(node, new Reset(gently, true, labels, List.of()));
    sentHere.add(node);
    progress.did(
        "ordered "
            + node.name()
            + " to wipe "
            + String.join(" and ", labels.stream().sorted().toList()),
        ByHand.reset(node, labels, gently));
    return Optional.of(new Waiting(node.name(), "being wiped"));
  }

  /** The last member of etcd cannot leave it, nor can one whose etcd is not up. */
  private static boolean mayLeave(Node node, World world) {
    if (!node.isControlPlane()) {
      return true;
    }
    List<EtcdMember> members = world.machines().etcdMembers(node);
    return members.stream().filter(member -> !member.learner()).count() > 1;
  }

  private Optional<String> sent(Node node, World world) {
    return world.ledger().choice(key(node));
  }

  private void choose(Node node, World world, String value) {
    if (!sent(node, world).filter(value::equals).isPresent()) {
      world.ledger().choose(key(node), value);
    }
  }

  private String key(Node node) {
    return "wipe." + node.address();
  }

  private static Failure foreign(Node node) {
    return new Failure(
        Failure.Kind.REFUSED,
        node.name() + " (" + node.address() + ") belongs to another cluster",
        "check the address; nothing is wiped that is not ours");
  }
}

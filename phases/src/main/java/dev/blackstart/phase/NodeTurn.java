package dev.blackstart.phase;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Node;
import dev.blackstart.phase.NodeTask.Effect;
import dev.blackstart.run.Progress;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeApi.Answer;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.MachineReport;
import dev.blackstart.world.MachineReport.Reach;
import dev.blackstart.world.MachineStage;
import dev.blackstart.world.Machines.Server;
import dev.blackstart.world.NodeOperations.EtcdStatus;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.util.List;
import java.util.Optional;

/**
 * One node's turn: closed to pods, drained, changed, back, opened again. Where it stands is read
 * from the world and from the ledger at every step, so that it goes on wherever it was cut short.
 */
final class NodeTurn {
  private static final String OURS = "closed by us";
  private static final String THEIRS = "was closed before";
  private static final String OPENED = "opened again";

  private final ClusterSpec spec;
  private final Node node;
  private final NodeTask task;
  private final boolean drain;
  private final String key;
  private Optional<Effect> effect = Optional.empty();
  private boolean movedAway;
  private boolean sentHere;

  /**
   * @param phase whose turn it is; what the ledger keeps goes by its name
   */
  NodeTurn(ClusterSpec spec, Node node, NodeTask task, boolean drain, String phase) {
    this.spec = spec;
    this.node = node;
    this.task = task;
    this.drain = drain && spec.nodes().size() > 1;
    this.key = phase + "." + node.address() + ".";
  }

  /** Why its turn is not over; looks only. */
  Optional<Waiting> unfinished(World world) {
    return task.missing(node, world)
        .map(this::waiting)
        .or(() -> booting(world))
        .or(() -> closedByUs(world) ? Optional.of(waiting("still closed")) : Optional.empty())
        .or(() -> node.isControlPlane() ? EtcdHealth.complaint(spec, world) : Optional.empty());
  }

  private Optional<Waiting> booting(World world) {
    MachineReport report = world.machines().report(node);
    return report.reach() == Reach.OURS && report.stage() == MachineStage.RUNNING
        ? Optional.empty()
        : Optional.of(waiting("in stage " + ByHand.words(report.stage())));
  }

  /** Takes the next step; empty when its turn is over. */
  Optional<Waiting> step(World world, Progress progress) {
    try {
      Optional<String> sent = ledger(world, "sent").filter(text -> !text.isEmpty());
      if (sent.isPresent()) {
        return arrive(world, progress, sent.get());
      }
      return task.missing(node, world).isPresent()
          ? prepare(world, progress)
          : back(world, progress);
    } catch (Failure failure) {
      if (failure.retryable()) {
        return Optional.of(waiting(failure.what()));
      }
      throw failure;
    }
  }

  private Optional<Waiting> prepare(World world, Progress progress) {
    MachineReport report = world.machines().report(node);
    if (report.reach() == Reach.MAINTENANCE && task.joins()) {
      if (report.stage() == MachineStage.MAINTENANCE) {
        ApplyMachineConfigs.apply(world, node, progress);
      }
      return Optional.of(waiting("joining"));
    }
    if (report.reach() != Reach.OURS) {
      return Optional.of(waiting(silence(report)));
    }
    if (node.isControlPlane()) {
      Optional<Waiting> unwell = EtcdHealth.complaint(spec, world);
      if (unwell.isPresent()) {
        return unwell;
      }
    }
    if (effect.isEmpty()) {
      effect = Optional.of(task.effect(node, world));
    }
    Effect cost = effect.get();
    if (cost == Effect.REBOOT && node.isControlPlane()) {
      moveAway(world, progress);
    }
    if (cost != Effect.LIVE && drain) {
      close(world, progress);
      List<Waiting> left = world.kube().drain(node.name());
      if (!left.isEmpty()) {
        return Optional.of(draining(left));
      }
    }
    if (cost == Effect.REBOOT && node.isControlPlane()) {
      handOver(world, progress);
    }
    choose(world, "sent", cost + " " + world.operations().bootId(node).orElse(""));
    OperationChecks.touch(node, world);
    task.send(node, world, progress);
    sentHere = true;
    return Optional.of(waiting(task.doing(node, world)));
  }

  private Optional<Waiting> arrive(World world, Progress progress, String sent) {
    boolean reboots = sent.startsWith(Effect.REBOOT.name());
    MachineReport report = world.machines().report(node);
    if (report.reach() != Reach.OURS) {
      return Optional.of(waiting(silence(report)));
    }
    boolean running = report.stage() == MachineStage.RUNNING;
    String boot = sent.substring(sent.indexOf(' ') + 1);
    boolean sameBoot = reboots && world.operations().bootId(node).orElse(boot).equals(boot);
    Optional<String> missing = task.missing(node, world);
    if (!sentHere && running && missing.isPresent() && (sameBoot || !reboots)) {
      // Cut short between writing it down and giving the order: nobody has heard of it.
      choose(world, "sent", "");
      return prepare(world, progress);
    }
    if (sameBoot) {
      return Optional.of(waiting(task.doing(node, world)));
    }
    if (missing.isPresent() && reboots && running) {
      throw new Failure(
          Failure.Kind.REFUSED,
          node.name() + " has booted, and " + missing.get(),
          "see why: blackstart node " + node.name() + " dmesg; then run: blackstart resume");
    }
    if (missing.isPresent() || !running) {
      return Optional.of(
          waiting(missing.orElseGet(() -> "in stage " + ByHand.words(report.stage()))));
    }
    return back(world, progress);
  }

  private Optional<Waiting> back(World world, Progress progress) {
    if (node.isControlPlane()) {
      Optional<Waiting> unwell = EtcdHealth.complaint(spec, world);
      if (unwell.isPresent()) {
        return unwell;
      }
    }
    if (ledger(world, "ready").isPresent() && !isReady(world)) {
      return Optional.of(waiting("not Ready in Kubernetes"));
    }
    if (closedByUs(world)) {
      world.kube().cordon(node.name(), false);
      choose(world, "cordon", OPENED);
      progress.did("opened " + node.name() + " to pods", ByHand.uncordon(node));
    }
    return Optional.empty();
  }

  /** Closes it once; one that somebody else closed stays closed afterwards. */
  private void close(World world, Progress progress) {
    Optional<String> known = ledger(world, "cordon");
    if (known.isPresent() && !closedByUs(world)) {
      return;
    }
    requireAnswer(world);
    boolean closed =
        kubernetes(world)
            .map(object -> object.text("spec", "unschedulable"))
            .orElse("")
            .equals("true");
    if (known.isEmpty()) {
      if (isReady(world)) {
        choose(world, "ready", "before");
      }
      choose(world, "cordon", closed ? THEIRS : OURS);
    }
    // Written down is not done: the order may have met an API server that had just gone.
    if (!closed) {
      world.kube().cordon(node.name(), true);
      progress.did("closed " + node.name() + " to pods and drains it", ByHand.drain(node));
    }
  }

  /** An API server that does not answer tells nothing of who closed what. */
  private static void requireAnswer(World world) {
    Answer answer = world.kube().answers();
    if (!answer.ready()) {
      throw new Failure(
          Failure.Kind.UNREACHABLE,
          "the API server does not answer: " + answer.because(),
          "see blackstart status kubeconfig");
    }
  }

  private boolean closedByUs(World world) {
    return ledger(world, "cordon").map(OURS::equals).orElse(false);
  }

  /** Kubernetes is asked at another control plane while this one is away. */
  private void moveAway(World world, Progress progress) {
    if (movedAway) {
      return;
    }
    movedAway = true;
    spec.controlPlanes().stream()
        .filter(other -> !other.equals(node))
        .filter(other -> world.machines().report(other).reach() == Reach.OURS)
        .findFirst()
        .ifPresent(
            other -> {
              world.kube().adopt(world.machines().kubeconfig(other, Server.OF_NODE));
              progress.log("asks the API server of " + other.name() + " meanwhile");
            });
  }

  private void handOver(World world, Progress progress) {
    EtcdStatus status = world.operations().etcdStatus(node);
    if (spec.controlPlanes().size() > 1 && status.leader().equals(status.member())) {
      world
          .operations()
          .forfeitEtcdLeadership(node)
          .ifPresent(
              next ->
                  progress.did(
                      "handed etcd's leadership from " + node.name() + " to " + next,
                      ByHand.forfeit(node)));
    }
  }

  private boolean isReady(World world) {
    return kubernetes(world)
        .flatMap(object -> object.condition("Ready"))
        .map(condition -> condition.text("status").equals("True"))
        .orElse(false);
  }

  private Optional<KubeObject> kubernetes(World world) {
    return world.kube().get(new KubeObject.Ref("v1", "Node", "", node.name()));
  }

  private static String silence(MachineReport report) {
    return switch (report.reach()) {
      case UNREACHABLE -> report.note().isEmpty() ? "does not answer" : report.note();
      case MAINTENANCE -> "in maintenance";
      case FOREIGN -> "belongs to another cluster";
      case OURS -> report.note();
    };
  }

  private Waiting draining(List<Waiting> left) {
    String pods = left.size() == 1 ? "1 pod is" : left.size() + " pods are";
    return waiting("draining, " + pods + " left: " + left.getFirst());
  }

  private Waiting waiting(String reason) {
    return new Waiting(node.name(), reason);
  }

  private Optional<String> ledger(World world, String what) {
    return world.ledger().choice(key + what);
  }

  private void choose(World world, String what, String value) {
    world.ledger().choose(key + what, value);
  }
}

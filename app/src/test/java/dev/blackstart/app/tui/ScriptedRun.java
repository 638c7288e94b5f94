package dev.blackstart.app.tui;

import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Node;
import dev.blackstart.cluster.Role;
import dev.blackstart.run.Event;
import dev.blackstart.run.Outline;
import dev.blackstart.run.PhaseId;
import dev.blackstart.run.RunId;
import dev.blackstart.world.Failure;
import dev.blackstart.world.MachineStage;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A run told step by step, for frames that come out the same every time. */
public final class ScriptedRun {
  static final Instant START = Instant.parse("2026-01-01T23:00:00Z");
  private static final List<String> PHASES =
      List.of(
          "preflight",
          "configs",
          "apply",
          "etcd",
          "kubeconfig",
          "nodes",
          "seeds",
          "crds",
          "cilium",
          "coredns",
          "spegel",
          "cert-manager",
          "flux-operator",
          "flux-instance",
          "flux",
          "verify");

  private final List<Event> events = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();
  private long millis;

  /** A run of six nodes, three of them control planes, in that world. */
  public static ScriptedRun in(World.Kind world) {
    List<Node> nodes = new ArrayList<>();
    for (int i = 1; i <= 6; i++) {
      nodes.add(
          new Node("infra-0" + i, "10.25.11.1" + i, i <= 3 ? Role.CONTROL_PLANE : Role.WORKER));
    }
    return in(world, "infra", nodes);
  }

  /** A run of a cluster of these nodes. */
  public static ScriptedRun in(World.Kind world, String cluster, List<Node> nodes) {
    ScriptedRun run = new ScriptedRun();
    run.nodes.addAll(nodes);
    Map<String, Duration> budgets = new LinkedHashMap<>();
    PHASES.forEach(name -> budgets.put(name, Duration.ofMinutes(10)));
    budgets.put(Outline.TOTAL, Duration.ofMinutes(30));
    run.events.add(
        new Event.RunStarted(
            run.stamp(),
            cluster,
            world,
            new Outline(PHASES.stream().map(PhaseId::new).toList(), budgets, run.nodes),
            START,
            Map.of()));
    return run;
  }

  public List<Event> events() {
    return List.copyOf(events);
  }

  public Instant now() {
    return START.plusMillis(millis);
  }

  public ScriptedRun after(long seconds) {
    millis += seconds * 1000;
    return this;
  }

  public ScriptedRun nodes(MachineStage stage, String note) {
    nodes.forEach(node -> node(node.name(), stage, note));
    return this;
  }

  public ScriptedRun node(String name, MachineStage stage, String note) {
    String address = nodes.stream().filter(n -> n.name().equals(name)).findFirst().get().address();
    events.add(new Event.NodeReported(stamp(), name, address, stage, note, new PhaseId("apply")));
    return this;
  }

  /** What Kubernetes says of a node; empty when it is Ready. */
  public ScriptedRun kubernetes(String name, String notReady) {
    events.add(
        new Event.KubernetesReported(
            stamp(), name, notReady.isEmpty(), notReady, new PhaseId("nodes")));
    return this;
  }

  public ScriptedRun begins(String phase, String because) {
    events.add(new Event.PhaseStarted(stamp(), new PhaseId(phase), because));
    return this;
  }

  public ScriptedRun done(String phase, String because, long seconds) {
    begins(phase, "not yet").after(seconds);
    events.add(
        new Event.PhaseDone(
            stamp(), new PhaseId(phase), because, "digest", seconds * 1000, seconds));
    return this;
  }

  public ScriptedRun waits(String phase, int ready, int total, Waiting... waiting) {
    events.add(
        new Event.ReleaseReported(
            stamp(), new PhaseId(phase), phase, ready, total, List.of(waiting)));
    return this;
  }

  public ScriptedRun progresses(
      String phase, String because, int ready, int total, Waiting... waiting) {
    events.add(
        new Event.Progressed(stamp(), new PhaseId(phase), because, ready, total, List.of(waiting)));
    return this;
  }

  public ScriptedRun reconciles(String because, int ready, int total, Waiting... waiting) {
    events.add(new Event.FluxReported(stamp(), because, ready, total, List.of(waiting)));
    return this;
  }

  public ScriptedRun pausing(String by) {
    events.add(new Event.PauseAsked(stamp(), by));
    return this;
  }

  public ScriptedRun paused(String phase, String by) {
    events.add(new Event.RunPaused(stamp(), new PhaseId(phase), by));
    return this;
  }

  /** Another process goes on with the run; it takes every phase up anew. */
  public ScriptedRun resumes() {
    Event.RunStarted began = (Event.RunStarted) events.get(0);
    events.add(new Event.RunResumed(stamp(), began.cluster(), began.world(), began.outline()));
    return this;
  }

  public ScriptedRun holds(String phase, String because) {
    events.add(new Event.PhaseSkipped(stamp(), new PhaseId(phase), because, "digest"));
    return this;
  }

  public ScriptedRun fails(String phase, String what, String remedy) {
    events.add(
        new Event.PhaseFailed(
            stamp(), new PhaseId(phase), Failure.Kind.TIMED_OUT, what, remedy, 600_000, 10));
    return this;
  }

  public ScriptedRun finding(Finding finding) {
    events.add(new Event.FindingMade(stamp(), new PhaseId("preflight"), finding));
    return this;
  }

  public ScriptedRun did(String phase, String what, String... byHand) {
    events.add(new Event.Acted(stamp(), new PhaseId(phase), what, List.of(byHand)));
    return this;
  }

  public ScriptedRun checked(String check, String asks, int findings) {
    events.add(new Event.Checked(stamp(), new PhaseId("preflight"), check, asks, findings));
    return this;
  }

  public ScriptedRun logs(String phase, String line) {
    events.add(new Event.Logged(stamp(), new PhaseId(phase), line));
    return this;
  }

  public ScriptedRun ends(Event.Outcome outcome, int exit, String verdict) {
    return ends(outcome, exit, Optional.of(verdict), List.of());
  }

  public ScriptedRun ends(
      Event.Outcome outcome, int exit, Optional<String> verdict, List<String> notRehearsed) {
    events.add(
        new Event.RunEnded(
            stamp(),
            outcome,
            exit,
            millis,
            millis / 60,
            5000,
            verdict,
            verdict.isEmpty()
                ? List.of()
                : List.of(new Event.Objective("total", 1_800_000, millis)),
            notRehearsed));
    return this;
  }

  /** Up to the network: five of six agents are ready, one pulls, one reboots. */
  public static ScriptedRun inTheMiddle(World.Kind world) {
    return in(world)
        .nodes(MachineStage.MAINTENANCE, "waits for a machine config")
        .done("preflight", "24 checks", 4)
        .done("configs", "6 rendered", 1)
        .done("apply", "6 of 6 are configured", 238)
        .nodes(MachineStage.RUNNING, "boot sequence done")
        .done("etcd", "3 of 3 are voting members", 41)
        .done("kubeconfig", "the API server answers: v1.34.1", 1)
        .done("nodes", "6 registered", 35)
        .done("seeds", "7 objects", 2)
        .done("crds", "96 served", 9)
        .begins("cilium", "not installed")
        .after(81)
        .waits(
            "cilium",
            4,
            6,
            new Waiting("infra-05", "ImagePull quay.io/cilium/cilium:v1.18.3"),
            new Waiting("infra-06", "node is rebooting"))
        .node("infra-06", MachineStage.REBOOTING, "kexec")
        .logs("cilium", "release cilium: revision 1 is pending-install")
        .after(70);
  }

  private Event.Stamp stamp() {
    return new Event.Stamp(now(), millis, new RunId("20260101-230000-7f3a"));
  }
}

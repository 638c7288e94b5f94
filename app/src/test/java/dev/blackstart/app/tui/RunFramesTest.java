package dev.blackstart.app.tui;

import dev.blackstart.app.tui.model.Forecast;
import dev.blackstart.app.tui.model.Msg;
import dev.blackstart.app.tui.model.ScreenModel;
import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Node;
import dev.blackstart.cluster.Role;
import dev.blackstart.run.Event;
import dev.blackstart.run.PhaseId;
import dev.blackstart.world.MachineStage;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The run view in the states a run can come to that no rehearsal of the example comes to. */
class RunFramesTest {
  /** Up to the network, with what Kubernetes says of the nodes. */
  static ScriptedRun middle(World.Kind world) {
    ScriptedRun run = ScriptedRun.inTheMiddle(world);
    for (int i = 1; i <= 4; i++) {
      run.kubernetes("infra-0" + i, "");
    }
    return run.kubernetes("infra-05", "container runtime network not ready: cni plugin not ready");
  }

  @Test
  void beforeTheFirstEventItSaysThatItReads() {
    Frames.golden(
        "run-opening",
        area ->
            ScreenModel.opening(area.columns(), area.rows(), ScriptedRun.START, false)
                .after(new Msg.Attached(false))
                .model(),
        Frames.SMALL,
        Frames.MIDDLE);
  }

  @Test
  void withEarlierRunsTheTitleAndTheRailSayHowLongItTakes() {
    Map<PhaseId, Forecast.Span> spans = new LinkedHashMap<>();
    for (String phase : List.of("cilium", "coredns", "spegel", "cert-manager", "flux", "verify")) {
      spans.put(new PhaseId(phase), new Forecast.Span(95_000, 80_000, 190_000, 3));
    }
    Frames.golden(
        "run-estimate",
        area ->
            Frames.after(
                Frames.watching(area, middle(World.Kind.LIVE)),
                List.of(new Msg.Estimated(new Forecast(spans)))),
        Frames.MIDDLE,
        Frames.LARGE);
  }

  @Test
  void aPauseThatWasAskedForIsAnnounced() {
    Frames.golden("run-pausing", middle(World.Kind.LIVE).pausing("ada (process 4711)"));
  }

  @Test
  void aPausedRunSaysByWhomAndThatItCanGoOn() {
    Frames.golden(
        "run-paused",
        middle(World.Kind.LIVE)
            .pausing("ada")
            .after(30)
            .paused("cilium", "ada")
            .ends(Event.Outcome.INTERRUPTED, 130, Optional.empty(), List.of()));
  }

  @Test
  void anInterruptedRunSaysWhereItStopped() {
    Frames.golden(
        "run-interrupted",
        middle(World.Kind.LIVE).ends(Event.Outcome.INTERRUPTED, 130, Optional.empty(), List.of()));
  }

  @Test
  void aRunWhoseProcessHasGoneShowsHowOldItsFactsAre() {
    ScriptedRun run = middle(World.Kind.LIVE);
    Frames.golden(
        "run-vanished",
        area ->
            Frames.after(
                Frames.watching(area, run),
                List.of(
                    new Msg.Vanished("cut off: its process has gone"),
                    new Msg.Ticked(run.now().plusSeconds(45)))),
        Frames.SMALL,
        Frames.MIDDLE);
  }

  @Test
  void afterAResumeNothingIsGreenThatWasNotSeenAgain() {
    Frames.golden(
        "run-resumed",
        middle(World.Kind.LIVE)
            .ends(Event.Outcome.INTERRUPTED, 130, Optional.empty(), List.of())
            .after(120)
            .resumes()
            .after(3)
            .holds("preflight", "24 checks")
            .holds("configs", "6 rendered")
            .node("infra-01", MachineStage.RUNNING, "boot sequence done")
            .node("infra-02", MachineStage.RUNNING, "boot sequence done")
            .holds("apply", "6 of 6 are configured")
            .begins("etcd", "infra-03 is no member")
            .after(42));
  }

  @Test
  void aRehearsalThatTookTooLongMissedItsVerdict() {
    Frames.golden(
        "run-missed",
        middle(World.Kind.REHEARSAL)
            .done("cilium", "cilium 1.18.5 is rolled out, revision 1", 1500)
            .ends(Event.Outcome.DONE, 1, "missed"));
  }

  @Test
  void aRehearsalThatCouldNotPlayEverythingSaysWhat() {
    Frames.golden(
        "run-not-rehearsed",
        middle(World.Kind.REHEARSAL)
            .done("cilium", "cilium 1.18.5 is rolled out, revision 1", 30)
            .ends(
                Event.Outcome.DONE,
                0,
                Optional.of("passed"),
                List.of(
                    "HelmRelease rook-ceph/rook-ceph-operator",
                    "HelmRelease kube-system/reloader",
                    "Kustomization flux-system/rook-ceph-cluster")));
  }

  @Test
  void aRehearsalThatProvedNothingIsInvalid() {
    Frames.golden(
        "run-invalid",
        middle(World.Kind.REHEARSAL)
            .fails("cilium", "the rehearsal's world has gone", "run it again; see world.log")
            .ends(Event.Outcome.FAILED, 70, "invalid"));
  }

  @Test
  void oneWhoOnlyWatchesIsToldWhoCommands() {
    Frames.golden(
        "run-watching",
        area ->
            Frames.after(
                Frames.watching(area, middle(World.Kind.LIVE)),
                List.of(new Msg.Commands(false, Optional.of("pid 4711")))),
        Frames.SMALL,
        Frames.MIDDLE);
  }

  @Test
  void findingsAreCountedInTheTitle() {
    Finding finding =
        new Finding(
            "flux-path",
            Finding.Level.WARNING,
            "kubernetes/apps/db/ks.yaml:9",
            "./kubernetes/apps/db/shared is no folder",
            "make it, or mend spec.path");
    Frames.golden("run-findings", middle(World.Kind.LIVE).finding(finding));
  }

  @Test
  void aReadonlyConsoleSaysSo() {
    Frames.golden(
        "run-readonly",
        area ->
            ScreenModel.opening(area.columns(), area.rows(), middle(World.Kind.LIVE).now(), true)
                .after(new Msg.Attached(false))
                .model()
                .after(new Msg.Happened(middle(World.Kind.LIVE).events()))
                .model(),
        Frames.SMALL);
  }

  @Test
  void aCureIsWrappedAndNeverCut() {
    ScriptedRun run =
        middle(World.Kind.LIVE)
            .fails(
                "cilium",
                "cilium is not true after 10 min: infra-05: container cilium-agent:"
                    + " ImagePullBackOff: quay.io: 429 Too Many Requests",
                "put a mirror for quay.io into machine.registries.mirrors of the machine config,"
                    + " or a pull secret, then run: blackstart resume --cluster infra")
            .ends(Event.Outcome.FAILED, 1, Optional.empty(), List.of());
    Frames.golden("run-cure", run);
  }

  @Test
  void longNamesLeaveRoomForWhatHappens() {
    List<Node> nodes = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      nodes.add(
          new Node("control-plane-in-the-northern-datacentre-" + i, "10.25.11.1" + i, Role.WORKER));
    }
    ScriptedRun run =
        ScriptedRun.in(World.Kind.LIVE, "a-cluster-with-a-name-longer-than-it-needs", nodes)
            .nodes(MachineStage.RUNNING, "boot sequence done")
            .begins("cilium", "not installed")
            .after(75)
            .waits(
                "cilium",
                2,
                3,
                new Waiting(
                    "DaemonSet kube-system/an-object-whose-name-fills-the-pane-and-more",
                    "3 of 5 pods are not scheduled because no node has the memory they ask for"),
                new Waiting(nodes.get(1).name(), "pulling an image from a slow registry"));
    Frames.golden("run-long-names", run);
  }

  @Test
  void wideAndHostileTextStaysInItsCells() {
    ScriptedRun run =
        ScriptedRun.in(World.Kind.LIVE)
            .node("infra-01", MachineStage.INSTALLING, "インストール中 50%")
            .node("infra-02", MachineStage.BOOTING, "rack 🗄 row 7 ✅ ready")
            .node("infra-03", MachineStage.BOOTING, "\u001b[2J\u001b]0;owned\u0007 wiped?")
            .node("infra-04", MachineStage.BOOTING, "abc\u202edef\u2066ghi\u200fjkl")
            .node("infra-05", MachineStage.BOOTING, "tab\there\rback\nnext\u2028line")
            .node("infra-06", MachineStage.BOOTING, "e\u0301a\u0308 한국어 e\u200bnd \ud83d")
            .begins("apply", "0 of 6 are configured")
            .logs("apply", "\u001b[31mred\u001b[0m \u009b31m and 漢字 to the end of a line")
            .after(12);
    Frames.golden("run-hostile", run);
  }

  @Test
  void ofFiveHundredNodesThoseAroundTheCursorAreSeenAndAllAreCounted() {
    ScriptedRun run = many(500);
    Frames.golden("run-500", run, "tab", "G", "k", "k");
    Frames.golden(
        "run-500-waiting",
        Frames.watching(
            Frames.MIDDLE, run, "tab", "/", "w", "a", "i", "t", "i", "n", "g", "enter"));
  }

  /** A cluster of many, all but three of them well. */
  static ScriptedRun many(int count) {
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      nodes.add(
          new Node(
              String.format("infra-%03d", i + 1),
              "10.25." + (11 + i / 200) + "." + (11 + i % 200),
              i < 3 ? Role.CONTROL_PLANE : Role.WORKER));
    }
    ScriptedRun run =
        ScriptedRun.in(World.Kind.LIVE, "infra", nodes)
            .nodes(MachineStage.RUNNING, "boot sequence done")
            .begins("cilium", "not installed")
            .after(75);
    nodes.forEach(node -> run.kubernetes(node.name(), ""));
    return run.waits(
            "cilium",
            count - 3,
            count,
            new Waiting("infra-007", "ImagePull quay.io/cilium/cilium:v1.18.3"),
            new Waiting("infra-300", "container cilium-agent: running, not ready"),
            new Waiting("infra-499", "node is rebooting"))
        .after(20);
  }
}

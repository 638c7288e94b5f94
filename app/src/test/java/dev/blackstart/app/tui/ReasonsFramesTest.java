package dev.blackstart.app.tui;

import dev.blackstart.app.look.Document;
import dev.blackstart.app.look.Fact;
import dev.blackstart.app.look.ReportLook;
import dev.blackstart.app.look.Section;
import dev.blackstart.app.look.Weight;
import dev.blackstart.app.report.RunReport;
import dev.blackstart.app.tui.model.Msg;
import dev.blackstart.app.tui.model.Page;
import dev.blackstart.app.tui.model.ScreenModel;
import dev.blackstart.app.tui.view.Area;
import dev.blackstart.cluster.Finding;
import dev.blackstart.run.Event;
import dev.blackstart.world.MachineStage;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Frames of what explains a run: phases, releases, Flux, definitions, what was done, why. */
class ReasonsFramesTest {
  private static final ScriptedRun MIDDLE = ScriptedRun.inTheMiddle(World.Kind.LIVE);
  private static final String[] TO_CILIUM = {"g", "j", "j", "j", "j", "j", "j", "j", "j"};

  @Test
  void whyExplainsOverTheRun() {
    Frames.golden("why", MIDDLE, "w");
  }

  @Test
  void whyOfANodeRowTellsItsOwnPhaseAndReason() {
    Frames.golden("why-node", MIDDLE, "tab", "G", "w");
  }

  @Test
  void whyOfAPhaseThatHasNotBegunNamesWhatItComesAfter() {
    Frames.golden("why-pending", MIDDLE, "G", "w");
  }

  @Test
  void whyOfAFailureHasTheCauseAndTheCure() {
    ScriptedRun failed =
        ScriptedRun.inTheMiddle(World.Kind.LIVE)
            .fails(
                "cilium",
                "cilium is not true after 10 min: infra-05: ImagePull"
                    + " quay.io/cilium/cilium:v1.18.3",
                "cure that and run: blackstart resume, or give it longer by budgets.cilium");
    Frames.golden("why-failed", failed, "w");
  }

  @Test
  void aPhaseSaysWhoHoldsItUp() {
    Frames.golden("phase", MIDDLE, with(TO_CILIUM, "enter"));
  }

  @Test
  void aReleaseIsToldNodeByNode() {
    Frames.golden(
        "release",
        area -> looked(area, MIDDLE, release(), with(TO_CILIUM, "enter")),
        Frames.SMALL,
        Frames.MIDDLE);
  }

  @Test
  void aPhaseThatHasNotBegunSaysAfterWhat() {
    Frames.golden("phase-pending", MIDDLE, "G", "enter");
  }

  @Test
  void fluxShowsTheRootCauseFirstAndWhoWaitsForIt() {
    Frames.golden(
        "flux",
        area -> looked(area, atFlux(), flux(), ":", "f", "l", "u", "x", "enter"),
        Frames.SMALL,
        Frames.MIDDLE);
  }

  @Test
  void theDefinitionsThatAreMissingComeFirst() {
    Frames.golden(
        "crds",
        area -> looked(area, MIDDLE, crds(), ":", "c", "r", "d", "s", "enter"),
        Frames.SMALL,
        Frames.MIDDLE);
  }

  @Test
  void theJournalNamesTheCommandsThatDoItByHand() {
    Frames.golden("journal", acted(), "J");
  }

  @Test
  void theFindingsStandWithTheirRemediesAndEveryCheckThatRan() {
    Frames.golden("findings", acted(), "f");
  }

  @Test
  void theReportTellsTheWholeRun() {
    ScriptedRun run = acted().ends(Event.Outcome.DONE, 0, "passed");
    Document report =
        Document.of(ReportLook.sections(RunReport.of(run.events()).orElseThrow()), run.now());
    Frames.golden(
        "report",
        area -> looked(area, run, report, ":", "r", "e", "p", "o", "r", "t", "enter"),
        Frames.SMALL,
        Frames.MIDDLE);
  }

  /** The screen after these keys, when what the page on top shows was looked up. */
  static ScreenModel looked(Area area, ScriptedRun run, Document found, String... keys) {
    ScreenModel model = Frames.watching(area, run, keys);
    Page page = model.page();
    return Frames.after(model, List.of(new Msg.Looked(page, found)));
  }

  private static String[] with(String[] keys, String last) {
    String[] all = new String[keys.length + 1];
    System.arraycopy(keys, 0, all, 0, keys.length);
    all[keys.length] = last;
    return all;
  }

  private static ScriptedRun acted() {
    return ScriptedRun.in(World.Kind.LIVE)
        .after(3)
        .checked("control-planes", "there is an odd number of control planes", 0)
        .checked(
            "reachable",
            "every node answers, in maintenance with the pinned certificate or as one of ours",
            0)
        .checked("clocks", "clocks agree within 30 seconds", 0)
        .finding(
            new Finding(
                "flux-path",
                Finding.Level.WARNING,
                "kubernetes/apps/db/ks.yaml:9",
                "./kubernetes/apps/db/shared is no folder",
                "make it, or mend spec.path"))
        .checked("flux-secrets", "the seeded key decrypts what Flux will read", 1)
        .done("preflight", "12 checks, 1 remarks", 4)
        .done("configs", "6 rendered", 1)
        .begins("apply", "0 of 6 nodes are configured")
        .after(2)
        .did(
            "apply",
            "applied the machine config to infra-01 (10.25.11.11)",
            "talosctl apply-config --insecure --nodes 10.25.11.11 --file"
                + " machineconfig/infra-01.yaml")
        .did(
            "apply",
            "applied the machine config to infra-02 (10.25.11.12)",
            "talosctl apply-config --insecure --nodes 10.25.11.12 --file"
                + " machineconfig/infra-02.yaml")
        .after(236)
        .nodes(MachineStage.RUNNING, "boot sequence done")
        .done("apply", "6 of 6 nodes are configured", 0)
        .begins("cilium", "not installed")
        .after(63)
        .did(
            "cilium",
            "installed cilium 1.18.5 as release kube-system/cilium, revision 1",
            "helm upgrade --install cilium oci://quay.io/cilium/charts/cilium --version 1.18.5"
                + " --namespace kube-system --create-namespace --values"
                + " values/kube-system/cilium.yaml");
  }

  private static ScriptedRun atFlux() {
    return ScriptedRun.inTheMiddle(World.Kind.LIVE)
        .done("cilium", "cilium 1.18.5 is rolled out, revision 1", 30)
        .begins("flux", "no Kustomization yet")
        .after(70)
        .waits(
            "flux",
            15,
            19,
            new Waiting("Kustomization flux-system/db", "BuildFailed: no such file"));
  }

  private static Document flux() {
    return Document.of(
        List.of(
            new Section(
                "Flux",
                List.of(
                    Fact.of(
                        Weight.STRONG, "15 of 19 Kustomizations, 6 of 7 HelmReleases are ready"))),
            new Section(
                "what holds the rest up",
                List.of(
                    Fact.of(
                            Weight.BAD,
                            "Kustomization flux-system/db  BuildFailed: kustomization.yaml: no such"
                                + " file, for 1:10")
                        .seenBy("flux -n flux-system events --for Kustomization/db"),
                    Fact.of(Weight.QUIET, "Kustomization flux-system/apps  waits for it").deeper(1),
                    Fact.of(Weight.QUIET, "Kustomization flux-system/web  waits for it").deeper(2),
                    Fact.of(
                        Weight.WAITS,
                        "HelmRelease observability/grafana  Running 'install' action, for 0:40"))),
            Section.of(
                "suspended: not reconciled, and not waited for",
                List.of("Kustomization flux-system/old")),
            new Section(
                "ready",
                List.of(
                    Fact.of(Weight.GOOD, "2 GitRepositories"),
                    Fact.of(Weight.GOOD, "6 HelmReleases"),
                    Fact.of(Weight.GOOD, "15 Kustomizations")))),
        atFlux().now());
  }

  private static Document crds() {
    return Document.of(
        List.of(
            new Section(
                "wanted by the repository: 1 of 39 missing",
                List.of(
                    Fact.of(
                            Weight.BAD,
                            "alertmanagers.monitoring.coreos.com  not in the cluster;"
                                + " bootstrap/helmfile.d/00-crds.yaml:9 brings it")
                        .seenBy("kubectl get crds"))),
            new Section(
                "38 definitions in 2 groups",
                List.of(
                    Fact.of(
                        Weight.GOOD,
                        "cilium.io                             22  established, accepted and served"
                            + " (v2, v2alpha1)"),
                    Fact.of(
                        Weight.WAITS,
                        "monitoring.coreos.com                 16  16 established, 16 accepted, 9"
                            + " served (v1)")))),
        MIDDLE.now());
  }

  private static Document release() {
    return Document.of(
        List.of(
            new Section(
                "Helm",
                List.of(
                    Fact.of(Weight.WAITS, "deployed  cilium 1.18.5, revision 1, pending-install"),
                    Fact.of(Weight.QUIET, "wanted    cilium 1.18.5 as kube-system/cilium"))),
            new Section(
                "cilium on each node",
                List.of(
                    Fact.of(
                            Weight.BAD,
                            "infra-05       10.25.11.15      not ready: container cilium-agent:"
                                + " ImagePullBackOff: 429 Too Many Requests, for 1:10")
                        .seenBy("kubectl -n kube-system describe pod cilium-x7k2p"),
                    Fact.of(Weight.GOOD, "infra-01       10.25.11.11      ready"),
                    Fact.of(Weight.GOOD, "infra-02       10.25.11.12      ready, 1 restart"))),
            new Section(
                "last events",
                List.of(
                    Fact.of(
                        Weight.WAITS,
                        "0:12 ago     Pod kube-system/cilium-x7k2p  Failed: 429 Too Many Requests"
                            + " (2 times)")))),
        MIDDLE.now());
  }
}

package dev.blackstart.app.tui.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.app.look.Weight;
import dev.blackstart.app.tui.Frames;
import dev.blackstart.app.tui.ScriptedRun;
import dev.blackstart.world.MachineStage;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Why: every red or waiting cell has evidence, a cause where it is known, and one command. */
class ExplainingTest {
  private static final ScriptedRun MIDDLE = ScriptedRun.inTheMiddle(World.Kind.LIVE);

  @Test
  void everyPhaseThatDoesNotHoldIsExplainedAndNoneThatDoes() {
    RunPicture run = picture(MIDDLE);

    for (PhaseRow row : run.phases().values()) {
      Optional<Dialog> why = Explaining.phase(run, row, run.worldMillis());
      assertEquals(!row.status().holds(), why.isPresent(), row.id().name());
      why.ifPresent(dialog -> assertTrue(dialog.copy().isPresent(), row.id() + " has a command"));
    }
  }

  @Test
  void aPhaseThatHasNotBegunNamesTheOneItComesAfterAndWhoHoldsThatUp() {
    Dialog why = phase(MIDDLE, "flux");

    assertEquals("why has flux not begun?", why.title());
    assertEquals(
        List.of(
            "because  it comes after cilium, which is under way",
            "which    infra-05: ImagePull quay.io/cilium/cilium:v1.18.3"),
        why.lines().stream().filter(line -> !line.startsWith("see it")).toList());
  }

  @Test
  void aNodeIsExplainedByItsOwnReasonsAndItsStage() {
    RunPicture run = picture(MIDDLE);

    long now = run.worldMillis() + 70_000;
    Dialog why = Explaining.node(run, run.nodes().get("infra-06"), now).orElseThrow();

    assertEquals("why is infra-06 waiting?", why.title());
    assertEquals("because  cilium: node is rebooting, for 1:10", why.lines().get(0));
    assertEquals("talos    rebooting, kexec, for 1:10", why.lines().get(1));
    assertEquals(Optional.of("kubectl describe node infra-06"), why.copy());
  }

  @Test
  void aNodeThatIsWhereItShouldBeIsNotExplained() {
    RunPicture run = picture(MIDDLE);

    assertTrue(Explaining.node(run, run.nodes().get("infra-01"), 0).isEmpty());
  }

  @Test
  void aNodeNobodyWaitsForIsExplainedByItsStageAlone() {
    RunPicture run =
        picture(
            ScriptedRun.in(World.Kind.LIVE)
                .node("infra-02", MachineStage.MAINTENANCE, "waits for a machine config"));

    Dialog why = Explaining.node(run, run.nodes().get("infra-02"), 0).orElseThrow();

    assertTrue(
        why.lines()
            .contains(
                "likely   the machine runs from its boot medium and has no machine"
                    + " config yet"),
        why.lines().toString());
    assertTrue(why.copy().orElseThrow().contains("10.25.11.12"), why.copy().toString());
  }

  @Test
  void whoMerelyWaitsForAnotherComesAfterWhoHasToChange() {
    ScriptedRun run =
        ScriptedRun.in(World.Kind.LIVE)
            .begins("cilium", "not installed")
            .waits(
                "cilium",
                0,
                2,
                new Waiting("HelmRelease a/web", "waits for b", Optional.empty(), Optional.of("b")),
                new Waiting("Pod kube-system/cilium-x", "container agent: CrashLoopBackOff"));

    Dialog why = phase(run, "cilium");

    assertTrue(why.lines().get(1).startsWith("because  Pod kube-system/cilium-x"), why.toString());
    assertEquals(Optional.of("kubectl -n kube-system describe pod cilium-x"), why.copy());
  }

  @Test
  void aPodOfADaemonSetIsLookedForInItsNamespaceOnItsNode() {
    ScriptedRun run =
        ScriptedRun.in(World.Kind.LIVE)
            .begins("cilium", "not installed")
            .waits(
                "cilium",
                0,
                2,
                new Waiting("infra-05", "DaemonSet kube-system/cilium: container agent: 429"));

    assertEquals(
        Optional.of(
            "kubectl -n kube-system get pods -o wide --field-selector spec.nodeName=infra-05"),
        phase(run, "cilium").copy());
  }

  @Test
  void aFailureHasItsCauseItsCureAndACommand() {
    Dialog why =
        phase(
            ScriptedRun.in(World.Kind.LIVE)
                .begins("etcd", "0 of 3")
                .fails("etcd", "etcd is not true: infra-02: a learner, not promoted yet", "wait"),
            "etcd");

    assertEquals("why did etcd fail?", why.title());
    assertTrue(why.lines().contains("cure     wait"), why.toString());
    assertTrue(
        why.lines().stream().anyMatch(line -> line.startsWith("likely   etcd needs more than")),
        why.toString());
    assertEquals(Optional.of("talosctl --nodes 10.25.11.11 etcd members"), why.copy());
  }

  @Test
  void aLineOfADocumentThatIsRedIsExplainedAndOneThatIsGreenIsNot() {
    String text = "Kustomization flux-system/db  BuildFailed: kustomization.yaml: no such file";

    Dialog why = Explaining.line(line(Weight.BAD, text)).orElseThrow();

    assertEquals("why is Kustomization flux-system/db not ready?", why.title());

    assertTrue(
        why.lines().contains("likely   what is in the repository does not build"), why.toString());
    assertEquals(Optional.of("flux get all"), why.copy());
    assertTrue(Explaining.line(line(Weight.GOOD, text)).isEmpty());
  }

  @Test
  void theKeyExplainsWhateverTheCursorIsOn() {
    for (String[] keys :
        new String[][] {{"w"}, {"G", "w"}, {"tab", "G", "w"}, {"tab", "G", "enter", "w"}}) {
      ScreenModel model = Frames.watching(Frames.MIDDLE, MIDDLE, keys);
      assertTrue(model.dialog().isPresent(), String.join(" ", keys));
    }
    assertFalse(Frames.watching(Frames.MIDDLE, MIDDLE, "tab", "g", "w").dialog().isPresent());
  }

  @Test
  void theReasonsOfTheFieldAreKnown() {
    Map<String, Likely> reasons =
        Map.ofEntries(
            Map.entry("container a: ImagePullBackOff: 429 Too Many Requests", Likely.RATE_LIMIT),
            Map.entry("ErrImagePull: manifest unknown", Likely.IMAGE_MISSING),
            Map.entry("ErrImagePull: 403 Forbidden", Likely.IMAGE_DENIED),
            Map.entry("ImagePullBackOff: dial tcp: i/o timeout", Likely.IMAGE_UNREACHABLE),
            Map.entry("ImagePullBackOff: Back-off pulling image", Likely.IMAGE_BACKOFF),
            Map.entry("container a: CrashLoopBackOff, last exit code 1, 3 restarts", Likely.CRASH),
            Map.entry("CrashLoopBackOff, last exit code 137", Likely.OUT_OF_MEMORY),
            Map.entry("Unschedulable: 0/3 nodes: 3 Insufficient cpu", Likely.INSUFFICIENT),
            Map.entry("0/3 nodes are available: 3 node(s) had untolerated taint", Likely.TAINTS),
            Map.entry("KubeletNotReady: cni plugin not initialized", Likely.NO_NETWORK),
            Map.entry("failed calling webhook \"x\": x509: certificate", Likely.WEBHOOK_TRUST),
            Map.entry("failed calling webhook \"x\": connection refused", Likely.WEBHOOK),
            Map.entry("3 certificate signing requests pending", Likely.CSR),
            Map.entry("in maintenance", Likely.MAINTENANCE),
            Map.entry("time is not in sync", Likely.TIME),
            Map.entry("a learner, not promoted yet", Likely.QUORUM),
            Map.entry("DependencyNotReady: dependency 'a/b' is not ready", Likely.DEPENDENCY),
            Map.entry(
                "BuildFailed: accumulating resources: a.yaml: may not add resource", Likely.BUILD),
            Map.entry("ArtifactFailed: Source artifact not found", Likely.ARTIFACT),
            Map.entry("ArtifactFailed: kustomization path not found: x", Likely.PATH),
            Map.entry("BuildFailed: failed to decrypt x: no identity matched", Likely.DECRYPT),
            Map.entry("InstallFailed: Helm install failed for release a/b", Likely.HELM_FAILED),
            Map.entry("installing or rebooting: no answer", Likely.SILENT),
            Map.entry("forbidden: violates PodSecurity \"baseline\"", Likely.POD_SECURITY));

    reasons.forEach((reason, known) -> assertEquals(Optional.of(known), Likely.of(reason), reason));
    assertEquals(Optional.empty(), Likely.of("something nobody has heard of"));
  }

  private static Dialog phase(ScriptedRun scripted, String id) {
    RunPicture run = picture(scripted);
    PhaseRow row =
        run.phases().values().stream()
            .filter(each -> each.id().name().equals(id))
            .findFirst()
            .orElseThrow();
    return Explaining.phase(run, row, run.worldMillis() + 70_000).orElseThrow();
  }

  private static RunPicture picture(ScriptedRun run) {
    return Frames.watching(Frames.MIDDLE, run).run().orElseThrow();
  }

  private static TextLine line(Weight weight, String text) {
    return new TextLine(
        0,
        text,
        1,
        text,
        weight,
        false,
        false,
        Optional.empty(),
        Optional.of("flux get all"),
        Optional.empty());
  }
}

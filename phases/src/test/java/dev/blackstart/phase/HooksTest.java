package dev.blackstart.phase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.Hook;
import dev.blackstart.cluster.Place;
import dev.blackstart.cluster.Release;
import dev.blackstart.cluster.hook.HookAct;
import dev.blackstart.run.PaperWorld;
import dev.blackstart.run.PhaseId;
import dev.blackstart.run.Runner;
import dev.blackstart.world.KubeObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HooksTest {
  private final List<String> ran = new ArrayList<>();
  private final PaperWorld paper =
      new PaperWorld() {
        @Override
        public List<HookStep> hook(Hook hook) {
          return hook.meaning().isUnderstood()
              ? hook.meaning().acts().stream()
                  .<HookStep>map(act -> new HookStep.Wait((HookAct.Await) act))
                  .toList()
              : List.of(new HookStep.Program());
        }

        @Override
        public void runProgram(Hook hook) {
          ran.add(hook.line());
        }
      };

  @Test
  void aHookThatWaitsHoldsThePhaseUntilItsObjectIsThere() throws Exception {
    KubeObject crd =
        object("apiextensions.k8s.io/v1", "CustomResourceDefinition", "ciliumnodes.cilium.io");
    paper.after(Duration.ofMinutes(1), () -> paper.objects.put(crd.ref(), crd));

    Runner.Result result =
        run(hook("bash", "-c", "until kubectl get crd ciliumnodes.cilium.io; do sleep 5; done"));

    assertTrue(result.failed().isEmpty(), result.failure().toString());
  }

  @Test
  void aHookThatWaitsInVainSaysForWhom() throws Exception {
    KubeObject crd =
        object("apiextensions.k8s.io/v1", "CustomResourceDefinition", "ciliumnodes.cilium.io");
    paper.objects.put(crd.ref(), crd);

    Runner.Result result =
        run(hook("kubectl", "wait", "--for=condition=established", "crd/ciliumnodes.cilium.io"));

    String what = result.failure().orElseThrow().what();
    assertTrue(
        what.contains("CustomResourceDefinition ciliumnodes.cilium.io: not established yet"), what);
  }

  @Test
  void anAllowedProgramRunsOnceAndIsWrittenDown() throws Exception {
    Hook hook = hook("vaultctl", "bootstrap");

    run(hook);
    run(hook);

    assertEquals(List.of("vaultctl bootstrap"), ran);
    assertEquals(1, paper.choices.keySet().stream().filter(key -> key.startsWith("hook-")).count());
  }

  private Runner.Result run(Hook hook) throws Exception {
    Release cilium = Specs.release("kube-system", "cilium");
    Release hooked =
        new Release(
            cilium.name(),
            cilium.namespace(),
            cilium.chart(),
            cilium.values(),
            cilium.needs(),
            List.of(hook),
            cilium.inputs(),
            cilium.at());
    return Specs.run(
        paper,
        new InstallRelease(
            new PhaseId("cilium"), hooked, ReleaseGates.NONE, Duration.ofMinutes(10)));
  }

  private static Hook hook(String command, String... arguments) {
    return new Hook(
        List.of("postsync"), command, List.of(arguments), "", new Place("helmfile.yaml", 7));
  }

  private static KubeObject object(String apiVersion, String kind, String name) {
    return new KubeObject(
        Map.of("apiVersion", apiVersion, "kind", kind, "metadata", Map.of("name", name)));
  }
}

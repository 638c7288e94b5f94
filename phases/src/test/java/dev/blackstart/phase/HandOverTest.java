package dev.blackstart.phase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.Release;
import dev.blackstart.phase.HandOver.Fate;
import dev.blackstart.run.PaperWorld;
import dev.blackstart.world.Charts.Deployed;
import dev.blackstart.world.KubeObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HandOverTest {
  private static final String BEFORE = "2026-01-01T00:00:00Z";
  private static final String TAKEN = "2026-01-01T00:05:00Z";
  private static final String AFTER = "2026-01-01T00:06:00Z";

  private final PaperWorld paper = new PaperWorld();
  private final Release cilium = Specs.release("kube-system", "cilium");

  @BeforeEach
  void bootstrapped() {
    KubeObject agent =
        object(
            "apps/v1",
            "DaemonSet",
            BEFORE,
            "cilium",
            "spec",
            Map.of("selector", Map.of("matchLabels", Map.of("app", "cilium"))));
    put(agent);
    put(pod("cilium-one", BEFORE));
    put(pod("cilium-two", BEFORE));
    put(object("v1", "Secret", BEFORE, "sh.helm.release.v1.cilium.v1", "data", Map.of()));
    deployed(1, agent);
  }

  private void deployed(int revision, KubeObject... objects) {
    paper.releases.put(
        "cilium",
        new Deployed(
            "kube-system",
            "cilium",
            revision,
            "deployed",
            "cilium",
            "1.0.0",
            "digest",
            List.of(objects).stream().map(KubeObject::ref).toList()));
  }

  private void put(KubeObject object) {
    paper.objects.put(object.ref(), object);
  }

  private static KubeObject object(
      String apiVersion,
      String kind,
      String made,
      String name,
      String field,
      Map<String, Object> content) {
    return new KubeObject(
        Map.of(
            "apiVersion",
            apiVersion,
            "kind",
            kind,
            "metadata",
            Map.of("name", name, "namespace", "kube-system", "creationTimestamp", made),
            field,
            content));
  }

  private static KubeObject pod(String name, String made) {
    return new KubeObject(
        Map.of(
            "apiVersion",
            "v1",
            "kind",
            "Pod",
            "metadata",
            Map.of(
                "name",
                name,
                "namespace",
                "kube-system",
                "creationTimestamp",
                made,
                "labels",
                Map.of("app", "cilium"))));
  }

  private void flux(Map<String, Object> spec, String ready, String message) {
    put(
        new KubeObject(
            Map.of(
                "apiVersion",
                "helm.toolkit.fluxcd.io/v2",
                "kind",
                "HelmRelease",
                "metadata",
                Map.of("name", "cilium", "namespace", "kube-system", "creationTimestamp", TAKEN),
                "spec",
                spec,
                "status",
                Map.of(
                    "conditions",
                    List.of(Map.of("type", "Ready", "status", ready, "message", message))))));
  }

  private HandOver taken() {
    return HandOvers.of(Specs.with(List.of(cilium)), cilium, paper.world()).orElseThrow();
  }

  @Test
  void aReleaseThatGoesOnFromItsFirstRevisionIsAdopted() {
    flux(Map.of(), "True", "succeeded");

    assertEquals(Fate.ADOPTED, taken().fate());
    assertEquals(
        "adopted: as it was, revision 1; 2 pods, none replaced or restarted", taken().what());
  }

  @Test
  void aReleaseThatFluxUpgradedOnceWithItsPodsAsTheyWereIsAdopted() {
    flux(Map.of(), "True", "succeeded");
    deployed(2, object("apps/v1", "DaemonSet", BEFORE, "cilium", "spec", Map.of()));

    assertEquals(
        "adopted: revision 2 now, 1.0.0; 2 pods, none replaced or restarted", taken().what());
  }

  @Test
  void podsThatFluxReplacedAndRestartedAreCounted() {
    flux(Map.of(), "True", "succeeded");
    put(pod("cilium-two", AFTER));
    KubeObject restarted = pod("cilium-one", BEFORE);
    Map<String, Object> ended = Map.of("terminated", Map.of("finishedAt", AFTER));
    put(
        new KubeObject(
            Map.of(
                "apiVersion",
                "v1",
                "kind",
                "Pod",
                "metadata",
                restarted.at("metadata").orElseThrow(),
                "status",
                Map.of("containerStatuses", List.of(Map.of("lastState", ended))))));
    deployed(
        2, paper.objects.get(new KubeObject.Ref("apps/v1", "DaemonSet", "kube-system", "cilium")));

    assertEquals("adopted: revision 2 now, 1.0.0; 2 pods, 1 replaced, 1 restarted", taken().what());
  }

  @Test
  void aReleaseWhoseRecordsBeginWithFluxWasReCreated() {
    flux(Map.of(), "True", "succeeded");
    put(object("v1", "Secret", AFTER, "sh.helm.release.v1.cilium.v1", "data", Map.of()));

    assertEquals(Fate.RECREATED, taken().fate());
  }

  @Test
  void aHelmReleaseThatLooksForItsRecordsElsewhereConflicts() {
    flux(Map.of("storageNamespace", "flux-system"), "True", "succeeded");

    assertEquals(Fate.CONFLICTING, taken().fate());
    assertEquals("set spec.storageNamespace: kube-system on it", taken().remedy());
  }

  @Test
  void whatHelmRefusesForItsOwnerConflictsAndAnythingElseIsUndecided() {
    flux(Map.of(), "False", "Helm install failed: invalid ownership metadata; annotation …");
    assertEquals(Fate.CONFLICTING, taken().fate());

    flux(Map.of(), "False", "dependency 'kube-system/other' is not ready");
    assertEquals(Fate.UNDECIDED, taken().fate());
  }

  @Test
  void anObjectThatAKustomizationAppliesAsWellConflicts() {
    flux(Map.of(), "True", "succeeded");
    put(
        new KubeObject(
            Map.of(
                "apiVersion",
                "apps/v1",
                "kind",
                "DaemonSet",
                "metadata",
                Map.of(
                    "name",
                    "cilium",
                    "namespace",
                    "kube-system",
                    "labels",
                    Map.of("kustomize.toolkit.fluxcd.io/name", "apps"),
                    "managedFields",
                    List.of(Map.of("manager", "kustomize-controller"))))));

    assertTrue(
        taken().what().contains("DaemonSet kube-system/cilium is applied by Kustomization apps"),
        taken().what());
  }

  @Test
  void aReleaseThatNoHelmReleaseInstallsIsLeftAlone() {
    flux(Map.of("releaseName", "other"), "True", "succeeded");

    assertEquals(Fate.LEFT, taken().fate());
  }
}

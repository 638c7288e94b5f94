package dev.blackstart.jhelm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.Release;
import dev.blackstart.kube.ClusterContract;
import dev.blackstart.kube.RawPatch;
import dev.blackstart.world.KubeObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The Helm 4 in Flux takes over what our Helm 3 installed. Moving to server-side apply it makes its
 * own client-side fields its applied ones, by the name of the manager alone, and applies what the
 * chart renders to (Helm 4, {@code pkg/kube/client.go}).
 */
abstract class HelmFourContract extends ClusterContract {
  @BeforeEach
  void write() throws Exception {
    TestChart.write(folder.resolve("charts"), "1.0.0");
  }

  private KubeObject installed(String namespace, String manager) throws Exception {
    HelmSettings plain = ChartsContract.settings(folder);
    HelmSettings named =
        new HelmSettings(
            plain.mirrors(),
            plain.network(),
            plain.root(),
            plain.kubeconfig(),
            plain.work(),
            plain.kubernetesVersion(),
            plain.hookTimeout(),
            manager);
    Release release = SampleCharts.release("tested", namespace, "1.0.0", "key: value\n");
    try (JHelmCharts charts = new JHelmCharts(named, kube, new WorkingTime())) {
      charts.install(release);
    }
    return kube.get(new KubeObject.Ref("v1", "ConfigMap", namespace, "tested")).orElseThrow();
  }

  private static String path(KubeObject object) {
    return "/api/v1/namespaces/" + object.namespace() + "/configmaps/" + object.name();
  }

  private static List<String> managers(KubeObject object) {
    List<String> managers = new ArrayList<>();
    for (Object entry : object.list("metadata", "managedFields")) {
      KubeObject field = new KubeObject(new HashMap<>(fields(entry)));
      managers.add(field.text("manager") + " " + field.text("operation"));
    }
    return managers;
  }

  @SuppressWarnings("unchecked") // keys of JSON are strings
  private static Map<String, Object> fields(Object entry) {
    return (Map<String, Object>) entry;
  }

  /** What Helm 4 does first with an object whose release was not applied server-side. */
  private void moveToApply(KubeObject object, String manager) throws Exception {
    List<Map<String, Object>> entries = new ArrayList<>();
    for (Object entry : object.list("metadata", "managedFields")) {
      Map<String, Object> moved = new HashMap<>(fields(entry));
      if (manager.equals(moved.get("manager"))) {
        moved.put("operation", "Apply");
      }
      entries.add(moved);
    }
    Map<String, Object> metadata =
        Map.of(
            "resourceVersion",
            object.text("metadata", "resourceVersion"),
            "managedFields",
            entries);
    RawPatch.Answer answer =
        RawPatch.merge(kubeconfig(), path(object), Map.of("metadata", metadata));
    assertEquals(200, answer.code(), answer.object().text("message"));
  }

  /** The chart's next version: the key it had is another one. */
  private static KubeObject next(KubeObject object, Map<String, Object> data) {
    return new KubeObject(
        Map.of(
            "apiVersion",
            "v1",
            "kind",
            "ConfigMap",
            "metadata",
            Map.of("name", object.name(), "namespace", object.namespace()),
            "data",
            data));
  }

  @Test
  void whatWeInstallIsWrittenInTheNameOfTheHelmThatTakesItOver() throws Exception {
    KubeObject object = installed("h-named", HelmSettings.FLUX);

    assertEquals(List.of("helm-controller Update"), managers(object));
  }

  @Test
  void theHelmOfFluxChangesAndDropsFieldsWithoutAConflict() throws Exception {
    KubeObject object = installed("h-adopted", HelmSettings.FLUX);
    moveToApply(object, HelmSettings.FLUX);

    RawPatch.Answer changed =
        RawPatch.apply(
            kubeconfig(), path(object), next(object, Map.of("key", "new")), HelmSettings.FLUX);
    RawPatch.Answer dropped =
        RawPatch.apply(
            kubeconfig(), path(object), next(object, Map.of("other", "one")), HelmSettings.FLUX);

    assertEquals(200, changed.code(), changed.object().text("message"));
    assertEquals(200, dropped.code(), dropped.object().text("message"));
    assertEquals(Map.of("other", "one"), dropped.object().at("data").orElseThrow());
    assertEquals(List.of("helm-controller Apply"), managers(dropped.object()));
  }

  @Test
  void anotherManagersFieldsWouldConflict() throws Exception {
    KubeObject object = installed("h-other", "helm");
    moveToApply(object, HelmSettings.FLUX);

    RawPatch.Answer changed =
        RawPatch.apply(
            kubeconfig(), path(object), next(object, Map.of("key", "new")), HelmSettings.FLUX);

    assertEquals(409, changed.code());
    assertTrue(
        changed.object().text("message").contains("conflict with \"helm\""),
        changed.object().text("message"));
  }
}

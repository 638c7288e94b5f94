package dev.blackstart.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.files.SystemTimeSource;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.Reading;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Kubeconfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** What the KubeApi port promises, against whatever API server a subclass brings. */
abstract class KubeApiContract extends ClusterContract {
  private String namespace;

  @BeforeEach
  void connect(TestInfo test) {
    namespace = namespace("t-", test);
    kube.apply(object("{apiVersion: v1, kind: Namespace, metadata: {name: %s}}", namespace));
  }

  static KubeObject object(String yaml, Object... arguments) {
    return new KubeObject(
        Reading.KUBERNETES.readMap(
            (MapNode) Yaml.document(yaml.formatted(arguments), "object.yaml")));
  }

  private KubeObject configMap(String name, String value) {
    return object(
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: %s, namespace: %s, labels: {app: %s}},"
            + " data: {key: %s}}",
        name, namespace, name, value);
  }

  @Test
  void itAnswersWithItsVersion() {
    assertTrue(kube.answers().ready(), kube.answers().because());
    assertTrue(kube.answers().because().matches("v1\\.\\d+\\.\\d+.*"), kube.answers().because());
  }

  @Test
  void theKubeconfigIsKeptForItsOwnerAlone() throws Exception {
    Path file = folder.resolve("kubeconfig");
    assertEquals(kube.adopted().orElseThrow().yaml(), Files.readString(file));
    assertEquals("[OWNER_READ, OWNER_WRITE]", sorted(Files.getPosixFilePermissions(file)));
    try (Fabric8KubeApi later = new Fabric8KubeApi(file, new SystemTimeSource(), fanout)) {
      assertTrue(later.answers().ready());
      assertEquals("Kubeconfig[redacted]", later.adopted().orElseThrow().toString());
    }
  }

  @Test
  void aFileThatIsWrittenLaterByAnotherIsUsedFromThenOn() {
    Path file = folder.resolve("later");
    try (Fabric8KubeApi looking = new Fabric8KubeApi(file, new SystemTimeSource(), fanout)) {
      assertTrue(looking.adopted().isEmpty());
      assertTrue(looking.list("v1", "Namespace", "").isEmpty());

      Kubeconfig written = kubeconfig();
      new KubeconfigFile(file).write(written);

      assertTrue(looking.answers().ready());
      assertEquals(Optional.of(written.yaml()), looking.adopted().map(Kubeconfig::yaml));
    }
  }

  private static String sorted(Set<?> permissions) {
    return permissions.stream().map(Object::toString).sorted().toList().toString();
  }

  @Test
  void whatIsAppliedIsRead() {
    KubeObject applied = kube.apply(configMap("one", "first"));
    assertEquals("first", applied.text("data", "key"));
    assertEquals("first", kube.get(configMap("one", "").ref()).orElseThrow().text("data", "key"));
    kube.apply(configMap("one", "second"));
    assertEquals("second", kube.get(configMap("one", "").ref()).orElseThrow().text("data", "key"));
  }

  @Test
  void theFieldManagerIsOursOrTheOneThatIsNamed() {
    KubeObject ours = kube.apply(configMap("ours", "x"));
    KubeObject theirs = kube.apply(configMap("theirs", "x"), "kustomize-controller");
    assertEquals("blackstart", manager(ours));
    assertEquals("kustomize-controller", manager(theirs));
  }

  @Test
  void aMergeChangesTheFieldsItNamesAndTakesThoseThatAreNull() {
    kube.apply(configMap("merged", "kept"));
    Map<String, Object> gone = new HashMap<>();
    gone.put("key", null);
    KubeObject.Ref ref = configMap("merged", "").ref();

    kube.merge(ref, Map.of("data", Map.of("more", "new")));
    assertEquals("kept", kube.get(ref).orElseThrow().text("data", "key"));
    assertEquals("new", kube.merge(ref, Map.of("data", gone)).text("data", "more"));
    assertEquals("", kube.get(ref).orElseThrow().text("data", "key"));
    KubeObject.Ref absent = configMap("absent", "").ref();
    Failure failure =
        assertThrows(Failure.class, () -> kube.merge(absent, Map.of("data", Map.of("a", "b"))));
    assertTrue(failure.what().contains("absent"), failure.what());
  }

  private static String manager(KubeObject object) {
    KubeObject first = ObjectFields.each(object, "metadata", "managedFields").getFirst();
    assertEquals("Apply", first.text("operation"));
    return first.text("manager");
  }

  @Test
  void whatIsOnlyTriedIsRefusedOrTakenAndNeverStored() {
    KubeObject good = configMap("tried", "x");
    assertEquals(Optional.empty(), kube.refusal(good));
    assertTrue(kube.get(good.ref()).isEmpty());
    assertTrue(kube.refusal(configMap("Not_A_Name", "x")).orElse("").contains("Not_A_Name"));
  }

  @Test
  void aConflictIsForced() {
    kube.apply(configMap("contested", "theirs"), "somebody");
    assertEquals("ours", kube.apply(configMap("contested", "ours")).text("data", "key"));
  }

  @Test
  void manyAreAppliedAndTheFirstFailureIsThrownAfterAll() {
    List<KubeObject> many = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      many.add(configMap("many-" + i, "x"));
    }
    many.add(3, configMap("Not_A_Name", "x"));
    Failure failure = assertThrows(Failure.class, () -> kube.applyAll(many));
    assertEquals(Failure.Kind.REFUSED, failure.kind());
    assertTrue(
        failure.what().startsWith("apply ConfigMap " + namespace + "/Not_A_Name: "),
        failure.what());
    long there =
        kube.listOnce("v1", "ConfigMap", namespace, Map.of()).stream()
            .filter(object -> object.name().startsWith("many-"))
            .count();
    assertEquals(20, there);
  }

  @Test
  void labelsSelect() {
    kube.apply(configMap("a", "x"));
    kube.apply(configMap("b", "x"));
    assertEquals(
        List.of("b"),
        kube.listOnce("v1", "ConfigMap", namespace, Map.of("app", "b")).stream()
            .map(KubeObject::name)
            .toList());
    assertEquals(
        "ConfigMap",
        kube.listOnce("v1", "ConfigMap", namespace, Map.of("app", "b")).getFirst().kind());
  }

  @Test
  void aListFollowsWhatChanges() throws Exception {
    assertFalse(names("v1", "ConfigMap").contains("followed"));
    kube.apply(configMap("followed", "one"));
    until(() -> names("v1", "ConfigMap").contains("followed"));
    kube.apply(configMap("followed", "two"));
    until(
        () ->
            kube.list("v1", "ConfigMap", namespace).stream()
                .anyMatch(object -> object.text("data", "key").equals("two")));
    kube.delete(configMap("followed", "").ref());
    until(() -> !names("v1", "ConfigMap").contains("followed"));
    kube.delete(configMap("followed", "").ref());
  }

  private Set<String> names(String apiVersion, String kind) {
    return kube.list(apiVersion, kind, namespace).stream()
        .map(KubeObject::name)
        .collect(Collectors.toSet());
  }

  @Test
  void aKindThatComesLaterIsFollowedAndServed() throws Exception {
    String group = namespace.replace("-", "") + ".example.com";
    assertFalse(kube.served(group, "v1", "rockets"));
    assertEquals(List.of(), kube.list(group + "/v1", "Rocket", ""));
    Failure unknown = assertThrows(Failure.class, () -> kube.apply(rocket(group)));
    assertTrue(unknown.what().contains("knows no Rocket"), unknown.what());
    kube.apply(
        object(
            """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: rockets.%s}
            spec:
              group: %s
              scope: Namespaced
              names: {plural: rockets, singular: rocket, kind: Rocket, listKind: RocketList}
              versions:
                - name: v1
                  served: true
                  storage: true
                  schema:
                    openAPIV3Schema:
                      type: object
                      properties: {spec: {type: object, properties: {size: {type: integer}}}}
            """,
            group, group));
    until(() -> kube.served(group, "v1", "rockets"));
    until(() -> applied(rocket(group)));
    until(() -> names(group + "/v1", "Rocket").contains("ariane"));
    Failure wrong =
        assertThrows(
            Failure.class,
            () ->
                kube.apply(
                    object(
                        "{apiVersion: %s/v1, kind: Rocket, metadata: {name: x, namespace: %s},"
                            + " spec: {size: large}}",
                        group, namespace)));
    assertEquals(Failure.Kind.REFUSED, wrong.kind());
    assertTrue(wrong.what().contains("spec.size"), wrong.what());
  }

  private boolean applied(KubeObject object) {
    try {
      kube.apply(object);
      return true;
    } catch (Failure notYet) {
      return false;
    }
  }

  private KubeObject rocket(String group) {
    return object(
        "{apiVersion: %s/v1, kind: Rocket, metadata: {name: ariane, namespace: %s}, spec: {size:"
            + " 5}}",
        group, namespace);
  }

  @Test
  void aMissingNamespaceIsNamed() {
    Failure failure =
        assertThrows(
            Failure.class,
            () ->
                kube.apply(
                    object(
                        "{apiVersion: v1, kind: ConfigMap, metadata: {name: x, namespace:"
                            + " nowhere}}")));
    assertEquals(Failure.Kind.REFUSED, failure.kind());
    assertTrue(failure.what().contains("\"nowhere\" not found"), failure.what());
  }

  @Test
  void whatIsNotThereReadsAsAbsent() {
    assertTrue(kube.get(new KubeObject.Ref("v1", "ConfigMap", namespace, "none")).isEmpty());
    assertTrue(kube.get(new KubeObject.Ref("no.such/v1", "Thing", "", "x")).isEmpty());
    assertEquals(List.of(), kube.listOnce("no.such/v1", "Thing", "", Map.of()));
    assertEquals(List.of(), kube.flux());
  }
}

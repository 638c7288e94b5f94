package dev.blackstart.template.kustomize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FluxBuildTest {
  private static final String CONFIG_MAP =
      "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: '%s'}\ndata: {a: '%s'}\n";

  @Test
  void aFolderWithoutKustomizationFileIsScannedDownToThoseThatHaveOne() {
    MemoryTree tree =
        MemoryTree.of(
            "apps/one.yaml", CONFIG_MAP.formatted("one", "x"),
            "apps/deep/two.yml", CONFIG_MAP.formatted("two", "x"),
            "apps/deep/readme.md", "no manifest",
            "apps/own/kustomization.yaml", "resources: [three.yaml]\nnamePrefix: my-\n",
            "apps/own/three.yaml", CONFIG_MAP.formatted("three", "x"),
            "apps/own/unlisted.yaml", CONFIG_MAP.formatted("four", "x"));

    assertEquals(List.of("two", "one", "my-three"), names(FluxBuild.build(tree, "apps", Map.of())));
  }

  @Test
  void aYamlFileThatIsNoManifestFailsAScannedFolder() {
    MemoryTree tree = MemoryTree.of("apps/values.yaml", "replicas: 1\n");

    KustomizeProblem problem =
        assertThrows(KustomizeProblem.class, () -> FluxBuild.build(tree, "apps", Map.of()));

    assertEquals(
        "apps/values.yaml:1: failed to decode Kubernetes YAML from apps/values.yaml:"
            + " missing kind in object",
        problem.getMessage());
  }

  @Test
  void anEmptyFolderBuildsToNothing() {
    assertEquals(List.of(), FluxBuild.build(MemoryTree.of("apps/readme.md", ""), "apps", Map.of()));
  }

  @Test
  void theSpecChangesWhatTheFolderBuilds() {
    MemoryTree tree =
        MemoryTree.of(
            "apps/kustomization.yaml",
            "resources: [one.yaml]\nnamespace: own\nimages: [{name: a, newTag: '1'}]\n",
            "apps/one.yaml",
            "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{image: a}]}\n",
            "extra/kustomization.yaml",
            "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n"
                + "resources: [cm.yaml]\n",
            "extra/cm.yaml",
            CONFIG_MAP.formatted("extra", "x"));
    Map<String, Object> spec =
        Map.of(
            "targetNamespace",
            "target",
            "nameSuffix",
            "-x",
            "components",
            List.of("../extra", "../gone"),
            "ignoreMissingComponents",
            true,
            "images",
            List.of(Map.of("name", "a", "newName", "b")),
            "patches",
            List.of(
                Map.of(
                    "patch",
                    "- {op: add, path: /metadata/labels, value: {p: q}}",
                    "target",
                    Map.of("kind", "Pod"))));

    List<Kustomize.BuiltObject> built = FluxBuild.build(tree, "apps", spec);

    assertEquals(List.of("p-x", "extra-x"), names(built));
    Map<String, Object> pod = built.getFirst().object();
    assertEquals("target", Values.text(pod, "metadata", "namespace"));
    assertEquals("q", Values.text(pod, "metadata", "labels", "p"));
    assertTrue(pod.toString().contains("image=b:1"), pod.toString());
    assertEquals("extra/cm.yaml", built.get(1).origin());
  }

  @Test
  void aMissingComponentOfTheSpecIsRefusedUnlessIgnored() {
    MemoryTree tree = MemoryTree.of("apps/one.yaml", CONFIG_MAP.formatted("one", "x"));

    KustomizeProblem problem =
        assertThrows(
            KustomizeProblem.class,
            () -> FluxBuild.build(tree, "apps", Map.of("components", List.of("../gone"))));

    assertTrue(problem.what().contains("no such file or directory"), problem.getMessage());
  }

  @Test
  void aSubstitutedValueIsReadAgain() {
    MemoryTree tree = MemoryTree.of("one.yaml", CONFIG_MAP.formatted("${NAME}", "${PORT}"));
    Kustomize.BuiltObject built = FluxBuild.build(tree, "", Map.of()).getFirst();

    Map<String, Object> object =
        new Substitution(Map.of("NAME", "web", "PORT", "80\n80")).apply(built).object();

    assertEquals("web", Values.text(object, "metadata", "name"));
    assertEquals(8080L, Values.at(object, "data", "a"));
  }

  @Test
  void anObjectCanKeepItsDollars() {
    MemoryTree tree =
        MemoryTree.of(
            "one.yaml",
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, annotations:"
                + " {kustomize.toolkit.fluxcd.io/substitute: disabled}}\ndata: {a: '${A}'}\n");
    Kustomize.BuiltObject built = FluxBuild.build(tree, "", Map.of()).getFirst();

    assertEquals(
        "${A}", Values.text(new Substitution(Map.of("A", "x")).apply(built).object(), "data", "a"));
  }

  @Test
  void aSubstitutionThatBreaksTheYamlSaysWhere() {
    MemoryTree tree = MemoryTree.of("one.yaml", CONFIG_MAP.formatted("one", "${A}"));
    Kustomize.BuiltObject built = FluxBuild.build(tree, "", Map.of()).getFirst();

    KustomizeProblem problem =
        assertThrows(
            KustomizeProblem.class, () -> new Substitution(Map.of("A", "x: y: z")).apply(built));

    assertTrue(
        problem
            .getMessage()
            .startsWith("one.yaml:1: post build failed for 'ConfigMap.v1.[noGrp]/one'"));
  }

  @Test
  void aVariableNeedsAName() {
    assertThrows(KustomizeProblem.class, () -> new Substitution(Map.of("a-b", "c")));
  }

  private static List<String> names(List<Kustomize.BuiltObject> built) {
    return built.stream().map(object -> Values.text(object.object(), "metadata", "name")).toList();
  }
}

package dev.blackstart.template.argo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.template.kustomize.FolderTree;
import dev.blackstart.template.yaml.Reading;
import dev.blackstart.template.yaml.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplicationSetTest {
  private static final String FLAT =
      """
      template:
        metadata: {name: "{{ name }}", labels: {"{{name}}": "x"}}
        spec:
          source: {path: "{{path}}", repoURL: "{{other}}"}
      """;

  @TempDir Path folder;

  @Test
  void aListFillsItsElementsIntoTheTemplateAndLeavesWhatItDoesNotKnow() {
    List<Map<String, Object>> made =
        expanded(
            "generators: [{list: {elements: [{name: a, path: apps/a}, {name: b, path: apps/b}]}}]\n"
                + FLAT);

    assertEquals(List.of("a", "b"), names(made));
    assertEquals("apps/b", Fields.text(made.get(1), "spec", "source", "path"));
    assertEquals("{{other}}", Fields.text(made.get(1), "spec", "source", "repoURL"));
    assertEquals("x", Fields.text(made.get(0), "metadata", "labels", "a"));
    assertEquals("argocd", Fields.text(made.get(0), "metadata", "namespace"));
    assertEquals(
        List.of("resources-finalizer.argocd.argoproj.io"),
        Fields.map(made.get(0).get("metadata")).get("finalizers"));
  }

  @Test
  void foldersThatFitAreTakenWithoutThoseThatAreExcludedOrHidden() throws IOException {
    for (String each : List.of("apps/Web_App", "apps/api/deep", "apps/common", "apps/.git", "x")) {
      Files.createDirectories(folder.resolve(each));
    }

    List<Map<String, Object>> made =
        expanded(
            """
            generators:
              - git: {directories: [{path: "apps/*"}, {path: apps/common, exclude: true}]}
            template:
              metadata: {name: "{{path.basenameNormalized}}"}
              spec: {source: {path: "{{path}}"}, destination: {namespace: "{{path[0]}}"}}
            """);

    assertEquals(List.of("web-app", "api"), names(made));
    assertEquals("apps", Fields.text(made.get(0), "spec", "destination", "namespace"));
  }

  @Test
  void filesGiveTheirContentAndWhereTheyLie() throws IOException {
    file("clusters/east/config.yaml", "app: {name: east}\n");
    file("clusters/west/config.yaml", "- app: {name: west}\n- app: {name: far-west}\n");

    List<Map<String, Object>> made =
        expanded(
            """
            goTemplate: true
            goTemplateOptions: [missingkey=error]
            generators: [{git: {files: [{path: "clusters/**/config.yaml"}]}}]
            template:
              metadata: {name: "{{ .app.name }}-{{ index .path.segments 1 }}"}
              spec: {source: {path: "{{ .path.path }}"}}
            """);

    assertEquals(List.of("east-east", "west-west", "far-west-west"), names(made));
  }

  @Test
  void aMatrixPutsEachClusterToEachFolderItsFirstHalfNames() throws IOException {
    Files.createDirectories(folder.resolve("in-cluster/dns"));

    List<Map<String, Object>> made =
        expanded(
            """
            goTemplate: true
            generators:
              - matrix:
                  generators:
                    - clusters: {values: {tier: core}}
                    - git: {directories: [{path: "{{ .name }}/*"}]}
            template:
              metadata: {name: "{{ .path.basename }}-{{ .values.tier }}"}
              spec: {destination: {server: "{{ .server }}"}}
            templatePatch: |
              spec: {syncPolicy: {automated: {prune: {{ eq .values.tier "core" }}}}}
            """);

    assertEquals(List.of("dns-core"), names(made));
    assertEquals("true", Fields.text(made.get(0), "spec", "syncPolicy", "automated", "prune"));
  }

  @Test
  void whatIsMergedKeepsTheFirstAndTakesTheOthersWord() {
    List<Map<String, Object>> made =
        expanded(
            """
            generators:
              - merge:
                  mergeKeys: [name]
                  generators:
                    - list: {elements: [{name: a, path: x}, {name: b, path: y}]}
                    - list: {elements: [{name: b, path: z}, {name: c, path: z}]}
            """
                + FLAT);

    assertEquals(List.of("a", "b"), names(made));
    assertEquals("z", Fields.text(made.get(1), "spec", "source", "path"));
  }

  @Test
  void aSelectorKeepsSomeOfThem() {
    List<Map<String, Object>> made =
        expanded(
            """
            generators:
              - list: {elements: [{name: a, path: x}, {name: b, path: y}]}
                selector: {matchExpressions: [{key: path, operator: NotIn, values: [x]}]}
            """
                + FLAT);

    assertEquals(List.of("b"), names(made));
  }

  @Test
  void whatAsksAnotherServerIsToldByItsName() {
    ApplicationSetProblem problem =
        assertThrows(
            ApplicationSetProblem.class,
            () -> expanded("generators: [{scmProvider: {}}]\n" + FLAT));

    assertTrue(problem.isElsewhere());
    assertTrue(problem.getMessage().contains("scmProvider"), problem.getMessage());
  }

  @Test
  void aTemplateThatWantsWhatIsNotThereSaysSo() {
    ApplicationSetProblem problem =
        assertThrows(
            ApplicationSetProblem.class,
            () ->
                expanded(
                    """
                    goTemplate: true
                    goTemplateOptions: [missingkey=error]
                    generators: [{list: {elements: [{name: a}]}}]
                    template: {metadata: {name: "{{ .nmae }}"}}
                    """));

    assertTrue(problem.getMessage().contains("nmae"), problem.getMessage());
  }

  private List<Map<String, Object>> expanded(String spec) {
    Map<String, Object> set =
        Map.of(
            "metadata",
            Map.of("name", "set", "namespace", "argocd"),
            "spec",
            Fields.map(Reading.KUBERNETES.read(Yaml.document(spec, "set.yaml"))));
    return ApplicationSet.applications(set, new FolderTree(folder));
  }

  private void file(String path, String text) throws IOException {
    Files.createDirectories(folder.resolve(path).getParent());
    Files.writeString(folder.resolve(path), text);
  }

  private static List<String> names(List<Map<String, Object>> made) {
    return made.stream().map(each -> Fields.text(each, "metadata", "name")).toList();
  }
}

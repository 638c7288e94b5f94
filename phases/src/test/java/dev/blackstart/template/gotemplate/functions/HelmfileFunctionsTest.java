package dev.blackstart.template.gotemplate.functions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.blackstart.template.TemplateProblem;
import dev.blackstart.template.gotemplate.GoTemplate;
import dev.blackstart.template.gotemplate.MissingKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HelmfileFunctionsTest {
  private static final Map<String, Object> DATA =
      Map.of(
          "Release",
          Map.of("Name", "cilium", "Namespace", "kube-system"),
          "Values",
          Map.of("replicas", 2, "nested", Map.of("key", "v")),
          "Environment",
          Map.of("Name", "infra"));

  @TempDir private Path folder;
  private Path base;

  @BeforeEach
  void aRepositoryLikeTheFields() throws IOException {
    base = Files.createDirectories(folder.resolve("bootstrap/helmfile.d/templates"));
    Path app = Files.createDirectories(folder.resolve("kubernetes/apps/kube-system/cilium/app"));
    Files.writeString(
        app.resolve("helmrelease.yaml"),
        """
        ---
        # yaml-language-server: $schema=x
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata:
          name: &app cilium
        spec:
          values:
            # kept as written
            mode: 0o644
            enabled: off
            name: *app
            list: [a, "1"]
            script: |
              one
                two
        ---
        kind: ConfigMap
        spec:
          values: {}
        """);
    Files.writeString(
        app.resolve("ocirepository.yaml"),
        "kind: OCIRepository\nspec:\n  url: oci://x/cilium\n  ref:\n    tag: 1.18.5\n");
  }

  private String render(String text) {
    return GoTemplate.parse(
            text,
            "templates/values.yaml.gotmpl",
            Functions.helmfile(new FolderOutside(base, Map.of("HOME", "/h", "EMPTY", ""))),
            MissingKey.ERROR)
        .render(DATA);
  }

  private String problem(String text) {
    return assertThrows(TemplateProblem.class, () -> render(text)).getMessage();
  }

  @Test
  void valuesComeFromTheHelmReleaseByYq() {
    assertEquals(
        """
        mode: 0o644
        enabled: off
        name: cilium
        list:
          - a
          - "1"
        script: |
          one
            two

        """,
        render(
            """
            {{ exec "yq" (list "select(.kind == \\"HelmRelease\\").spec.values" (printf "../../../kubernetes/apps/%s/%s/app/helmrelease.yaml" .Release.Namespace .Release.Name)) }}
            """));
  }

  @Test
  void valuesComeFromTheHelmReleaseByFromYaml() {
    assertEquals(
        "enabled: \"off\"\n"
            + "list:\n"
            + "  - a\n"
            + "  - \"1\"\n"
            + "mode: 420\n"
            + "name: cilium\n"
            + "script: |\n"
            + "  one\n"
            + "    two\n",
        render(
            "{{ (fromYaml (readFile (printf \"../../../kubernetes/apps/%s/%s/app/helmrelease.yaml\""
                + " .Release.Namespace .Release.Name))).spec.values | toYaml }}"));
  }

  @Test
  void aReleaseTakesChartAndVersionFromItsSource() {
    assertEquals(
        "chart: oci://x/cilium\nversion: 1.18.5\n",
        render(
            """
            {{- $oci := fromYaml (readFile (printf "../../../kubernetes/apps/%s/%s/app/ocirepository.yaml" .Release.Namespace .Release.Name)) -}}
            chart: {{ $oci.spec.url }}
            version: {{ $oci.spec.ref.tag }}
            """));
  }

  @Test
  void pathsReachIntoMaps() {
    assertEquals("v", render("{{ .Values | get \"nested.key\" }}"));
    assertEquals("d", render("{{ .Values | get \"nested.none\" \"d\" }}"));
    assertEquals("<no value>", render("{{ .Values | getOrNil \"nested.none.deep\" }}"));
    assertEquals("n", render("{{ (setValueAtPath \"nested.key\" \"n\" .Values).nested.key }}"));
    assertEquals("2", render("{{ sprigGet .Values \"replicas\" }}"));
    assertEquals(
        "templates/values.yaml.gotmpl:1: at <get \"nested.none\" .Values>: error calling get:"
            + " no value exist for key \"none\" among [key]",
        problem("{{ get \"nested.none\" .Values }}"));
  }

  @Test
  void filesFoldersAndEnvironmentComeFromOutside() {
    assertEquals(
        "true false true",
        render(
            "{{ isFile \"../../../kubernetes/apps/kube-system/cilium/app/helmrelease.yaml\" }}"
                + " {{ isFile \"none\" }} {{ isDir \"../../../kubernetes\" }}"));
    assertEquals(
        "../../../kubernetes/apps/kube-system/cilium/app/helmrelease.yaml",
        render("{{ first (readDir \"../../../kubernetes/apps/kube-system/cilium/app\") }}"));
    assertEquals(
        "kube-system:true;",
        render(
            "{{ range readDirEntries \"../../../kubernetes/apps\" }}{{ .Name }}:{{ .IsDir }};{{ end"
                + " }}"));
    assertEquals(
        "/h|/h/x|",
        render("{{ requiredEnv \"HOME\" }}|{{ expandEnv \"$HOME/x\" }}|{{ env \"NONE\" }}"));
    assertEquals(
        "templates/values.yaml.gotmpl:2: at <requiredEnv \"EMPTY\">: error calling requiredEnv:"
            + " required env var `EMPTY` is not set",
        problem("\n{{ requiredEnv \"EMPTY\" }}"));
    assertEquals(
        "templates/values.yaml.gotmpl:1: at <readFile \"none.yaml\">: error calling readFile:"
            + " open none.yaml: no such file or directory",
        problem("{{ readFile \"none.yaml\" }}"));
  }

  @Test
  void whatIsNotSupportedSaysSoByName() {
    assertEquals(
        "templates/values.yaml.gotmpl:1: at <exec \"yq\" (list \".a += 1\" \"f\")>: error calling"
            + " exec: yq: \"+=\" in the yq expression '.a += 1' is not supported",
        problem("{{ exec \"yq\" (list \".a += 1\" \"f\") }}"));
    assertEquals(
        "templates/values.yaml.gotmpl:1: at <fetchSecretValue \"ref+x://y\">: error calling"
            + " fetchSecretValue: fetchSecretValue is not supported: secrets of vals are not read"
            + " while templates render",
        problem("{{ fetchSecretValue \"ref+x://y\" }}"));
    assertEquals(
        "templates/values.yaml.gotmpl:1: function \"nope\" not defined", problem("{{ nope }}"));
    assertEquals(
        "templates/values.yaml.gotmpl:1: at <now>: error calling now: not supported: it depends on"
            + " the time of day",
        problem("{{ now }}"));
    assertEquals(
        "templates/values.yaml.gotmpl:1: at <.Values.none>: map has no entry for key \"none\"",
        problem("{{ .Values.none }}"));
  }
}

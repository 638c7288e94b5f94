package dev.blackstart.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Seed;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.repository.source.JinjaTemplates;
import dev.blackstart.repository.source.RepositoryFiles;
import dev.blackstart.template.yaml.Yaml;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeedDetectionTest {
  private static final String SECRET =
      "apiVersion: v1\nkind: Secret\nmetadata: {name: NAME}\nstringData:\n  a: op://a/b/c\n";

  @TempDir Path folder;
  private final Findings findings = new Findings();

  @Test
  void kustomizationsAreBuiltEachSourceForItselfAndNoComponent() throws IOException {
    write(
        "bootstrap/kustomize/own/kustomization.yaml",
        "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nnamespace: web\n"
            + "components: [../components/namespace]\nresources: [secret.yaml]\n");
    write("bootstrap/kustomize/own/secret.yaml", SECRET.replace("NAME", "token"));
    write(
        "bootstrap/kustomize/components/namespace/kustomization.yaml",
        "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nresources: [ns.yaml]\n");
    write(
        "bootstrap/kustomize/components/namespace/ns.yaml",
        "apiVersion: v1\nkind: Namespace\nmetadata: {name: _}\n");

    List<Seed> seeds = seeds();

    assertEquals(List.of(), findings.all());
    assertEquals(List.of("bootstrap/kustomize/own"), seeds.stream().map(Seed::file).toList());
    assertEquals(List.of("Secret web/token", "Namespace /web"), objects(seeds.getFirst()));
  }

  @Test
  void namespacesThatSecretsLeanOnAreMadeFirst() throws IOException {
    write(
        "bootstrap/resources.yaml.j2",
        SECRET.replace("{name: NAME}", "{name: a, namespace: one}")
            + "---\n"
            + SECRET.replace("{name: NAME}", "{name: b, namespace: kube-system}")
            + "---\n"
            + SECRET.replace("{name: NAME}", "{name: '{{ ENV.NAME }}', namespace: two}"));

    List<Seed> seeds = seeds();

    assertEquals(List.of("Namespace /one", "Namespace /two"), objects(seeds.getFirst()));
    assertEquals(
        List.of("Secret one/a", "Secret kube-system/b", "Secret two/generated-NAME"),
        objects(seeds.getLast()));
  }

  @Test
  void whereScriptsMakeANamespaceOfEveryFolderSoDoWe() throws IOException {
    write(
        "bootstrap/mod.just",
        "apps-namespaces:\n  for ns in apps/*/; do kubectl create namespace $ns; done\n"
            + "apps-secrets:\n  sops exec-file kubernetes/vars/cluster-secrets.sops.yaml\n");
    write("kubernetes/apps/media/kustomization.yaml", "resources: []\n");
    write("kubernetes/apps/kube-system/kustomization.yaml", "resources: []\n");
    write("kubernetes/vars/cluster-secrets.sops.yaml", encrypted("cluster-secrets"));
    write("kubernetes/other/app.sops.yaml", encrypted("app"));

    List<Seed> seeds = seeds();

    assertEquals("kubernetes/apps", seeds.getFirst().file());
    assertEquals(List.of("Namespace /media", "Namespace /flux-system"), objects(seeds.getFirst()));
    assertEquals(
        new Seed(
            "kubernetes/vars/cluster-secrets.sops.yaml",
            encrypted("cluster-secrets"),
            Seed.Form.SOPS,
            "flux-system"),
        seeds.getLast());
  }

  @Test
  void secretsOfTalosAndTemplatesOfHelmfilesAreNoSeeds() throws IOException {
    write("bootstrap/talos/talsecret.sops.yaml", encrypted("talos"));
    write("bootstrap/talsecret.sops.yaml", encrypted("talos"));
    write("bootstrap/templates/resources.yaml", "a: 1\n");
    write("bootstrap/.sops.yaml", "creation_rules: []\n");
    write("bootstrap/flux/github-deploy-key.sops.yaml", encrypted("key"));
    write(
        "bootstrap/flux/kustomization.yaml",
        "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n"
            + "resources: [github.com/fluxcd/flux2/manifests/install]\n");

    assertEquals(
        List.of(
            "bootstrap/flux/github-deploy-key.sops.yaml",
            "bootstrap/flux/github-deploy-key.sops.yaml"),
        seeds().stream().map(Seed::file).toList());
  }

  @Test
  void referencesOfValsAndExpressionsInPlainFilesAreReadToo() throws IOException {
    write(
        "bootstrap/resources.yaml",
        SECRET.replace("NAME", "'{{ ENV.NAME }}'").replace("op://a", "ref+op://a"));

    Seed seed = seeds().getFirst();

    assertEquals(List.of("Secret /generated-NAME"), objects(seed));
    assertEquals(
        "op://a/b/c", Yaml.document(seed.yaml(), "seed").text("stringData.a").orElseThrow());
  }

  @Test
  void anExpressionNobodyFillsInIsFound() throws IOException {
    write(
        "bootstrap/secrets.yaml.tpl",
        SECRET.replace("NAME", "a").replace("op://a/b/c", "op://a/{{ .CLUSTER }}/c"));

    seeds();

    assertEquals(
        List.of("bootstrap/secrets.yaml.tpl:5: nothing fills in {{ .CLUSTER }}"),
        findings.all().stream().map(SeedDetectionTest::said).toList());
  }

  private static String said(Finding finding) {
    return finding.at() + ": " + finding.what();
  }

  private static String encrypted(String name) {
    return SECRET.replace("NAME", name).replace("op://a/b/c", "ENC[x]")
        + "sops: {version: 3.9.0}\n";
  }

  private void write(String path, String text) throws IOException {
    new Texts(folder).with(path, text);
  }

  private List<Seed> seeds() {
    RepositoryFiles tree = new RepositoryFiles(folder);
    SeedFiles files = new SeedDetection(tree).find("bootstrap", "lab", Set.of());
    JinjaTemplates templates = new JinjaTemplates(tree, Map.of(), Map.of());
    return new SeedReader(tree, templates, findings, Map.of(), true).read(files, "lab");
  }

  private static List<String> objects(Seed seed) {
    return Yaml.parse(seed.yaml(), seed.file()).stream()
        .map(
            object ->
                object.text("kind").orElse("")
                    + " "
                    + object.text("metadata.namespace").orElse("")
                    + "/"
                    + object.text("metadata.name").orElse(""))
        .toList();
  }
}

package dev.blackstart.repository.helmfile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.blackstart.cluster.ChartLogin;
import dev.blackstart.cluster.ChartRef;
import dev.blackstart.cluster.Exec;
import dev.blackstart.cluster.Place;
import dev.blackstart.cluster.Release;
import dev.blackstart.cluster.Runs;
import dev.blackstart.cluster.ValuesDocument;
import dev.blackstart.repository.Texts;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.repository.source.RepositoryFiles;
import dev.blackstart.world.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the texts and values of helmfiles are made from. */
class HelmfileValuesTest {
  @TempDir Path folder;
  private final Findings findings = new Findings();

  @Test
  void valuesTemplatesSetTemplatesAndFilesOfSetAreLayers() throws IOException {
    write("ca.crt", "CERT\n");
    write(
        "helmfile.yaml",
        """
        environments:
          default: {values: [{host: a.example.org}]}
        releases:
          - name: a
            namespace: web
            chart: oci://x/a
            version: 1.0.0
            valuesTemplate:
              - url: '{{ .Release.Namespace }}.{{ .Values.host }}'
            values: [{port: 80}]
            setTemplate: [{name: title, value: '{{ .Release.Name }}'}]
            setString: [{name: count, value: 3}]
            set: [{name: ca, file: ca.crt}]
        """);

    assertEquals(
        List.of(
            "url: 'web.a.example.org'\n", "port: 80\n", "title: a\nca: |\n  CERT\ncount: \"3\"\n"),
        yaml(read("helmfile.yaml", "default").releases().getFirst()));
  }

  @Test
  void whatTheEnvironmentHasIsUnderWhatItAdds() throws IOException {
    write(
        "helmfile.yaml.gotmpl",
        """
        values: [{version: 1.0.0, name: base}]
        environments:
          infra:
            values: ["env/*.yaml", env/more.yaml.gotmpl]
        ---
        releases:
          - {name: {{ .Values.name }}, chart: oci://x/a, version: {{ .StateValues.version }}}
        """);
    write("env/one.yaml", "version: 1.1.0\n");
    write("env/more.yaml.gotmpl", "version: {{ .Values.version | replace \"1.1\" \"1.2\" }}\n");

    Release release = read("helmfile.yaml.gotmpl", "infra").releases().getFirst();

    assertEquals("base", release.name());
    assertEquals("1.2.0", release.chart().version());
  }

  @Test
  void aPartialBesideTheHelmfileDefinesTemplates() throws IOException {
    write("_names.tpl", "{{ define \"chart\" }}oci://x/{{ .Release.Name }}{{ end }}\n");
    write(
        "helmfile.yaml",
        "releases: [{name: a, chart: '{{ include \"chart\" . }}', version: 1.0.0}]\n");

    assertEquals(
        "oci://x/a", read("helmfile.yaml", "default").releases().getFirst().chart().reference());
  }

  @Test
  void aHelmfileWithBareExpressionsIsToldItsProperName() throws IOException {
    write(
        "helmfile.yaml",
        "releases:\n  - name: a\n    chart: oci://x/a\n    version: {{ env \"VERSION\" }}\n");

    all("helmfile.yaml", "default");

    assertEquals(
        "a helmfile with expressions outside of quotes is named helmfile.yaml.gotmpl",
        findings.all().getFirst().remedy());
  }

  @Test
  void ofSeveralHelmfilesInAFolderThoseThatAddToTheMainOneAreTaken() throws IOException {
    for (String name : List.of("helmfile", "helmfile-crds", "helmfile-minimal", "helmfile-post")) {
      write("bootstrap/" + name + ".yaml", "releases: []\n");
    }
    write("bootstrap/crds/helmfile.yaml", "releases: []\n");
    write("archive/bootstrap/helmfile.yaml", "releases: []\n");
    RepositoryFiles tree = new RepositoryFiles(folder);

    assertEquals(Optional.of("bootstrap"), HelmfileDetection.folder(tree, "lab", Set.of()));
    assertEquals(
        List.of(
            "bootstrap/crds/helmfile.yaml",
            "bootstrap/helmfile-crds.yaml",
            "bootstrap/helmfile.yaml",
            "bootstrap/helmfile-post.yaml"),
        HelmfileDetection.helmfiles(tree, "bootstrap"));
  }

  @Test
  void aRangeOfVersionsIsNoVersion() throws IOException {
    write("helmfile.yaml", "releases: [{name: a, chart: oci://x/a, version: ~1.2}]\n");

    read("helmfile.yaml", "default");

    assertEquals("release-without-version", findings.all().getFirst().id());
  }

  @Test
  void anArchiveAtAUrlIsAChartByItsName() throws IOException {
    write(
        "helmfile.yaml", "releases: [{name: a, chart: 'https://example.org/dl/app-1.2.3.tgz'}]\n");

    assertEquals(
        new ChartRef("app", "https://example.org/dl/app-1.2.3.tgz", "1.2.3"),
        read("helmfile.yaml", "default").releases().getFirst().chart());
  }

  @Test
  void aChartInGitIsNamedAsGoGetterHelmfileAndHelmGitDo() throws IOException {
    write(
        "helmfile.yaml",
        """
        repositories:
        - {name: plugin, url: 'git+ssh://git@git.example.org/org/repo.git@deploy/charts?ref=v3&sparse=0'}
        releases:
        - {name: a, chart: 'git::https://git.example.org/org/repo.git@charts/a?ref=v1'}
        - {name: b, chart: 'git::https://user:key@git.example.org/org/repo.git//charts/b?depth=1&ref=v2'}
        - {name: c, chart: plugin/c}
        - {name: d, chart: 'git@git.example.org:org/repo.git//d?ref=main'}
        - {name: e, chart: 'git::ssh://git@git.example.org/org/repo.git?ref=main'}
        - {name: f, chart: 'git+file:///srv/repo.git@f?ref=main'}
        """);
    assertEquals(
        List.of(
            ChartRef.git("https://git.example.org/org/repo.git", "charts/a", "v1"),
            ChartRef.git("https://user:key@git.example.org/org/repo.git", "charts/b", "v2"),
            ChartRef.git("ssh://git@git.example.org/org/repo.git", "deploy/charts/c", "v3"),
            ChartRef.git("git@git.example.org:org/repo.git", "d", "main"),
            ChartRef.git("ssh://git@git.example.org/org/repo.git", "", "main"),
            ChartRef.git("file:///srv/repo.git", "f", "main")),
        read("helmfile.yaml", "default").releases().stream().map(Release::chart).toList());
    assertEquals(List.of(), findings.all());
  }

  @Test
  void aLoginOfARepositoryComesWithItsChartsAndIsShownToNobody() throws IOException {
    write(
        "helmfile.yaml",
        """
        repositories:
        - {name: own, url: registry.example.org/charts, oci: true, username: ada, password: s3cret}
        - {name: old-one, url: https://charts.example.org, passCredentials: true}
        - {name: open, url: https://open.example.org}
        releases:
        - {name: a, chart: own/a, version: 1.0.0}
        - {name: b, chart: 'oci://registry.example.org/others/b', version: 1.0.0}
        - {name: c, chart: old-one/c, version: 1.0.0}
        - {name: d, chart: open/d, version: 1.0.0}
        """);
    TemplateWorld world =
        new TemplateWorld(
            Map.of("OLD_ONE_USERNAME", "eve", "OLD_ONE_PASSWORD", "hidden"), Optional.empty());
    List<ChartRef> charts =
        new HelmfileReader(new RepositoryFiles(folder), world, findings)
            .read("helmfile.yaml", "default").getFirst().releases().stream()
                .map(Release::chart)
                .toList();
    ChartLogin ada = new ChartLogin("ada", "s3cret", false, "repository own (helmfile.yaml:2)");
    assertEquals(Optional.of(ada), charts.get(0).login());
    assertEquals(Optional.of(ada), charts.get(1).login());
    assertEquals(
        Optional.of(new ChartLogin("eve", "hidden", true, "repository old-one (helmfile.yaml:3)")),
        charts.get(2).login());
    assertEquals(Optional.empty(), charts.get(3).login());
    assertEquals(
        "a 1.0.0 the login of repository own (helmfile.yaml:2)", charts.get(0) + " " + ada);
  }

  @Test
  void aChartInGitWithoutARevisionIsAnotherTomorrow() throws IOException {
    write("helmfile.yaml", "releases: [{name: a, chart: 'git::https://u:key@x.org/r.git//a'}]\n");

    read("helmfile.yaml", "default");

    assertEquals(
        "release a names no revision of its chart git::https://x.org/r.git//a",
        findings.all().getFirst().what());
  }

  @Test
  void anAllowedProgramRunsInTheFolderOfItsTemplateAndIsTold() throws IOException {
    write(
        "bootstrap/helmfile.yaml",
        "releases: [{name: a, chart: oci://x/a, version: 1.0.0, values: [t/v.yaml.gotmpl]}]\n");
    write(
        "bootstrap/t/v.yaml.gotmpl",
        "ip: {{ exec \"hostname\" (list \"-i\") }}\n"
            + "b: {{ exec \"yq\" (list \".b\" \"b.yaml\") }}\n");
    write("bootstrap/t/b.yaml", "b: 2\n");
    Programs programs =
        command -> {
          assertEquals("bootstrap/t", folder.relativize(command.folder()).toString());
          return "127.0.0.1";
        };

    Release release =
        new HelmfileReader(
                new RepositoryFiles(folder),
                new TemplateWorld(Map.of(), Optional.of(programs)),
                findings)
            .read("bootstrap/helmfile.yaml", "default")
            .getLast()
            .releases()
            .getFirst();

    assertEquals(List.of(), findings.all());
    assertEquals("ip: 127.0.0.1\nb: 2\n", release.values().getFirst().yaml());
    assertEquals(
        List.of(
            new Exec("hostname -i", Runs.ALLOW_EXEC, new Place("bootstrap/t/v.yaml.gotmpl", 0)),
            new Exec("yq .b b.yaml", Runs.NATIVE, new Place("bootstrap/t/v.yaml.gotmpl", 0))),
        release.execs());
  }

  private void write(String path, String text) throws IOException {
    new Texts(folder).with(path, text);
  }

  private List<Helmfile> all(String file, String environment) {
    return new HelmfileReader(
            new RepositoryFiles(folder), new TemplateWorld(Map.of(), Optional.empty()), findings)
        .read(file, environment);
  }

  private Helmfile read(String file, String environment) {
    return all(file, environment).getLast();
  }

  private static List<String> names(Helmfile helmfile) {
    return helmfile.releases().stream().map(Release::qualifiedName).toList();
  }

  private static List<String> yaml(Release release) {
    return release.values().stream().map(ValuesDocument::yaml).toList();
  }
}

package dev.blackstart.jhelm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.Release;
import dev.blackstart.files.SystemTimeSource;
import dev.blackstart.kube.ClusterContract;
import dev.blackstart.kube.Fabric8KubeApi;
import dev.blackstart.kube.Interceptor;
import dev.blackstart.run.Fanout;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.ReleasePreview;
import dev.blackstart.world.ReleasePreview.FieldChange;
import dev.blackstart.world.ReleasePreview.Kind;
import dev.blackstart.world.ReleasePreview.ObjectChange;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** What the Charts port promises of previews, against whatever API server a subclass brings. */
abstract class PreviewContract extends ClusterContract {
  private static final String CHART =
      """
      {{- $ca := genCA "made-up" 365 }}
      apiVersion: v1
      kind: Secret
      metadata:
        name: {{ .Release.Name }}
      data:
        ca.crt: {{ $ca.Cert | b64enc }}
        password: {{ .Values.password | b64enc }}
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: {{ .Release.Name }}
        annotations:
          checksum/ca: {{ $ca.Cert | sha256sum }}
      data:
        key: {{ .Values.key | quote }}
        namespace: {{ (lookup "v1" "Namespace" "" "default").metadata | default dict | dig "name" "none" }}
        DB_PASSWORD: {{ .Values.password | quote }}
        {{- if .Capabilities.APIVersions.Has "coordination.k8s.io/v1" }}
        leases: "there"
        {{- end }}
      {{- if .Values.more }}
      ---
      apiVersion: v1
      kind: ServiceAccount
      metadata:
        name: {{ .Release.Name }}-more
      {{- end }}
      """;

  private JHelmCharts charts;
  private String namespace;

  @BeforeEach
  void connect(TestInfo test) throws Exception {
    Path chart = folder.resolve("charts/tested");
    Files.createDirectories(chart.resolve("templates"));
    Files.writeString(
        chart.resolve("Chart.yaml"), "apiVersion: v2\nname: tested\nversion: 1.0.0\n");
    Files.writeString(chart.resolve("values.yaml"), "key: default\npassword: first\nmore: false\n");
    Files.writeString(chart.resolve("templates/all.yaml"), CHART);
    charts = new JHelmCharts(ChartsContract.settings(folder), kube, new SystemTimeSource());
    namespace = namespace("p-", test);
  }

  @AfterEach
  void disconnect() {
    charts.close();
  }

  private Release release(String values) {
    return SampleCharts.release("tested", namespace, "1.0.0", values);
  }

  private KubeObject.Ref object(String kind, String name) {
    return new KubeObject.Ref("v1", kind, namespace, name);
  }

  @Test
  void aReleaseThatIsNotThereIsAllNew() {
    ReleasePreview preview = charts.preview(release("key: a\n"));

    assertEquals(Optional.empty(), preview.deployed());
    assertFalse(preview.changesNothing());
    assertEquals(
        List.of(object("Secret", "tested"), object("ConfigMap", "tested")),
        preview.objects().stream().map(ObjectChange::ref).toList());
    assertEquals(List.of(), kube.listOnce("v1", "Secret", namespace, Map.of()));
  }

  @Test
  void whatIsDeployedAsWantedChangesNothingThoughCertificatesAreMadeAnew() throws Exception {
    charts.install(release("key: a\n"));

    ReleasePreview preview = charts.preview(release("key: a\n"));

    assertTrue(preview.changesNothing(), preview.toString());
    assertFalse(preview.otherValues());
    assertEquals(2, preview.same());
    assertEquals(2, preview.generated());
  }

  @Test
  void otherValuesAreToldFieldByFieldAndSecretsAreNot() throws Exception {
    charts.install(release("key: a\npassword: Sup3rS3cret\n"));

    ReleasePreview preview =
        charts.preview(release("key: b\npassword: An0therS3cret\nmore: true\n"));

    assertTrue(preview.otherValues());
    assertEquals(
        List.of(
            new ObjectChange(object("ServiceAccount", "tested-more"), Kind.NEW, List.of()),
            new ObjectChange(
                object("Secret", "tested"),
                Kind.CHANGED,
                List.of(new FieldChange("data.password", "(hidden)", "(hidden)"))),
            new ObjectChange(
                object("ConfigMap", "tested"),
                Kind.CHANGED,
                List.of(
                    new FieldChange("data.DB_PASSWORD", "[redacted]", "[redacted]"),
                    new FieldChange("data.key", "a", "b")))),
        preview.objects());
    assertFalse(preview.toString().contains("S3cret"), preview.toString());
  }

  @Test
  void whatGoesIsTold() throws Exception {
    charts.install(release("more: true\n"));

    ReleasePreview preview = charts.preview(release("more: false\n"));

    assertEquals(
        List.of(new ObjectChange(object("ServiceAccount", "tested-more"), Kind.GONE, List.of())),
        preview.objects());
  }

  @Test
  void aPreviewOnlyReads() throws Exception {
    charts.install(release("key: a\n"));
    try (Interceptor interceptor = new Interceptor(kubeconfig());
        Fanout own = new Fanout()) {
      Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
      Fabric8KubeApi watched =
          new Fabric8KubeApi(elsewhere.resolve("kubeconfig"), new SystemTimeSource(), own);
      watched.adopt(interceptor.kubeconfig());
      HelmSettings through = Workplaces.inside(folder, elsewhere, folder.resolve("charts"));
      try (JHelmCharts reading = new JHelmCharts(through, watched, new SystemTimeSource())) {
        assertFalse(reading.preview(release("key: b\nmore: true\n")).changesNothing());
      }
      watched.close();
      // Helm's own requests are among them: it looks up, and asks for the APIs.
      assertTrue(
          interceptor.requests().contains("GET /api/v1/namespaces/default"),
          interceptor.requests().toString());
      assertEquals(List.of(), interceptor.writes());
    }
  }

  @Test
  void aReleaseInTheMiddleOfSomethingIsNotCompared() throws Exception {
    charts.install(release("key: a\n"));
    KubeObject record = kube.listOnce("v1", "Secret", namespace, Map.of("owner", "helm")).get(0);
    kube.apply(PendingRecord.after(record));

    Failure failure = assertThrows(Failure.class, () -> charts.preview(release("key: b\n")));

    assertTrue(failure.what().endsWith("is pending-upgrade"), failure.what());
  }
}

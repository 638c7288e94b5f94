package dev.blackstart.kube;

import dev.blackstart.files.SystemTimeSource;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.Reading;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.world.Kubeconfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A real API server with thousands of Kustomizations and HelmReleases whose status changes all the
 * time: what programs that watch Flux are measured on. It stands until its input ends.
 */
final class FluxCrowd {
  private static final int NAMESPACES = 50;
  private static final int WRITERS = 16;
  private static final Map<String, String> PATHS =
      Map.of(
          "Kustomization", "/apis/kustomize.toolkit.fluxcd.io/v1/namespaces/%s/kustomizations",
          "HelmRelease", "/apis/helm.toolkit.fluxcd.io/v2/namespaces/%s/helmreleases");

  private final Connection connection;
  private final Random random = new Random(7);

  private FluxCrowd(Connection connection) {
    this.connection = connection;
  }

  /**
   * Writes a kubeconfig, fills the cluster, prints {@code filled}, and changes objects.
   *
   * @param arguments the file of the kubeconfig, objects of both kinds together, changes a second
   */
  public static void main(String[] arguments) throws Exception {
    int objects = Integer.parseInt(arguments[1]);
    int changes = Integer.parseInt(arguments[2]);
    try (TestCluster cluster = TestCluster.real()) {
      Kubeconfig kubeconfig = cluster.kubeconfig();
      Files.writeString(Path.of(arguments[0]), kubeconfig.yaml());
      try (Connection connection = new Connection(kubeconfig, new SystemTimeSource())) {
        FluxCrowd crowd = new FluxCrowd(connection);
        crowd.fill(objects);
        System.out.println("filled");
        crowd.stir(objects, changes);
      }
    }
  }

  private void fill(int objects) throws Exception {
    String crds = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
    for (String definition :
        new String[] {
          definition("kustomize", "Kustomization", "v1"), definition("helm", "HelmRelease", "v2")
        }) {
      post(crds, definition);
    }
    for (int i = 0; i < NAMESPACES; i++) {
      post(
          "/api/v1/namespaces",
          "{apiVersion: v1, kind: Namespace, metadata: {name: team-" + i + "}}");
    }
    TimeUnit.SECONDS.sleep(5);
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    for (int i = 0; i < objects; i++) {
      int number = i;
      writers.submit(
          () -> {
            post(path(number), body(number));
            status(number, number % 10 != 0);
            return null;
          });
    }
    writers.shutdown();
    if (!writers.awaitTermination(20, TimeUnit.MINUTES)) {
      throw new IOException("the cluster was not filled in time");
    }
  }

  /** Every change sets the Ready condition of one object, nine of ten times to what is well. */
  private void stir(int objects, int changes) throws Exception {
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    while (System.in.available() == 0) {
      for (int i = 0; i < changes / 10; i++) {
        int number = random.nextInt(objects);
        boolean ready = random.nextInt(10) != 0;
        writers.submit(
            () -> {
              status(number, ready);
              return null;
            });
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    writers.shutdownNow();
  }

  private static String kind(int number) {
    return number % 2 == 0 ? "Kustomization" : "HelmRelease";
  }

  private static String path(int number) {
    return PATHS.get(kind(number)).formatted("team-" + number % NAMESPACES);
  }

  private static String definition(String group, String kind, String version) {
    return """
    apiVersion: apiextensions.k8s.io/v1
    kind: CustomResourceDefinition
    metadata: {name: %2$ss.%1$s.toolkit.fluxcd.io}
    spec:
      group: %1$s.toolkit.fluxcd.io
      scope: Namespaced
      names: {plural: %2$ss, singular: %2$s, kind: %3$s}
      versions:
      - name: %4$s
        served: true
        storage: true
        subresources: {status: {}}
        schema:
          openAPIV3Schema:
            type: object
            properties:
              spec: {type: object, x-kubernetes-preserve-unknown-fields: true}
              status: {type: object, x-kubernetes-preserve-unknown-fields: true}
    """
        .formatted(group, kind.toLowerCase(java.util.Locale.ROOT), kind, version);
  }

  /** About as large as in the repositories of the field. */
  private static String body(int number) {
    String head =
        "{apiVersion: %s, kind: %s, metadata: {name: app-%d, labels: {team: t}}, spec: {interval: 1h"
            .formatted(FluxReadings.KINDS.get(kind(number)), kind(number), number);
    return kind(number).equals("Kustomization")
        ? head
            + ", path: ./apps/app-%d, prune: true, wait: true, retryInterval: 2m, timeout: 5m,"
                .formatted(number)
            + " sourceRef: {kind: GitRepository, name: flux-system, namespace: flux-system},"
            + (number > 100 ? " dependsOn: [{name: app-%d}],".formatted(number - 100) : "")
            + " postBuild: {substituteFrom: [{kind: ConfigMap, name: settings}]}}}"
        : head
            + ", chartRef: {kind: OCIRepository, name: app-template}, values: {"
            + IntStream.range(0, 40)
                .mapToObj(
                    i -> "setting%d: {enabled: true, text: 'a value of some length'}".formatted(i))
                .collect(Collectors.joining(", "))
            + "}}}";
  }

  private void status(int number, boolean ready) throws Exception {
    String said =
        ready
            ? "status: 'True', reason: ReconciliationSucceeded, message: 'Applied revision:"
                + " main@sha1:%d'"
            : "status: 'False', reason: HealthCheckFailed, message: 'timeout waiting for: [%d]'";
    String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    String inventory =
        IntStream.range(0, 12)
            .mapToObj(i -> "{id: team_thing-%d_apps_Deployment, v: v1}".formatted(i))
            .collect(Collectors.joining(", "));
    Reply reply =
        connection.patch(
            path(number) + "/app-" + number + "/status",
            "application/merge-patch+json",
            map(
                "{status: {observedGeneration: 1, inventory: {entries: ["
                    + inventory
                    + "]}, conditions: [{type: Ready, observedGeneration: 1, lastTransitionTime: '"
                    + now
                    + "', "
                    + said.formatted(random.nextInt(1000))
                    + "}]}}"));
    if (!reply.ok()) {
      throw new IOException(reply.message());
    }
  }

  private void post(String path, String yaml) throws Exception {
    Reply reply = connection.post(path, map(yaml));
    if (!reply.ok()) {
      throw new IOException(reply.message());
    }
  }

  private static Map<String, Object> map(String yaml) {
    return Reading.KUBERNETES.readMap((MapNode) Yaml.document(yaml, "crowd.yaml"));
  }
}

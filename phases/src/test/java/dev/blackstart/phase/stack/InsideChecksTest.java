package dev.blackstart.phase.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.blackstart.run.PaperPods;
import dev.blackstart.run.PaperWorld;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.Reading;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.world.Inside;
import dev.blackstart.world.Inside.Heard;
import dev.blackstart.world.Inside.Ran;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What verify asks inside the cluster, and what it makes of the answers. */
class InsideChecksTest {
  private final PaperPods pods = new PaperPods();
  private final PaperWorld paper =
      new PaperWorld() {
        @Override
        public Inside inside() {
          return pods;
        }
      };

  private void given(String yaml, Object... values) {
    KubeObject object =
        new KubeObject(
            Reading.KUBERNETES.readMap((MapNode) Yaml.document(yaml.formatted(values), "test")));
    paper.objects.put(object.ref(), object);
  }

  private void agent(String node) {
    given(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: cilium-%1$s, namespace: kube-system, labels: {k8s-app: cilium}}
        spec: {nodeName: %1$s, containers: [{name: cilium-agent}]}
        status: {conditions: [{type: Ready, status: 'True'}]}
        """,
        node);
  }

  private static List<String> texts(Found found) {
    return found.wrong().stream().map(Waiting::toString).toList();
  }

  private static Ran said(String out) {
    return new Ran(Optional.empty(), 0, out, "");
  }

  private void mesh() {
    agent("infra-01");
    agent("infra-02");
    given(
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: cilium-clustermesh, namespace: kube-system}
        data: {apps: ''}
        """);
  }

  @Test
  void aMeshSessionThatDoesNotStandIsNamedWithTheNodesThatSeeIt() {
    mesh();
    String up = "{name: apps, connected: true, ready: true, num-nodes: 6}";
    String down = "{name: apps, connected: false, ready: false, status: 'etcd: no route to host'}";
    pods.runs =
        command ->
            said(
                "{cluster-mesh: {clusters: [%s]}}"
                    .formatted(command.pod().endsWith("01") ? up : down));

    Found found = new MeshSessions().look(paper.world());

    assertEquals(2, found.seen());
    assertEquals(
        List.of(
            "ClusterMesh to apps: is not connected: etcd: no route to host (seen from infra-02)"),
        found.remarks());
    assertEquals(List.of(), found.wrong(), "the other cluster may not have been built yet");
    assertEquals("cilium-agent", pods.commands.getFirst().container());
  }

  @Test
  void whoMayNotRunCommandsIsToldSoAndNothingIsComplainedOf() {
    mesh();
    pods.runs = command -> Ran.unasked("pods \"cilium\" is forbidden: User \"me\" cannot create");

    Found found = new MeshSessions().look(paper.world());

    assertEquals(List.of(), found.wrong());
    assertEquals(
        "the agent on infra-01 was not asked for its mesh: pods \"cilium\" is forbidden: User"
            + " \"me\" cannot create",
        found.remarks().getFirst());
  }

  private Found metrics(String results) {
    given(
        """
        apiVersion: operator.victoriametrics.com/v1beta1
        kind: VMSingle
        metadata: {name: stack, namespace: monitoring}
        status: {updateStatus: operational}
        """);
    given(
        """
        apiVersion: v1
        kind: Service
        metadata: {name: vmsingle-stack, namespace: monitoring}
        """);
    pods.hears =
        question -> new Heard(Optional.empty(), 200, "{data: {result: [%s]}}".formatted(results));
    return new MetricsArriving().look(paper.world());
  }

  private String sample(String cluster, Duration age) {
    long at = paper.wall().minus(age).getEpochSecond();
    return "{metric: {cluster: %s}, value: [1, '%d']}".formatted(cluster, at);
  }

  @Test
  void theClusterWhoseMetricsHaveStoppedIsNamed() {
    Found found =
        metrics(
            sample("infra", Duration.ofSeconds(20))
                + ", "
                + sample("apps", Duration.ofMinutes(41)));

    assertEquals(2, found.seen());
    assertEquals(
        List.of("VMSingle monitoring/stack: the last sample of cluster apps is 41 min old"),
        texts(found));
    assertEquals("vmsingle-stack", pods.questions.getFirst().name());
  }

  @Test
  void aStoreWithoutASampleIsNamed() {
    assertEquals(
        List.of("VMSingle monitoring/stack: has no sample of the last hour"), texts(metrics("")));
  }
}

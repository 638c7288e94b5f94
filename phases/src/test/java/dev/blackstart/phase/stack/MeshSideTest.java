package dev.blackstart.phase.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.machineconfig.mesh.MeshAuthority;
import dev.blackstart.machineconfig.mesh.MeshSecrets;
import dev.blackstart.run.PaperWorld;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.Reading;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Clusters of a mesh side by side, each as its own objects tell. */
class MeshSideTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final MeshAuthority OURS = MeshAuthority.create(NOW);

  private static List<KubeObject> secrets(
      MeshAuthority authority, String name, Map<String, String> remotes) {
    MeshSecrets secrets =
        new MeshSecrets(
            authority, new MeshSecrets.Member(name, "kube-system", "cilium", List.of(), false));
    List<KubeObject> all = new ArrayList<>();
    all.add(new KubeObject(secrets.authority()));
    secrets.certificates(true).values().forEach(each -> all.add(new KubeObject(each)));
    secrets.connections(remotes, true).values().forEach(each -> all.add(new KubeObject(each)));
    return all;
  }

  private static PaperWorld cluster(
      MeshAuthority authority, String name, int id, String address, Map<String, String> remotes) {
    PaperWorld paper = new PaperWorld();
    List<KubeObject> all = secrets(authority, name, remotes);
    all.addAll(
        objects(
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: cilium-config, namespace: kube-system}
            data: {cluster-name: %s, cluster-id: '%d'}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: clustermesh-apiserver, namespace: kube-system}
            status: {availableReplicas: 1}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: clustermesh-apiserver, namespace: kube-system}
            spec: {type: LoadBalancer}
            status: {loadBalancer: {ingress: [{ip: %s}]}}
            """
                .formatted(name, id, address)));
    all.forEach(object -> paper.objects.put(object.ref(), object));
    return paper;
  }

  private static List<KubeObject> objects(String yaml) {
    return Yaml.parse(yaml, "test").stream()
        .map(node -> (Map<?, ?>) Reading.KUBERNETES.read((MapNode) node))
        .map(
            map -> {
              @SuppressWarnings("unchecked")
              Map<String, Object> fields = (Map<String, Object>) map;
              return new KubeObject(fields);
            })
        .toList();
  }

  private static MeshSide side(String cluster, PaperWorld paper) {
    return MeshSide.of(cluster, paper.world()).orElseThrow();
  }

  private static List<String> between(MeshSide... sides) {
    return MeshSide.between(List.of(sides)).stream().map(MeshSideTest::line).toList();
  }

  private static String line(Waiting each) {
    return each.who() + " " + each.reason();
  }

  private static final PaperWorld INFRA =
      cluster(OURS, "infra", 1, "10.25.11.210", Map.of("apps", "10.25.13.210:2379"));

  @Test
  void clustersOfOneMeshGetOnAndAreReadAgainFromALine() {
    PaperWorld apps =
        cluster(OURS, "apps", 2, "10.25.13.210", Map.of("infra", "10.25.11.210:2379"));

    assertEquals(List.of(), between(side("infra", INFRA), side("apps", apps)));
    MeshSide side = side("apps", apps);
    assertEquals(Optional.of(side), MeshSide.read("apps", side.written()));
    assertEquals(Optional.empty(), MeshSide.read("apps", "something else"));
    assertEquals(Optional.empty(), MeshSide.of("lab", new PaperWorld().world()));
  }

  @Test
  void whatTheyWouldRefuseInOneAnotherIsNamed() {
    MeshAuthority other = MeshAuthority.create(NOW);
    PaperWorld apps = cluster(other, "apps", 1, "10.25.13.211", Map.of("lab", "mesh.lab:2379"));

    assertEquals(
        List.of(
            "infra and apps have one cluster.id: 1",
            "infra and apps have authorities that are not the same: "
                + OURS.fingerprint().substring(0, 12)
                + " and "
                + other.fingerprint().substring(0, 12),
            "infra asks apps at 10.25.13.210, which serves at 10.25.13.211",
            "apps does not know infra, cluster infra"),
        between(side("infra", INFRA), side("apps", apps)));
  }

  @Test
  void certificatesAreOfTheAuthorityAndInForce() {
    List<KubeObject> all = secrets(OURS, "infra", Map.of());
    assertEquals(List.of(), new MeshCertificates(all, NOW).wrong());
    assertEquals(Optional.of(OURS.fingerprint()), new MeshCertificates(all, NOW).authority());

    Instant later = NOW.plus(Duration.ofDays(1080));
    assertEquals(List.of(), new MeshCertificates(all, later).wrong());
    assertEquals(4, new MeshCertificates(all, later).soon().size());
    Instant over = NOW.plus(Duration.ofDays(1200));
    List<Waiting> wrong = new MeshCertificates(all, over).wrong();
    assertEquals(4, wrong.size());
    assertTrue(line(wrong.getFirst()).contains("expired 2029-"), line(wrong.getFirst()));

    List<KubeObject> mixed = secrets(MeshAuthority.create(NOW), "infra", Map.of());
    mixed.set(0, all.getFirst());
    assertEquals(
        "Secret clustermesh-apiserver-server-cert is not of the authority in Secret cilium-ca",
        line(new MeshCertificates(mixed, NOW).wrong().getFirst()));
  }
}

package dev.blackstart.phase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Seed;
import dev.blackstart.machineconfig.mesh.MeshAuthority;
import dev.blackstart.machineconfig.mesh.MeshSecrets;
import dev.blackstart.run.PaperWorld;
import dev.blackstart.world.KubeObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What clusters of a mesh know one another by, before a run gives it to one of them. */
class MeshChecksTest {
  private static final MeshSecrets.Member INFRA =
      new MeshSecrets.Member("infra", "kube-system", "cilium", List.of(), false);

  private final List<KubeObject> seeds = new ArrayList<>();
  private final PaperWorld paper =
      new PaperWorld() {
        @Override
        public List<KubeObject> seeds() {
          return seeds;
        }
      };
  private final Instant now = paper.world().time().wall();

  private List<Finding> found() {
    ClusterSpec spec = Specs.seeded(new Seed("cilium-ca.sops.yaml", "{name: cilium-ca}"));
    return MeshChecks.secrets(spec, paper.world());
  }

  private void given(MeshAuthority authority) {
    MeshSecrets secrets = new MeshSecrets(authority, INFRA);
    seeds.add(new KubeObject(secrets.authority()));
    secrets.certificates(false).values().forEach(each -> seeds.add(new KubeObject(each)));
  }

  @Test
  void whatIsInForceAndOfOneAuthorityIsNoFinding() {
    given(MeshAuthority.create(now));
    assertEquals(List.of(), found());
  }

  @Test
  void whatEndsSoonIsAWarningAndWhatHasEndedAnErrorWithTheWayOut() {
    given(MeshAuthority.create(now.minus(Duration.ofDays(1080))));
    assertEquals(3, found().size());
    assertEquals(Finding.Level.WARNING, found().getFirst().level());

    seeds.clear();
    given(MeshAuthority.create(now.minus(Duration.ofDays(1100))));
    Finding over = found().getFirst();
    assertEquals(Finding.Level.ERROR, over.level());
    assertTrue(over.what().contains("clustermesh-apiserver-server-cert: expired"), over.what());
    assertEquals(
        "move clustermesh-apiserver-server-cert.sops.yaml of infra away, then blackstart mesh make",
        over.remedy());
  }

  @Test
  void aClusterThatStandsWithAnotherAuthorityIsNotGivenThisOne() {
    given(MeshAuthority.create(now));
    KubeObject other =
        new KubeObject(new MeshSecrets(MeshAuthority.create(now), INFRA).authority());
    paper.objects.put(other.ref(), other);

    Finding standing = found().getFirst();
    assertTrue(standing.what().startsWith("the cluster has another cilium-ca"), standing.what());
    assertTrue(standing.remedy().contains("mesh make --ca-from infra"), standing.remedy());
  }
}

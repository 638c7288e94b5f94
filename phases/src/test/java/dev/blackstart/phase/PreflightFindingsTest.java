package dev.blackstart.phase;

import static dev.blackstart.phase.PreflightFinding.CHART_CHANGED;
import static dev.blackstart.phase.PreflightFinding.CHART_KUBERNETES;
import static dev.blackstart.phase.PreflightFinding.CHART_MISSING;
import static dev.blackstart.phase.PreflightFinding.CONTROL_PLANES_EVEN;
import static dev.blackstart.phase.PreflightFinding.CONTROL_PLANES_NONE;
import static dev.blackstart.phase.PreflightFinding.CRDS_MISSING;
import static dev.blackstart.phase.PreflightFinding.CRD_OWNER;
import static dev.blackstart.phase.PreflightFinding.ENDPOINT_UNRESOLVED;
import static dev.blackstart.phase.PreflightFinding.ENDPOINT_WORKER;
import static dev.blackstart.phase.PreflightFinding.FLUX_SECRETS;
import static dev.blackstart.phase.PreflightFinding.HOOK_UNSUPPORTED;
import static dev.blackstart.phase.PreflightFinding.MACHINE_SECRETS;
import static dev.blackstart.phase.PreflightFinding.MESH_SECRETS;
import static dev.blackstart.phase.PreflightFinding.NODE_FOREIGN;
import static dev.blackstart.phase.PreflightFinding.NODE_UNREACHABLE;
import static dev.blackstart.phase.PreflightFinding.REBUILD_BUDGET;
import static dev.blackstart.phase.PreflightFinding.REBUILD_OVER_BUDGET;
import static dev.blackstart.phase.PreflightFinding.RELEASE_PATCHES;
import static dev.blackstart.phase.PreflightFinding.RELEASE_WITHOUT_CRDS;
import static dev.blackstart.phase.PreflightFinding.SEED_SECRETS;
import static dev.blackstart.phase.PreflightFinding.SILENCE_UNUSED;
import static dev.blackstart.phase.PreflightFinding.STORED_VERSION;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.CrdSource;
import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Hook;
import dev.blackstart.cluster.Node;
import dev.blackstart.cluster.Place;
import dev.blackstart.cluster.PostRender;
import dev.blackstart.cluster.Release;
import dev.blackstart.cluster.Role;
import dev.blackstart.cluster.Seed;
import dev.blackstart.cluster.Silence;
import dev.blackstart.run.Fanout;
import dev.blackstart.run.PaperWorld;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.MachineReport.Reach;
import dev.blackstart.world.RenderedConfig;
import dev.blackstart.world.World;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every kind of finding has a case of its own, with the line an operator reads. */
class PreflightFindingsTest {
  private static final Node ONE = new Node("infra-01", "10.25.11.11", Role.CONTROL_PLANE);
  private static final Node WORKER = new Node("infra-04", "10.25.11.10", Role.WORKER);
  private static final Place AT = new Place("blackstart.yaml", 7);

  record Case(ClusterSpec spec, World world, String line) {}

  static Map<PreflightFinding, Case> cases() {
    Map<PreflightFinding, Case> cases = new EnumMap<>(PreflightFinding.class);
    PaperWorld paper = new PaperWorld();
    cases.put(
        CONTROL_PLANES_NONE,
        new Case(Specs.of(WORKER), paper.world(), "infra: the cluster has no control plane"));
    cases.put(
        CONTROL_PLANES_EVEN,
        new Case(
            Specs.of(ONE, new Node("infra-02", "10.25.11.12", Role.CONTROL_PLANE)),
            paper.world(),
            "infra: 2 control planes survive no more failures than 1 would"));
    cases.put(
        SILENCE_UNUSED,
        new Case(
            Specs.silent(Specs.of(ONE), new Silence("cilium-kubeprsm", "a proxy of our own", AT)),
            paper.world(),
            "blackstart.yaml:7: nothing that can be silenced was found by the id"
                + " cilium-kubeprsm"));
    PaperWorld silent = new PaperWorld();
    silent.reach.put(ONE.address(), Reach.UNREACHABLE);
    cases.put(
        NODE_UNREACHABLE,
        new Case(
            Specs.of(ONE),
            silent.world(),
            "infra-01 (10.25.11.11): nobody answers at 10.25.11.11:50000"));
    PaperWorld foreign = new PaperWorld();
    foreign.reach.put(ONE.address(), Reach.FOREIGN);
    cases.put(
        NODE_FOREIGN,
        new Case(
            Specs.of(ONE),
            foreign.world(),
            "infra-01 (10.25.11.11): a configured node, but not one of ours"));
    cases.putAll(MachineCases.cases());
    cases.put(
        ENDPOINT_WORKER,
        new Case(
            Specs.of(ONE, WORKER),
            paper.world(),
            "10.25.11.10: the cluster endpoint is the address of a worker"));
    cases.put(ENDPOINT_UNRESOLVED, unresolved());
    Release release = Specs.release("kube-system", "cilium");
    PaperWorld chartless = new PaperWorld();
    chartless.unfindable.add("cilium");
    cases.put(
        CHART_MISSING,
        new Case(
            Specs.with(List.of(release)),
            chartless.world(),
            "helmfile.yaml:3: chart cilium 1.0.0 is nowhere"));
    PaperWorld republished = new PaperWorld();
    republished.choices.put("chart oci://example.org/charts/cilium 1.0.0", "0123456789abcdef");
    cases.put(
        CHART_CHANGED,
        new Case(
            Specs.with(List.of(release)),
            republished.world(),
            "helmfile.yaml:3: chart cilium 1.0.0 is another than when the run began: digest of ci"
                + " now, 0123456789ab then"));
    cases.put(
        CHART_KUBERNETES,
        new Case(
            Specs.with(List.of(release)),
            ChartVersionsTest.paper("< 1.35.0-0", true).world(),
            "helmfile.yaml:3: chart cilium 1.0.0 is for Kubernetes < 1.35.0-0, and kube-apiserver"
                + " is v1.35.0 (node.yaml:7)"));
    cases.put(RELEASE_PATCHES, patches(release));
    PaperWorld crdless = new PaperWorld();
    crdless.ownCrds.put("cilium", List.of("things.example.org"));
    cases.put(
        RELEASE_WITHOUT_CRDS,
        new Case(
            Specs.with(List.of(release)),
            crdless.world(),
            "helmfile.yaml:3: release cilium needs CRDs such as things.example.org and nothing"
                + " brings them"));
    cases.put(CRDS_MISSING, crdFileMissing());
    cases.put(CRD_OWNER, CrdOwnershipTest.unknown(AT));
    cases.put(STORED_VERSION, StoredVersionsTest.dropping(AT));
    cases.put(REBUILD_BUDGET, RebuildBudgetTest.askedFor());
    cases.put(REBUILD_OVER_BUDGET, RebuildBudgetTest.usedUp());
    cases.put(HOOK_UNSUPPORTED, hook(release));
    cases.put(MACHINE_SECRETS, unresolvable("op://vault/item/TOKEN cannot be resolved", true));
    PaperWorld sealed =
        new PaperWorld() {
          @Override
          public List<Sealed> sealedForFlux() {
            return List.of(
                new Sealed("apps/a.sops.yaml", "it is encrypted for age1abc", "encrypt it anew"));
          }
        };
    cases.put(
        FLUX_SECRETS,
        new Case(Specs.of(ONE), sealed.world(), "apps/a.sops.yaml: it is encrypted for age1abc"));
    cases.put(MESH_SECRETS, noAuthority());
    cases.put(SEED_SECRETS, unresolvable("op://vault/item/SEED cannot be resolved", false));
    return cases;
  }

  private static Case patches(Release release) {
    PaperWorld paper =
        new PaperWorld() {
          @Override
          public List<KubeObject> render(Release any) {
            throw new Failure(Failure.Kind.INPUT, "helmfile.yaml:9: no matches", "compare it");
          }
        };
    Release patched = release.rendered(List.of(new PostRender("web", List.of(), true, true)));
    return new Case(
        Specs.with(List.of(patched)),
        paper.world(),
        "helmfile.yaml:3: helmfile.yaml:9: no matches");
  }

  @Test
  void everyKindHasACaseAndIsToldWithPlaceAndRemedy() throws Exception {
    Map<PreflightFinding, Case> cases = cases();
    assertEquals(EnumSet.allOf(PreflightFinding.class), cases.keySet());
    try (Fanout fanout = new Fanout()) {
      for (Map.Entry<PreflightFinding, Case> entry : cases.entrySet()) {
        Case one = entry.getValue();
        List<Finding> findings = Preflight.look(one.spec(), one.world(), fanout);
        Finding found =
            findings.stream()
                .filter(finding -> finding.id().equals(entry.getKey().id()))
                .findFirst()
                .orElseThrow(
                    () -> new AssertionError(entry.getKey() + " is not among " + findings));
        String line = found.at() + ": " + found.what();
        assertTrue(line.contains(one.line()), line);
        assertTrue(!found.remedy().isEmpty(), entry.getKey() + " has no remedy");
      }
    }
  }

  @Test
  void aClusterInOrderHasNoFindings() throws Exception {
    try (Fanout fanout = new Fanout()) {
      assertEquals(
          List.of(), Preflight.look(Specs.threeControlPlanes(), new PaperWorld().world(), fanout));
    }
  }

  private static Case unresolved() {
    PaperWorld paper =
        new PaperWorld() {
          @Override
          public String endpointHost() {
            return "no-such-host.invalid";
          }
        };
    return new Case(
        Specs.of(ONE),
        MachineCases.live(paper),
        "no-such-host.invalid: the cluster endpoint does not resolve");
  }

  private static Case noAuthority() {
    PaperWorld paper =
        new PaperWorld() {
          @Override
          public List<KubeObject> seeds() {
            return List.of(
                new KubeObject(
                    Map.of(
                        "kind", "Secret",
                        "metadata", Map.of("name", "cilium-ca"),
                        "data", Map.of("ca.crt", "bm8="))));
          }
        };
    return new Case(
        Specs.seeded(new Seed("cilium-ca.sops.yaml", "{name: cilium-ca}")),
        paper.world(),
        "seeds of infra: Secret cilium-ca: its ca.crt is no certificate");
  }

  private static Case crdFileMissing() {
    PaperWorld paper =
        new PaperWorld() {
          @Override
          public List<KubeObject> crds(CrdSource source) {
            throw new Failure(Failure.Kind.INPUT, "crds.yaml is in no mirror", "--charts DIR");
          }
        };
    ClusterSpec plain = Specs.of(ONE);
    ClusterSpec spec = Specs.crds(plain, List.of(new CrdSource.FromFile("crds.yaml", AT)));
    return new Case(spec, paper.world(), "blackstart.yaml:7: crds.yaml is in no mirror");
  }

  private static Case hook(Release release) {
    PaperWorld paper =
        new PaperWorld() {
          @Override
          public List<HookStep> hook(Hook hook) {
            throw new Failure(Failure.Kind.INPUT, "the hook `bash` cannot be run", "kubectl apply");
          }
        };
    Release hooked =
        new Release(
            release.name(),
            release.namespace(),
            release.chart(),
            release.values(),
            release.needs(),
            List.of(new Hook(List.of("postsync"), "bash", List.of(), ".", AT)),
            release.inputs(),
            release.at());
    return new Case(
        Specs.with(List.of(hooked)), paper.world(), "blackstart.yaml:7: the hook `bash` cannot");
  }

  private static Case unresolvable(String what, boolean machines) {
    Failure failure = new Failure(Failure.Kind.INPUT, what, "op signin");
    PaperWorld paper =
        new PaperWorld() {
          @Override
          public RenderedConfig machineConfig(Node node) {
            if (machines) {
              throw failure;
            }
            return super.machineConfig(node);
          }

          @Override
          public List<KubeObject> seeds() {
            if (machines) {
              return List.of();
            }
            throw failure;
          }
        };
    return new Case(Specs.of(ONE), paper.world(), "infra: " + what);
  }
}

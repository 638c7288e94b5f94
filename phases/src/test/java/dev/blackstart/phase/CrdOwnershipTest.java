package dev.blackstart.phase;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.blackstart.cluster.ChartRef;
import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.CrdOwners;
import dev.blackstart.cluster.CrdOwners.HelmCarrier;
import dev.blackstart.cluster.CrdOwners.Policy;
import dev.blackstart.cluster.CrdOwners.Rule;
import dev.blackstart.cluster.CrdSource;
import dev.blackstart.cluster.FluxSource;
import dev.blackstart.cluster.Place;
import dev.blackstart.cluster.Release;
import dev.blackstart.phase.HandOver.Fate;
import dev.blackstart.run.PaperWorld;
import dev.blackstart.world.Charts.Deployed;
import dev.blackstart.world.KubeObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whose definitions are when they are applied, and who went on with them. */
class CrdOwnershipTest {
  private static final Place AT = new Place("blackstart.yaml", 7);
  private static final String NAME = "things.example.org";

  private final PaperWorld paper =
      new PaperWorld() {
        @Override
        public List<KubeObject> crds(Release release) {
          return List.of(crd(Map.of(), List.of()));
        }

        @Override
        public List<String> bundledCrds(ChartRef ref) {
          return bundled;
        }
      };
  private List<String> bundled = List.of(NAME);

  private static KubeObject crd(Map<String, Object> labels, List<String> managers) {
    return Specs.crd(
        Map.of(
            "name",
            NAME,
            "labels",
            labels,
            "managedFields",
            managers.stream().map(manager -> Map.of("manager", manager)).toList()),
        Map.of());
  }

  private static ClusterSpec spec(CrdOwners owners, Release... releases) {
    ClusterSpec plain = Specs.with(List.of(releases));
    return new ClusterSpec(
            plain.name(),
            plain.repository(),
            plain.family(),
            plain.nodes(),
            Map.of(),
            List.of(),
            List.of(new CrdSource.FromChart(Specs.release("crds", "thing"))),
            plain.releases(),
            Optional.of(new FluxSource("flux", "flux-system")),
            Map.of(),
            List.of(),
            ClusterSpec.Particulars.NONE)
        .owning(owners);
  }

  private static CrdOwners ruled(String of, Policy policy) {
    return CrdOwners.NONE.ruled(List.of(new Rule(of, policy, AT)));
  }

  private static CrdOwners carried(boolean replaces) {
    return CrdOwners.NONE.knowing(
        Map.of(), List.of(new HelmCarrier("apps/thing", "apps/thing", "thing", replaces)));
  }

  private static CrdOwners kustomized() {
    return CrdOwners.NONE.knowing(Map.of(NAME, "flux-system/crds"), List.of());
  }

  /** What the phase does when the cluster has none of them, or those of before. */
  private List<String> applied(ClusterSpec spec) throws Exception {
    paper.acts.clear();
    new ApplyCrds(spec, Duration.ofMinutes(1)).check(paper.world());
    Specs.run(paper, new ApplyCrds(spec, Duration.ofMinutes(1)));
    return List.copyOf(paper.acts);
  }

  private static String as(String manager) {
    return "apply CustomResourceDefinition " + NAME + " as " + manager;
  }

  @Test
  void aKustomizationThatAppliesItHasItsFields() throws Exception {
    assertEquals(List.of(as("kustomize-controller")), applied(spec(kustomized())));
  }

  @Test
  void aHelmReleaseHasThemThatBringsItUpToDate() throws Exception {
    assertEquals(List.of(as("helm-controller")), applied(spec(carried(true))));
    bundled = List.of();
    paper.objects.clear();
    assertEquals(List.of(as("helm-controller")), applied(spec(carried(false))));
  }

  @Test
  void whatNobodyGoesOnWithStaysOurs() throws Exception {
    assertEquals(List.of("apply CustomResourceDefinition " + NAME), applied(spec(carried(false))));
  }

  @Test
  void aReleaseWhoseTemplateItIsFindsItsMarks() throws Exception {
    bundled = List.of();

    applied(spec(CrdOwners.NONE, Specs.release("apps", "thing")));

    KubeObject crd = paper.objects.values().iterator().next();
    assertEquals("Helm", crd.text("metadata", "labels", "app.kubernetes.io/managed-by"));
    assertEquals("thing", crd.text("metadata", "annotations", "meta.helm.sh/release-name"));
    assertEquals("apps", crd.text("metadata", "annotations", "meta.helm.sh/release-namespace"));
  }

  @Test
  void theOperatorsWordCountsOfItselfBeforeOfItsGroup() throws Exception {
    CrdOwners owners =
        kustomized()
            .ruled(
                List.of(
                    new Rule("example.org", Policy.FLUX, AT), new Rule(NAME, Policy.LEAVE, AT)));

    assertEquals(List.of("apply CustomResourceDefinition " + NAME), applied(spec(owners)));
  }

  @Test
  void whatWeHadBeforeIsLetGoOfWhenItIsGivenAway() throws Exception {
    KubeObject before = crd(Map.of(), List.of("blackstart"));
    paper.objects.put(before.ref(), before);

    assertEquals(
        List.of(as("kustomize-controller"), "apply CustomResourceDefinition " + NAME),
        applied(spec(kustomized())));
  }

  @Test
  void whoAppliesItByFactsIsToldOnceFluxIsThere() {
    assertEquals(
        List.of(
            new CrdHandOvers.Group(
                "CRDs of Kustomization flux-system/crds",
                Fate.UNDECIDED,
                "undecided: 1 definition, such as things.example.org, which is as the bootstrap"
                    + " made it",
                "")),
        groups(kustomized(), crd(Map.of(), List.of("kustomize-controller"))));
    assertEquals(
        Fate.ADOPTED,
        groups(kustomized(), crd(by("kustomize", "crds"), List.of("kustomize-controller")))
            .getFirst()
            .fate());
    assertEquals(
        "left alone: 1 definition, such as things.example.org, which is as the bootstrap made it",
        groups(CrdOwners.NONE, crd(Map.of(), List.of("blackstart"))).getFirst().what());
    CrdHandOvers.Group another =
        groups(kustomized(), crd(by("helm", "thing"), List.of("helm-controller"))).getFirst();
    assertEquals(Fate.CONFLICTING, another.fate());
    assertEquals(
        "conflicting: 1 definition, such as things.example.org, which is applied by HelmRelease"
            + " flux-system/thing",
        another.what());
  }

  @Test
  void aReleaseHasWhatHelmInstalled() {
    bundled = List.of();
    Release thing = Specs.release("apps", "thing");
    KubeObject crd = crd(Map.of(), List.of("helm-controller"));
    Deployed nothing = paper.deployed(thing, "deployed");
    paper.releases.put("thing", nothing);
    paper.objects.put(crd.ref(), crd);
    paper.ownCrds.put("thing", List.of(NAME));

    assertEquals(
        Fate.LEFT, CrdHandOvers.of(spec(CrdOwners.NONE, thing), paper.world()).getFirst().fate());
    paper.releases.put(
        "thing",
        new Deployed("apps", "thing", 1, "deployed", "thing", "1", "", List.of(crd.ref())));
    assertEquals(
        Fate.ADOPTED,
        CrdHandOvers.of(spec(CrdOwners.NONE, thing), paper.world()).getFirst().fate());
  }

  private static Map<String, Object> by(String controller, String name) {
    String group = controller + ".toolkit.fluxcd.io/";
    return Map.of(group + "name", name, group + "namespace", "flux-system");
  }

  private List<CrdHandOvers.Group> groups(CrdOwners owners, KubeObject crd) {
    paper.objects.put(crd.ref(), crd);
    paper.ownCrds.put("thing", List.of(NAME));
    return CrdHandOvers.of(spec(owners), paper.world());
  }

  static PreflightFindingsTest.Case unknown(Place at) {
    PaperWorld known = new PaperWorld();
    known.ownCrds.put("thing", List.of(NAME));
    return new PreflightFindingsTest.Case(
        spec(ruled("example.org", Policy.FLUX)),
        known.world(),
        at + ": things.example.org is to be Flux's, and nothing in its tree brings it");
  }
}

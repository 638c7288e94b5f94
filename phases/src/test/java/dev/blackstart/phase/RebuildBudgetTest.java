package dev.blackstart.phase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.CertificateOrder;
import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Finding;
import dev.blackstart.run.PaperWorld;
import dev.blackstart.world.KubeObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a new cluster asks others for, beside what those before it had. */
class RebuildBudgetTest {
  private static final List<String> NAMES = List.of("*.example.org", "example.org");
  private static final String API = "cert-manager.io/v1";

  private final PaperWorld paper = new PaperWorld();

  private static ClusterSpec asking(CertificateOrder... orders) {
    return Specs.threeControlPlanes().ordering(List.of(orders));
  }

  private static CertificateOrder order(String name, List<String> names) {
    return new CertificateOrder(
        "Certificate network/" + name, "certificate.yaml:4", "network/" + name, names);
  }

  private static KubeObject object(
      String apiVersion, String kind, String name, Map<String, Object> spec, Object status) {
    return new KubeObject(
        Map.of(
            "apiVersion",
            apiVersion,
            "kind",
            kind,
            "metadata",
            kind.startsWith("Cluster")
                ? Map.of("name", name)
                : Map.of("name", name, "namespace", "network"),
            "spec",
            spec,
            "status",
            status));
  }

  /** A cluster stood, had its certificate, and is gone. */
  private static void lifetime(PaperWorld paper, String server, Instant issued) {
    put(
        paper,
        object(API, "ClusterIssuer", "letsencrypt", Map.of("acme", Map.of("server", server)), ""));
    put(
        paper,
        object(
            API,
            "Certificate",
            "wildcard",
            Map.of(
                "secretName",
                "wildcard",
                "dnsNames",
                List.of("example.org", "*.example.org"),
                "issuerRef",
                Map.of("kind", "ClusterIssuer", "name", "letsencrypt")),
            Map.of("notBefore", issued.toString())));
    Spent.remember(MachineCases.live(paper));
    paper.objects.clear();
  }

  private static void put(PaperWorld paper, KubeObject object) {
    paper.objects.put(object.ref(), object);
  }

  private static void lifetimes(PaperWorld paper, int count, String server) {
    IntStream.range(0, count)
        .forEach(
            each -> lifetime(paper, server, paper.wall().minus(Duration.ofMinutes(100 - each))));
  }

  private static final String PRODUCTION = "https://acme-v02.api.letsencrypt.org/directory";

  private List<Finding> over(ClusterSpec spec) {
    return RebuildBudget.look(spec, MachineCases.live(paper)).stream()
        .filter(finding -> finding.level() == Finding.Level.WARNING)
        .toList();
  }

  static PreflightFindingsTest.Case askedFor() {
    return new PreflightFindingsTest.Case(
        asking(order("wildcard", NAMES)),
        MachineCases.live(new PaperWorld()),
        "cluster infra: Let's Encrypt will be asked for 1 certificate, 0 of the cluster's were"
            + " given in the last 7 days");
  }

  static PreflightFindingsTest.Case usedUp() {
    PaperWorld paper = new PaperWorld();
    lifetimes(paper, 5, PRODUCTION);
    return new PreflightFindingsTest.Case(
        asking(order("wildcard", NAMES)),
        MachineCases.live(paper),
        "certificate.yaml:4: Let's Encrypt has given what it gives of Certificate network/wildcard"
            + " (*.example.org, example.org), 5 in 7 days: the next is free at ");
  }

  @Test
  void theSixthRebuildInAWeekIsTold() {
    lifetimes(paper, 4, PRODUCTION);
    assertEquals(List.of(), over(asking(order("wildcard", NAMES))));

    lifetimes(paper, 5, PRODUCTION);
    assertEquals(1, over(asking(order("wildcard", NAMES))).size());
    assertEquals(1, over(asking(order("wildcard", List.of()))).size(), "known by its Secret");
    assertEquals(List.of(), over(asking(order("other", List.of("other.example.org")))));
  }

  @Test
  void oneCertificateThatIsSeenAgainIsOne() {
    Instant issued = paper.wall().minus(Duration.ofHours(1));
    for (int i = 0; i < 6; i++) {
      lifetime(paper, PRODUCTION, issued);
    }

    assertEquals(1, Spent.certificates(paper).size());
    assertEquals(List.of(NAMES), Spent.certificates(paper).stream().map(c -> c.names()).toList());
  }

  @Test
  void theStagingServerCostsNothing() {
    lifetimes(paper, 6, "https://acme-staging-v02.api.letsencrypt.org/directory");

    assertEquals(List.of(), Spent.certificates(paper));
  }

  @Test
  void aRehearsalAsksNobody() {
    lifetimes(paper, 5, PRODUCTION);

    assertEquals(List.of(), RebuildBudget.look(asking(order("wildcard", NAMES)), paper.world()));
  }

  @Test
  void whatACertificateIsKeptInIsNotAskedForAgain() {
    lifetimes(paper, 5, PRODUCTION);
    put(paper, object("v1", "Secret", "wildcard", Map.of(), ""));

    assertEquals(
        List.of(), RebuildBudget.look(asking(order("wildcard", NAMES)), MachineCases.live(paper)));
  }

  @Test
  void aDomainGivesFiftyNewOnes() {
    CertificateOrder[] orders =
        IntStream.range(0, 51)
            .mapToObj(each -> order("app-" + each, List.of("app-" + each + ".example.co.uk")))
            .toArray(CertificateOrder[]::new);

    String what = over(asking(orders)).getFirst().what();
    assertTrue(
        what.startsWith(
            "Let's Encrypt gives 50 new certificates of example.co.uk in 7 days, and 51 are asked"
                + " for"),
        what);
  }

  private static KubeObject pod(int node, Instant started) {
    List<Map<String, Object>> containers =
        IntStream.range(0, 20)
            .mapToObj(each -> Map.<String, Object>of("image", "acme/app:" + each))
            .toList();
    return object(
        "v1",
        "Pod",
        "pod-" + node,
        Map.of("nodeName", "node-" + node, "containers", containers),
        Map.of("startTime", started.toString()));
  }

  @Test
  void dockerHubGivesAHundredImagesInSixHours() {
    Instant started = paper.wall().minus(Duration.ofHours(1));
    IntStream.range(0, 4).forEach(node -> put(paper, pod(node, started)));
    Spent.remember(MachineCases.live(paper));
    Spent.remember(MachineCases.live(paper));
    paper.objects.clear();

    List<Finding> over = over(asking());

    assertEquals(1, over.size());
    assertTrue(
        over.getFirst()
            .what()
            .contains("its nodes fetched 80 and will fetch up to 80; all are free at "),
        over.getFirst().what());
  }

  @Test
  void aNameWhoseFirstPartIsNoHostIsDockerHubs() {
    assertTrue(HubImages.isHubs("nginx:1"));
    assertTrue(HubImages.isHubs("acme/app"));
    assertTrue(HubImages.isHubs("docker.io/acme/app"));
    assertFalse(HubImages.isHubs("ghcr.io/acme/app"));
    assertFalse(HubImages.isHubs("localhost:5000/app"));
  }
}

package dev.blackstart.app.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.blackstart.app.FetchedCharts;
import dev.blackstart.app.mirror.Mirroring.ImageDigest;
import dev.blackstart.cluster.ChartRef;
import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.CrdSource;
import dev.blackstart.cluster.Hook;
import dev.blackstart.cluster.Place;
import dev.blackstart.cluster.Release;
import dev.blackstart.files.CrdFiles;
import dev.blackstart.jhelm.ChartArchive;
import dev.blackstart.repository.fluxtree.FluxContents;
import dev.blackstart.world.Charts.Chart;
import dev.blackstart.world.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mirror that is made while the network is there, and used when it is gone. */
class MirroringTest {
  private static final String CRD =
      "{apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition,"
          + " metadata: {name: things.example.org}}";
  private static final Place AT = new Place("helmfile.yaml", 3);

  @TempDir Path folder;
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private String address;

  @BeforeEach
  void serve() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    address = "http://127.0.0.1:" + server.getAddress().getPort();
    server.createContext("/", this::answer);
    server.start();
    chart("app", "image: registry.example/app:1.0.0");
    chart("later", "args: [--helper=registry.example/helper:2.0.0]\n          image: app:1");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void chart(String name, String container) throws IOException {
    Path chart = Files.createDirectories(folder.resolve("source/" + name + "/templates"));
    Files.writeString(
        chart.resolveSibling("Chart.yaml"), "apiVersion: v2\nname: " + name + "\nversion: 1.2.3\n");
    Files.writeString(
        chart.resolve("pod.yaml"),
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: %s}
        spec:
          containers:
          - name: main
            %s
        """
            .formatted(name, container.replace("\n          ", "\n    ")));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    seen.add(path);
    String name = path.replaceFirst("^/charts/", "").replaceFirst("-1\\.2\\.3\\.tgz$", "");
    Path chart = folder.resolve("source/" + name);
    byte[] body = new byte[0];
    if (path.equals("/charts/index.yaml")) {
      body =
          """
          entries:
            app: [{version: 1.2.3, urls: [app-1.2.3.tgz]}]
            later: [{version: 1.2.3, urls: [later-1.2.3.tgz]}]
          """
              .getBytes(StandardCharsets.UTF_8);
    } else if (path.equals("/org/things/releases/download/v1/crds.yaml")) {
      body = CRD.getBytes(StandardCharsets.UTF_8);
    } else if (path.endsWith(".tgz") && Files.isDirectory(chart)) {
      body = ChartArchive.of(new Chart(name, "1.2.3", chart.toString(), ""));
    }
    exchange.sendResponseHeaders(body.length == 0 ? 404 : 200, body.length == 0 ? -1 : body.length);
    try (var out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private Release release(String name, List<Hook> hooks) {
    return new Release(
        name,
        "apps",
        new ChartRef(name, address + "/charts", "1.2.3"),
        List.of(),
        List.of(),
        hooks,
        List.of(),
        AT);
  }

  private ClusterSpec spec(List<Release> releases) {
    return new ClusterSpec(
        "infra",
        folder,
        new ClusterSpec.Family("", "helmfile"),
        List.of(),
        Map.of(),
        List.of(),
        List.of(crds()),
        releases,
        Optional.empty(),
        Map.of(),
        List.of(),
        ClusterSpec.Particulars.NONE);
  }

  private CrdSource.FromUrl crds() {
    return new CrdSource.FromUrl(address + "/org/things/releases/download/v1/crds.yaml", AT);
  }

  private FluxContents flux() {
    Map<String, Object> custom =
        Map.of("kind", "Cluster", "spec", Map.of("imageName", "ghcr.io/cnpg/postgresql:17"));
    return new FluxContents(
        List.of(release("later", List.of()), release("gone", List.of())),
        List.of(new FluxContents.Unknown("apps/odd", "only the cluster knows which *")),
        List.of(custom));
  }

  private Mirrored mirror(ClusterSpec spec, Path out) throws Exception {
    try (FetchedCharts had = new FetchedCharts(spec, List.of(out))) {
      return new Mirroring(
              spec,
              flux(),
              had.charts(),
              had.crdFiles(),
              image ->
                  new ImageDigest(
                      Optional.of("sha256:" + "d".repeat(64)).filter(any -> image.contains("/")),
                      ""),
              had.fanout())
          .into(new MirrorFolder(out));
    }
  }

  @Test
  void everythingOfAClusterIsFetchedOnceAndItsImagesAreListed() throws Exception {
    Path out = folder.resolve("mirror");
    Mirrored mirrored = mirror(spec(List.of(release("app", List.of()))), out);
    assertEquals(
        List.of("app-1.2.3.tgz", "later-1.2.3.tgz"),
        mirrored.charts().stream().map(Mirrored.Item::file).toList());
    assertEquals("things-v1-crds.yaml", mirrored.crds().getFirst().file());
    String digest = "@sha256:" + "d".repeat(64);
    assertEquals(
        List.of(
            "app:1",
            "ghcr.io/cnpg/postgresql:17" + digest,
            "registry.example/app:1.0.0" + digest,
            "registry.example/helper:2.0.0" + digest),
        Files.readAllLines(out.resolve("images.txt")));
    assertEquals(Optional.empty(), mirrored.missing(), "what is only Flux's stops no bootstrap");
    assertEquals(
        List.of("chart gone 1.2.3", "chart of HelmRelease apps/odd"),
        mirrored.lacks().stream().map(Mirrored.Lack::what).toList());
    for (String line : Files.readAllLines(out.resolve("SHA256SUMS"))) {
      Path file = out.resolve(line.substring(66));
      assertEquals(line.substring(0, 64), MirrorFolder.sha256(Files.readAllBytes(file)));
    }
    seen.clear();
    Mirrored again = mirror(spec(List.of(release("app", List.of()))), out);
    assertTrue(again.charts().stream().noneMatch(Mirrored.Item::fresh));
    assertFalse(seen.contains("/charts/app-1.2.3.tgz"), seen.toString());
  }

  @Test
  void whatWasMirroredIsUsedWhenTheNetworkIsGone() throws Exception {
    Path out = folder.resolve("mirror");
    ClusterSpec spec = spec(List.of(release("app", List.of())));
    mirror(spec, out);
    server.stop(0);
    try (FetchedCharts had = new FetchedCharts(spec, List.of(out))) {
      assertEquals("app", had.charts().find(spec.releases().getFirst().chart()).name());
      assertEquals(1, had.charts().render(spec.releases().getFirst()).size());
      CrdFiles files = new CrdFiles(folder, List.of(out), Optional.empty());
      assertEquals("things.example.org", files.definitions(crds()).getFirst().name());
      Failure gone =
          assertThrows(
              Failure.class,
              () -> had.charts().find(new ChartRef("other", address + "/charts", "1.2.3")));
      assertTrue(gone.what().contains("connection refused"), gone.what());
    }
  }

  @Test
  void whatAChartInAFolderDependsOnIsMirroredAndUsed() throws Exception {
    Path own = Files.createDirectories(folder.resolve("own"));
    Files.writeString(
        own.resolve("Chart.yaml"),
        "apiVersion: v2\nname: own\nversion: 0.1.0\ndependencies:\n"
            + "- {name: app, version: ^1.0.0, repository: \""
            + address
            + "/charts\"}\n");
    Release local =
        new Release(
            "own",
            "apps",
            new ChartRef(own.toString(), "", ""),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            AT);
    ClusterSpec spec = spec(List.of(local));
    Path out = folder.resolve("mirror");
    Mirrored mirrored = mirror(spec, out);
    assertEquals(
        List.of("app-1.2.3.tgz", "later-1.2.3.tgz"),
        mirrored.charts().stream().map(Mirrored.Item::file).toList());
    assertEquals(List.of("apps/own"), mirrored.charts().getFirst().users());
    server.stop(0);
    try (FetchedCharts had = new FetchedCharts(spec, List.of(out))) {
      assertEquals(1, had.charts().render(local).size(), "the Pod of its dependency");
    }
  }

  @Test
  void whatABootstrapWouldMissIsToldFirst() throws Exception {
    Release missing = release("missing", List.of());
    Mirrored mirrored = mirror(spec(List.of(missing)), folder.resolve("mirror"));
    assertEquals(Optional.of(Failure.Kind.INPUT), mirrored.missing());
    assertEquals("chart missing 1.2.3", mirrored.lacks().getFirst().what());
    assertTrue(mirrored.lacks().getFirst().because().contains("has no chart missing"));
  }
}

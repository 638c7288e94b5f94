package dev.blackstart.rehearsal.flux;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.cluster.ChartAdditions;
import dev.blackstart.cluster.ChartRef;
import dev.blackstart.rehearsal.actor.client.ApiClient;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import dev.blackstart.world.Charts;
import dev.blackstart.world.Failure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which chart a HelmRelease means, and whether its source is ready. */
final class ReleaseChart {
  private final Surroundings around;
  private final ApiClient client;
  private final Charts charts;
  private final OwnRepository own;
  private final Path repository;

  ReleaseChart(
      Surroundings around, ApiClient client, Charts charts, OwnRepository own, Path repository) {
    this.around = around;
    this.client = client;
    this.charts = charts;
    this.own = own;
    this.repository = repository;
  }

  /**
   * The chart's reference.
   *
   * @throws Refusal when the source is missing or not ready
   * @throws NotRehearsedException when its content is not at hand
   */
  ChartRef reference(Resource release) {
    JsonNode reference = release.spec().path("chartRef");
    if (!reference.isObject()) {
      return ofTemplate(release, release.spec().path("chart").path("spec"));
    }
    Key key =
        new Key(
            reference.path("namespace").asText(release.namespace()),
            reference.path("name").asText());
    return switch (reference.path("kind").asText()) {
      case "OCIRepository" -> ofOci(ready(FluxTypes.OCI, key));
      case "HelmChart" -> {
        Resource chart = ready(FluxTypes.HELM_CHARTS, key);
        yield ofRepository(chart.namespace(), chart.spec());
      }
      default ->
          throw new NotRehearsedException(
              "charts from a " + reference.path("kind").asText() + " are not at hand");
    };
  }

  private static ChartRef ofOci(Resource repository) {
    JsonNode reference = repository.spec().path("ref");
    String version = reference.path("tag").asText(reference.path("semver").asText());
    return ChartRef.oci(repository.spec().path("url").asText(), version);
  }

  /** Writes the HelmChart that helm-controller keeps for a chart named in the release itself. */
  private ChartRef ofTemplate(Resource release, JsonNode chart) {
    JsonNode source = chart.path("sourceRef");
    String namespace = source.path("namespace").asText(release.namespace());
    Key key = new Key(namespace, release.namespace() + "-" + release.name());
    ObjectNode object =
        Json.object(
            "apiVersion",
            FluxTypes.SOURCE + "/v1",
            "kind",
            "HelmChart",
            "metadata",
            Json.object(
                "name", key.name(),
                "namespace", namespace,
                "labels",
                    Json.object(
                        "helm.toolkit.fluxcd.io/name", release.name(),
                        "helm.toolkit.fluxcd.io/namespace", release.namespace())),
            "spec",
            Json.object(
                "chart", chart.path("chart"),
                "version", chart.path("version").asText("*"),
                "interval", chart.path("interval").asText(release.spec().path("interval").asText()),
                "reconcileStrategy", chart.path("reconcileStrategy").asText("ChartVersion"),
                "sourceRef",
                    Json.object("kind", source.path("kind"), "name", source.path("name"))));
    client.apply(FluxTypes.HELM_CHARTS, object, HelmReleases.CONTROLLER, true);
    ChartRef reference = ofRepository(namespace, chart);
    ready(FluxTypes.HELM_CHARTS, key);
    return reference;
  }

  private ChartRef ofRepository(String namespace, JsonNode chart) {
    List<String> values = new ArrayList<>();
    chart.path("valuesFiles").forEach(file -> values.add(file.asText()));
    return published(namespace, chart)
        .with(
            ChartAdditions.ofValuesFiles(
                values, chart.path("ignoreMissingValuesFiles").asBoolean()));
  }

  private ChartRef published(String namespace, JsonNode chart) {
    String name = chart.path("chart").asText();
    String version = chart.path("version").asText();
    Key key = new Key(namespace, chart.path("sourceRef").path("name").asText());
    if (chart.path("sourceRef").path("kind").asText().equals("GitRepository")) {
      if (!own.is(ready(FluxTypes.GIT, key))) {
        throw new NotRehearsedException("the content of GitRepository " + key + " is not at hand");
      }
      return new ChartRef(repository.resolve(name).normalize().toString(), "", version);
    }
    Resource source = find(FluxTypes.HELM_REPOSITORIES, key);
    String url = source.spec().path("url").asText();
    if (url.startsWith("oci://")) {
      return ChartRef.oci(url.replaceFirst("/+$", "") + "/" + name, version);
    }
    ready(FluxTypes.HELM_REPOSITORIES, key);
    return new ChartRef(name, url, version);
  }

  private Resource find(ResourceType type, Key key) {
    Optional<Resource> found = around.informer(type).get(key).or(() -> client.find(type, key));
    return found.orElseThrow(
        () ->
            new Refusal(
                "ArtifactFailed",
                "could not get Source object: "
                    + FluxTypes.definition(type)
                    + " \""
                    + key.name()
                    + "\" not found"));
  }

  private Resource ready(ResourceType type, Key key) {
    Resource source = find(type, key);
    if (FluxStatus.isNotRehearsed(source)) {
      throw new NotRehearsedException(
          "the content of " + type.kind() + " " + key + " is not at hand");
    }
    if (!source.isTrue(FluxStatus.READY)) {
      throw new Refusal("SourceNotReady", type.kind() + " '" + key + "' is not ready");
    }
    return source;
  }

  /**
   * The chart itself.
   *
   * @throws NotRehearsedException when it is nowhere
   */
  Charts.Chart find(ChartRef reference) {
    try {
      return charts.find(reference);
    } catch (Failure failure) {
      throw new NotRehearsedException("chart " + reference + " is not at hand: " + failure.what());
    }
  }
}

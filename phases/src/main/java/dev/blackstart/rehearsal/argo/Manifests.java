package dev.blackstart.rehearsal.argo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.cluster.Release;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.flux.WorkingTree;
import dev.blackstart.template.kustomize.ArgoBuild;
import dev.blackstart.template.kustomize.KustomizeProblem;
import dev.blackstart.world.Charts;
import dev.blackstart.world.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Plays the repo-server: what an Application's sources amount to. */
final class Manifests {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final WorkingTree tree;
  private final Charts charts;
  private final ChartValues values;

  Manifests(WorkingTree tree, Charts charts) {
    this.tree = tree;
    this.charts = charts;
    this.values = new ChartValues(tree);
  }

  /**
   * What is wanted.
   *
   * @throws Refused when Argo CD cannot make it, or it is not rehearsed
   */
  Target of(Resource application) {
    List<JsonNode> sources = new ArrayList<>();
    application.spec().path("sources").forEach(sources::add);
    if (sources.isEmpty()) {
      sources.add(application.spec().path("source"));
    }
    List<ObjectNode> objects = new ArrayList<>();
    String revision = "";
    for (JsonNode source : sources) {
      if (source.hasNonNull("chart")) {
        objects.addAll(rendered(application, source));
        revision = source.path("targetRevision").asText();
      } else if (source.hasNonNull("path")) {
        objects.addAll(built(source));
        revision = tree.digest();
      }
    }
    return new Target(revision, application.spec().toString(), objects);
  }

  private List<ObjectNode> rendered(Resource application, JsonNode source) {
    Release release = values.release(application, source);
    try {
      charts.find(release.chart());
    } catch (Failure nowhere) {
      throw new Refused(Status.NOT_REHEARSED, nowhere.what());
    }
    try {
      return charts.render(release).stream()
          .map(object -> (ObjectNode) JSON.valueToTree(object.fields()))
          .toList();
    } catch (Failure broken) {
      throw comparison("`helm template` failed: " + broken.what());
    }
  }

  private List<ObjectNode> built(JsonNode source) {
    String path = source.path("path").asText().replaceAll("^(\\./|/)+|/+$", "");
    Map<String, Object> fields = Map.of();
    if (source.path("directory").path("recurse").asBoolean()) {
      fields = Map.of("directory", Map.of("recurse", true));
    }
    try {
      return ArgoBuild.build(tree, path.equals(".") ? "" : path, fields).stream()
          .map(built -> (ObjectNode) JSON.valueToTree(built.object()))
          .filter(object -> object.isObject() && !object.equals(Json.object()))
          .toList();
    } catch (KustomizeProblem problem) {
      throw comparison(problem.place() + ": " + problem.what());
    }
  }

  private static Refused comparison(String why) {
    return new Refused(
        "ComparisonError",
        "Failed to load target state: failed to generate manifest for source 1 of 1: rpc error:"
            + " code = Unknown desc = "
            + why);
  }
}

package dev.blackstart.rehearsal.argo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.cluster.Release;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.flux.WorkingTree;
import dev.blackstart.template.argo.ChartedTree;
import dev.blackstart.template.argo.Fields;
import dev.blackstart.template.kustomize.ArgoBuild;
import dev.blackstart.template.kustomize.KustomizeProblem;
import dev.blackstart.template.kustomize.SourceTree;
import dev.blackstart.world.Charts;
import dev.blackstart.world.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Plays the repo-server: what an Application's sources amount to. */
final class Manifests {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** How often Argo CD looks for a new commit. */
  private static final Duration SEEN_FOR = Duration.ofMinutes(3);

  private final WorkingTree tree;
  private final Charts charts;
  private final ChartValues values;
  private String commit = "";
  private Instant seen = Instant.MIN;

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
  Target of(Resource application, Instant now) {
    List<JsonNode> sources = new ArrayList<>();
    application.spec().path("sources").forEach(sources::add);
    if (sources.isEmpty()) {
      sources.add(application.spec().path("source"));
    }
    List<ObjectNode> objects = new ArrayList<>();
    String revision = "";
    for (JsonNode source : sources) {
      String folder = folder(source);
      if (source.hasNonNull("chart")) {
        objects.addAll(rendered(application, source, ""));
        revision = source.path("targetRevision").asText();
      } else if (source.hasNonNull("path")) {
        objects.addAll(
            ArgoBuild.isChart(tree, folder, fields(source))
                ? rendered(application, source, folder)
                : built(application, source, folder));
        revision = commit(now);
      }
    }
    return new Target(revision, application.spec().toString(), objects);
  }

  /** What stands for the commit that is checked out, looked up once in a while. */
  String commit(Instant now) {
    if (commit.isEmpty() || !now.isBefore(seen.plus(SEEN_FOR))) {
      seen = now;
      commit = tree.digest();
    }
    return commit;
  }

  /** Whether it is of the commit that is checked out, or of no commit at all. */
  boolean isCurrent(Target target, Instant now) {
    return !target.revision().matches("[0-9a-f]{40}") || target.revision().equals(commit(now));
  }

  private List<ObjectNode> rendered(Resource application, JsonNode source, String folder) {
    Release release = values.release(application, source, folder);
    return rendered(release, !source.at("/helm/skipCrds").asBoolean());
  }

  private List<ObjectNode> rendered(Release release, boolean definitions) {
    try {
      charts.find(release.chart());
    } catch (Failure nowhere) {
      throw new Refused(Status.NOT_REHEARSED, nowhere.what());
    }
    try {
      return charts.template(release, definitions).stream()
          .map(object -> (ObjectNode) JSON.valueToTree(object.fields()))
          .toList();
    } catch (Failure broken) {
      throw comparison("`helm template` failed: " + broken.what());
    }
  }

  private static String folder(JsonNode source) {
    String path = source.path("path").asText().replaceAll("^(\\./|/)+|/+$", "");
    return path.equals(".") ? "" : path;
  }

  private static Map<String, Object> fields(JsonNode source) {
    return Fields.map(JSON.convertValue(source, Map.class));
  }

  private List<ObjectNode> built(Resource application, JsonNode source, String folder) {
    SourceTree charted =
        new ChartedTree(
            tree,
            (chart, at, place) ->
                rendered(values.release(application, chart, at), isTrue(chart, "includeCRDs"))
                    .stream()
                    .map(object -> Fields.map(JSON.convertValue(object, Map.class)))
                    .toList());
    try {
      return ArgoBuild.build(charted, folder, fields(source)).stream()
          .map(built -> (ObjectNode) JSON.valueToTree(built.object()))
          .filter(object -> object.isObject() && !object.equals(Json.object()))
          .toList();
    } catch (KustomizeProblem problem) {
      if (problem.kind() == KustomizeProblem.Kind.ELSEWHERE) {
        throw new Refused(Status.NOT_REHEARSED, problem.place() + ": " + problem.what());
      }
      throw comparison(problem.place() + ": " + problem.what());
    }
  }

  private static boolean isTrue(Map<String, Object> fields, String name) {
    return Boolean.TRUE.equals(fields.get(name));
  }

  private static Refused comparison(String why) {
    return new Refused(
        "ComparisonError",
        "Failed to load target state: failed to generate manifest for source 1 of 1: rpc error:"
            + " code = Unknown desc = "
            + why);
  }
}

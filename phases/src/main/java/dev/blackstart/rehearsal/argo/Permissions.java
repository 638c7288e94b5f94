package dev.blackstart.rehearsal.argo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.Informer;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import dev.blackstart.template.argo.AppProject;
import dev.blackstart.template.argo.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether an Application's project is there and lets it do what it wants. */
final class Permissions {
  private static final String INVALID = "InvalidSpecError";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Surroundings around;
  private final Informer projects;

  Permissions(Surroundings around, Informer projects) {
    this.around = around;
    this.projects = projects;
  }

  /**
   * Looks it up.
   *
   * @throws Refused when it may not
   */
  void demand(Resource application) {
    String name = application.spec().path("project").asText("default");
    Optional<Resource> project = projects.get(new Key(application.namespace(), name));
    if (project.isPresent()) {
      demand(application, name, project.get());
    } else if (name.equals("default")) {
      create(application.namespace());
    } else {
      throw new Refused(
          INVALID, "Application referencing project " + name + " which does not exist");
    }
  }

  private static void demand(Resource application, String name, Resource project) {
    AppProject rules = new AppProject(Fields.map(JSON.convertValue(project.json(), Map.class)));
    List<JsonNode> sources = new ArrayList<>();
    application.spec().path("sources").forEach(sources::add);
    if (application.spec().has("source")) {
      sources.add(application.spec().path("source"));
    }
    for (JsonNode source : sources) {
      String url = source.path("repoURL").asText();
      if (!rules.permits(url)) {
        throw new Refused(
            INVALID, "application repo " + url + " is not permitted in project '" + name + "'");
      }
    }
    JsonNode destination = application.spec().path("destination");
    String server = destination.path("server").asText(destination.path("name").asText());
    String namespace = destination.path("namespace").asText();
    if (!rules.permits(server, namespace)) {
      throw new Refused(
          INVALID,
          "application destination server '%s' and namespace '%s' do not match any of the allowed"
                  .formatted(server, namespace)
              + " destinations in project '"
              + name
              + "'");
    }
  }

  /** Argo CD makes the project {@code default} itself. */
  private void create(String namespace) {
    ObjectNode everything =
        Json.object(
            "sourceRepos", Json.array("*"),
            "destinations", Json.array(Json.object("namespace", "*", "server", "*")),
            "clusterResourceWhitelist", Json.array(Json.object("group", "*", "kind", "*")));
    around
        .client()
        .as(ArgoCd.CONTROLLER)
        .createIfAbsent(
            ArgoTypes.PROJECTS,
            Json.object(
                "apiVersion",
                ArgoTypes.PROJECTS.apiVersion(),
                "kind",
                "AppProject",
                "metadata",
                Json.object("name", "default", "namespace", namespace),
                "spec",
                everything));
  }
}

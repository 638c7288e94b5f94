package dev.blackstart.rehearsal.argo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import dev.blackstart.rehearsal.flux.ApiTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What an Application deployed and wants no longer. */
final class Pruning {
  private final Live live;

  Pruning(Surroundings around, ApiTypes types) {
    this.live = new Live(around.client().as(ArgoCd.CONTROLLER), types);
  }

  /** What is in the cluster still, is the Application's by its tracking id, and not wanted. */
  List<ObjectNode> stale(Resource application, Target target) {
    String namespace = Syncing.destination(application);
    Set<String> wanted =
        target.all().stream().map(object -> id(object, namespace)).collect(Collectors.toSet());
    List<ObjectNode> stale = new ArrayList<>();
    for (JsonNode resource : application.status().path("resources")) {
      ObjectNode object = object(resource);
      if (!wanted.contains(id(object, namespace))
          && live.find(object, namespace).filter(each -> isOf(application, each)).isPresent()) {
        stale.add(object);
      }
    }
    return stale;
  }

  /** Deletes what is no longer wanted, where the Application says so and the object does not. */
  void prune(Resource application, Target target) {
    if (application.spec().at("/syncPolicy/automated/prune").asBoolean()) {
      delete(application, stale(application, target));
    }
  }

  /** Deletes everything an Application deployed: it goes itself. */
  void cascade(Resource application) {
    List<ObjectNode> all = new ArrayList<>();
    application.status().path("resources").forEach(resource -> all.add(object(resource)));
    delete(application, all);
  }

  private void delete(Resource application, List<ObjectNode> objects) {
    String namespace = Syncing.destination(application);
    for (ObjectNode object : objects.reversed()) {
      Optional<Resource> there = live.find(object, namespace);
      if (there.isPresent() && isOf(application, there.get()) && !isKept(there.get())) {
        live.delete(object, namespace, "Background");
      }
    }
  }

  private static boolean isKept(Resource object) {
    SyncOptions own = SyncOptions.own(object);
    return own.value("Prune").equals("false") || own.value("Delete").equals("false");
  }

  private static boolean isOf(Resource application, Resource object) {
    return !object.deleting()
        && object.annotation(WaveApply.TRACKING).startsWith(application.name() + ":");
  }

  private static ObjectNode object(JsonNode resource) {
    String group = resource.path("group").asText();
    return Json.object(
        "apiVersion",
        (group.isEmpty() ? "" : group + "/") + resource.path("version").asText(),
        "kind",
        resource.path("kind").asText(),
        "metadata",
        Json.object(
            "name",
            resource.path("name").asText(),
            "namespace",
            resource.path("namespace").asText()));
  }

  private static String id(ObjectNode object, String namespace) {
    String own = object.at("/metadata/namespace").asText();
    String api = object.path("apiVersion").asText();
    return api.substring(0, Math.max(0, api.indexOf('/')))
        + "/"
        + object.path("kind").asText()
        + "/"
        + (own.isEmpty() ? namespace : own)
        + "/"
        + object.at("/metadata/name").asText();
  }
}

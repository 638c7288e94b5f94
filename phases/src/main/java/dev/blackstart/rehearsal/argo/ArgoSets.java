package dev.blackstart.rehearsal.argo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.ApiFailure;
import dev.blackstart.rehearsal.actor.client.Informer;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Reconciler;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import dev.blackstart.rehearsal.actor.operator.RunningPods;
import dev.blackstart.rehearsal.flux.WorkingTree;
import dev.blackstart.template.argo.ApplicationSet;
import dev.blackstart.template.argo.ApplicationSetProblem;
import dev.blackstart.template.argo.Fields;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Plays Argo CD's ApplicationSet controller: makes and takes back the Applications of each set. */
final class ArgoSets {
  private static final String CONTROLLER = "argocd-applicationset-controller";
  private static final Duration LATER = Duration.ofMinutes(3);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Surroundings around;
  private final WorkingTree tree;
  private Informer sets;
  private Informer applications;
  private RunningPods controller;
  private Reconciler queue;

  ArgoSets(Surroundings around, WorkingTree tree) {
    this.around = around;
    this.tree = tree;
    around.whenDefined(
        ArgoTypes.SETS, () -> around.whenDefined(ArgoTypes.APPLICATIONS, this::begin));
  }

  private void begin() {
    sets = around.informer(ArgoTypes.SETS);
    applications = around.informer(ArgoTypes.APPLICATIONS);
    controller = new RunningPods(around, RunningPods.named(CONTROLLER));
    queue = around.reconciler(this::reconcile, ArgoTypes.SETS, ArgoTypes.APPLICATIONS);
    sets.listen(change -> queue.add(change.any().key()));
    controller.listen(() -> sets.all().forEach(set -> queue.add(set.key())));
    around.after(LATER, this::again);
  }

  /** Generators look into Git once in a while. */
  private void again() {
    sets.all().forEach(set -> queue.add(set.key()));
    around.after(LATER, this::again);
  }

  private void reconcile(Key key) {
    Resource set = sets.get(key).orElse(null);
    if (set == null || set.deleting() || !controller.ready()) {
      return;
    }
    try {
      List<Map<String, Object>> wanted =
          ApplicationSet.applications(Fields.map(JSON.convertValue(set.json(), Map.class)), tree);
      Set<String> names = new HashSet<>();
      for (Map<String, Object> each : wanted) {
        names.add(Fields.text(each, "metadata", "name"));
        write(set, JSON.valueToTree(each));
      }
      if (!set.spec().at("/syncPolicy/applicationsSync").asText().startsWith("create-")) {
        applications.in(set.namespace()).stream()
            .filter(each -> each.controlledBy(set) && !names.contains(each.name()))
            .forEach(this::delete);
      }
      told(set, "False", "ApplicationSetUpToDate", "All applications have been generated");
    } catch (ApplicationSetProblem problem) {
      told(set, "True", "ApplicationGenerationFromParamsError", problem.getMessage());
      around.trouble("ApplicationSet " + set.key() + ": " + problem.getMessage());
    } catch (ApiFailure failure) {
      told(set, "True", "UpdateApplicationError", failure.getMessage());
    }
  }

  private void write(Resource set, ObjectNode application) {
    ObjectNode metadata = application.withObject("/metadata");
    metadata.put("namespace", set.namespace());
    metadata.set("ownerReferences", Json.array(set.asController()));
    Key key = new Key(set.namespace(), metadata.path("name").asText());
    Resource there = applications.get(key).orElse(null);
    if (there == null) {
      around.client().as(CONTROLLER).create(ArgoTypes.APPLICATIONS, application);
    } else if (!there.spec().equals(application.path("spec"))) {
      around
          .client()
          .as(CONTROLLER)
          .merge(ArgoTypes.APPLICATIONS, key, Json.object("spec", application.path("spec")));
    }
  }

  private void delete(Resource application) {
    around
        .client()
        .as(CONTROLLER)
        .delete(
            ArgoTypes.APPLICATIONS,
            application.key(),
            Json.object("propagationPolicy", "Background"));
  }

  private void told(Resource set, String error, String reason, String message) {
    if (set.condition("ErrorOccurred").equals(error)) {
      return;
    }
    ObjectNode condition =
        Json.object(
            "type", "ErrorOccurred",
            "status", error,
            "reason", reason,
            "message", message,
            "lastTransitionTime", Json.time(around.wall()));
    sets.saw(
        around
            .client()
            .as(CONTROLLER)
            .mergeStatus(
                ArgoTypes.SETS, set.key(), Json.object("conditions", Json.array(condition))));
  }
}

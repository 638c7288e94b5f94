package dev.blackstart.rehearsal.argo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** How an object is synced: what the Application says, and before that what the object says. */
final class SyncOptions {
  private static final String OWN = "argocd.argoproj.io/sync-options";

  private final List<String> options = new ArrayList<>();

  /** What holds for every object of an Application. */
  static SyncOptions of(Resource application) {
    SyncOptions all = new SyncOptions();
    for (JsonNode each : application.spec().path("syncPolicy").path("syncOptions")) {
      all.options.add(each.asText());
    }
    return all;
  }

  /** What holds for one of its objects. */
  static SyncOptions of(Resource application, ObjectNode object) {
    SyncOptions all = own(new Resource(object));
    all.options.addAll(of(application).options);
    return all;
  }

  /** What an object says itself. */
  static SyncOptions own(Resource object) {
    SyncOptions all = new SyncOptions();
    Stream.of(object.annotation(OWN).split(",", -1))
        .map(String::strip)
        .filter(option -> !option.isEmpty())
        .forEach(all.options::add);
    return all;
  }

  /** The first word about an option counts. */
  String value(String option) {
    return options.stream()
        .filter(each -> each.startsWith(option + "="))
        .map(each -> each.substring(option.length() + 1))
        .findFirst()
        .orElse("");
  }

  boolean is(String option) {
    return value(option).equals("true");
  }
}

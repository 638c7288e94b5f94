package dev.blackstart.rehearsal.actor.operator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.Json;
import java.util.List;

/**
 * A custom resource definition with an open schema.
 *
 * @param versions the one that is stored first
 */
record Definition(
    String group,
    String plural,
    String kind,
    boolean namespaced,
    List<String> versions,
    List<String> shortNames) {
  Definition {
    versions = List.copyOf(versions);
    shortNames = List.copyOf(shortNames);
  }

  String name() {
    return plural + "." + group;
  }

  ObjectNode json() {
    ArrayNode served = Json.array();
    for (String version : versions) {
      served.add(
          Json.object(
              "name", version,
              "served", true,
              "storage", version.equals(versions.getFirst()),
              "subresources", Json.object("status", Json.object()),
              "additionalPrinterColumns",
                  Json.array(
                      Json.object(
                          "name", "Age",
                          "type", "date",
                          "jsonPath", ".metadata.creationTimestamp")),
              "schema",
                  Json.object(
                      "openAPIV3Schema",
                      Json.object(
                          "type", "object", "x-kubernetes-preserve-unknown-fields", true))));
    }
    ObjectNode names =
        Json.object(
            "plural",
            plural,
            "singular",
            kind.toLowerCase(java.util.Locale.ROOT),
            "kind",
            kind,
            "listKind",
            kind + "List");
    if (!shortNames.isEmpty()) {
      names.set("shortNames", Json.array(shortNames.toArray()));
    }
    return Json.object(
        "metadata", Json.object("name", name()),
        "spec",
            Json.object(
                "group", group,
                "scope", namespaced ? "Namespaced" : "Cluster",
                "names", names,
                "versions", served));
  }
}

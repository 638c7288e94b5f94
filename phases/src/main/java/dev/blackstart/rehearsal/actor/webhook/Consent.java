package dev.blackstart.rehearsal.actor.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.Json;

/** The answers of a webhook that has nothing against anything. */
final class Consent {
  private Consent() {}

  /** Allows what is to be admitted; converts by naming the other version. */
  static ObjectNode to(JsonNode review) {
    JsonNode request = review.path("request");
    ObjectNode response =
        review.path("kind").asText().equals("ConversionReview")
            ? converted(request)
            : Json.object("uid", request.path("uid"), "allowed", true);
    return Json.object(
        "apiVersion", review.path("apiVersion"),
        "kind", review.path("kind"),
        "response", response);
  }

  private static ObjectNode converted(JsonNode request) {
    ArrayNode objects = Json.array();
    for (JsonNode object : request.path("objects")) {
      ObjectNode copy = object.deepCopy();
      copy.set("apiVersion", request.path("desiredAPIVersion"));
      objects.add(copy);
    }
    return Json.object(
        "uid", request.path("uid"),
        "convertedObjects", objects,
        "result", Json.object("status", "Success"));
  }
}

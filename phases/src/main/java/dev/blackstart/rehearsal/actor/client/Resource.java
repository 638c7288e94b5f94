package dev.blackstart.rehearsal.actor.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/** An object as the API server showed it. The tree is shared: copy it before changing it. */
public record Resource(ObjectNode json) {
  public Key key() {
    return new Key(namespace(), name());
  }

  public String name() {
    return meta().path("name").asText();
  }

  /** Empty for an object of the cluster. */
  public String namespace() {
    return meta().path("namespace").asText();
  }

  public String uid() {
    return meta().path("uid").asText();
  }

  /** Grows with every change; the servers we talk to count. */
  public long version() {
    return meta().path("resourceVersion").asLong();
  }

  public long generation() {
    return meta().path("generation").asLong();
  }

  public JsonNode meta() {
    return json.path("metadata");
  }

  public JsonNode spec() {
    return json.path("spec");
  }

  public JsonNode status() {
    return json.path("status");
  }

  public Map<String, String> labels() {
    return Json.texts(meta().path("labels"));
  }

  /** A label's value, or empty text. */
  public String label(String name) {
    return meta().path("labels").path(name).asText();
  }

  /** An annotation's value, or empty text. */
  public String annotation(String name) {
    return meta().path("annotations").path(name).asText();
  }

  public boolean deleting() {
    return meta().hasNonNull("deletionTimestamp");
  }

  public boolean hasFinalizer(String name) {
    for (JsonNode finalizer : meta().path("finalizers")) {
      if (finalizer.asText().equals(name)) {
        return true;
      }
    }
    return false;
  }

  /** The one owner that acts for this object. */
  public Optional<JsonNode> controller() {
    for (JsonNode owner : meta().path("ownerReferences")) {
      if (owner.path("controller").asBoolean()) {
        return Optional.of(owner);
      }
    }
    return Optional.empty();
  }

  public boolean controlledBy(Resource owner) {
    return controller()
        .map(reference -> reference.path("uid").asText().equals(owner.uid()))
        .orElse(false);
  }

  /** Status of a condition: {@code True}, {@code False}, {@code Unknown}, or empty text. */
  public String condition(String type) {
    for (JsonNode condition : status().path("conditions")) {
      if (condition.path("type").asText().equals(type)) {
        return condition.path("status").asText();
      }
    }
    return "";
  }

  public boolean isTrue(String condition) {
    return condition(condition).equals("True");
  }

  /** An owner reference to this object, for what it makes. */
  public ObjectNode asController() {
    return Json.object(
        "apiVersion", json.path("apiVersion"),
        "kind", json.path("kind"),
        "name", name(),
        "uid", uid(),
        "controller", true,
        "blockOwnerDeletion", true);
  }

  @Override
  public String toString() {
    return json.path("kind").asText("object") + " " + key();
  }
}

package dev.blackstart.rehearsal.api.resource;

import com.fasterxml.jackson.databind.JsonNode;
import dev.blackstart.rehearsal.api.schema.Schema;
import dev.blackstart.rehearsal.api.status.Refusals;
import dev.blackstart.rehearsal.api.storage.GroupResource;
import java.util.List;
import java.util.Map;

/**
 * One resource in one version, as clients address it.
 *
 * @param group empty for the core group
 * @param verbs what may be done with it, in discovery's words
 * @param subresources by name
 * @param stored where its objects are, which versions and in the events' case groups share
 * @param schema the shape of its objects
 * @param definition the version's entry in its CustomResourceDefinition; missing for a built-in
 *     resource
 */
public record ResourceType(
    String group,
    String version,
    String plural,
    String singular,
    String kind,
    String listKind,
    boolean namespaced,
    List<String> verbs,
    List<String> shortNames,
    List<String> categories,
    Map<String, Subresource> subresources,
    GroupResource stored,
    Schema schema,
    JsonNode definition) {

  /** A part of an object that has a path of its own: its kind and what may be done with it. */
  public record Subresource(String name, String kind, List<String> verbs) {}

  /** The {@code apiVersion} of its objects. */
  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  public boolean custom() {
    return !definition.isMissingNode();
  }

  public boolean hasStatus() {
    return subresources.containsKey("status");
  }

  /** How refusals name an object of this resource. */
  public Refusals.About about(String name) {
    return new Refusals.About(group, plural, kind, name);
  }

  /** Whether this is a resource of the core group of this name. */
  public boolean isCore(String resource) {
    return group.isEmpty() && plural.equals(resource);
  }
}

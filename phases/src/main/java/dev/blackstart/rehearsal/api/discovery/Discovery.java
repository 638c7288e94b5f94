package dev.blackstart.rehearsal.api.discovery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.api.resource.Catalogue;
import dev.blackstart.rehearsal.api.resource.ResourceType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The discovery documents: group by group, and all at once as newer clients ask for them. */
public final class Discovery {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Catalogue catalogue;
  private final String address;

  /**
   * @param address host and port as clients reach the server
   */
  public Discovery(Catalogue catalogue, String address) {
    this.catalogue = catalogue;
    this.address = address;
  }

  /** The document at {@code /api}. */
  public ObjectNode coreVersions() {
    ObjectNode versions = NODES.objectNode().put("kind", "APIVersions");
    versions.putArray("versions").add("v1");
    versions
        .putArray("serverAddressByClientCIDRs")
        .addObject()
        .put("clientCIDR", "0.0.0.0/0")
        .put("serverAddress", address);
    return versions;
  }

  /** The document at {@code /apis}. */
  public ObjectNode groups() {
    ObjectNode list = NODES.objectNode().put("kind", "APIGroupList").put("apiVersion", "v1");
    ArrayNode groups = list.putArray("groups");
    versions()
        .forEach(
            (group, versions) -> {
              if (!group.isEmpty()) {
                groups.add(group(NODES.objectNode(), group, versions));
              }
            });
    return list;
  }

  /** The document at {@code /apis/GROUP}, or null for a group that is not served. */
  public ObjectNode group(String group) {
    List<String> versions = versions().get(group);
    return versions == null || group.isEmpty()
        ? null
        : group(
            NODES.objectNode().put("kind", "APIGroup").put("apiVersion", "v1"), group, versions);
  }

  private static ObjectNode group(ObjectNode into, String group, List<String> versions) {
    into.put("name", group);
    ArrayNode list = into.putArray("versions");
    for (String version : versions) {
      list.addObject().put("groupVersion", group + "/" + version).put("version", version);
    }
    into.putObject("preferredVersion")
        .put("groupVersion", group + "/" + versions.get(0))
        .put("version", versions.get(0));
    return into;
  }

  /** The resources of a group version, or null when it is not served. */
  public ObjectNode resources(String group, String version) {
    List<ResourceType> types = catalogue.of(group, version);
    if (types.isEmpty()) {
      return null;
    }
    ObjectNode list = NODES.objectNode().put("kind", "APIResourceList").put("apiVersion", "v1");
    list.put("groupVersion", group.isEmpty() ? version : group + "/" + version);
    ArrayNode resources = list.putArray("resources");
    for (ResourceType type : types) {
      ObjectNode resource = resources.addObject();
      resource.put("name", type.plural());
      resource.put("singularName", type.singular());
      resource.put("namespaced", type.namespaced());
      resource.put("kind", type.kind());
      strings(resource, "verbs", type.verbs());
      if (!type.shortNames().isEmpty()) {
        strings(resource, "shortNames", type.shortNames());
      }
      if (!type.categories().isEmpty()) {
        strings(resource, "categories", type.categories());
      }
      for (ResourceType.Subresource part : type.subresources().values()) {
        ObjectNode entry = resources.addObject();
        entry.put("name", type.plural() + "/" + part.name());
        entry.put("singularName", "");
        entry.put("namespaced", type.namespaced());
        entry.put("kind", part.kind());
        foreign(entry, type, part);
        strings(entry, "verbs", part.verbs());
      }
    }
    return list;
  }

  /** Some subresources speak kinds of another group. */
  private static void foreign(ObjectNode entry, ResourceType type, ResourceType.Subresource part) {
    String apiVersion = Subresources.apiVersion(type, part.name());
    if (!apiVersion.equals(type.apiVersion())) {
      int slash = apiVersion.indexOf('/');
      entry.put("group", slash < 0 ? "" : apiVersion.substring(0, slash));
      entry.put("version", apiVersion.substring(slash + 1));
    }
  }

  /** Everything at once, for the core group ({@code /api}) or all others ({@code /apis}). */
  public ObjectNode aggregated(boolean core) {
    ObjectNode list = NODES.objectNode().put("kind", "APIGroupDiscoveryList");
    list.put("apiVersion", "apidiscovery.k8s.io/v2");
    list.putObject("metadata");
    ArrayNode items = list.putArray("items");
    versions()
        .forEach(
            (group, versions) -> {
              if (group.isEmpty() == core) {
                ObjectNode item = items.addObject();
                ObjectNode metadata = item.putObject("metadata");
                if (!group.isEmpty()) {
                  metadata.put("name", group);
                }
                metadata.putNull("creationTimestamp");
                ArrayNode each = item.putArray("versions");
                for (String version : versions) {
                  ObjectNode entry = each.addObject().put("version", version);
                  ArrayNode resources = entry.putArray("resources");
                  catalogue.of(group, version).forEach(type -> resources.add(aggregated(type)));
                  entry.put("freshness", "Current");
                }
              }
            });
    return list;
  }

  private static ObjectNode aggregated(ResourceType type) {
    ObjectNode resource = NODES.objectNode().put("resource", type.plural());
    kind(resource, type.group(), type.version(), type.kind());
    resource.put("scope", type.namespaced() ? "Namespaced" : "Cluster");
    resource.put("singularResource", type.singular());
    strings(resource, "verbs", type.verbs());
    if (!type.shortNames().isEmpty()) {
      strings(resource, "shortNames", type.shortNames());
    }
    if (!type.categories().isEmpty()) {
      strings(resource, "categories", type.categories());
    }
    if (!type.subresources().isEmpty()) {
      ArrayNode parts = resource.putArray("subresources");
      for (ResourceType.Subresource part : type.subresources().values()) {
        ObjectNode entry = parts.addObject().put("subresource", part.name());
        String apiVersion = Subresources.apiVersion(type, part.name());
        int slash = apiVersion.indexOf('/');
        kind(
            entry,
            slash < 0 ? "" : apiVersion.substring(0, slash),
            apiVersion.substring(slash + 1),
            part.kind());
        strings(entry, "verbs", part.verbs());
      }
    }
    return resource;
  }

  private static void kind(ObjectNode into, String group, String version, String kind) {
    into.putObject("responseKind").put("group", group).put("version", version).put("kind", kind);
  }

  private static void strings(ObjectNode into, String field, List<String> values) {
    ArrayNode list = into.putArray(field);
    values.forEach(list::add);
  }

  /** The versions of each group, the preferred one first. */
  private Map<String, List<String>> versions() {
    Map<String, List<String>> versions = new LinkedHashMap<>();
    for (ResourceType type : catalogue.all()) {
      List<String> known = versions.computeIfAbsent(type.group(), g -> new ArrayList<>());
      if (!known.contains(type.version())) {
        known.add(type.version());
      }
    }
    versions.values().forEach(list -> list.sort(VersionOrder.PREFERRED_FIRST));
    return versions;
  }
}

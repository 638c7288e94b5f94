package dev.blackstart.rehearsal.api.resource;

import com.fasterxml.jackson.databind.JsonNode;
import dev.blackstart.rehearsal.api.schema.BuiltInTypes;
import dev.blackstart.rehearsal.api.schema.StructuralSchema;
import dev.blackstart.rehearsal.api.storage.GroupResource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads what a CustomResourceDefinition defines. */
public final class CustomResources {
  private static final List<String> VERBS =
      List.of("delete", "deletecollection", "get", "list", "patch", "create", "update", "watch");
  private static final List<String> PART_VERBS = List.of("get", "patch", "update");

  private final StructuralSchema schemas;

  public CustomResources(BuiltInTypes types) {
    this.schemas = new StructuralSchema(types.schema("meta.v1.ObjectMeta"));
  }

  /** Where the objects of a definition are stored. */
  public static GroupResource stored(JsonNode definition) {
    JsonNode spec = definition.path("spec");
    return new GroupResource(
        spec.path("group").asText(), spec.path("names").path("plural").asText());
  }

  /** The served versions of a definition. */
  public List<ResourceType> versions(JsonNode definition) {
    JsonNode spec = definition.path("spec");
    JsonNode names = spec.path("names");
    String kind = names.path("kind").asText();
    List<ResourceType> versions = new ArrayList<>();
    for (JsonNode version : spec.path("versions")) {
      if (version.path("served").asBoolean()) {
        versions.add(
            new ResourceType(
                spec.path("group").asText(),
                version.path("name").asText(),
                names.path("plural").asText(),
                names.path("singular").asText(kind.toLowerCase(Locale.ROOT)),
                kind,
                names.path("listKind").asText(kind + "List"),
                spec.path("scope").asText().equals("Namespaced"),
                VERBS,
                strings(names.path("shortNames")),
                strings(names.path("categories")),
                parts(version.path("subresources"), kind),
                stored(definition),
                schemas.read(StructuralSchema.of(version)),
                version));
      }
    }
    return versions;
  }

  private static Map<String, ResourceType.Subresource> parts(JsonNode subresources, String kind) {
    Map<String, ResourceType.Subresource> parts = new LinkedHashMap<>();
    if (subresources.has("status")) {
      parts.put("status", new ResourceType.Subresource("status", kind, PART_VERBS));
    }
    if (subresources.has("scale")) {
      parts.put("scale", new ResourceType.Subresource("scale", "Scale", PART_VERBS));
    }
    return parts;
  }

  private static List<String> strings(JsonNode list) {
    List<String> strings = new ArrayList<>();
    list.forEach(each -> strings.add(each.asText()));
    return List.copyOf(strings);
  }
}

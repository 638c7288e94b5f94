package dev.blackstart.rehearsal.api.discovery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.api.resource.Catalogue;
import dev.blackstart.rehearsal.api.resource.ResourceType;
import dev.blackstart.rehearsal.api.schema.BuiltInTypes;
import dev.blackstart.rehearsal.api.schema.StructuralSchema;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * OpenAPI v3: an index, and a document for each group version. kubectl and Helm look for a PATCH
 * operation that names the kind and takes {@code fieldValidation} before they apply anything, and
 * read the schemas for merging and explaining.
 */
public final class OpenApi {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** A document and what it was made from. */
  private record Document(String hash, ObjectNode json) {}

  /** The types of a group version, and what they amounted to. */
  private record Hashed(List<ResourceType> types, String hash) {
    boolean isOf(List<ResourceType> others) {
      boolean same = types.size() == others.size();
      for (int i = 0; same && i < types.size(); i++) {
        same = types.get(i) == others.get(i); // comparing would cost as much as hashing
      }
      return same;
    }
  }

  private final Catalogue catalogue;
  private final BuiltInTypes types;
  private final OpenApiSchemas schemas;
  private final String version;
  private final Map<String, Document> documents = new ConcurrentHashMap<>();
  private final Map<String, Hashed> hashes = new ConcurrentHashMap<>();

  /**
   * @param version Kubernetes' own, such as {@code v1.35.0}
   */
  public OpenApi(Catalogue catalogue, BuiltInTypes types, String version) {
    this.catalogue = catalogue;
    this.types = types;
    this.schemas = new OpenApiSchemas(types);
    this.version = version;
  }

  /** The index at {@code /openapi/v3}. */
  public ObjectNode index() {
    ObjectNode index = NODES.objectNode();
    ObjectNode paths = index.putObject("paths");
    groupVersions()
        .forEach(
            (path, of) ->
                paths
                    .putObject(path)
                    .put("serverRelativeURL", "/openapi/v3/" + path + "?hash=" + hash(path, of)));
    return index;
  }

  /** The document of a path such as {@code apis/apps/v1}, or null when nothing is served there. */
  public ObjectNode document(String path) {
    List<ResourceType> of = groupVersions().get(path);
    if (of == null) {
      return null;
    }
    String hash = hash(path, of);
    Document known = documents.get(path);
    if (known == null || !known.hash().equals(hash)) {
      known = new Document(hash, build(of));
      documents.put(path, known);
    }
    return known.json();
  }

  private Map<String, List<ResourceType>> groupVersions() {
    Map<String, List<ResourceType>> versions = new LinkedHashMap<>();
    for (ResourceType type : catalogue.all()) {
      String path = path(type);
      versions.computeIfAbsent(path, p -> catalogue.of(type.group(), type.version()));
    }
    return versions;
  }

  private static String path(ResourceType type) {
    return type.group().isEmpty()
        ? "api/" + type.version()
        : "apis/" + type.group() + "/" + type.version();
  }

  private String hash(String path, List<ResourceType> of) {
    Hashed known = hashes.get(path);
    if (known == null || !known.isOf(of)) {
      known = new Hashed(of, hash(of));
      hashes.put(path, known);
    }
    return known.hash();
  }

  /** Of what the document is made from, as clients keep documents by it across servers. */
  private String hash(List<ResourceType> of) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(version.getBytes(StandardCharsets.UTF_8));
      for (ResourceType type : of) {
        digest.update(
            (type.plural() + type.kind() + type.definition()).getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().withUpperCase().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private ObjectNode build(List<ResourceType> of) {
    ObjectNode document = NODES.objectNode().put("openapi", "3.0.0");
    document.putObject("info").put("title", "Kubernetes").put("version", version);
    ObjectNode paths = document.putObject("paths");
    ObjectNode components = document.putObject("components").putObject("schemas");
    for (ResourceType type : of) {
      String component = component(type, components);
      paths(type, paths, component);
    }
    return document;
  }

  private String component(ResourceType type, ObjectNode components) {
    if (!type.custom()) {
      String name = types.typeOf(type.group(), type.version(), type.kind());
      if (name.isEmpty()) {
        return "";
      }
      schemas.add(name, components);
      return OpenApiSchemas.fullName(name);
    }
    String[] domain = type.group().split("\\.");
    StringBuilder name = new StringBuilder();
    for (int i = domain.length - 1; i >= 0; i--) {
      name.append(domain[i]).append('.');
    }
    name.append(type.version()).append('.').append(type.kind());
    schemas.add("meta.v1.ObjectMeta", components);
    ObjectNode schema =
        StructuralSchema.of(type.definition()) instanceof ObjectNode own
            ? own.deepCopy()
            : NODES
                .objectNode()
                .put("type", "object")
                .put("x-kubernetes-preserve-unknown-fields", true);
    ObjectNode properties = schema.withObjectProperty("properties");
    properties.putObject("apiVersion").put("type", "string");
    properties.putObject("kind").put("type", "string");
    properties
        .putObject("metadata")
        .putArray("allOf")
        .addObject()
        .put("$ref", OpenApiSchemas.REFERENCE + OpenApiSchemas.fullName("meta.v1.ObjectMeta"));
    schema
        .putArray("x-kubernetes-group-version-kind")
        .add(OpenApiSchemas.groupVersionKind(type.group(), type.version(), type.kind()));
    components.set(name.toString(), schema);
    return name.toString();
  }

  private static void paths(ResourceType type, ObjectNode paths, String component) {
    String collection =
        "/"
            + path(type)
            + (type.namespaced() ? "/namespaces/{namespace}" : "")
            + "/"
            + type.plural();
    ObjectNode many = NODES.objectNode();
    ObjectNode one = NODES.objectNode();
    for (String verb : type.verbs()) {
      switch (verb) {
        case "create" -> many.set("post", operation(type, "post", "create", component, true));
        case "list" -> many.set("get", operation(type, "list", "list", "", false));
        case "deletecollection" ->
            many.set("delete", operation(type, "deletecollection", "deleteCollection", "", false));
        case "get" -> one.set("get", operation(type, "get", "read", component, false));
        case "update" -> one.set("put", operation(type, "put", "replace", component, true));
        case "patch" -> one.set("patch", patch(type, component));
        case "delete" -> one.set("delete", operation(type, "delete", "delete", "", false));
        default -> {}
      }
    }
    paths.set(collection, many);
    if (!one.isEmpty()) {
      paths.set(collection + "/{name}", one);
    }
  }

  private static ObjectNode operation(
      ResourceType type, String action, String verb, String component, boolean writes) {
    ObjectNode operation = NODES.objectNode();
    operation.put("operationId", operationId(type, verb));
    if (writes) {
      ArrayNode parameters = operation.putArray("parameters");
      for (String name : List.of("dryRun", "fieldManager", "fieldValidation")) {
        parameter(parameters, name, "string");
      }
      if (!component.isEmpty()) {
        content(operation.putObject("requestBody"), "application/json", component);
      }
    }
    ObjectNode ok = operation.putObject("responses").putObject("200").put("description", "OK");
    if (!component.isEmpty()) {
      content(ok, "application/json", component);
    }
    operation.put("x-kubernetes-action", action);
    operation.set(
        "x-kubernetes-group-version-kind",
        OpenApiSchemas.groupVersionKind(type.group(), type.version(), type.kind()));
    return operation;
  }

  private static ObjectNode patch(ResourceType type, String component) {
    ObjectNode operation = operation(type, "patch", "patch", component, true);
    parameter((ArrayNode) operation.path("parameters"), "force", "boolean");
    ObjectNode content = operation.putObject("requestBody").putObject("content");
    for (String kind :
        List.of(
            "apply-patch+yaml",
            "json-patch+json",
            "merge-patch+json",
            "strategic-merge-patch+json")) {
      if (!type.custom() || !kind.startsWith("strategic")) {
        content.putObject("application/" + kind).putObject("schema").put("type", "object");
      }
    }
    return operation;
  }

  private static void parameter(ArrayNode parameters, String name, String type) {
    ObjectNode parameter = parameters.addObject().put("name", name).put("in", "query");
    parameter.putObject("schema").put("type", type).put("uniqueItems", true);
  }

  private static void content(ObjectNode into, String media, String component) {
    into.putObject("content")
        .putObject(media)
        .putObject("schema")
        .put("$ref", OpenApiSchemas.REFERENCE + component);
  }

  private static String operationId(ResourceType type, String verb) {
    String group = type.group().isEmpty() ? "core" : type.group().split("\\.")[0];
    String scope = type.namespaced() ? "Namespaced" : "";
    return verb + capital(group) + capital(type.version()) + scope + type.kind();
  }

  private static String capital(String word) {
    return word.isEmpty()
        ? word
        : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}

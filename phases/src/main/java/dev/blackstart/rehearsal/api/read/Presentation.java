package dev.blackstart.rehearsal.api.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.api.http.HttpRequest;
import dev.blackstart.rehearsal.api.resource.ResourceType;
import dev.blackstart.rehearsal.api.status.Refusals;
import dev.blackstart.rehearsal.api.table.Tables;
import dev.blackstart.rehearsal.api.write.Versions;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * The form in which a client wants objects: whole, as their metadata only, or as rows of a table.
 */
public final class Presentation {
  private enum Form {
    WHOLE,
    METADATA,
    TABLE
  }

  private final Form form;
  private final String includeObject;
  private final Tables tables;

  private Presentation(Form form, String includeObject, Tables tables) {
    this.form = form;
    this.includeObject = includeObject;
    this.tables = tables;
  }

  /** Reads the form from a request's {@code Accept} header: the first that is served. */
  public static Presentation of(HttpRequest request, Tables tables) {
    String accept = request.header("accept").trim();
    String include = request.parameter("includeObject");
    if (accept.isEmpty()) {
      return new Presentation(Form.WHOLE, include, tables);
    }
    for (String type : accept.split(",")) {
      String[] parts = type.trim().toLowerCase(Locale.ROOT).split(";");
      String media = parts[0].trim();
      if (!List.of("application/json", "*/*", "application/*").contains(media)) {
        continue;
      }
      String as = "";
      for (String part : parts) {
        String[] pair = part.trim().split("=", 2);
        if (pair.length == 2 && pair[0].equals("as")) {
          as = pair[1];
        }
      }
      switch (as) {
        case "" -> {
          return new Presentation(Form.WHOLE, include, tables);
        }
        case "table" -> {
          return new Presentation(Form.TABLE, include, tables);
        }
        case "partialobjectmetadata", "partialobjectmetadatalist" -> {
          return new Presentation(Form.METADATA, include, tables);
        }
        default -> {}
      }
    }
    throw Refusals.notAcceptable("only the following media types are accepted: application/json");
  }

  /** One object as an answer. */
  public ObjectNode object(ResourceType type, ObjectNode stored, Instant now) {
    return switch (form) {
      case WHOLE -> Versions.shown(type, stored);
      case METADATA -> partial(stored);
      case TABLE -> {
        ObjectNode table = tables.table(type, true);
        table
            .withObjectProperty("metadata")
            .set("resourceVersion", stored.path("metadata").path("resourceVersion"));
        table.withArrayProperty("rows").add(row(type, stored, now));
        yield table;
      }
    };
  }

  /** One object as an event of a watch; only the first row of a table comes with the headers. */
  ObjectNode event(ResourceType type, ObjectNode stored, Instant now, boolean first) {
    if (form != Form.TABLE) {
      return object(type, stored, now);
    }
    ObjectNode table = tables.table(type, first);
    table
        .withObjectProperty("metadata")
        .set("resourceVersion", stored.path("metadata").path("resourceVersion"));
    table.withArrayProperty("rows").add(row(type, stored, now));
    return table;
  }

  /** An object that carries nothing but a revision, in the form of the watch's other objects. */
  ObjectNode bookmark(ResourceType type, long revision, boolean initialEnd) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    switch (form) {
      case WHOLE -> object.put("kind", type.kind()).put("apiVersion", type.apiVersion());
      case METADATA ->
          object.put("kind", "PartialObjectMetadata").put("apiVersion", "meta.k8s.io/v1");
      case TABLE -> object.setAll(tables.table(type, false));
    }
    ObjectNode metadata = object.withObjectProperty("metadata");
    metadata.put("resourceVersion", Long.toString(revision));
    if (initialEnd) {
      metadata.withObjectProperty("annotations").put("k8s.io/initial-events-end", "true");
    }
    if (form != Form.TABLE) {
      metadata.putNull("creationTimestamp");
    }
    return object;
  }

  /** Many objects as an answer. The list's own metadata is the caller's to fill in. */
  ObjectNode list(ResourceType type, List<ObjectNode> stored, Instant now, ObjectNode metadata) {
    ObjectNode list =
        switch (form) {
          case WHOLE -> {
            ObjectNode whole =
                metadata
                    .objectNode()
                    .put("kind", type.listKind())
                    .put("apiVersion", type.apiVersion());
            whole
                .putArray("items")
                .addAll(stored.stream().map(o -> Versions.shown(type, o)).toList());
            yield whole;
          }
          case METADATA -> {
            ObjectNode partial =
                metadata
                    .objectNode()
                    .put("kind", "PartialObjectMetadataList")
                    .put("apiVersion", "meta.k8s.io/v1");
            partial.putArray("items").addAll(stored.stream().map(Presentation::partial).toList());
            yield partial;
          }
          case TABLE -> {
            ObjectNode table = tables.table(type, true);
            table
                .withArrayProperty("rows")
                .addAll(stored.stream().map(o -> row(type, o, now)).toList());
            yield table;
          }
        };
    list.set("metadata", metadata);
    return list;
  }

  private ObjectNode row(ResourceType type, ObjectNode stored, Instant now) {
    JsonNode shown =
        switch (includeObject) {
          case "None" -> null;
          case "Object" -> Versions.shown(type, stored);
          default -> partial(stored);
        };
    return tables.row(type, stored, shown, now);
  }

  private static ObjectNode partial(ObjectNode stored) {
    ObjectNode partial =
        stored
            .objectNode()
            .put("kind", "PartialObjectMetadata")
            .put("apiVersion", "meta.k8s.io/v1");
    partial.set("metadata", stored.path("metadata"));
    return partial;
  }
}

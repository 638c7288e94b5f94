package dev.blackstart.rehearsal.api.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.api.http.HttpRequest;
import dev.blackstart.rehearsal.api.schema.BuiltInTypes;
import dev.blackstart.rehearsal.api.status.Refusals;
import dev.blackstart.template.yaml.Reading;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Reads the bodies of requests by their media type, and writes JSON. */
public final class Bodies {
  public static final String PROTOBUF = "application/vnd.kubernetes.protobuf";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ProtobufReader protobuf;

  public Bodies(BuiltInTypes types) {
    this.protobuf = new ProtobufReader(types);
  }

  /** The object that a create, an update or a delete carries. */
  public ObjectNode object(HttpRequest request) {
    JsonNode node =
        switch (request.contentType()) {
          case "", "application/json" -> json(request.body());
          case "application/yaml", "text/yaml", "application/apply-patch+yaml" ->
              yaml(request.body());
          case PROTOBUF -> protobuf.read(request.body());
          default ->
              throw Refusals.unsupportedMediaType(
                  "the body of the request was in an unknown format - accepted media types include:"
                      + " application/json, application/yaml, application/vnd.kubernetes.protobuf");
        };
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw Refusals.badRequest("the body of the request must be an object");
  }

  /** An object as it is stored: as JSON or as protobuf. */
  public ObjectNode stored(byte[] value) {
    if (value[0] != '{') {
      return protobuf.read(value);
    }
    if (json(value) instanceof ObjectNode object) {
      return object;
    }
    throw Refusals.badRequest("the value is no object");
  }

  /** Reads JSON. */
  public static JsonNode json(byte[] body) {
    try {
      JsonNode node = JSON.readTree(body);
      if (node == null || node.isMissingNode()) {
        throw Refusals.badRequest("the body of the request is empty");
      }
      return node;
    } catch (IOException e) {
      throw Refusals.badRequest("the body of the request is not JSON");
    }
  }

  /** Reads JSON or YAML, as Kubernetes reads its scalars. */
  public static JsonNode yaml(byte[] body) {
    int first = 0;
    while (first < body.length && Character.isWhitespace(body[first])) {
      first++;
    }
    if (first < body.length && body[first] == '{') {
      try {
        return JSON.readTree(body);
      } catch (IOException e) {
        // A YAML flow mapping may begin like JSON.
      }
    }
    try {
      Object value =
          Reading.KUBERNETES.read(Yaml.document(new String(body, StandardCharsets.UTF_8), "body"));
      // Written and read again, so that numbers are the same kinds of nodes as from JSON.
      return JSON.readTree(JSON.writeValueAsBytes(value));
    } catch (YamlProblem | IOException e) {
      throw Refusals.badRequest("error decoding YAML: " + e.getMessage());
    }
  }

  /** The bytes of a JSON value. */
  public static byte[] bytes(JsonNode node) {
    try {
      return JSON.writeValueAsBytes(node);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}

package dev.blackstart.rehearsal.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.api.schema.Schema;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Fills in what built-in kinds default to, from a table that is part of the program. */
public final class Defaults {
  /** One default: a field of a type, and the value another field must have for it, if any. */
  private record Default(String field, JsonNode value, String whenField, String whenValue) {}

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, List<Default>> byType = new HashMap<>();

  private Defaults() {}

  /** Reads the table. */
  public static Defaults read() {
    Defaults defaults = new Defaults();
    try (InputStream in = Defaults.class.getResourceAsStream("defaults.txt");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#") && !line.isBlank()) {
          defaults.add(line.split(" "));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return defaults;
  }

  private void add(String[] words) throws IOException {
    boolean conditional = words.length == 6;
    byType
        .computeIfAbsent(words[0], t -> new ArrayList<>())
        .add(
            new Default(
                words[1],
                JSON.readTree(words[2]),
                conditional ? words[4] : "",
                conditional ? words[5] : ""));
  }

  /** Fills in an object of a built-in kind, in place. */
  public void apply(JsonNode value, Schema schema) {
    if (value instanceof ObjectNode object && schema.type() == Schema.Type.OBJECT) {
      for (Default each : byType.getOrDefault(schema.name(), List.of())) {
        boolean applies =
            each.whenField().isEmpty()
                || object.path(each.whenField()).asText().equals(each.whenValue());
        if (applies && !object.has(each.field())) {
          object.set(each.field(), each.value().deepCopy());
        }
      }
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        if (!field.getKey().equals("status") && !field.getKey().equals("metadata")) {
          Schema shape = schema.properties().get(field.getKey());
          if (shape != null) {
            apply(field.getValue(), shape);
          }
        }
      }
    } else if (value.isContainerNode() && schema.type() != Schema.Type.ANY) {
      value.forEach(element -> apply(element, schema.element()));
    }
  }
}

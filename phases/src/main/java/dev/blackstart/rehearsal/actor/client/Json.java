package dev.blackstart.rehearsal.actor.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** JSON trees in few words. */
public final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  /**
   * An object of alternating names and values. Values are trees, text, numbers, truth values,
   * instants (as Kubernetes writes them), maps, collections or null.
   */
  public static ObjectNode object(Object... namesAndValues) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (int index = 0; index < namesAndValues.length; index += 2) {
      object.set((String) namesAndValues[index], value(namesAndValues[index + 1]));
    }
    return object;
  }

  /** A list. */
  public static ArrayNode array(Object... values) {
    return array(Arrays.asList(values));
  }

  private static ArrayNode array(Iterable<?> values) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    values.forEach(value -> array.add(value(value)));
    return array;
  }

  private static JsonNode value(Object value) {
    JsonNodeFactory make = JsonNodeFactory.instance;
    return switch (value) {
      case null -> make.nullNode();
      case JsonNode node -> node;
      case Boolean truth -> make.booleanNode(truth);
      case Integer number -> make.numberNode(number);
      case Long number -> make.numberNode(number);
      case Instant instant -> make.textNode(time(instant));
      case Map<?, ?> map -> {
        ObjectNode object = make.objectNode();
        map.forEach((name, inner) -> object.set((String) name, value(inner)));
        yield object;
      }
      case Iterable<?> values -> array(values);
      default -> make.textNode(value.toString());
    };
  }

  /** Whole seconds, as Kubernetes writes a time. */
  public static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Microseconds, as leases and events write a time. */
  public static String microTime(Instant instant) {
    String seconds = time(instant);
    return "%s.%06dZ"
        .formatted(seconds.substring(0, seconds.length() - 1), instant.getNano() / 1000);
  }

  /** The text members of an object, in the order of their names. */
  public static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new TreeMap<>();
    object.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
    return texts;
  }

  public static JsonNode parse(byte[] bytes, int offset, int length) throws IOException {
    return MAPPER.readTree(bytes, offset, length);
  }

  /** A parsed text that is known to be JSON. */
  public static JsonNode parse(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON", e);
    }
  }

  public static byte[] bytes(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a tree that cannot be written", e);
    }
  }
}

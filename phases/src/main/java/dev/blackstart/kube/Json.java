package dev.blackstart.kube;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.filter.FilteringParserDelegate;
import com.fasterxml.jackson.core.filter.TokenFilter;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** JSON to nested maps and back. */
final class Json {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

  private Json() {}

  /**
   * @throws UncheckedIOException when it is not JSON; the text is not told
   */
  static Map<String, Object> read(byte[] json) {
    try {
      return MAPPER.readValue(json, MAP);
    } catch (IOException e) {
      throw new UncheckedIOException(new IOException("the API server's answer is not JSON"));
    }
  }

  /**
   * A list of objects of a kind, or a watch event with one, as far as anybody reads it.
   *
   * @throws UncheckedIOException when it is not JSON; the text is not told
   */
  static Map<String, Object> read(String kind, byte[] json) {
    return kind.equals("CustomResourceDefinition") ? definitions(json) : read(json);
  }

  /** Without what nobody here reads and is nearly all there is: the schemas of definitions. */
  private static Map<String, Object> definitions(byte[] json) {
    try (JsonParser whole = MAPPER.createParser(json);
        JsonParser outlines =
            new FilteringParserDelegate(
                whole, new Schemaless(), TokenFilter.Inclusion.INCLUDE_ALL_AND_PATH, true)) {
      return MAPPER.readValue(outlines, MAP);
    } catch (IOException e) {
      throw new UncheckedIOException(new IOException("the API server's answer is not JSON"));
    }
  }

  /** Empty when it is not JSON. */
  static Map<String, Object> readLeniently(byte[] json) {
    try {
      return read(json);
    } catch (UncheckedIOException e) {
      return Map.of();
    }
  }

  static byte[] write(Map<String, Object> value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("an object that is not made of JSON's types", e);
    }
  }
}

package dev.blackstart.template.yaml;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/** Reads and writes YAML. */
public final class Yaml {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_LONG_FOR_INTS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Yaml() {}

  /**
   * The documents of a text; those that hold nothing but comments are left out.
   *
   * @param file the name problems give, as the user knows it
   * @throws YamlProblem when the text is no YAML, sets a key twice, or its aliases grow out of
   *     bounds
   */
  public static List<YamlNode> parse(String text, String file) {
    return new NodeReader(text, file).documents();
  }

  /**
   * The only document of a text.
   *
   * @throws YamlProblem also when there is none or more than one
   */
  public static YamlNode document(String text, String file) {
    List<YamlNode> documents = parse(text, file);
    return switch (documents.size()) {
      case 1 -> documents.getFirst();
      case 0 -> throw new YamlProblem(new Mark(file, 1, 1), "the file is empty");
      default ->
          throw new YamlProblem(documents.get(1).mark(), "one document expected, here is a second");
    };
  }

  /**
   * One document in block style, two columns a level, ending with a line break. Strings are quoted
   * whenever a {@link Reading} would take them for something else; text of several lines becomes a
   * literal block. Nodes may stand anywhere in the value: their scalars keep text, quotes and tags.
   *
   * @param value maps with string keys, lists, strings, booleans, numbers, null, {@link YamlNode}s
   */
  public static String write(Object value) {
    return write(value, YamlStyle.TWO);
  }

  /** The same in another layout. */
  public static String write(Object value, YamlStyle style) {
    return new YamlWriter(style).document(value);
  }

  /** Several documents, each after a line {@code ---}. */
  public static String writeAll(List<?> documents) {
    return writeAll(documents, YamlStyle.TWO);
  }

  /** The same in another layout. */
  public static String writeAll(List<?> documents, YamlStyle style) {
    StringBuilder text = new StringBuilder();
    documents.forEach(document -> text.append("---\n").append(write(document, style)));
    return text.toString();
  }

  /**
   * The value of a JSON text, in the types of {@link Reading}.
   *
   * @throws YamlProblem when it is no JSON or sets a key twice
   */
  public static Object json(String text, String file) {
    try {
      return JSON.readValue(text, Object.class);
    } catch (JsonProcessingException notJson) {
      JsonLocation at = notJson.getLocation();
      Mark mark =
          at == null ? new Mark(file, 1, 1) : new Mark(file, at.getLineNr(), at.getColumnNr());
      throw new YamlProblem(
          mark, notJson.getOriginalMessage().lines().findFirst().orElse("no JSON"));
    }
  }
}

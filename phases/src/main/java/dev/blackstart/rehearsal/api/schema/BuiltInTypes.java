package dev.blackstart.rehearsal.api.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Kubernetes' own types, read from a table that is part of the program. */
public final class BuiltInTypes {
  /**
   * A field as the table has it.
   *
   * @param optional whether an absent value differs from a zero or empty one
   * @param number its place in the protobuf message: field numbers from the outside in, empty for
   *     none
   * @param type for example {@code []core.v1.Container}
   * @param attributes list types, patch strategies, defaults
   */
  public record Field(
      String name,
      boolean required,
      boolean optional,
      List<Integer> number,
      String type,
      List<String> attributes) {}

  /** A type as the table has it: {@code kind} is {@code group/version/Kind}, or empty. */
  public record Type(String name, String kind, boolean atomic, List<Field> fields) {}

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Type> types = new LinkedHashMap<>();
  private final Map<String, Schema> schemas = new LinkedHashMap<>();
  private final Map<String, String> byKind = new LinkedHashMap<>();

  private BuiltInTypes() {}

  /** Reads the table. */
  public static BuiltInTypes read() {
    BuiltInTypes read = new BuiltInTypes();
    try (InputStream in = BuiltInTypes.class.getResourceAsStream("types.txt");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      Type type = null;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("#") || line.isBlank()) {
          continue;
        }
        if (line.startsWith(" ")) {
          type.fields().add(field(line.trim()));
        } else {
          type = type(line);
          read.types.put(type.name(), type);
          if (!type.kind().isEmpty()) {
            read.byKind.put(type.kind(), type.name());
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    read.shape();
    return read;
  }

  /** Every type by its name. */
  public Map<String, Type> types() {
    return types;
  }

  /**
   * The shape of a type such as {@code core.v1.Container}; {@link Schema#ANY} for one that is not
   * in the table.
   */
  public Schema schema(String name) {
    return schemas.getOrDefault(name, Schema.ANY);
  }

  /** The name of an object's type, or an empty text. */
  public String typeOf(String group, String version, String kind) {
    return byKind.getOrDefault(group + "/" + version + "/" + kind, "");
  }

  private static Type type(String line) {
    String[] words = line.split(" ");
    String kind = "";
    boolean atomic = false;
    for (String word : words) {
      if (word.startsWith("kind=")) {
        kind = word.substring("kind=".length());
      }
      atomic |= word.equals("atomic");
    }
    return new Type(words[0], kind, atomic, new ArrayList<>());
  }

  private static Field field(String line) {
    // A default is the last word and may hold spaces of its own.
    List<String> words = new ArrayList<>(List.of(line.split(" ")));
    String name = words.get(0);
    boolean required = name.endsWith("!");
    boolean optional = name.endsWith("?");
    List<Integer> number = new ArrayList<>();
    if (!words.get(1).equals("-")) {
      for (String part : words.get(1).split("\\.")) {
        number.add(Integer.valueOf(part));
      }
    }
    return new Field(
        required || optional ? name.substring(0, name.length() - 1) : name,
        required,
        optional,
        List.copyOf(number),
        words.get(2),
        List.copyOf(words.subList(3, words.size())));
  }

  private void shape() {
    for (Type type : types.values()) {
      Schema schema = new Schema(Schema.Type.OBJECT, type.name());
      schema.atomic = type.atomic();
      schemas.put(type.name(), schema);
    }
    for (Type type : types.values()) {
      Schema schema = schemas.get(type.name());
      if (!type.kind().isEmpty()) {
        schema.properties.put("apiVersion", new Schema(Schema.Type.STRING, ""));
        schema.properties.put("kind", new Schema(Schema.Type.STRING, ""));
      }
      for (Field field : type.fields()) {
        schema.properties.put(field.name(), attributes(shape(field.type()), field));
        if (field.required()) {
          schema.required.add(field.name());
        }
      }
    }
  }

  private Schema shape(String type) {
    if (type.startsWith("[]") || type.startsWith("{}")) {
      Schema schema = new Schema(type.startsWith("[]") ? Schema.Type.LIST : Schema.Type.MAP, "");
      schema.element = shape(type.substring(2));
      return schema;
    }
    return switch (type) {
      case "string", "duration" -> new Schema(Schema.Type.STRING, "");
      case "bytes" -> new Schema(Schema.Type.BYTES, "");
      case "int32", "int64" -> new Schema(Schema.Type.INTEGER, type);
      case "double" -> new Schema(Schema.Type.NUMBER, "");
      case "boolean" -> new Schema(Schema.Type.BOOLEAN, "");
      case "time", "microtime" -> new Schema(Schema.Type.TIME, "");
      case "quantity" -> new Schema(Schema.Type.QUANTITY, "");
      case "intorstring" -> new Schema(Schema.Type.INT_OR_STRING, "");
      case "raw", "json", "fields", "object", "schemaorarray", "schemaorbool", "schemaorstrings" ->
          Schema.ANY;
      default -> {
        Schema known = schemas.get(type);
        yield known == null ? Schema.ANY : known;
      }
    };
  }

  private static Schema attributes(Schema plain, Field field) {
    if (field.attributes().isEmpty() && !field.optional()) {
      return plain;
    }
    Schema schema = plain.copy();
    schema.optional = field.optional();
    for (String attribute : field.attributes()) {
      int equals = attribute.indexOf('=');
      String name = equals < 0 ? attribute : attribute.substring(0, equals);
      String value = equals < 0 ? "" : attribute.substring(equals + 1);
      switch (name) {
        case "map" -> {
          schema.listType = Schema.ListType.MAP;
          schema.listKeys = List.of(value.split(","));
        }
        case "set" -> schema.listType = Schema.ListType.SET;
        case "atomic" -> schema.atomic = true;
        case "granular" -> schema.atomic = false;
        case "patch" -> {
          int colon = value.indexOf(':');
          schema.patch =
              colon < 0
                  ? new Schema.Patch(value, "")
                  : new Schema.Patch(value.substring(0, colon), value.substring(colon + 1));
        }
        case "enum" -> schema.values = List.of(value.split("\\|"));
        case "default" -> {
          try {
            schema.defaultValue = JSON.readTree(value);
          } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
          }
        }
        default -> throw new IllegalStateException("types.txt: " + field.name() + ": " + attribute);
      }
    }
    return schema;
  }
}

package dev.blackstart.rehearsal.api.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import dev.blackstart.rehearsal.api.schema.BuiltInTypes;
import dev.blackstart.rehearsal.api.status.Refusals;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads {@code application/vnd.kubernetes.protobuf}: four magic bytes, then a {@code
 * runtime.Unknown} that names the kind and holds the object. Go clients write Secrets, ConfigMaps
 * and most other built-in kinds so.
 */
public final class ProtobufReader {
  private static final byte[] MAGIC = {'k', '8', 's', 0};

  /**
   * What a field number of a message means: a field, or a message whose fields are the outer one's.
   */
  private record Slot(BuiltInTypes.Field field, Map<Integer, Slot> embedded) {}

  private final BuiltInTypes types;
  private final Map<String, Map<Integer, Slot>> layouts = new ConcurrentHashMap<>();

  public ProtobufReader(BuiltInTypes types) {
    this.types = types;
  }

  /** The object as JSON would have it. A kind that is not built in is refused. */
  public ObjectNode read(byte[] body) {
    for (int i = 0; i < MAGIC.length; i++) {
      if (body.length <= i || body[i] != MAGIC[i]) {
        throw Refusals.badRequest(
            "provided data does not appear to be a protobuf message, expected prefix [107 56 115"
                + " 0]");
      }
    }
    try {
      return unknown(CodedInputStream.newInstance(body, MAGIC.length, body.length - MAGIC.length));
    } catch (IOException e) {
      throw Refusals.badRequest("the protobuf body is damaged: " + e.getMessage());
    }
  }

  private ObjectNode unknown(CodedInputStream in) throws IOException {
    String apiVersion = "";
    String kind = "";
    byte[] raw = new byte[0];
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case 1 -> {
          CodedInputStream meta = CodedInputStream.newInstance(in.readByteArray());
          for (int inner = meta.readTag(); inner != 0; inner = meta.readTag()) {
            switch (WireFormat.getTagFieldNumber(inner)) {
              case 1 -> apiVersion = meta.readString();
              case 2 -> kind = meta.readString();
              default -> meta.skipField(inner);
            }
          }
        }
        case 2 -> raw = in.readByteArray();
        default -> in.skipField(tag);
      }
    }
    int slash = apiVersion.indexOf('/');
    String group = slash < 0 ? "" : apiVersion.substring(0, slash);
    String type = types.typeOf(group, apiVersion.substring(slash + 1), kind);
    if (type.isEmpty() && types.types().containsKey("meta.v1." + kind)) {
      type = "meta.v1." + kind;
    }
    if (type.isEmpty()) {
      throw Refusals.unsupportedMediaType(
          "the body of the request was in an unknown format - "
              + kind
              + " of "
              + apiVersion
              + " is not read as protobuf");
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("kind", kind);
    object.put("apiVersion", apiVersion);
    message(CodedInputStream.newInstance(raw), layout(type), object);
    return object;
  }

  private Map<Integer, Slot> layout(String type) {
    return layouts.computeIfAbsent(
        type,
        name -> {
          Map<Integer, Slot> layout = new HashMap<>();
          BuiltInTypes.Type known = types.types().get(name);
          if (known != null) {
            known.fields().forEach(field -> place(layout, field, field.number()));
          }
          return layout;
        });
  }

  private static void place(
      Map<Integer, Slot> layout, BuiltInTypes.Field field, List<Integer> number) {
    if (number.size() == 1) {
      layout.put(number.get(0), new Slot(field, Map.of()));
    } else if (number.size() > 1) {
      Slot outer = layout.computeIfAbsent(number.get(0), n -> new Slot(null, new HashMap<>()));
      place(outer.embedded(), field, number.subList(1, number.size()));
    }
  }

  private void message(CodedInputStream in, Map<Integer, Slot> layout, ObjectNode into)
      throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      Slot slot = layout.get(WireFormat.getTagFieldNumber(tag));
      if (slot == null) {
        in.skipField(tag);
      } else if (slot.field() == null) {
        message(CodedInputStream.newInstance(in.readByteArray()), slot.embedded(), into);
      } else {
        field(in, slot.field(), into);
      }
    }
  }

  private void field(CodedInputStream in, BuiltInTypes.Field field, ObjectNode into)
      throws IOException {
    String type = field.type();
    if (type.startsWith("[]")) {
      ArrayNode list = (ArrayNode) into.withArrayProperty(field.name());
      list.add(value(in, type.substring(2)));
    } else if (type.startsWith("{}")) {
      entry(
          CodedInputStream.newInstance(in.readByteArray()),
          type.substring(2),
          into.withObjectProperty(field.name()));
    } else {
      JsonNode value = value(in, type);
      boolean zero =
          value.isNull()
              || value.isTextual() && value.textValue().isEmpty()
              || value.isObject() && value.isEmpty()
              || value.isBoolean() && !value.booleanValue()
              || value.isNumber() && value.asDouble() == 0;
      if (!zero || field.optional() && !value.isNull() || field.required() && value.isNumber()) {
        into.set(field.name(), value);
      }
    }
  }

  private void entry(CodedInputStream in, String type, ObjectNode into) throws IOException {
    String key = "";
    JsonNode value = type.equals("bytes") || type.equals("string") ? into.textNode("") : null;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case 1 -> key = in.readString();
        case 2 ->
            value =
                type.startsWith("[]")
                    ? items(in.readByteArray(), type.substring(2))
                    : value(in, type);
        default -> in.skipField(tag);
      }
    }
    if (value != null) {
      into.set(key, value);
    }
  }

  /** A list as a map's value travels as a message with the one repeated field 1. */
  private ArrayNode items(byte[] bytes, String type) throws IOException {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    CodedInputStream in = CodedInputStream.newInstance(bytes);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      list.add(value(in, type));
    }
    return list;
  }

  private JsonNode value(CodedInputStream in, String type) throws IOException {
    JsonNode scalar = ProtobufScalars.read(in, type);
    if (scalar != null) {
      return scalar;
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    byte[] bytes = in.readByteArray();
    switch (type) {
      case "schemaorarray", "schemaorbool" -> {
        return schema(bytes, type.equals("schemaorbool"));
      }
      default -> message(CodedInputStream.newInstance(bytes), layout(type), object);
    }
    return object;
  }

  /** A JSON schema that may also be a list of schemas, or a yes or no. */
  private JsonNode schema(byte[] bytes, boolean orBool) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(bytes);
    ObjectNode schema = null;
    ArrayNode list = null;
    boolean allows = false;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      int number = WireFormat.getTagFieldNumber(tag);
      if (orBool && number == 1) {
        allows = in.readBool();
      } else {
        ObjectNode read = JsonNodeFactory.instance.objectNode();
        message(
            CodedInputStream.newInstance(in.readByteArray()),
            layout("apiextensions.v1.JSONSchemaProps"),
            read);
        if (!orBool && number == 2) {
          list = list == null ? JsonNodeFactory.instance.arrayNode() : list;
          list.add(read);
        } else {
          schema = read;
        }
      }
    }
    return schema != null
        ? schema
        : list != null ? list : JsonNodeFactory.instance.booleanNode(allows);
  }
}

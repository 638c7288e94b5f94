package dev.blackstart.rehearsal.api.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The shape of one JSON value: what decoding keeps, what a patch merges by and who can own which
 * part of it.
 *
 * <p>Schemas may contain themselves (a JSON schema's own type does), so they have identity, not
 * equality.
 */
public final class Schema {
  /** What kind of value this is. */
  public enum Type {
    STRING,
    BYTES,
    TIME,
    INTEGER,
    NUMBER,
    BOOLEAN,
    INT_OR_STRING,
    QUANTITY,
    OBJECT,
    MAP,
    LIST,
    ANY
  }

  /** How the entries of a list are told apart: not at all, by their value, or by their keys. */
  public enum ListType {
    ATOMIC,
    SET,
    MAP
  }

  /** How a strategic merge patch treats the value: null strategy means replace. */
  public record Patch(String strategy, String mergeKey) {
    public static final Patch REPLACE = new Patch("", "");

    public boolean merges() {
      return strategy.contains("merge");
    }

    public boolean retainsKeys() {
      return strategy.contains("retainKeys");
    }
  }

  /** Anything at all: kept as it is, maps owned field by field, lists whole. */
  public static final Schema ANY = new Schema(Type.ANY, "");

  private final Type type;
  private final String name;
  final Map<String, Schema> properties;
  final Set<String> required;
  Schema element;
  ListType listType = ListType.ATOMIC;
  List<String> listKeys = List.of();
  boolean atomic;
  boolean preserveUnknown;
  boolean embedded;
  boolean optional;
  boolean nullable;
  JsonNode defaultValue;
  List<String> values = List.of();
  Patch patch = Patch.REPLACE;

  Schema(Type type, String name) {
    this(type, name, new LinkedHashMap<>(), new LinkedHashSet<>());
  }

  private Schema(Type type, String name, Map<String, Schema> properties, Set<String> required) {
    this.type = type;
    this.name = name;
    this.properties = properties;
    this.required = required;
  }

  /**
   * The same shape with attributes of its own; the properties are shared, also those still to come.
   */
  Schema copy() {
    Schema copy = new Schema(type, name, properties, required);
    copy.element = element;
    copy.listType = listType;
    copy.listKeys = listKeys;
    copy.atomic = atomic;
    copy.preserveUnknown = preserveUnknown;
    copy.embedded = embedded;
    copy.optional = optional;
    copy.nullable = nullable;
    copy.defaultValue = defaultValue;
    copy.values = values;
    copy.patch = patch;
    return copy;
  }

  public Type type() {
    return type;
  }

  /** The type's name such as {@code core.v1.Container}; empty for one without a name. */
  public String name() {
    return name;
  }

  public Map<String, Schema> properties() {
    return properties;
  }

  public Set<String> required() {
    return required;
  }

  /** The shape of a list's entries or a map's values; {@link #ANY} when nothing is known. */
  public Schema element() {
    return element == null ? ANY : element;
  }

  public ListType listType() {
    return listType;
  }

  /** The fields that tell the entries of a {@link ListType#MAP} list apart. */
  public List<String> listKeys() {
    return listKeys;
  }

  /** Whether an object or map is owned and replaced as one value. */
  public boolean atomic() {
    return atomic;
  }

  /** Whether fields that no property names are kept. */
  public boolean preserveUnknown() {
    return preserveUnknown || type == Type.ANY;
  }

  /** Whether the value is a whole object with kind and metadata. */
  public boolean embedded() {
    return embedded;
  }

  /** Whether the value being there at all says something, beside what is in it. */
  public boolean optional() {
    return optional || type == Type.LIST || type == Type.MAP || type == Type.ANY;
  }

  public boolean nullable() {
    return nullable;
  }

  /** What an absent value becomes, or null. */
  public JsonNode defaultValue() {
    return defaultValue;
  }

  /** The only values allowed; empty when all are. */
  public List<String> values() {
    return values;
  }

  public Patch patch() {
    return patch;
  }

  /** The shape of a field: a property's, a map's value's, or null when the field is unknown. */
  public Schema field(String field) {
    Schema property = properties.get(field);
    if (property != null) {
      return property;
    }
    if (type == Type.MAP) {
      return element();
    }
    return preserveUnknown() ? ANY : null;
  }

  @Override
  public String toString() {
    return name.isEmpty() ? type.toString() : name;
  }
}

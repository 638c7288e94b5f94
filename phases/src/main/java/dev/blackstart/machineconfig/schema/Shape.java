package dev.blackstart.machineconfig.schema;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What may stand at a place of a machine config. */
public sealed interface Shape {
  /** The shape of what stands under a key; free where none is known. */
  default Shape at(String key) {
    return switch (this) {
      case Struct struct when struct.fields().containsKey(key) -> struct.fields().get(key).shape();
      case MapOf map -> map.value();
      case Struct struct -> new Free();
      case ListOf list -> new Free();
      case Free free -> free;
      case Scalar scalar -> new Free();
    };
  }

  /** The shape of the items of a list; free where none is known. */
  default Shape item() {
    return this instanceof ListOf list ? list.item() : new Free();
  }

  /**
   * A scalar.
   *
   * @param form what its text must look like, where that is more than its kind tells
   */
  record Scalar(Kind kind, Optional<ValueForm> form) implements Shape {}

  /** What a scalar's text is decoded to. */
  enum Kind {
    TEXT,
    FLAG,
    INT,
    /** In Go's form, such as {@code 1m30s}. */
    DURATION,
    /** Base64. */
    BYTES,
    /** Merged component by component. */
    URL,
    /**
     * A text Talos keeps as a structure without fields: a patch of the document takes it away
     * unless it sets it anew.
     */
    OPAQUE
  }

  /** Anything: the node passes it on to somebody else. */
  record Free() implements Shape {}

  /**
   * A mapping with known keys.
   *
   * @param fields in the order Talos writes them
   */
  record Struct(String name, Map<String, Field> fields) implements Shape {
    /** Whether documents of this structure are told apart by {@code name}. */
    public boolean isNamed() {
      return fields.containsKey("apiVersion") && fields.containsKey("name");
    }
  }

  /** A mapping with keys of the operator's choice. */
  record MapOf(Shape value) implements Shape {}

  /**
   * A list.
   *
   * @param keys the fields by which a patch finds the item it changes, the first that it sets; none
   *     for a list a patch adds to
   */
  record ListOf(Shape item, List<String> keys) implements Shape {}

  /**
   * A key of a structure.
   *
   * @param optional a patch may set it to nothing; elsewhere an empty text or a 0 in a patch means
   *     that it is left alone
   * @param replaced a patch replaces the whole value instead of merging into it
   */
  record Field(Shape shape, boolean optional, boolean replaced) {}
}

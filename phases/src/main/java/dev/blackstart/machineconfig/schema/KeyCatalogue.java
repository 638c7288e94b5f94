package dev.blackstart.machineconfig.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The documents of Talos 1.12 and their keys; the notation is told at the top of the resource. */
public final class KeyCatalogue {
  private static final KeyCatalogue TALOS_1_12 = new KeyCatalogue(resource("talos-1.12.keys"));
  private static final String DOCUMENT = "document ";

  private final Map<String, String> lines = new HashMap<>();
  private final Map<String, String> documentLines = new HashMap<>();
  private final Map<String, Shape.Struct> structs = new HashMap<>();
  private final Map<String, Shape.Struct> documents = new HashMap<>();

  private KeyCatalogue(String text) {
    for (String line : text.replaceAll("#[^\n]*", "").replaceAll("\n +", " ").split("\n")) {
      boolean document = line.startsWith(DOCUMENT);
      String rest = document ? line.substring(DOCUMENT.length()) : line;
      String[] parts = rest.strip().split(" +", 2);
      (document ? documentLines : lines).put(parts[0], parts.length > 1 ? parts[1] : "");
    }
    documentLines.forEach(
        (kind, line) -> documents.put(kind, new Shape.Struct(kind, fields(line))));
    struct("Config");
  }

  /** The catalogue of Talos 1.12. */
  public static KeyCatalogue talos() {
    return TALOS_1_12;
  }

  /** The v1alpha1 document, the one without a kind. */
  public Shape.Struct v1alpha1() {
    return struct("Config");
  }

  /** A document of apiVersion v1alpha1 by its kind. */
  public Optional<Shape.Struct> document(String kind) {
    return Optional.ofNullable(documents.get(kind));
  }

  /** All kinds, sorted. */
  public Set<String> kinds() {
    return Collections.unmodifiableSet(new TreeSet<>(documents.keySet()));
  }

  private Shape.Struct struct(String name) {
    Shape.Struct known = structs.get(name);
    if (known == null) {
      String line = lines.get(name);
      if (line == null) {
        throw new IllegalStateException("the key catalogue has no " + name);
      }
      known = new Shape.Struct(name, fields(line));
      structs.put(name, known);
    }
    return known;
  }

  private Map<String, Shape.Field> fields(String line) {
    Map<String, Shape.Field> fields = new LinkedHashMap<>();
    for (String word :
        line.isBlank() ? List.<String>of() : Arrays.asList(line.strip().split(" +"))) {
      if (word.startsWith("+")) {
        fields.putAll(struct(word.substring(1)).fields());
        continue;
      }
      int colon = word.indexOf(':');
      String name = colon < 0 ? word : word.substring(0, colon);
      String shape = colon < 0 ? "" : word.substring(colon + 1);
      boolean optional = shape.endsWith("*");
      boolean replaced = shape.endsWith("!");
      String bare = optional || replaced ? shape.substring(0, shape.length() - 1) : shape;
      fields.put(name, new Shape.Field(shape(bare), optional, replaced));
    }
    return Collections.unmodifiableMap(fields);
  }

  private Shape shape(String text) {
    if (text.startsWith("[")) {
      String[] parts = text.substring(1, text.length() - 1).split("@", 2);
      List<String> keys = parts.length > 1 ? List.of(parts[1].split("\\|")) : List.of();
      return new Shape.ListOf(shape(parts[0]), keys);
    }
    if (text.startsWith("{")) {
      return new Shape.MapOf(shape(text.substring(1, text.length() - 1)));
    }
    return switch (text) {
      case "" -> new Shape.Scalar(Shape.Kind.TEXT);
      case "flag" -> new Shape.Scalar(Shape.Kind.FLAG);
      case "int" -> new Shape.Scalar(Shape.Kind.INT);
      case "duration" -> new Shape.Scalar(Shape.Kind.DURATION);
      case "bytes" -> new Shape.Scalar(Shape.Kind.BYTES);
      case "url" -> new Shape.Scalar(Shape.Kind.URL);
      case "opaque" -> new Shape.Scalar(Shape.Kind.OPAQUE);
      case "any" -> new Shape.Free();
      default -> struct(text);
    };
  }

  private static String resource(String name) {
    try (InputStream in = KeyCatalogue.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("this program lacks its resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

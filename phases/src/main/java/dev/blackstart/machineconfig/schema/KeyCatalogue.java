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
  private static final KeyCatalogue TALOS_1_12 =
      new KeyCatalogue(resource("talos-1.12.keys"), resource("talos-1.12.values"));
  private static final String DOCUMENT = "document ";

  private final Map<String, String> lines = new HashMap<>();
  private final Map<String, String> documentLines = new HashMap<>();
  private final Map<String, ValueForm> forms = new HashMap<>();
  private final Map<String, Shape.Struct> structs = new HashMap<>();
  private final Map<String, Shape.Struct> documents = new HashMap<>();

  private KeyCatalogue(String text, String values) {
    for (String line : values.replaceAll("(?m)^#.*", "").split("\n")) {
      List<String> words = List.of(line.strip().split(" +"));
      if (words.size() > 1) {
        forms.put(words.getFirst(), new ValueForm(words.get(1), words.subList(2, words.size())));
      }
    }
    for (String line : text.replaceAll("#[^\n]*", "").replaceAll("\n +", " ").split("\n")) {
      boolean document = line.startsWith(DOCUMENT);
      String rest = document ? line.substring(DOCUMENT.length()) : line;
      String[] parts = rest.strip().split(" +", 2);
      (document ? documentLines : lines).put(parts[0], parts.length > 1 ? parts[1] : "");
    }
    documentLines.forEach(
        (kind, line) -> documents.put(kind, new Shape.Struct(kind, fields(kind, line))));
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
      known = new Shape.Struct(name, fields(name, line));
      structs.put(name, known);
    }
    return known;
  }

  private Map<String, Shape.Field> fields(String owner, String line) {
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
      fields.put(name, new Shape.Field(shape(bare, owner + "." + name), optional, replaced));
    }
    return Collections.unmodifiableMap(fields);
  }

  private Shape shape(String text, String key) {
    if (text.startsWith("[")) {
      String[] parts = text.substring(1, text.length() - 1).split("@", 2);
      List<String> keys = parts.length > 1 ? List.of(parts[1].split("\\|")) : List.of();
      return new Shape.ListOf(shape(parts[0], key), keys);
    }
    if (text.startsWith("{")) {
      return new Shape.MapOf(shape(text.substring(1, text.length() - 1), key));
    }
    return switch (text) {
      case "" -> scalar(Shape.Kind.TEXT, key);
      case "flag" -> scalar(Shape.Kind.FLAG, key);
      case "int" -> scalar(Shape.Kind.INT, key);
      case "duration" -> scalar(Shape.Kind.DURATION, key);
      case "bytes" -> scalar(Shape.Kind.BYTES, key);
      case "url" -> scalar(Shape.Kind.URL, key);
      case "opaque" -> scalar(Shape.Kind.OPAQUE, key);
      case "any" -> new Shape.Free();
      default -> struct(text);
    };
  }

  private Shape.Scalar scalar(Shape.Kind kind, String key) {
    return new Shape.Scalar(kind, Optional.ofNullable(forms.get(key)));
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

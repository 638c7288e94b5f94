package dev.blackstart.machineconfig.document;

import dev.blackstart.machineconfig.schema.Shape;
import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.Reading;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.YamlNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * SHA-256 of what a config means: comments, quotes, the order of keys and of documents do not
 * count, nor does a key that is set to null.
 */
public final class ConfigDigest {
  private static final Set<String> TRUE = Set.of("true", "y", "yes", "on");

  private final StringBuilder canonical = new StringBuilder();

  private ConfigDigest() {}

  /** In hexadecimal. */
  public static String of(MachineConfig config) {
    ConfigDigest digest = new ConfigDigest();
    config.documents().stream()
        .sorted(Comparator.comparing(document -> document.id().toString()))
        .forEach(
            document -> {
              digest.text(document.id().toString());
              digest.add(document.content(), document.shape());
            });
    return hexadecimal(digest.canonical.toString());
  }

  private void add(YamlNode node, Shape shape) {
    switch (node) {
      case MapNode map -> {
        canonical.append('{');
        map.entries().stream()
            .filter(entry -> !StrategicMerge.isNull(entry.value()))
            .sorted(Comparator.comparing(entry -> entry.key().text()))
            .forEach(
                entry -> {
                  text(entry.key().text());
                  add(entry.value(), shape.at(entry.key().text()));
                });
        canonical.append('}');
      }
      case ListNode list -> {
        canonical.append('[');
        List<YamlNode> items = list.items();
        items.forEach(item -> add(item, shape.item()));
        canonical.append(']');
      }
      case ScalarNode scalar -> scalar(scalar, shape);
    }
  }

  private void scalar(ScalarNode scalar, Shape shape) {
    switch (shape) {
      case Shape.Scalar wanted -> {
        switch (wanted.kind()) {
          case FLAG -> text(String.valueOf(TRUE.contains(scalar.text().toLowerCase(Locale.ROOT))));
          case INT -> text(String.valueOf(Reading.TALOS.read(scalar)));
          case TEXT, DURATION, BYTES, URL, OPAQUE -> text(scalar.text());
        }
      }
      case Shape.Free free -> {
        Object value = Reading.TALOS.read(scalar);
        text(value == null ? "null" : value.getClass().getSimpleName() + value);
      }
      case Shape.Struct struct -> text(scalar.text());
      case Shape.MapOf map -> text(scalar.text());
      case Shape.ListOf list -> text(scalar.text());
    }
  }

  /** With its length before it, so that two texts never run together. */
  private void text(String text) {
    canonical.append(text.length()).append(':').append(text);
  }

  private static String hexadecimal(String text) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}

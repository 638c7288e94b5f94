package dev.blackstart.repository.talos;

import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.YamlNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The id an Image Factory gives a schematic: the SHA-256 of its YAML as Go writes it (facts of
 * siderolabs/image-factory, pkg/schematic). The field's task files post the file to the factory for
 * it; nothing is asked here.
 */
public final class SchematicId {
  private static final Set<String> KEYS =
      Set.of(
          "overlay",
          "overlay.image",
          "overlay.name",
          "customization",
          "customization.extraKernelArgs",
          "customization.meta",
          "customization.meta.key",
          "customization.meta.value",
          "customization.systemExtensions",
          "customization.systemExtensions.officialExtensions",
          "customization.secureboot",
          "customization.secureboot.includeWellKnownCertificates");

  /** Raised by what cannot be told to the letter. */
  private static final class Unknown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unknown() {
      super(null, null, false, false);
    }
  }

  private SchematicId() {}

  /** The id; nothing when the schematic holds what is not known here to the letter. */
  public static Optional<String> of(YamlNode schematic) {
    if (!known(schematic, "")) {
      return Optional.empty();
    }
    try {
      return Optional.of(sha256(overlay(schematic) + customization(schematic)));
    } catch (Unknown toTheLetter) {
      return Optional.empty();
    }
  }

  private static String overlay(YamlNode schematic) {
    Optional<String> image = schematic.text("overlay.image");
    Optional<String> name = schematic.text("overlay.name");
    return image.isEmpty() && name.isEmpty()
        ? ""
        : "overlay:\n    image: "
            + writtenOrEmpty(image)
            + "\n    name: "
            + writtenOrEmpty(name)
            + "\n";
  }

  /** In the order of the factory's own fields. */
  private static String customization(YamlNode schematic) {
    StringBuilder yaml = new StringBuilder();
    list(
        yaml,
        "    extraKernelArgs:\n",
        "        - ",
        texts(schematic, "customization.extraKernelArgs"));
    meta(yaml, schematic);
    list(
        yaml,
        "    systemExtensions:\n        officialExtensions:\n",
        "            - ",
        texts(schematic, "customization.systemExtensions.officialExtensions"));
    schematic
        .text("customization.secureboot.includeWellKnownCertificates")
        .map(SchematicId::flag)
        .filter(included -> included)
        .ifPresent(
            included ->
                yaml.append("    secureboot:\n        includeWellKnownCertificates: true\n"));
    return yaml.isEmpty() ? "customization: {}\n" : "customization:\n" + yaml;
  }

  private static void meta(StringBuilder yaml, YamlNode schematic) {
    for (int i = 0; schematic.at("customization.meta." + i).isPresent(); i++) {
      String at = "customization.meta." + i;
      String value = schematic.text(at + ".value").orElseThrow(Unknown::new);
      yaml.append(i == 0 ? "    meta:\n" : "")
          .append("        - key: ")
          .append(number(schematic.text(at + ".key").orElseThrow(Unknown::new)))
          .append("\n          value: ")
          .append(written(value))
          .append('\n');
    }
  }

  private static int number(String text) {
    try {
      int number = Integer.decode(text);
      boolean octal = text.matches("0[0-9]+");
      if (number >= 0 && number <= 255 && !octal) {
        return number;
      }
    } catch (NumberFormatException none) {
      // Said below.
    }
    throw new Unknown();
  }

  private static boolean flag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new Unknown();
    };
  }

  private static void list(StringBuilder to, String head, String dash, List<String> texts) {
    if (!texts.isEmpty()) {
      to.append(head);
      texts.forEach(text -> to.append(dash).append(written(text)).append('\n'));
    }
  }

  private static String writtenOrEmpty(Optional<String> text) {
    return text.filter(each -> !each.isEmpty()).map(SchematicId::written).orElse("\"\"");
  }

  private static String written(String text) {
    return GoScalar.of(text).orElseThrow(Unknown::new);
  }

  private static boolean known(YamlNode node, String path) {
    return switch (node) {
      case MapNode map ->
          map.entries().stream()
              .allMatch(
                  entry -> {
                    String key = entry.key().text();
                    String below = path.isEmpty() ? key : path + "." + key;
                    return KEYS.contains(below) && known(entry.value(), below);
                  });
      case ListNode list -> list.items().stream().allMatch(item -> known(item, path));
      case ScalarNode scalar -> true;
    };
  }

  private static List<String> texts(YamlNode node, String path) {
    return node.scalars(path).stream().map(ScalarNode::text).toList();
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

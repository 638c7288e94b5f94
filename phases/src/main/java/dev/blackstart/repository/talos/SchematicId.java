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
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The id an Image Factory gives a schematic: the SHA-256 of its YAML as Go writes it (facts of
 * siderolabs/image-factory, pkg/schematic). The field's task files post the file to the factory for
 * it; nothing is asked here.
 */
public final class SchematicId {
  /** Texts Go writes without quotes for certain. */
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z/_-][A-Za-z0-9/_.,=+^-]*(?::[A-Za-z0-9/_.,=+^-]+)*");

  private static final Set<String> WORDS =
      Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null", "-", "--", "---");
  private static final Set<String> KEYS =
      Set.of(
          "overlay",
          "overlay.image",
          "overlay.name",
          "customization",
          "customization.extraKernelArgs",
          "customization.systemExtensions",
          "customization.systemExtensions.officialExtensions");

  private SchematicId() {}

  /** The id; nothing when the schematic holds what is not known here to the letter. */
  public static Optional<String> of(YamlNode schematic) {
    if (!known(schematic, "")) {
      return Optional.empty();
    }
    StringBuilder yaml = new StringBuilder();
    Optional<String> image = schematic.text("overlay.image");
    Optional<String> name = schematic.text("overlay.name");
    if (image.isPresent() || name.isPresent()) {
      yaml.append("overlay:\n");
      image.ifPresent(text -> yaml.append("    image: ").append(text).append('\n'));
      name.ifPresent(text -> yaml.append("    name: ").append(text).append('\n'));
    }
    List<String> arguments = texts(schematic, "customization.extraKernelArgs");
    List<String> extensions = texts(schematic, "customization.systemExtensions.officialExtensions");
    if (arguments.isEmpty() && extensions.isEmpty()) {
      yaml.append("customization: {}\n");
    } else {
      yaml.append("customization:\n");
      list(yaml, "    extraKernelArgs:\n", "        - ", arguments);
      list(
          yaml,
          "    systemExtensions:\n        officialExtensions:\n",
          "            - ",
          extensions);
    }
    return Optional.of(sha256(yaml.toString()));
  }

  private static void list(StringBuilder to, String head, String dash, List<String> texts) {
    if (!texts.isEmpty()) {
      to.append(head);
      texts.forEach(text -> to.append(dash).append(text).append('\n'));
    }
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
      case ScalarNode scalar -> scalar.isNull() || isPlain(scalar.text());
    };
  }

  private static boolean isPlain(String text) {
    return PLAIN.matcher(text).matches()
        && !text.startsWith("op://")
        && !WORDS.contains(text.toLowerCase(Locale.ROOT))
        && !text.matches("[-.]?[0-9.].*|0x.*|-?\\.(inf|nan)");
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

package dev.blackstart.files;

import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.YamlNode;
import dev.blackstart.world.Failure;
import java.util.Base64;

/**
 * Whether what a vault gave for {@code data} of a Secret is base64, as the API server wants it. The
 * reader of seeds cannot tell before a reference is resolved.
 */
final class SeedEncoding {
  private SeedEncoding() {}

  /**
   * @return the same object
   * @throws Failure naming the line and never the value
   */
  static YamlNode checked(YamlNode seed) {
    if (seed.text("kind").filter("Secret"::equals).isPresent()
        && seed.at("data").orElse(null) instanceof MapNode data) {
      data.entries().forEach(entry -> check(seed, entry));
    }
    return seed;
  }

  private static void check(YamlNode seed, MapNode.Entry entry) {
    if (!(entry.value() instanceof ScalarNode scalar) || scalar.isNull() || isBase64(scalar)) {
      return;
    }
    throw new Failure(
        Failure.Kind.INPUT,
        entry.key().mark()
            + ": data."
            + entry.key().text()
            + " of Secret "
            + seed.text("metadata.name").orElse("")
            + " is no base64 once its reference is resolved",
        "keep it encoded in the vault, or move the reference below stringData");
  }

  private static boolean isBase64(ScalarNode scalar) {
    try {
      Base64.getDecoder().decode(scalar.text().replaceAll("[\\r\\n]", ""));
      return true;
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }
}

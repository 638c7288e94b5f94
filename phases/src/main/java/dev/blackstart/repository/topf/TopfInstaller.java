package dev.blackstart.repository.topf;

import dev.blackstart.repository.settings.Setting;
import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.talos.SchematicId;
import dev.blackstart.repository.talos.TalosReading;
import dev.blackstart.template.gotemplate.GoTemplate;
import dev.blackstart.template.gotemplate.MissingKey;
import dev.blackstart.template.gotemplate.functions.Functions;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import java.util.Optional;

/** The image a node of topf installs: said of the node, else of all, else the factory's own. */
final class TopfInstaller {
  /** Of an image without anything added. */
  static final String DEFAULT_SCHEMATIC =
      "376567988ad370138ad8b2698212367b8edcb69b5fd68c80be1f2ec7d603b4ba";

  private final String folder;
  private final String patches;
  private final YamlNode config;
  private final TalosReading reading;
  private final TopfValues values;

  TopfInstaller(
      String folder, String patches, YamlNode config, TalosReading reading, TopfValues values) {
    this.folder = folder;
    this.patches = patches;
    this.config = config;
    this.reading = reading;
    this.values = values;
  }

  /** The id of a node's schematic; nothing, and a finding, when it cannot be told. */
  Optional<String> schematic(YamlNode node, String host) {
    Optional<Setting<String>> said = either(node, "schematicId");
    if (said.isEmpty()) {
      boolean hidden = node.text("schematicId").or(() -> config.text("schematicId")).isPresent();
      return hidden ? Optional.empty() : Optional.of(DEFAULT_SCHEMATIC);
    }
    Setting<String> id = said.get();
    return id.value().startsWith("@")
        ? reading.findings().attempt(() -> ofFile(id, node, host)).flatMap(found -> found)
        : Optional.of(id.value());
  }

  private Optional<String> ofFile(Setting<String> named, YamlNode node, String host) {
    String path = reading.tree().resolve(folder, named.value().substring(1), named.at());
    String text = reading.tree().read(path, named.at());
    if (path.endsWith(".tpl")) {
      TopfContext context = new TopfContext(config, node, host, named.value(), patches);
      text =
          GoTemplate.parse(text, path, Functions.sprig(), MissingKey.ERROR)
              .render(context.values());
    }
    YamlNode schematic = Yaml.document(text, path);
    Optional<String> id = SchematicId.of(schematic);
    if (id.isEmpty()) {
      reading
          .findings()
          .add(
              FindingKind.CONFIG_NOT_RENDERED,
              schematic.mark(),
              "the id of this schematic cannot be told: it holds what is not known to the letter",
              "ask the factory for its id, and write that as schematicId");
    }
    return id;
  }

  /** The image of a node. */
  String image(YamlNode node, String schematic, String version) {
    String factory = text(node, "factory", "factory.talos.dev");
    String platform = text(node, "platform", "metal");
    boolean secure = isTrue(node) || isTrue(config);
    return factory
        + "/"
        + platform
        + "-installer"
        + (secure ? "-secureboot" : "")
        + "/"
        + schematic
        + ":v"
        + version.replaceFirst("^v", "");
  }

  private boolean isTrue(YamlNode below) {
    Optional<Setting<String>> flag = values.text(below, "secureboot");
    flag.filter(said -> !said.value().matches("true|True|TRUE|false|False|FALSE"))
        .ifPresent(
            said ->
                reading
                    .findings()
                    .add(
                        FindingKind.BAD_VALUE,
                        said.at(),
                        "secureboot is neither true nor false: " + said.value(),
                        "write true or false"));
    return flag.filter(said -> said.value().equalsIgnoreCase("true")).isPresent();
  }

  private String text(YamlNode node, String key, String otherwise) {
    return either(node, key).map(Setting::value).orElse(otherwise);
  }

  private Optional<Setting<String>> either(YamlNode node, String key) {
    return values
        .text(node, key)
        .or(() -> node.text(key).isPresent() ? Optional.empty() : values.text(config, key))
        .filter(said -> !said.value().isEmpty());
  }
}

package dev.blackstart.repository.talhelper;

import dev.blackstart.repository.generated.Pieces;
import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.repository.talos.SchematicId;
import dev.blackstart.template.gotemplate.GoTemplate;
import dev.blackstart.template.gotemplate.MissingKey;
import dev.blackstart.template.gotemplate.functions.Functions;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.Mark;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The image a node of talhelper installs: the one it names, else that of its schematic at the
 * factory (facts of talhelper's pkg/config/defaults.go and pkg/talos/schematic.go).
 */
final class TalhelperInstaller {
  private static final String TEMPLATE =
      "{{.RegistryURL}}/{{.Mode}}-installer{{if"
          + " .Secureboot}}-secureboot{{end}}/{{.ID}}:{{.Version}}";

  /** A repository without tag or digest; the host may have a port. */
  private static final Pattern NAME_ONLY =
      Pattern.compile("[A-Za-z0-9.-]+(:[0-9]+)?(/[a-z0-9]+([._-]+[a-z0-9]+)*)+");

  private final Optional<Part> factory;
  private final String version;
  private final Findings findings;

  /**
   * @param factory what {@code imageFactory} says
   * @param version of Talos, with its {@code v}
   */
  TalhelperInstaller(Optional<Part> factory, String version, Findings findings) {
    this.factory = factory;
    this.version = version;
    this.findings = findings;
  }

  /** The image; nothing when a finding says why not. */
  Optional<String> image(Part node) {
    Optional<ScalarNode> named = node.scalar("talosImageURL").filter(url -> !url.text().isEmpty());
    if (named.isPresent()) {
      if (!NAME_ONLY.matcher(named.get().text()).matches()) {
        return node.wrong(
            "talosImageURL", named.get(), "an image's host and path without tag and digest");
      }
      return Optional.of(named.get().text() + ":" + version);
    }
    return schematic(node).flatMap(id -> findings.attempt(() -> rendered(node, id)));
  }

  private Optional<String> schematic(Part node) {
    MapNode none = Pieces.map(node.mark(), Map.of());
    YamlNode schematic = node.get("schematic").orElse(none);
    Optional<String> id = SchematicId.of(schematic);
    if (id.isEmpty()) {
      findings.add(
          FindingKind.CONFIG_NOT_RENDERED,
          schematic.mark(),
          "the id of this schematic cannot be told: it holds what is not known to the letter",
          "ask the factory for its image, and write that as talosImageURL");
    }
    return id;
  }

  private String rendered(Part node, String id) {
    Optional<Part> spec = node.part("machineSpec");
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("RegistryURL", said("registryURL").orElse("factory.talos.dev"));
    data.put("ID", id);
    data.put("Version", version);
    data.put("Mode", spec.flatMap(machine -> machine.text("mode")).orElse("metal"));
    data.put("Secureboot", spec.filter(machine -> machine.isTrue("secureboot")).isPresent());
    Mark at =
        factory
            .flatMap(part -> part.get("installerURLTmpl"))
            .map(YamlNode::mark)
            .orElse(node.mark());
    return GoTemplate.parse(
            "\n".repeat(at.line() - 1) + said("installerURLTmpl").orElse(TEMPLATE),
            at.file(),
            Functions.sprig(),
            MissingKey.ERROR)
        .render(data)
        .strip();
  }

  private Optional<String> said(String key) {
    return factory.flatMap(part -> part.text(key));
  }
}

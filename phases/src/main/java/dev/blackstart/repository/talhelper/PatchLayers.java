package dev.blackstart.repository.talhelper;

import dev.blackstart.cluster.MachineConfigSource.Layer;
import dev.blackstart.cluster.Place;
import dev.blackstart.repository.generated.Pieces;
import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.repository.talos.PatchChecks;
import dev.blackstart.repository.talos.TalosReading;
import dev.blackstart.repository.talos.TalosText;
import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes layers of patches: files after {@code @}, rendered first and then substituted, or texts.
 */
final class PatchLayers {
  private final String folder;
  private final Talconfig config;
  private final TalosReading reading;
  private final Findings findings;

  PatchLayers(String folder, Talconfig config, TalosReading reading) {
    this.folder = folder;
    this.config = config;
    this.reading = reading;
    this.findings = reading.findings();
  }

  /** The layers of patches in their order; nothing when one of them cannot be made. */
  Optional<List<Layer>> of(List<ScalarNode> patches, ConfigTemplates templates) {
    List<Layer> layers = new ArrayList<>();
    boolean whole = true;
    for (ScalarNode patch : patches) {
      Optional<Optional<Layer>> layer =
          findings.attempt(
              () ->
                  patch.text().startsWith("@")
                      ? file(patch.text().substring(1), patch, templates, true)
                      : inline(patch, templates));
      layer.flatMap(found -> found).ifPresent(layers::add);
      whole &= layer.isPresent();
    }
    return whole ? Optional.of(layers) : Optional.empty();
  }

  /** Documents of files, rendered but not substituted; the {@code @} may be left out. */
  Optional<List<Layer>> manifests(List<ScalarNode> names, ConfigTemplates templates) {
    List<Layer> layers = new ArrayList<>();
    boolean whole = true;
    for (ScalarNode name : names) {
      String file = name.text().startsWith("@") ? name.text().substring(1) : name.text();
      Optional<Optional<Layer>> layer = findings.attempt(() -> file(file, name, templates, false));
      layer.flatMap(found -> found).ifPresent(layers::add);
      whole &= layer.isPresent();
    }
    return whole ? Optional.of(layers) : Optional.empty();
  }

  private Optional<Layer> file(
      String name, ScalarNode named, ConfigTemplates templates, boolean substituted) {
    Place at = Findings.place(named.mark());
    String path = reading.tree().resolve(folder, name.strip(), at);
    String text = reading.tree().read(path, at);
    if (text.isBlank()) {
      return Optional.empty();
    }
    if (TalosText.isEncrypted(text)) {
      return encrypted(path, text);
    }
    String rendered = templates.render(text, path);
    List<YamlNode> documents = Yaml.parse(rendered, path);
    PatchChecks.check(documents, config.hasSeveralDocuments(), findings);
    if (documents.isEmpty() || isRefused(documents)) {
      return Optional.empty();
    }
    if (!substituted || rendered.indexOf('$') < 0) {
      return Optional.of(new Layer(path, rendered));
    }
    List<YamlNode> resolved = new ArrayList<>();
    documents.forEach(document -> config.resolved(document).ifPresent(resolved::add));
    return resolved.size() == documents.size()
        ? Optional.of(Pieces.layer(path, resolved))
        : Optional.empty();
  }

  /** Opened when it is wanted, so that nothing of it can be rendered before. */
  private Optional<Layer> encrypted(String path, String text) {
    boolean plain =
        Yaml.parse(text, path).stream()
            .allMatch(
                document ->
                    !ConfigTemplates.isTemplate(text) && config.isWithoutVariables(document));
    if (!plain) {
      findings.add(
          FindingKind.CONFIG_NOT_RENDERED,
          path,
          "a patch that is encrypted and holds variables or is a template",
          "keep what is secret in a patch of its own, and the variables in another");
    }
    return Optional.of(new Layer(path, text));
  }

  /** Blank lines before it make the lines of its marks those of the file. */
  private Optional<Layer> inline(ScalarNode patch, ConfigTemplates templates) {
    boolean block =
        patch.style() == ScalarNode.Style.LITERAL || patch.style() == ScalarNode.Style.FOLDED;
    String file = patch.mark().file();
    String moved = "\n".repeat(patch.mark().line() - (block ? 0 : 1)) + patch.text();
    String rendered = templates.render(moved, file);
    List<YamlNode> documents = Yaml.parse(rendered, file);
    PatchChecks.check(documents, config.hasSeveralDocuments(), findings);
    if (documents.isEmpty() || isRefused(documents)) {
      return Optional.empty();
    }
    return Optional.of(new Layer(file, rendered));
  }

  /** A list of operations, where Talos takes none, or of none. */
  private boolean isRefused(List<YamlNode> documents) {
    return documents.stream()
        .anyMatch(
            document ->
                document instanceof ListNode list
                    && (list.items().isEmpty() || config.hasSeveralDocuments()));
  }
}

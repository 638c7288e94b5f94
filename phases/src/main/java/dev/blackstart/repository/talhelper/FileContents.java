package dev.blackstart.repository.talhelper;

import dev.blackstart.cluster.Place;
import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.repository.talos.TalosReading;
import dev.blackstart.repository.talos.TalosText;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Texts of files that are put into a config: {@code @path} where a content stands. */
final class FileContents {
  private final String folder;
  private final Talconfig config;
  private final TalosReading reading;
  private final Findings findings;

  FileContents(String folder, Talconfig config, TalosReading reading) {
    this.folder = folder;
    this.config = config;
    this.reading = reading;
    this.findings = reading.findings();
  }

  /**
   * A part with its content put in, and without talhelper's own key; nothing when that cannot be.
   *
   * @param key where the content stands
   */
  Optional<YamlNode> filled(Part part, String key) {
    Optional<ScalarNode> named = part.scalar(key).filter(text -> text.text().startsWith("@"));
    boolean substituted = !part.isTrue("skipEnvsubst");
    Optional<ScalarNode> content =
        named.isEmpty()
            ? part.scalar(key)
            : findings.attempt(() -> content(named.get(), substituted)).flatMap(found -> found);
    if (named.isPresent() && content.isEmpty()) {
      return Optional.empty();
    }
    List<MapNode.Entry> entries = new ArrayList<>();
    for (MapNode.Entry entry : part.map().entries()) {
      String name = entry.key().text();
      if (name.equals(key) && content.isPresent()) {
        entries.add(new MapNode.Entry(entry.key(), content.get()));
      } else if (!name.equals("skipEnvsubst")) {
        entries.add(entry);
      }
    }
    return Optional.of(MapNode.of(part.mark(), entries));
  }

  private Optional<ScalarNode> content(ScalarNode named, boolean substituted) {
    Place at = Findings.place(named.mark());
    String path = reading.tree().resolve(folder, named.text().substring(1).strip(), at);
    String text = reading.tree().read(path, at);
    if (TalosText.isEncrypted(text)) {
      findings.add(
          FindingKind.CONFIG_NOT_RENDERED,
          at,
          path + " is encrypted, and its text would become part of another",
          "put the secret into a patch that is encrypted");
      return Optional.empty();
    }
    ScalarNode whole =
        new ScalarNode(named.mark(), text, ScalarNode.Style.DOUBLE_QUOTED, Optional.empty());
    return substituted ? config.replaced(whole, path) : Optional.of(whole);
  }
}

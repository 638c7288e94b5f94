package dev.blackstart.repository.talhelper;

import dev.blackstart.repository.source.RepositoryFiles;
import dev.blackstart.repository.talos.TalosReading;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The variables of a {@code talconfig.yaml}: the environment, and over it the files talhelper takes
 * by itself, in its order. What such a file holds encrypted is known by its name only.
 */
final class Variables {
  private static final List<String> FILES =
      List.of("talenv.yaml", "talenv.sops.yaml", "talenv.yml", "talenv.sops.yml");
  private static final String ENCRYPTED = "ENC[";

  private final String folder;
  private final Map<String, String> values;
  private final Map<String, String> encrypted = new HashMap<>();
  private final Set<String> wanting = new HashSet<>();

  Variables(String folder, TalosReading reading) {
    this.folder = folder;
    this.values = new HashMap<>(reading.env());
    for (String name : FILES) {
      String path = folder.isEmpty() ? name : folder + "/" + name;
      if (reading.tree().isFile(path)) {
        reading.findings().attempt(() -> load(reading.tree(), path));
      }
    }
    reading.settings().env().forEach(this::set);
  }

  private void load(RepositoryFiles tree, String path) {
    for (YamlNode document : Yaml.parse(tree.read(path), path)) {
      if (document instanceof MapNode map) {
        map.entries().stream()
            .filter(entry -> entry.value() instanceof ScalarNode)
            .forEach(entry -> add(entry.key().text(), ((ScalarNode) entry.value()).text(), path));
      }
    }
  }

  private void add(String name, String value, String path) {
    if (value.startsWith(ENCRYPTED)) {
      values.remove(name);
      encrypted.put(name, path);
    } else {
      set(name, value);
    }
  }

  private void set(String name, String value) {
    encrypted.remove(name);
    values.put(name, value);
  }

  /** The value of a variable; empty when it is not set, or set and not readable. */
  Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** The file that holds a variable's value encrypted. */
  Optional<String> encryptedIn(String name) {
    return Optional.ofNullable(encrypted.get(name));
  }

  /** Whether this is the first time that a variable is found wanting. */
  boolean isNews(String name) {
    return wanting.add(name);
  }

  /** The file an operator would add a variable to. */
  String file() {
    return (folder.isEmpty() ? "" : folder + "/") + FILES.getFirst();
  }
}
